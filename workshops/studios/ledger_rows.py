"""Rows of a ledger brought in as a table: read line by line, each right or with its errors."""

import csv
import io
from dataclasses import dataclass, field

from rules.base import Ledger
from workshops.documents.sheets import NotRead, read_sheets

from .ledger_forms import EntryForm

MOST_ROWS = 1000
HEADINGS = {
    "happened_on": "日期",
    "kind": "类别",
    "title": "事项",
    "amount_fen": "金额（元）",
    "people_count": "人数",
    "people": "人员",
    "place": "地点",
    "detail": "详情",
}
ALSO = {"金额": "amount_fen", "金额(元)": "amount_fen", "发生日期": "happened_on", "内容": "title"}
NAMES = {label: name for name, label in HEADINGS.items()} | ALSO
STATE, REVERSED = "状态", "已冲销"
LOOKED_THROUGH = 3  # rows in which the headings may stand, a title above them
SAME = "与台账里已有的一条相同，请核对是不是重复。"


@dataclass
class Row:
    """One line of the table: its place, what it says, and what is wrong with it."""

    number: int
    cells: list[str]
    given: dict = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    note: str = ""


@dataclass
class Read:
    """A table as it was read."""

    rows: list[Row] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    wrong: str = ""

    @property
    def is_sound(self) -> bool:
        return bool(self.rows) and not self.wrong and not self.bad

    @property
    def bad(self) -> list[Row]:
        return [row for row in self.rows if row.wrong]

    @property
    def noted(self) -> list[Row]:
        return [row for row in self.rows if row.note]


def columns_of(ledger: Ledger) -> list[str]:
    """The names of the columns of a ledger, in the order of its template."""
    left_out = set() if ledger.money else {"amount_fen"}
    if len(ledger.kinds) == 1:
        left_out.add("kind")
    return [name for name in HEADINGS if name not in left_out]


def pasted(content: bytes) -> str:
    """The first sheet of a workbook as it would be pasted; raises NotRead."""
    sheets = read_sheets(content, rows=MOST_ROWS + LOOKED_THROUGH)
    rows = next(iter(sheets.values()), [])
    if not rows:
        raise NotRead("第一张工作表是空的。请从第一张工作表填起，再上传。")
    kept = io.StringIO()
    csv.writer(kept, "excel-tab", lineterminator="\n").writerows(rows)
    return kept.getvalue()


def read(text: str, ledger: Ledger, on) -> Read:
    """The table line by line; nothing is written."""
    try:
        lines = list(csv.reader(io.StringIO(text), "excel-tab"))
    except csv.Error:
        return Read(wrong="有一格的内容过长，读不下去。请检查引号是不是成对，再粘贴一次。")
    lines = [(n, [cell.strip() for cell in line]) for n, line in enumerate(lines, 1)]
    lines = [(n, line) for n, line in lines if any(line)]
    names, rest, left_out = _headed(lines, ledger)
    if len(rest) > MOST_ROWS:
        return Read(wrong=f"一次最多记{MOST_ROWS}行，这里有{len(rest)}行。请分几次。")
    if not rest:
        return Read(wrong="只有标题，没有内容。请在标题下面填写各行。")
    rows = [_row(number, line, names, ledger, on) for number, line in rest]
    return Read(rows, _filled(rows, ledger), left_out)


def _filled(rows: list[Row], ledger: Ledger) -> list[str]:
    """The headings of the columns in which something stands; the others are dropped."""
    labels = [HEADINGS[name] for name in columns_of(ledger)]
    kept = [place for place in range(len(labels)) if any(row.cells[place] for row in rows)]
    for row in rows:
        row.cells = [row.cells[place] for place in kept]
    return [labels[place] for place in kept]


def _headed(lines, ledger: Ledger):
    """The names of the columns, the rows below them, and the headings nobody asked for."""
    known = columns_of(ledger)
    for place, (_, line) in enumerate(lines[:LOOKED_THROUGH]):
        names = [NAMES.get(cell, "") for cell in line]
        if "happened_on" in names and "title" in names:
            wanted = [name if name in known else "" for name in names]
            pairs = zip(line, wanted, strict=True)
            left_out = [cell for cell, name in pairs if cell and not name]
            wanted = ["state" if c == STATE else n for c, n in zip(line, wanted, strict=True)]
            return wanted, lines[place + 1 :], left_out
    return known, lines, []


def _row(number, line, names, ledger, on) -> Row:
    said = {name: cell for name, cell in zip(names, line, strict=False) if name}
    row = Row(number, [said.get(name, "") for name in columns_of(ledger)])
    if len(line) > len(names) and any(line[len(names) :]):
        row.wrong.append(f"多出了{len(line) - len(names)}格，请对照模板的各列。")
    if said.get("state") == REVERSED:
        row.wrong.append("这一行在原表里已冲销，请删去。")
    form = EntryForm(_typed(said, ledger, row), ledger=ledger, on=on)
    if not form.is_valid():
        row.wrong += [_said(form, name, errors) for name, errors in form.errors.items()]
    row.given = form.row() if not row.wrong else {}
    return row


def _typed(said: dict, ledger: Ledger, row: Row) -> dict:
    """The cells as a form takes them: kinds by their code, people without their word."""
    codes = {label: code for code, label in ledger.kinds}
    kind = said.get("kind", "")
    if kind and kind not in codes:
        row.wrong.append(f"类别：没有“{kind}”这一类，应为{'、'.join(codes)}。")
    count = said.get("people_count", "").removesuffix("人").strip()
    known = {"kind": codes.get(kind, ledger.kinds[0][0] if kind else ""), "people_count": count}
    return said | known


def _said(form, name: str, errors) -> str:
    label = HEADINGS.get(name, "")
    return f"{label}：{''.join(errors)}" if label else "".join(errors)


def note_repeats(found: Read, there) -> None:
    """Say beside each row whether the ledger, or a line above, says the very same."""
    keys = set(there.standing().values_list("happened_on", "kind", "title", "amount_fen"))
    for row in found.rows:
        same = (*(row.given.get(n) for n in ("happened_on", "kind", "title", "amount_fen")),)
        if row.given and same in keys:
            row.note = SAME
        keys.add(same)
