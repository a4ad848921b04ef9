"""A workbook somebody brings is read within limits and as values only."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from workshops.documents.sheets import MOST_BYTES, MOST_ROWS, NotRead, read_sheets


def book(*rows) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with one part more, or in place of its namesake."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def declaring(bounds: str) -> bytes:
    """A small sheet that says it is larger than it is."""
    content = book(["甲"])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    said = sheet.replace(b'ref="A1:A1"', f'ref="{bounds}"'.encode(), 1)
    return with_part(content, "xl/worksheets/sheet1.xml", said)


def test_values_come_as_text_and_empty_rows_are_left_out():
    content = book(["日期", "数", "是否"], [], [date(2027, 1, 1), 3.0, True])

    assert read_sheets(content) == {"Sheet": [["日期", "数", "是否"], ["2027-01-01", "3", "true"]]}


def test_a_formula_is_never_worked_out():
    assert read_sheets(book(["甲", "=1+1"])) == {"Sheet": [["甲"]]}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a,b\n1,2"])
def test_what_is_no_workbook_is_refused_in_words(content):
    with pytest.raises(NotRead, match="另存为 xlsx"):
        read_sheets(content)


def test_a_workbook_of_more_than_two_megabytes_is_refused():
    with pytest.raises(NotRead, match="2 MB"):
        read_sheets(b"PK" + bytes(MOST_BYTES))


def test_the_last_row_allowed_is_read_and_one_more_is_refused():
    rows = [["甲"]] * MOST_ROWS

    assert len(read_sheets(book(*rows))["Sheet"]) == MOST_ROWS
    with pytest.raises(NotRead, match="超过400行"):
        read_sheets(book(*rows, ["乙"]))


def test_a_sheet_that_declares_itself_endless_is_refused_unread():
    with pytest.raises(NotRead, match="超过400行"):
        read_sheets(declaring("A1:XFD1048576"))


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(NotRead, match="内容过大"):
        read_sheets(with_part(book(["甲"]), "xl/media/a.bin", bytes(21 * 1024 * 1024)))


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_macros_and_links_are_refused(name):
    with pytest.raises(NotRead, match="宏"):
        read_sheets(with_part(book(["甲"]), name, b"x"))


def test_a_part_that_declares_entities_is_refused():
    lol = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    with pytest.raises(NotRead):
        read_sheets(with_part(book(["甲"]), "xl/sharedStrings.xml", lol))
