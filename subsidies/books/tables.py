"""The reports as tables: the same rows for the workbook, the file for software, and the print."""

import csv
import io
from typing import NamedTuple

from rules import money
from workshops.documents.workbooks import Column

from .funds import Fund, left_after, named
from .reports import Account, Balance, Span, agree, counter, side, totals
from .sets import Book


class Table(NamedTuple):
    """A report ready to leave the house."""

    title: str
    about: str
    columns: list[Column]
    rows: list[list]
    totals: list | None = None


TRIAL = [
    Column("科目编号", width=12),
    Column("科目名称", width=34),
    Column("期初借方余额", "money", 18),
    Column("期初贷方余额", "money", 18),
    Column("本期借方", "money", 18),
    Column("本期贷方", "money", 18),
    Column("期末借方余额", "money", 18),
    Column("期末贷方余额", "money", 18),
]
LEDGER = [
    Column("日期", "date", 12),
    Column("凭证号", width=16),
    Column("摘要", width=40),
    Column("对方科目", width=24),
    Column("借方", "money", 16),
    Column("贷方", "money", 16),
    Column("方向", width=6),
    Column("余额", "money", 16),
]
# The order in which the accountant's software is given vouchers; said on the page of exports.
EXPORT = [
    (Column("凭证日期", "date", 12), "凭证的日期，写成2026-03-10"),
    (Column("会计期间", width=10), "凭证所属的月份，写成2026-03"),
    (Column("凭证字", width=8), "都是“记”"),
    (Column("凭证号", width=8), "每月从1起连续编号"),
    (Column("分录号", width=8), "凭证里第几行"),
    (Column("摘要", width=40), "每行的摘要"),
    (Column("科目编号", width=12), "所用科目表的编号"),
    (Column("科目名称", width=30), "科目全称，上下级之间用“—”"),
    (Column("借方金额", "money", 16), "单位元，两位小数；红字为负数"),
    (Column("贷方金额", "money", 16), "单位元，两位小数；红字为负数"),
    (Column("业务日期", "date", 12), "收支发生的日期，手工凭证为空"),
    (Column("凭证来源", width=10), "收支、期初余额、手工、红字冲销、年终结转"),
    (Column("工作室", width=30), "收支所属的工作室，手工凭证为空"),
    (Column("制单人", width=10), "制单人的姓名"),
    (Column("审核人", width=10), "审核人的姓名，没有审核的为空"),
]


def trial(book: Book, span: Span, rows: list[Balance], note: str = "") -> Table:
    """The trial balance (科目余额表); `note` says which one it is where there are two."""
    six = totals(rows)
    lines = [[row.account.code, row.account.full_title, *row.six] for row in rows]
    said = "借贷平衡" if agree(six) else "借贷不平衡"
    foot = ["", f"合计（{said}）", *six]
    about = f"{book.union.title}　{span.words}"
    return Table(f"科目余额表{note}", about, TRIAL, lines, foot)


def ledger(book: Book, span: Span, found: Account) -> Table:
    """The ledger of an account (明细账), of cash and bank their day book (日记账)."""
    start = [None, "", "期初余额", "", None, None, side(found.opening), abs(found.opening)]
    rows = [start] + [ledger_row(found, line) for line in found.lines]
    foot = [None, "", "本期合计", "", found.debit, found.credit]
    foot += [side(found.closing), abs(found.closing)]
    title = f"{found.account.full_title}{ledger_word(found.account)}"
    return Table(title, f"{book.union.title}　{span.words}", LEDGER, rows, foot)


def ledger_word(account) -> str:
    return "日记账" if account.holds_money else "明细账"


def ledger_row(found: Account, line) -> list:
    voucher, left = line.voucher, found.opening + line.running
    number = f"{voucher.month:%Y-%m} {voucher.label}"
    sums = [line.debit_fen or None, line.credit_fen or None, side(left), abs(left)]
    return [voucher.on, number, marked(line.summary, voucher), counter(line), *sums]


def export(book: Book, span: Span, lines) -> Table:
    """Every line of the vouchers of a span, for the accountant's software."""
    rows = [export_row(line) for line in lines]
    columns = [column for column, _ in EXPORT]
    return Table("记账凭证", f"{book.union.title}　{span.words}", columns, rows)


def export_row(line) -> list:
    voucher = line.voucher
    movement, reviewer = voucher.movement, voucher.reviewed_by
    return [
        voucher.on,
        f"{voucher.month:%Y-%m}",
        "记",
        voucher.number,
        line.place,
        line.summary,
        line.account.code,
        line.account.full_title,
        line.debit_fen,
        line.credit_fen,
        movement and movement.on,
        voucher.get_source_display(),
        movement.title.studio.title if movement else "",
        voucher.made_by.full_name,
        reviewer.full_name if reviewer else "",
    ]


FUND = [
    Column("工会", width=30),
    Column("工作室", width=30),
    Column("款项", width=16),
]
OWN = "以自有资金垫付"
ROWS = [
    Column("日期", "date", 12),
    Column("工会", width=30),
    Column("款项", width=16),
    Column("收支类别", width=16),
    Column("摘要", width=36),
    Column("收入", "money", 16),
    Column("支出", "money", 16),
    Column("余额", "money", 16),
    Column(OWN, "money", 18),
    Column("登记人", width=10),
]


def funds_table(found: Fund) -> Table:
    """One kind of fund book, each grant a line."""
    columns = [*FUND, *(Column(kind.label, "money", 16) for kind in found.kinds)]
    columns += [Column(found.rest, "money", 16), Column(OWN, "money", 18)]
    lines = [
        [one.union.title, one.title.studio.title, payment_of(one), *row.sums, row.left, row.own]
        for row, one in named(found.lines)
    ]
    foot = ["合计", "", "", *found.totals, found.left, found.own]
    return Table(f"{found.label}台账", "按每笔补助列示", columns, lines, foot)


def payment_of(movement) -> str:
    return movement.payment.label if movement.payment else "—"


def marked(summary: str, one) -> str:
    """The words of a movement or voucher; what was struck out says so."""
    return f"{summary}（已冲销）" if hasattr(one, "reversal") else summary


def fund_rows_table(title, found, *, one_kind: bool = False) -> Table:
    """Every movement of a title's money."""
    lines = [
        [
            one.on,
            one.union.title,
            payment_of(one),
            one.get_kind_display(),
            marked(one.summary, one),
            max(one.signed, 0) or None,
            max(-one.signed, 0) or None,
            *(left_after(one, one_kind=one_kind) or (None, None)),
            one.entered_by.full_name,
        ]
        for one in found
    ]
    return Table("专款收支明细", title.studio.title, ROWS, lines)


def as_csv(table: Table) -> bytes:
    """The rows as CSV in UTF-8 with its mark, so that spreadsheets read Chinese."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(column.label for column in table.columns)
    kinds = [column.kind for column in table.columns]
    writer.writerows([plain(*pair) for pair in zip(row, kinds, strict=True)] for row in table.rows)
    return kept.getvalue().encode("utf-8-sig")


def plain(value, kind: str) -> str:
    """A value as text; what a spreadsheet would take for a formula is kept from being one."""
    if value is None:
        return ""
    if kind == "money":
        return money.figures(value).replace(",", "")
    text = str(value)
    return f"'{text}" if kind == "text" and text[:1] in ("=", "+", "-", "@") else text
