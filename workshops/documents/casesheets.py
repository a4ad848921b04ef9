"""Worked cases as a workbook that staff edit: one sheet a part, one row a case, and back again."""

from typing import Any

from .casebooks import Book, Entry, lines, literal, read_lines
from .sheets import read_sheets
from .workbooks import Column, Sheet, of_sheets

MOST_ROWS, MOST_COLUMNS = 4000, 40
TABS = {
    "schedule": "补助周期",
    "base": "基本情形",
    "case": "实例",
    "duty": "期限",
    "claim": "另行补助",
}
LABELS = {
    "title": "标题",
    "steps": "步骤",
    "on": "日期",
    "facts": "情形",
    "about": "条款编号",
    "found": "认定",
    "blocks": "办不下去的条款",
    "without": "没有填写的",
    "edition": "版本",
    "named_on": "命名日期",
    "results": "逐年结果",
    "paid": "逐年拨付（万元）",
    "yellow": "黄牌（第几年）",
    "complete": "拨完（第几年）",
    "revoked": "撤销（第几年）",
    "total": "合计（元）",
    "article": "条款",
    "key": "事项",
    "due": "期限",
    "pays": "应补助（元）",
    "refused": "不予补助的原因",
}
KEYS = {label: key for key, label in LABELS.items()}
PARTS = {label: part for part, label in TABS.items()}
TEXTS = ("title", "about", "found", "article", "edition", "key", "refused")
WORDS = ("steps", "blocks", "without", "results")
PLACE, ABOVE, MORE = "序号", "上方说明", "其余各项"
ABOUT = "说明"
HOW = (
    "一行一例。“步骤”等用顿号分开；“情形”一行一项，写成 名称 = 值，文字加双引号，"
    "日期写成 2026-03-01，是写 true，否写 false。插入的行不用写序号。"
)


def to_workbook(code: str, book: Book) -> bytes:
    """A book as a workbook: what it is, then a sheet for each part."""
    rows = [["办法代码", code], *([k, literal(v)] for k, v in book.values.items())]
    rows += [["开头说明", book.head], ["怎样填写", HOW]]
    sheets = [Sheet("演算实例", [Column("项目"), Column("内容", width=80)], rows, tab=ABOUT)]
    for part in dict.fromkeys(entry.part for entry in book.entries):
        sheets.append(_sheet(part, book))
    return of_sheets(sheets)


def _sheet(part: str, book: Book) -> Sheet:
    """One part: a row an entry, a column for every key of any of them."""
    placed = [(n, e) for n, e in enumerate(book.entries, start=1) if e.part == part]
    keys = list(dict.fromkeys(k for _, e in placed for k in shown(part, e.values)))
    columns = [Column(PLACE, width=8), Column(ABOVE, width=24)]
    columns += [Column(LABELS.get(key, key), width=_width(key)) for key in keys]
    rows = []
    for number, entry in placed:
        cells = shown(part, entry.values)
        rows.append([number, entry.above, *(cells.get(key, "") for key in keys)])
    return Sheet(f"{TABS.get(part, part)}（{len(rows)}）", columns, rows, tab=TABS.get(part, part))


def _width(key: str) -> int:
    return {"facts": 70, MORE: 70, "title": 44}.get(key, 18)


def shown(part: str, values: dict[str, Any]) -> dict[str, str]:
    """An entry as cells by key; the facts of a base stand together."""
    if part == "base":
        others = {k: v for k, v in values.items() if k != "steps"}
        return {"steps": cell("steps", values["steps"]), MORE: "\n".join(lines(others))}
    return {key: cell(key, value) for key, value in values.items()}


def cell(key: str, value: Any) -> str:
    """One value as text."""
    if key in TEXTS and isinstance(value, str):
        return value
    if key in WORDS and isinstance(value, list) and value and "、" not in "".join(value):
        return "、".join(value)
    if key == "facts":
        return "\n".join(lines(value))
    return literal(value)


def from_workbook(content: bytes) -> tuple[str, Book]:
    """The code and the book that a workbook holds; ValueError names sheet, row and column."""
    sheets = read_sheets(content, rows=MOST_ROWS, columns=MOST_COLUMNS)
    about = {row[0]: row[1] for row in sheets.pop(ABOUT, []) if len(row) == 2}
    if not about.get("办法代码"):
        raise ValueError("缺少“说明”工作表或其中的办法代码，请用导出的工作簿修改。")
    head = about.get("开头说明", "")
    plain = ("项目", "办法代码", "开头说明", "怎样填写")
    values = {k: _literal(v) for k, v in about.items() if k not in plain}
    placed = [pair for tab, rows in sheets.items() for pair in _entries(tab, rows)]
    entries = tuple(entry for _, entry in sorted(placed, key=lambda pair: pair[0]))
    return about["办法代码"], Book(values, entries, head)


def _entries(tab: str, rows: list[list[str]]) -> list[tuple[tuple[float, int], Entry]]:
    """The entries of one sheet with their places; a row without one follows the row above."""
    headings = next((row for row in rows if row[0] == PLACE), None)
    if headings is None:
        return []
    part, place, found = PARTS.get(tab, tab), 0.0, []
    for number, row in enumerate(rows[rows.index(headings) + 1 :], start=1):
        named = dict(zip(headings, row, strict=False))
        place = float(named[PLACE]) if named.get(PLACE) else place
        values = _values(tab, number, named)
        if values:
            found.append(((place, number), Entry(part, values, named.get(ABOVE, ""))))
    return found


def _values(tab: str, number: int, named: dict[str, str]) -> dict[str, Any]:
    """The values of one row; ValueError says in which column something cannot be read."""
    values: dict[str, Any] = {}
    for label, text in named.items():
        if label in (PLACE, ABOVE) or text == "":
            continue
        try:
            read = read_cell(KEYS.get(label, label), text)
        except ValueError as wrong:
            raise ValueError(f"“{tab}”第{number}例的“{label}”读不懂：{text[:60]}") from wrong
        values |= read if label == MORE else {KEYS.get(label, label): read}
    return values


def read_cell(key: str, text: str) -> Any:
    """One value from its text."""
    if key in TEXTS:
        return text
    if key in WORDS and text[0] not in "[{":
        return [word.strip() for word in text.split("、")]
    return read_lines(text) if key in ("facts", MORE) else _literal(text)


def _literal(text: str) -> Any:
    return read_lines(f"value = {text}")["value"]
