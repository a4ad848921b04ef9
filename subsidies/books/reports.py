"""Reckons the reports of a set of books from the lines of its vouchers, and from nothing else."""

from datetime import date
from typing import NamedTuple

from django.db.models import F, Prefetch, Q, Sum, Window
from django.db.models.functions import Coalesce

from .charts import ChartAccount, Class
from .sets import Book
from .vouchers import Source, VoucherLine

SIX = ("期初借方", "期初贷方", "本期借方", "本期贷方", "期末借方", "期末贷方")
OPENING = Q(voucher__source=Source.OPENING)


class Span(NamedTuple):
    """The months a report covers, both by their first day."""

    first: date
    last: date

    @property
    def words(self) -> str:
        one = f"{self.first.year}年{self.first.month}月"
        return one if self.first == self.last else f"{one}至{self.last.year}年{self.last.month}月"

    @property
    def query(self) -> str:
        """The span as an address carries it."""
        return f"from={self.first:%Y-%m}&until={self.last:%Y-%m}"


class Balance(NamedTuple):
    """One account of the trial balance; sums in fen, what stands on the credit side below zero."""

    account: ChartAccount
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        return self.opening + self.debit - self.credit

    @property
    def six(self) -> tuple[int, int, int, int, int, int]:
        """Opening, movements and closing, each by its two sides."""
        return (*two(self.opening), self.debit, self.credit, *two(self.closing))

    @property
    def labelled(self) -> list[tuple[int, str]]:
        """The six sums, each with the words of its column."""
        return list(zip(self.six, SIX, strict=True))


def two(signed: int) -> tuple[int, int]:
    """A balance on the side on which it stands."""
    return max(signed, 0), max(-signed, 0)


def lines_of(book: Book):
    return VoucherLine.objects.filter(voucher__book=book)


def parts(span: Span) -> tuple[Q, Q]:
    """What stands before a span, and what moves in it; opening balances always stand before."""
    before = Q(voucher__month__lt=span.first) | OPENING
    return before, ~OPENING & Q(voucher__month__gte=span.first)


def transferred(span: Span) -> Q:
    """The lines by which a year was cleared within a span, and by which that was reversed."""
    own = Q(voucher__source=Source.YEAR_END) | Q(voucher__reverses__source=Source.YEAR_END)
    return own & Q(voucher__month__gte=span.first)


def cleared_in(book: Book, span: Span) -> bool:
    """Whether a year was cleared within a span."""
    return lines_of(book).filter(transferred(span), voucher__month__lte=span.last).exists()


def balances(book: Book, span: Span, *, before_transfer: bool = False) -> list[Balance]:
    """Every account on which anything stands or moved, in the order of codes.

    `before_transfer` leaves out by which the years of the span were cleared.
    """
    before, within = parts(span)
    rows = lines_of(book).filter(voucher__month__lte=span.last).order_by().values("account")
    rows = rows.exclude(transferred(span)) if before_transfer else rows
    sums = {
        "opening": signed(filter=before),
        "debit": Coalesce(Sum("debit_fen", filter=within), 0),
        "credit": Coalesce(Sum("credit_fen", filter=within), 0),
    }
    found = {row.pop("account"): row for row in rows.annotate(**sums)}
    accounts = ChartAccount.objects.filter(pk__in=found).select_related("clears_to")
    accounts = accounts.order_by("code")
    rows = (Balance(one, **found[one.pk]) for one in accounts)
    return [row for row in rows if any(row.six)]


def signed(**how):
    """Debit less credit, nothing where there is nothing."""
    return Coalesce(Sum("debit_fen", **how), 0) - Coalesce(Sum("credit_fen", **how), 0)


def totals(rows: list[Balance]) -> tuple[int, ...]:
    """The six sums at the foot of the trial balance."""
    return tuple(map(sum, zip(*(row.six for row in rows), strict=True))) or (0,) * 6


def agree(six: tuple[int, ...]) -> bool:
    """Whether the two sides of each of its three pairs are the same."""
    return all(six[place] == six[place + 1] for place in (0, 2, 4))


class Account(NamedTuple):
    """One account over a span: what stood before, its lines with the balance after each, sums."""

    account: ChartAccount
    opening: int
    lines: object  # a queryset, `running` is what moved so far
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        return self.opening + self.debit - self.credit


def account_over(book: Book, account: ChartAccount, span: Span) -> Account:
    """The ledger of an account, which for cash and bank is their day book."""
    before, within = parts(span)
    own = lines_of(book).filter(account=account, voucher__month__lte=span.last)
    sums = own.aggregate(
        opening=signed(filter=before),
        debit=Coalesce(Sum("debit_fen", filter=within), 0),
        credit=Coalesce(Sum("credit_fen", filter=within), 0),
    )
    order = [F("voucher__on"), F("voucher__month"), F("voucher__number"), F("place")]
    running = Window(Sum(F("debit_fen") - F("credit_fen")), order_by=order)
    others = Prefetch("voucher__lines", VoucherLine.objects.select_related("account"))
    lines = own.filter(within).annotate(running=running).order_by(*order)
    joined = "account", "voucher__movement__payment", "voucher__reversal"
    lines = lines.select_related(*joined).prefetch_related(others)
    return Account(account, sums["opening"], lines, sums["debit"], sums["credit"])


def counter(line: VoucherLine) -> str:
    """The accounts on the other side of the entry (对方科目)."""
    other = [one for one in line.voucher.lines.all() if bool(one.debit_fen) != bool(line.debit_fen)]
    if line.voucher.source == Source.YEAR_END:  # its two entries meet at the net assets
        net = line.account.kind == Class.NET_ASSET
        other = [one for one in other if (one.account.kind == Class.NET_ASSET) != net]
    return "、".join(dict.fromkeys(one.account.title for one in other))


def side(fen: int) -> str:
    """On which side a balance stands, in the word of ledgers."""
    return "借" if fen > 0 else "贷" if fen < 0 else "平"
