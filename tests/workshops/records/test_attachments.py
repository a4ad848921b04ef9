"""Papers handed in: told by their bytes, kept under names of our own, never thrown away."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.make import PDF, advanced_to, make_application, make_city, moment
from workshops.records import attachments, formats
from workshops.records.actions import slots_of
from workshops.records.attachments import checked, keep, shown_name, withdraw
from workshops.records.formats import sniffed
from workshops.records.models import Attachment, Event

pytestmark = pytest.mark.django_db

GPS = 0x8825


def upload(content: bytes, name="材料.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(*names: str, content=b"x") -> bytes:
    """A zip with parts of these names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


def bytes_of(paper: Attachment) -> bytes:
    with paper.content.open() as kept:
        return kept.read()


def picture(kind: str, **save) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(drawn, kind, **save)
    return drawn.getvalue()


# What is taken


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (zipped("word/document.xml"), "wordprocessingml.document"),
        (zipped("xl/workbook.xml"), "spreadsheetml.sheet"),
    ],
)
def test_a_type_is_told_by_the_bytes(content, ending):
    assert sniffed(content).endswith(ending)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>",
        b"<svg/>",
        b"GIF89a",
        zipped("readme.txt"),
        b"plain",
        b"%PD",
    ],
)
def test_what_we_do_not_take_is_refused_with_what_to_do(content):
    with pytest.raises(ValidationError, match="只收 PDF、JPG、PNG、DOCX、XLSX 文件"):
        sniffed(content)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "这是 GIF 图片。"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "这是 WEBP 图片。"),
        (b"\x00\x00\x00\x18ftypheic", "这是苹果手机的 HEIC 照片。"),
        (b"\x00\x00\x00\x18ftypisom", "这是视频。"),
        (OLD, "这是旧版 Office 或 WPS 文件"),
        (b"<!DOCTYPE html><html>", "这是网页。"),
        (zipped("readme.txt"), "这是压缩包。"),
        (zipped("OFD.xml"), "这是 OFD 版式文件。"),
    ],
)
def test_what_we_do_not_take_is_told_what_it_is(content, said):
    with pytest.raises(ValidationError, match=f"{said}.*只收 PDF"):
        checked(upload(content, "材料"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"MZ\x90\x00", "内容是电脑程序，不是 PDF，只是文件名写成了这样"),
        ("b.JPEG", b"GIF89a", "内容是 GIF 图片，不是 JPG，只是"),
        ("c.docx", OLD, "内容是旧版 Office 或 WPS 文件（DOC、XLS、PPT），不是 DOCX"),
        ("d.png", b"plain", "内容不是 PNG，只是文件名写成了这样"),
        ("e.pdf", picture("PNG"), "内容是 PNG 图片，不是 PDF.*请把文件名末尾改成 .png 再上传"),
        ("f.jpg", PDF, "内容是 PDF，不是 JPG.*请把文件名末尾改成 .pdf 再上传"),
        ("g.xlsx", zipped("word/document.xml"), "内容是 DOCX 文档，不是 XLSX"),
    ],
)
def test_a_name_that_says_what_the_content_is_not_is_told_so(name, content, said):
    with pytest.raises(ValidationError, match=said):
        checked(upload(content, name))


@pytest.mark.parametrize(("name", "kind"), [("照片.png", "JPEG"), ("照片.jpg", "PNG")])
def test_one_kind_of_picture_named_as_the_other_is_taken_under_its_true_ending(name, kind):
    _, content_type = checked(upload(picture(kind), name))

    assert shown_name(name, content_type) == f"照片.{'jpg' if kind == 'JPEG' else 'png'}"


def test_a_name_we_do_not_take_is_told_what_we_take():
    with pytest.raises(ValidationError, match="只收 PDF"):
        checked(upload(b"MZ\x90\x00", "evil.exe"))


def test_an_empty_file_is_refused():
    with pytest.raises(ValidationError, match="文件是空的"):
        checked(upload(b""))


def test_the_limit_itself_is_taken_and_a_byte_more_is_not(settings):
    settings.ATTACHMENT_MAX_BYTES = len(PDF)

    assert checked(upload(PDF)) == (PDF, "application/pdf")
    with pytest.raises(ValidationError, match="文件超过"):
        checked(upload(PDF + b"\n"))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", picture("PNG")[:40], picture("JPEG")[:60]]
)
def test_a_broken_file_is_refused(content):
    with pytest.raises(ValidationError, match="文件已损坏"):
        checked(upload(content, "材料"))


def test_a_document_with_macros_is_refused():
    with pytest.raises(ValidationError, match="宏"):
        sniffed(zipped("word/document.xml", "word/vbaProject.bin"))


def test_a_document_that_would_fill_the_disk_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "MAX_UNPACKED", 9)

    with pytest.raises(ValidationError, match="解开后过大"):
        sniffed(zipped("word/document.xml", content=b"0123456789"))


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(attachments, "MAX_IMAGE_PIXELS", 31)

    with pytest.raises(ValidationError, match="图片过大"):
        checked(upload(picture("PNG"), "照片.png"))


def test_a_picture_is_kept_without_where_it_was_taken():
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (28.0, 40.0, 0.0)}
    taken = picture("JPEG", exif=exif)

    kept, _ = checked(upload(taken, "照片.jpg"))

    assert GPS in Image.open(io.BytesIO(taken)).getexif()
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


# The name shown


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("计划.pdf", "计划.pdf"),
        ("计划.exe", "计划.exe.pdf"),
        ("计划.PDF", "计划.pdf"),
        ("照片.jpeg", "照片.pdf"),
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("计划\u202efdp.exe", "计划_fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("", "材料.pdf"),
        (".pdf", "pdf.pdf"),
        ("计" * 300 + ".pdf", "计" * 120 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(sent, shown):
    assert shown_name(sent, "application/pdf") == shown


# Kept


@pytest.fixture
def here():
    city = make_city()
    return SimpleNamespace(city=city, file=make_application(city, materials=[]))


def test_a_paper_fills_its_slot_and_the_act_is_recorded(here):
    paper = keep(here.file, "plan", upload(PDF), by=here.city.clerk, at=moment())

    assert slots_of(here.file) == {"plan"}
    assert bytes_of(paper) == PDF
    event = Event.objects.get()
    assert (event.act, event.person) == ("上传材料", here.city.clerk)
    assert event.after == {"slot": "plan", "filename": "材料.pdf", "sha256": paper.sha256}


def test_it_lies_under_a_name_of_our_own(here):
    paper = keep(here.file, "plan", upload(PDF, "x.html"), by=here.city.clerk, at=moment())

    assert paper.content.name.startswith("2026/03/")
    assert "x.html" not in paper.content.name


def test_a_refused_paper_leaves_nothing(here):
    with pytest.raises(ValidationError):
        keep(here.file, "plan", upload(b"MZ"), by=here.city.clerk, at=moment())

    assert not Attachment.objects.exists()
    assert not Event.objects.exists()


def test_a_paper_withdrawn_leaves_its_slot_and_stays_in_the_archive(here):
    paper = keep(here.file, "plan", upload(PDF), by=here.city.clerk, at=moment())

    withdraw(paper, by=here.city.clerk, at=moment())

    assert slots_of(here.file) == frozenset()
    assert bytes_of(Attachment.objects.get()) == PDF
    assert Event.objects.order_by("number").last().act == "撤下材料"


def test_a_slot_is_not_flooded(here, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_PAPERS", 1)
    keep(here.file, "plan", upload(PDF), by=here.city.clerk, at=moment())

    with pytest.raises(ValidationError, match="请合并或先撤下不用的"):
        keep(here.file, "plan", upload(PDF), by=here.city.clerk, at=moment())


def test_the_papers_of_one_file_fill_no_slot_of_another(here):
    keep(here.file, "plan", upload(PDF), by=here.city.clerk, at=moment())

    assert slots_of(make_application(here.city, materials=[])) == frozenset()
    assert slots_of(here.file.studio) == frozenset()


def test_a_required_paper_withdrawn_stops_the_recommendation():
    city = make_city()
    file = advanced_to("consented", city)
    plan = Attachment.objects.about(file).get(slot="plan")

    withdraw(plan, by=city.clerk, at=moment())

    blocking = file.judge("recommend", on=moment().date()).blocking
    assert "NC-02-0a" in [finding.id for finding in blocking]
