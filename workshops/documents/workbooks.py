"""Writes workbooks: text stays text whatever it begins with, money is exact, dates are dates."""

import io
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_ROW = 3  # below the title and the headings
MOST_RULED = 5000  # rows; more are for reckoning with, not for printing
LINE = Border(*[Side("thin", color="00999999")] * 4)
FORMATS = {"money": "#,##0.00", "date": "yyyy-mm-dd"}
STYLES = {"text": "文字", "money": "金额", "date": "日期"}


class Column(NamedTuple):
    """One column: its heading, what it holds (text, money in fen, date), its width."""

    label: str
    kind: str = "text"
    width: int = 16


def workbook(
    title: str, columns: list[Column], rows: list[list], totals: list | None = None
) -> bytes:
    """A workbook of one sheet: title, headings, rows, and a last row of totals if given."""
    if len(rows) > MOST_RULED:
        return _unruled(title, columns, [*rows, *([totals] if totals else [])])
    return of_sheets([Sheet(title, columns, rows, totals)])


def _unruled(title: str, columns: list[Column], rows: list[list]) -> bytes:
    """The same without lines around each cell, row after row: for very many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"A{FIRST_ROW}"
    kinds = [column.kind for column in columns]
    for row in ([title], [column.label for column in columns]):
        sheet.append(row)
    for row in rows:
        sheet.append([_plain(sheet, *pair) for pair in zip(row, kinds, strict=True)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _plain(sheet, value, kind):
    """One value as it is; only what could be read as something else becomes a cell of its own."""
    if value in (None, ""):
        return None
    text = str(value)
    if kind == "text" and text[0] not in "=+-@" and text.isprintable():
        return text
    cell = WriteOnlyCell(sheet)
    _write(cell, value, kind, bold=False, ruled=False)
    return cell


class Sheet(NamedTuple):
    """One sheet: its title, its columns, its rows, a last row of totals; a name for its tab."""

    title: str
    columns: list[Column]
    rows: list[list]
    totals: list | None = None
    tab: str = ""


def of_sheets(sheets: list[Sheet]) -> bytes:
    """A workbook of several sheets."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet((sheet.tab or sheet.title)[:31]), *sheet[:4])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(sheet, title, columns, rows, totals):
    _write(sheet.cell(1, 1), title, "text", bold=True, ruled=False)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    _write_row(sheet, 2, [column.label for column in columns], ["text"] * len(columns), bold=True)
    kinds = [column.kind for column in columns]
    for number, row in enumerate(rows, FIRST_ROW):
        _write_row(sheet, number, row, kinds)
    if totals:
        _write_row(sheet, FIRST_ROW + len(rows), totals, kinds, bold=True)
    _lay_out(sheet, columns)


def _write_row(sheet, number, values, kinds, *, bold=False):
    for place, (value, kind) in enumerate(zip(values, kinds, strict=True), 1):
        _write(sheet.cell(number, place), value, kind, bold=bold, ruled=True)


def _write(cell, value, kind, *, bold, ruled):
    """Put one value into a cell; what is neither money nor a date is text and never a formula."""
    cell.style = _style(cell.parent.parent, kind, bold=bold, ruled=ruled)
    if kind == "money" and isinstance(value, int):
        cell.value = Decimal(value) / 100
    elif kind == "date" and isinstance(value, date):
        cell.value = value
    elif value not in (None, ""):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type, cell.quotePrefix = "s", True


def _style(book, kind, *, bold, ruled) -> str:
    """The name of a cell's looks, laid down once a book: made for each cell they take longest."""
    name = STYLES[kind] + ("，粗体" if bold else "") + ("，框线" if ruled else "")
    if name not in book.named_styles:
        looks = {"font": Font(bold=bold), "border": LINE if ruled else Border()}
        looks["alignment"] = Alignment(vertical="center", wrap_text=kind == "text")
        book.add_named_style(NamedStyle(name, number_format=FORMATS.get(kind, "General"), **looks))
    return name


def _lay_out(sheet, columns):
    """Widths, the headings kept in sight, and a page that prints across."""
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 1)
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
