"""What a file is, told by its bytes: the formats we take, and names for those we do not."""

import io
import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError

OFFICE = "application/vnd.openxmlformats-officedocument."
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX, XLSX = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"
MARKS = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
INSIDE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
SUFFIXES = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", DOCX: ".docx", XLSX: ".xlsx"}
NAMES = {PDF: "PDF", JPEG: "JPG 图片", PNG: "PNG 图片", DOCX: "DOCX 文档", XLSX: "XLSX 表格"}
NAMED = {suffix: content_type for content_type, suffix in SUFFIXES.items()} | {".jpeg": JPEG}
PICTURES = (JPEG, PNG)
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
REFUSAL = "只收 PDF、JPG、PNG、DOCX、XLSX 文件，请转换格式后再上传。"
BROKEN = "文件已损坏，打不开，请重新保存后再上传。"

MAX_PARTS = 2_000  # of a zipped office document
MAX_UNPACKED = 200 * 1024 * 1024

# What people send and we do not take: the mark, where it stands, what it is.
OTHERS = (
    (b"GIF8", 0, "GIF 图片"),
    (b"BM", 0, "BMP 图片"),
    (b"II*\x00", 0, "TIFF 图片"),
    (b"MM\x00*", 0, "TIFF 图片"),
    (b"WEBP", 8, "WEBP 图片"),
    (b"ftyphe", 4, "苹果手机的 HEIC 照片"),
    (b"ftypmif1", 4, "苹果手机的 HEIC 照片"),
    (b"ftyp", 4, "视频"),
    (b"\xd0\xcf\x11\xe0", 0, "旧版 Office 或 WPS 文件（DOC、XLS、PPT）"),
    (b"Rar!", 0, "RAR 压缩包"),
    (b"7z\xbc\xaf", 0, "7Z 压缩包"),
    (b"{\\rtf", 0, "RTF 文档"),
    (b"MZ", 0, "电脑程序"),
    (b"<svg", 0, "SVG 图片"),
    (b"<!doctype html", 0, "网页"),
    (b"<html", 0, "网页"),
)
ZIPPED = {"OFD.xml": "OFD 版式文件", "ppt/presentation.xml": "PPTX 演示文稿"}


def sniffed(content: bytes) -> str:
    """The type the bytes themselves show; ValidationError for anything we do not take."""
    for content_type, mark in MARKS.items():
        if content.startswith(mark):
            return content_type
    if content.startswith(b"PK\x03\x04"):
        return _inside(content)
    start = content[:32].lower()
    raise refusal(next((w for m, at, w in OTHERS if start.startswith(m.lower(), at)), ""))


def _inside(content: bytes) -> str:
    """The type of a zipped office document, told without unpacking it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise ValidationError(BROKEN) from broken
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ValidationError("文件解开后过大，请另存一份较小的文件，或转成 PDF 再上传。")
    names = {part.filename for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ValidationError("文件里有宏，不能接收。请另存为不含宏的 DOCX、XLSX，或转成 PDF。")
    for name, content_type in INSIDE.items():
        if name in names:
            return content_type
    raise refusal(next((word for name, word in ZIPPED.items() if name in names), "压缩包"))


def refusal(kind: str) -> ValidationError:
    """That this is not taken, and what it really is where that can be told."""
    return ValidationError(
        f"这是{_set(kind)}。{REFUSAL}" if kind else REFUSAL, params={"kind": kind}
    )


def honest(name: str, content: bytes) -> str:
    """The type of a file whose name says what it is; ValidationError where the name says otherwise.

    Telephones name pictures as they like, so one picture format may stand for the other.
    """
    named = NAMED.get(PurePath(name).suffix.lower())
    try:
        found = sniffed(content)
    except ValidationError as refused:
        if named is None or REFUSAL not in refused.message:
            raise
        really = refused.params["kind"]
        raise ValidationError(_misnamed(named, really, "请用原来的程序打开")) from refused
    if named in (None, found) or {named, found} == set(PICTURES):
        return found
    suffix = SUFFIXES[found]
    do = f"请把文件名末尾改成 {suffix} 再上传；要交 {_short(named)} 的，请打开文件"
    raise ValidationError(_misnamed(named, NAMES[found], do))


def _short(content_type: str) -> str:
    return SUFFIXES[content_type][1:].upper()


def _set(kind: str) -> str:
    """A kind as it stands after Chinese words: letters keep a space before them."""
    return f" {kind}" if kind[0].isascii() else kind


def _misnamed(named: str, really: str, do: str) -> str:
    """That the name says one thing and the content is another, and what to do."""
    short = _short(named)
    what = f"内容是{_set(really)}，不是 {short}" if really else f"内容不是 {short}"
    return f"{what}，只是文件名写成了这样。{do}，另存为 {short} 后再上传。"
