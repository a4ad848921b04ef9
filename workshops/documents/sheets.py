"""Reads workbooks that people bring: within limits, values only, never a formula or a macro."""

import io
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 400, 40, 200
FORBIDDEN = ("vbaproject", "externallinks", "activex", "embeddings")
NOT_READ = "不能作为工作簿打开，请另存为 xlsx 格式后再上传。"


class NotRead(ValueError):
    """The workbook was not read; says why and what to do."""


def read_sheets(content: bytes, *, rows=MOST_ROWS, columns=MOST_COLUMNS) -> dict[str, list[list]]:
    """Every sheet by its name: rows of plain values, empty rows left out; raises NotRead."""
    _looked_into(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as refusal:  # whatever the file does to the reader, it is not a workbook
        raise NotRead(NOT_READ) from refusal
    try:
        return {sheet.title: _rows(sheet, rows, columns) for sheet in book.worksheets}
    finally:
        book.close()


def _looked_into(content: bytes) -> None:
    """Refuse what is too large, packed too tightly, or carries more than values."""
    if len(content) > MOST_BYTES:
        raise NotRead("工作簿超过2 MB，请只保留需要的工作表。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = [part.filename.lower() for part in parts]
            heavy = sum(part.file_size for part in parts) > MOST_UNPACKED
            if len(parts) > MOST_PARTS or heavy:
                raise NotRead("工作簿的内容过大，请只保留需要的行和列。")
            if any(word in name for name in names for word in FORBIDDEN):
                raise NotRead("工作簿里有宏、外部链接或嵌入的对象，请另存为普通的 xlsx。")
            if any(_declares(packed, part) for part in parts):
                raise NotRead(NOT_READ)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as refusal:
        raise NotRead(NOT_READ) from refusal


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities of its own, which no spreadsheet program writes."""
    with packed.open(part) as opened:
        return b"<!DOCTYPE" in opened.read(4096).replace(b"\x00", b"").upper()


def _rows(sheet, most_rows: int, most_columns: int) -> list[list]:
    """The plain values of a sheet; a sheet that says it is larger is refused before it is read."""
    if (sheet.max_row or 0) > most_rows or (sheet.max_column or 0) > most_columns:
        raise NotRead(
            f"工作表“{sheet.title}”超过{most_rows}行或{most_columns}列，请删去多余的行和列。"
        )
    found = []
    bounds = {"max_row": most_rows + 1, "max_col": most_columns}
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True, **bounds), start=1):
            if number > most_rows:
                raise NotRead(f"工作表“{sheet.title}”超过{most_rows}行，请分开。")
            values = [plain(value) for value in row]
            while values and values[-1] == "":
                values.pop()
            if values:
                found.append(values)
    except NotRead:
        raise
    except Exception as refusal:  # a sheet may be broken inside a sound package
        raise NotRead(NOT_READ) from refusal
    return found


def plain(value: object) -> str:
    """A cell as text: days as 2027-01-01, yes as true, whole numbers without a decimal point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
