"""Worked cases go out to a workbook and come back the same; staff may edit them in between."""

from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

import rules
from workshops.documents.casebooks import (
    FOLDER,
    book_of,
    laid_out,
    literal,
    path_of,
    read_book,
    tried,
)
from workshops.documents.casesheets import from_workbook, to_workbook
from workshops.management.commands.import_cases import differing

CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def text_of(code: str) -> str:
    return path_of(code).read_text(encoding="utf-8")


def edited(code: str, tab: str, row: int, label: str, value) -> bytes:
    """The workbook of a jurisdiction with one cell changed."""
    book = load_workbook(BytesIO(to_workbook(code, laid_out(text_of(code)))))
    sheet = book[tab]
    headings = [cell.value for cell in sheet[2]]
    sheet.cell(row, headings.index(label) + 1).value = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("code", CODES)
def test_a_book_comes_back_from_a_workbook_as_it_was(code):
    book = laid_out(text_of(code))

    back, again = from_workbook(to_workbook(code, book))

    assert (back, again) == (code, book)
    assert read_book(again.text()) == read_book(text_of(code))


@pytest.mark.parametrize("code", CODES)
def test_the_remarks_people_left_stay_in_their_places(code):
    before = [line for line in text_of(code).splitlines() if line.startswith("# ")]
    after = [line for line in laid_out(text_of(code)).text().splitlines() if line.startswith("# ")]

    assert after == before


def test_what_staff_change_in_a_cell_is_what_is_read(monkeypatch):
    _, book = from_workbook(edited("nanchang", "实例", 3, "标题", "改过的标题"))

    titles = [entry.values["title"] for entry in book.entries if entry.part == "case"]
    assert titles[0] == "改过的标题"


def test_a_day_typed_as_a_day_is_read_as_a_day():
    _, book = from_workbook(edited("nanchang", "实例", 3, "日期", date(2026, 3, 1)))

    first = next(entry for entry in book.entries if entry.part == "case")
    assert first.values["on"] == date(2026, 3, 1)


def test_what_cannot_be_read_is_named_with_sheet_and_column():
    with pytest.raises(ValueError, match="“实例”第1例的“情形”读不懂"):
        from_workbook(edited("nanchang", "实例", 3, "情形", "members ＝ 三"))


def test_a_case_that_comes_out_otherwise_is_named():
    _, book = from_workbook(edited("nanchang", "补助周期", 3, "合计（元）", "1"))

    assert differing("nanchang", book) == [book.entries[0].values["title"]]


def test_a_claim_that_comes_out_otherwise_is_named():
    _, book = from_workbook(edited("nanchang", "另行补助", 3, "应补助（元）", "1"))

    first = next(entry for entry in book.entries if entry.part == "claim")
    assert differing("nanchang", book) == [first.values["title"]]


@pytest.mark.parametrize("code", CODES)
def test_every_case_of_a_book_is_tried(code):
    book = book_of(code)
    parts = ("schedule", "duty", "claim")
    whole = sum(len(book.get(part, [])) for part in parts)
    whole += sum(len(case["steps"]) for case in book["case"])
    editions = rules.regulations()[code].editions

    found = [one for edition in editions for one in tried(code, edition)]

    assert len(found) == whole > 0
    assert [one.title for one in found if not one.agrees] == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (1_000_000, "1_000_000"),
        (date(2026, 1, 2), "2026-01-02"),
        ('引"号', '"引\\"号"'),
        ({"a.b": ["甲"]}, '{ "a.b" = ["甲"] }'),
        ({}, "{}"),
    ],
)
def test_values_are_written_as_toml(value, written):
    assert literal(value) == written


def test_the_commands_take_a_book_out_and_back(tmp_path: Path):
    sheet, back, said = tmp_path / "cases.xlsx", tmp_path / "back.toml", StringIO()
    call_command("export_cases", "nanchang", str(sheet), stdout=said)
    call_command("import_cases", str(sheet), to=back, stdout=said)

    assert read_book(back.read_text(encoding="utf-8")) == read_book(text_of("nanchang"))
    assert "不同" not in said.getvalue()


def test_a_broken_workbook_writes_nothing(tmp_path: Path):
    sheet, back = tmp_path / "cases.xlsx", tmp_path / "back.toml"
    sheet.write_bytes(b"no workbook")

    with pytest.raises(CommandError, match="没有写入"):
        call_command("import_cases", str(sheet), to=back)
    assert not back.exists()


def test_cases_of_no_known_text_are_refused():
    with pytest.raises(CommandError, match="没有“nowhere”"):
        call_command("export_cases", "nowhere", "x.xlsx")
