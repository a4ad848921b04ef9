"""Ledgers as tables and books: rows from Excel all or none, workbooks, the bound book."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make import TODAY, attach, moment
from workshops.clock import move_to
from workshops.documents.pdf import NotDrawn, press
from workshops.records.models import Attachment, Event
from workshops.studios import ledger_books
from workshops.studios.ledger_acts import remark
from workshops.studios.ledger_rows import MOST_ROWS
from workshops.studios.ledgers import LedgerEntry

from .test_ledger_pages import address
from .test_ledgers import entry, ledger, reversed_

pytestmark = pytest.mark.django_db
HEAD = "日期\t类别\t事项\t人数\n"
TWO = f"{HEAD}2026-03-01\t活动开展\t座谈会\t12人\n2026年2月1日\t技术攻关\t主轴攻关\t"


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def bring(client, city, key="work", **sent):
    """The clerk brings many rows."""
    client.force_login(city.clerk)
    return client.post(address(city, "ledger_import", key), sent)


def confirm(client, city, response, key="work"):
    """The clerk confirms what the page showed."""
    again = {"text": response.context["text"], "seen": response.context["seen"], "confirmed": "1"}
    return bring(client, city, key, **again)


def book_of(*rows) -> SimpleUploadedFile:
    made, kept = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(kept)
    return SimpleUploadedFile("rows.xlsx", kept.getvalue())


def test_pasted_rows_are_looked_through_and_then_written(client, city):
    shown = bring(client, city, text=TWO)

    assert not LedgerEntry.objects.exists()
    assert confirm(client, city, shown).status_code == 302
    rows = LedgerEntry.objects.order_by("happened_on").values_list("happened_on", "kind", "title")
    assert list(rows) == [
        (date(2026, 2, 1), "research", "主轴攻关"),
        (date(2026, 3, 1), "activity", "座谈会"),
    ]
    assert LedgerEntry.objects.get(kind="activity").people_count == 12
    assert Event.objects.get(act="成批记入台账").after["rows"] == 2


def test_a_workbook_is_read_like_a_paste(client, city):
    book = book_of(["经费台账"], ["事项", "日期", "类别", "金额"], ["拨款", TODAY, "收入", 1234.5])

    shown = bring(client, city, "fund", book=book)

    assert shown.status_code == 200
    confirm(client, city, shown, "fund")
    row = LedgerEntry.objects.get()
    assert (row.happened_on, row.amount_fen, row.title) == (TODAY, 123_450, "拨款")


def test_one_bad_row_keeps_all_out_and_what_was_typed_stays(client, city):
    text = f"{TWO}\n2026-13-01\t野营\t\t0\n2026-03-03\t活动开展\t明天的事\t"

    shown = bring(client, city, text=text)
    bring(client, city, text=text, seen="0", confirmed="1")

    assert shown.status_code == 422
    assert [row.number for row in shown.context["found"].bad] == [4, 5]
    said = " ".join(shown.context["found"].bad[0].wrong)
    assert all(word in said for word in ("没有“野营”这一类", "请写成2026", "事项", "人数"))
    assert "明天的事" in shown.context["again"]["text"].value()
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "请粘贴各行"),
        ({"text": HEAD}, "只有标题"),
        ({"text": "2026-03-01\t活动开展\t会\n" * (MOST_ROWS + 1)}, f"一次最多记{MOST_ROWS}行"),
        ({"text": "a\t" * 20}, "多出了"),
        ({"text": '"' + "长" * 140_000}, "过长"),
        ({"text": f"状态\t{TWO}\n".replace("\n", "\n已冲销\t")}, "已冲销"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(client, city, sent, says):
    response = bring(client, city, **sent)

    assert says in response.text
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"no workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old xls"]
)
def test_a_bad_workbook_is_refused_on_its_field(client, city, content):
    response = bring(client, city, book=SimpleUploadedFile("rows.xlsx", content))

    assert response.status_code == 200
    assert response.context["form"].errors["book"]


def test_the_largest_table_is_taken(client, city):
    shown = bring(client, city, text="2026-03-01\t活动开展\t会\n" * MOST_ROWS)

    assert len(shown.context["found"].rows) == MOST_ROWS
    assert shown.context["found"].is_sound


def test_what_is_there_already_is_pointed_out(client, city):
    entry(city, on=date(2026, 3, 1), title="座谈会")

    shown = bring(client, city, text=f"{TWO}\n2026-02-01\t技术攻关\t主轴攻关\t")

    assert [row.number for row in shown.context["found"].noted] == [2, 4]


def test_a_confirmation_sent_twice_writes_once(client, city):
    shown = bring(client, city, text=TWO)

    confirm(client, city, shown)
    again = confirm(client, city, shown)

    assert again.status_code == 200
    assert len(again.context["found"].noted) == 2
    assert LedgerEntry.objects.count() == 2


def test_the_template_is_understood_by_the_import(client, city):
    for key in ("work", "fund", "management"):
        client.force_login(city.clerk)
        content = client.get(address(city, "ledger_template", key)).content
        shown = bring(client, city, key, book=SimpleUploadedFile("t.xlsx", content))
        assert shown.context["found"].is_sound


def test_a_workbook_holds_every_ledger_and_formulas_stay_text(client, city):
    paper = attach(entry(city, title="=1+1", people_count=3), "ledger", by=city.clerk)
    reversed_(city, entry(city, "fund", "income", amount_fen=12_345))
    client.force_login(city.clerk)

    book = openpyxl.load_workbook(io.BytesIO(client.get(address(city, "ledger_workbook")).content))

    assert book.sheetnames == ["工作台账", "经费台账", "管理台账"]
    cells = [cell.value for cell in book["工作台账"][3]]
    assert {"=1+1", "活动开展", paper.filename, "有效"} <= set(cells)
    assert all(cell.data_type != "f" for cell in book["工作台账"][3])
    cells = [cell.value for cell in book["经费台账"][3]]
    assert {"已冲销", "写错了"} <= set(cells)
    assert any(cell == pytest.approx(123.45) for cell in cells if isinstance(cell, float))
    assert Event.objects.get(act="导出台账").after["rows"] == 2


def test_audit_takes_the_sums_alone(client, city):
    entry(city)
    entry(city, "fund", "income", amount_fen=12_345)
    client.force_login(city.auditor)

    content = client.get(address(city, "ledger_workbook")).content

    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["经费台账"]
    asked = f"{address(city, 'ledger_workbook')}?ledger=work"
    assert client.get(asked).status_code == 404


# The book


def bound(client, city, asked="") -> pypdf.PdfReader:
    response = client.get(f"{address(city, 'ledger_book_pdf')}{asked}")
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def text(page) -> str:
    return page.extract_text().replace("\n", "")


def test_the_book_has_a_cover_contents_chapters_and_page_numbers(client, city):
    paper = attach(entry(city, people_count=12), "ledger", by=city.clerk, filename="会议照片.pdf")
    entry(city, "fund", "income", amount_fen=30_000_000, title="市总补助")
    reversed_(city, entry(city, "fund", "spending", amount_fen=100, title="错账"), "数字写错")
    post = city.screening_officer.posts(TODAY)[0]
    given, by = {"text": "请补照片", "made_on": TODAY}, city.screening_officer
    remark(city.studio, ledger(city.studio), given, entry=None, by=by, post=post, at=moment())
    client.force_login(city.clerk)

    pages = [text(page) for page in bound(client, city).pages]

    assert city.studio.title in pages[0]
    assert "目录" in pages[1]
    for part in ("工作台账", "经费台账", "管理台账"):
        first = next(n for n, page in enumerate(pages, 1) if n > 2 and f"、{part}" in page)
        line = pages[1].split(f"、{part}")[1]
        assert line.lstrip(" .…")[0] == str(first)
    whole = "".join(pages)
    sha256 = Attachment.objects.get(pk=paper.pk).sha256
    for said in (
        "会议照片.pdf",
        sha256[:12],
        "叁拾万元整",
        "已冲销：数字写错",
        "请补照片",
        "12人次",
    ):
        assert said in whole
    assert "— 3 —" in pages[2]
    assert Event.objects.get(act="打印台账").after["rows"] == 3


def test_the_book_of_one_year_and_one_ledger_holds_no_other(client, city):
    entry(city, title="今年的事")
    entry(city, title="去年的事", on=date(2025, 6, 1))
    entry(city, "fund", "income", amount_fen=1, title="收入一笔")
    client.force_login(city.clerk)

    whole = "".join(text(page) for page in bound(client, city, "?ledger=work&year=2026").pages)

    assert "今年的事" in whole
    assert "去年的事" not in whole
    assert "收入一笔" not in whole


def test_a_long_book_comes_in_volumes_that_hold_every_row_once(client, city, monkeypatch):
    monkeypatch.setattr(ledger_books, "VOLUME", 2)
    for number in range(5):
        entry(city, title=f"第{number}件事", on=date(2026, 1, 5 - number))
    client.force_login(city.clerk)

    shown = client.get(address(city, "ledger_book_pdf"), follow=True)
    volumes = [bound(client, city, f"?volume={n}") for n in (1, 2, 3)]

    assert "分3册" in shown.text
    texts = ["".join(text(page) for page in one.pages) for one in volumes]
    assert [sorted(n for n in range(5) if f"第{n}件事" in one) for one in texts] == [
        [3, 4],
        [1, 2],
        [0],
    ]
    assert "第3册（共3册）" in texts[2]
    assert client.get(f"{address(city, 'ledger_book_pdf')}?volume=4").status_code == 302


def test_the_page_for_print_says_the_same(client, city):
    reversed_(city, entry(city, title="错的"), "写错日期")
    client.force_login(city.screening_officer)

    page = client.get(address(city, "ledger_book")).text

    assert "<del>错的</del>" in page
    assert "写错日期" in page


@pytest.mark.parametrize("asked", ["?year=99999", "?ledger=none", "?year=1"])
def test_a_year_or_ledger_there_is_not_is_not_found(client, city, asked):
    client.force_login(city.clerk)

    assert client.get(f"{address(city, 'ledger_book')}{asked}").status_code == 404


def test_a_press_that_fails_leads_to_the_page(client, city, monkeypatch):
    def broken(page):
        raise NotDrawn("no press")

    monkeypatch.setattr(press, "draw", broken)
    client.force_login(city.clerk)

    shown = client.get(address(city, "ledger_book_pdf"), follow=True)

    assert "暂时没有画成" in shown.text
