"""A chart of accounts brought in as a table: every row right or with what is wrong, then kept."""

import csv
import io
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from workshops.documents.sheets import NotRead, read_sheets
from workshops.records.actions import record
from workshops.records.lifecycle import NotPossible

from .charts import OF_A_YEAR, Chart, ChartAccount, Class
from .published import in_tree

MOST_ROWS = 600
HEADINGS = ("科目编号", "科目名称", "科目类别", "现金、银行科目", "年末转入科目")
CLASSES = {one.label: one.value for one in Class}
YES, NO = ("是", "√", "1", "true"), ("", "否", "0", "false")


@dataclass
class Row:
    """One line of the table, what it says, and what is wrong with it."""

    number: int
    cells: list[str]
    given: dict = field(default_factory=dict)
    clears_to: str = ""
    wrong: list[str] = field(default_factory=list)


@dataclass
class Read:
    """A table as it was read; nothing is written."""

    rows: list[Row] = field(default_factory=list)
    wrong: str = ""

    @property
    def bad(self) -> list[Row]:
        return [row for row in self.rows if row.wrong]

    @property
    def is_sound(self) -> bool:
        return bool(self.rows) and not self.wrong and not self.bad


def pasted(content: bytes) -> str:
    """The first sheet of a workbook as it would be pasted; raises NotRead."""
    rows = next(iter(read_sheets(content, rows=MOST_ROWS + 3, columns=10).values()), [])
    if not rows:
        raise NotRead("第一张工作表是空的。请从第一张工作表填起，再上传。")
    kept = io.StringIO()
    csv.writer(kept, "excel-tab", lineterminator="\n").writerows(rows)
    return kept.getvalue()


def read(text: str) -> Read:
    """The accounts line by line; a title and the headings above them are passed over."""
    try:
        lines = list(csv.reader(io.StringIO(text), "excel-tab"))
    except csv.Error:
        return Read(wrong="有一格读不下去。请检查引号是不是成对，再粘贴一次。")
    numbered = [(n, [cell.strip() for cell in line]) for n, line in enumerate(lines, 1)]
    kept = [(n, line) for n, line in numbered if any(line)]
    while kept and not kept[0][1][0][:1].isdigit() and kept[0][0] <= 3:
        kept = kept[1:]
    if not kept:
        return Read(
            wrong="没有读到科目。请依次填写：科目编号、科目名称、科目类别、现金、银行科目。"
        )
    if len(kept) > MOST_ROWS:
        return Read(wrong=f"一份科目表最多{MOST_ROWS}行，这里有{len(kept)}行，请核对。")
    rows = [_row(number, line) for number, line in kept]
    _whole(rows)
    return Read(rows)


def _row(number: int, line: list[str]) -> Row:
    code, title, kind, money, clears = (*line, "", "", "", "", "")[:5]
    row = Row(number, [code, title, kind, money, clears])
    if not code.isdecimal() or len(code) > 20 or not code.isascii():
        row.wrong.append("科目编号应为数字，不超过20位。")
    if not 0 < len(title) <= 60:
        row.wrong.append("科目名称没有填写，或者超过60字。")
    if kind not in CLASSES:
        row.wrong.append(f"科目类别应为{'、'.join(CLASSES)}。")
    if money.lower() not in (*YES, *NO):
        row.wrong.append("现金、银行科目填“是”或“否”。")
    if clears and CLASSES.get(kind) not in OF_A_YEAR:
        row.wrong.append("只有收入、支出科目填年末转入科目。")
    if any(line[5:]):
        row.wrong.append("多出了几格，请对照模板的各列。")
    holds = money.lower() in YES
    row.given = {"code": code, "title": title, "kind": CLASSES.get(kind), "holds_money": holds}
    row.clears_to = clears
    return row


def _whole(rows: list[Row]) -> None:
    """What only shows beside other rows: a code twice, a part in another class than its whole."""
    seen: dict[str, Row] = {}
    for row in rows:
        code = row.given["code"]
        if code in seen:
            row.wrong.append(f"科目编号{code}在第{seen[code].number}行已经写过。")
        seen.setdefault(code, row)
    for code, row in seen.items():
        above = (seen[code[:n]] for n in range(len(code) - 1, 0, -1) if code[:n] in seen)
        parent = next(above, None)
        if parent and parent.given["kind"] != row.given["kind"]:
            row.wrong.append(f"类别与上级科目{parent.given['code']}不同，请核对。")
        if row.clears_to:
            _goes_to(row, seen)


def _goes_to(row: Row, seen: dict[str, Row]) -> None:
    """An account clears to one of net assets in the same table that has no parts."""
    target = seen.get(row.clears_to)
    if target is None or target.given["kind"] != Class.NET_ASSET:
        row.wrong.append(f"年末转入科目{row.clears_to}应是本表里净资产类科目的编号。")
    elif any(code != row.clears_to and code.startswith(row.clears_to) for code in seen):
        row.wrong.append(f"年末转入科目{row.clears_to}有下级科目，请填末级科目的编号。")


def keep(found: Read, details: dict, *, post, by, at) -> Chart:
    """Keep a sound table as a chart of the union; raises NotPossible where its name is taken."""
    if not found.is_sound:
        raise NotPossible("科目表有误，没有保存。")
    try:
        with transaction.atomic():
            own = {"union": post.union, "entered_by": by, "entered_at": at}
            chart = Chart.objects.create(**details, **own)
            lay_accounts(chart, found.rows)
            after = {"chart": chart.title, "rows": len(found.rows)}
            record("录入会计科目表", post.union, by=by, post=post, at=at, after=after)
    except IntegrityError as taken:
        raise NotPossible(f"本工会已有名为“{details['title']}”的科目表，请换一个名称。") from taken
    return chart


def lay_accounts(chart: Chart, rows: list[Row]) -> None:
    """Write the accounts, first those of net assets, to which others clear."""
    goes = {row.given["code"]: row.clears_to for row in rows}
    plain = in_tree([row.given for row in rows])
    net = [row for row in plain if row["kind"] == Class.NET_ASSET]
    made = ChartAccount.objects.bulk_create(ChartAccount(chart=chart, **row) for row in net)
    by_code = {one.code: one for one in made}
    ChartAccount.objects.bulk_create(
        ChartAccount(chart=chart, clears_to=by_code.get(goes[row["code"]]), **row)
        for row in plain
        if row["kind"] != Class.NET_ASSET
    )
