"""The lists of the audit file beside its payments: what came, was matched, used, left; balances."""

from datetime import date

from django.db.models import Q, Sum

from rules.facts import shown
from subsidies.books.reports import Span, agree, balances, side
from subsidies.books.reports import totals as feet
from subsidies.books.sets import Book
from workshops.titles.dossier_leaf import Part, Table, yuan
from workshops.unions.models import TradeUnion

from . import totals

MOST = 150  # rows of each list; the workbook has them all
LISTED = ("received", "matched", "spent", "given_back", "demanded", "recovered")
ROWS = ["日期", "工作室和工会", "款项", "金额", "登记人"]
ACCOUNTS = ["科目", "期初", "本期借方", "本期贷方", "期末"]


def moved(union: TradeUnion, year: int) -> Part:
    """Every receipt, match, expense and repayment of a year, and what was left of each grant."""
    part = Part("到账、配套、支出和结余", "每一项的合计与汇总里的相同。")
    for total in totals.shown_to(union):
        if total.key in LISTED:
            found = totals.rows_of(total, union, year)
            told = totals.read(total, found[:MOST])
            _list(part, total.label, told, found.count(), totals.fen_of(found))
    left = totals.unspent_of(union, year)
    fen = left.order_by().aggregate(fen=Sum("left"))["fen"] or 0
    _list(part, "尚未使用", totals.read_unspent(left[:MOST]), left.count(), fen)
    return part


def _list(part: Part, heading: str, rows, many: int, fen: int) -> None:
    """One list with its total over all rows, whether they are shown or not."""
    if not many:
        part.add(heading, note="本年度没有。")
        return
    said = f"共{many}笔，{yuan(fen)}"
    said += f"；这里列出前{len(rows)}笔，全部见导出的工作簿。" if many > len(rows) else "。"
    told = [
        [shown(one.on), f"{one.studio}\n{one.union}", one.label, yuan(one.fen), one.who or "—"]
        for one in rows
    ]
    part.add(heading, tables=[Table(said, ROWS, told)])


def accounts(union: TradeUnion, year: int) -> Part:
    """The trial balance of the union's own books for the year, account by account."""
    part = Part("账面余额", "取自本工会账套的记账凭证。")
    first, last = date(year, 1, 1), date(year, 12, 1)
    open_then = Q(ended_on=None) | Q(ended_on__gte=first)
    books = Book.objects.filter(open_then, union=union, opened_on__lte=date(year, 12, 31))
    for book in books.select_related("chart").order_by("opened_on"):
        ended = (book.ended_on or last).replace(day=1)
        span = Span(max(first, book.opened_on), min(last, ended))
        _balance(part, f"{book.chart.title}，{span.words}", balances(book, span))
    if not part.blocks:
        part.add(note="本工会没有账套，账面余额见所用的财务软件。")
    return part


def _balance(part: Part, heading: str, rows) -> None:
    """One trial balance with its foot."""
    if not rows:
        part.add(heading, note="没有发生额，也没有余额。")
        return
    six = feet(rows)
    told = [
        [f"{one.account}", _sided(one.opening), yuan(one.debit), yuan(one.credit),
         _sided(one.closing)]
        for one in rows
    ]  # fmt: skip
    said = f"共{len(rows)}个科目，{'借贷平衡' if agree(six) else '借贷不平衡'}"
    said += f"；本期借方{yuan(six[2])}，贷方{yuan(six[3])}，"
    said += f"期末借方{yuan(six[4])}，贷方{yuan(six[5])}。"
    part.add(heading, tables=[Table(said, ACCOUNTS, told)])


def _sided(fen: int) -> str:
    """A balance with the side on which it stands."""
    return f"{side(fen)} {yuan(abs(fen))}" if fen else yuan(0)
