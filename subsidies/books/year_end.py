"""What the end of a year asks of the books: what clears where, and what stands in its way."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from .charts import OF_A_YEAR, ChartAccount
from .clearing import targets
from .posting import Sides
from .reports import Span, balances, lines_of, signed, two
from .sets import Book
from .vouchers import Draft, Source, Voucher, waiting


class Entry(NamedTuple):
    """An account to be cleared: what stands on it, debit less credit in fen, and where it goes."""

    account: ChartAccount
    fen: int
    target: ChartAccount | None

    @property
    def sides(self) -> tuple[int, int]:
        """On which side it stands."""
        return two(self.fen)


class Obstacle(NamedTuple):
    """Why a year cannot be cleared yet, and the page on which that is mended."""

    why: str
    page: str


def last_day(year: int) -> date:
    return date(year, 12, 31)


def december(year: int) -> date:
    return date(year, 12, 1)


def entries(book: Book, year: int) -> list[Entry]:
    """What stands on income and expenditure at the end of a year, with where each goes."""
    rows = balances(book, Span(december(year), december(year)))
    rows = [row for row in rows if row.account.kind in OF_A_YEAR and row.closing]
    goes = targets(book, [row.account for row in rows]) if rows else {}
    return [Entry(row.account, row.closing, goes.get(row.account.pk)) for row in rows]


def sides_of(found: list[Entry]) -> Sides:
    """The lines: income out and in at the net assets, then net assets out and expenditure in."""
    income = [one for one in found if one.fen < 0]
    spent = [one for one in found if one.fen > 0]
    lines = [(one.account.pk, -one.fen, 0) for one in income]
    lines += [(target, 0, -fen) for target, fen in by_target(income)]
    lines += [(target, fen, 0) for target, fen in by_target(spent)]
    return lines + [(one.account.pk, 0, one.fen) for one in spent]


def by_target(found: list[Entry]) -> list[tuple[int, int]]:
    """The sum that goes to each account of net assets."""
    sums: dict[int, int] = {}
    for one in found:
        assert one.target is not None
        sums[one.target.pk] = sums.get(one.target.pk, 0) + one.fen
    return list(sums.items())


def transfers(book: Book):
    """The vouchers that cleared a year, reversed ones among them, the latest first."""
    own = book.vouchers.filter(source=Source.YEAR_END).select_related("reversal", "made_by")
    return own.order_by("-month", "-turn")


def standing(book: Book, year: int) -> Voucher | None:
    """The voucher that cleared this year and was not reversed."""
    return transfers(book).filter(month=december(year), reversal=None).first()


def in_review(book: Book) -> list[Draft]:
    """What was typed and nobody reviewed yet."""
    return list(book.drafts.filter(decided_at=None).order_by("pk"))


def put_down_so_far(book: Book) -> tuple[list[Voucher], list[Draft]]:
    """The transfers, the latest first, and what waits for review; in one question."""
    asked = Q(decided_at=None) | Q(source=Source.YEAR_END, voucher__isnull=False)
    joined = "voucher__reversal", "voucher__made_by"
    rows = list(book.drafts.filter(asked).select_related(*joined).order_by("-pk"))
    typed = [one for one in rows if one.decided_at is None]
    return [one.voucher for one in rows if one.voucher_id], typed


def transfer_in(typed: list[Draft]) -> Draft | None:
    """The one of these by which a year is to be cleared."""
    return next((one for one in typed if one.source == Source.YEAR_END), None)


def obstacles(
    book: Book, year: int, on: date, found: list[Entry], typed: list[Draft], month: date
) -> list[Obstacle]:
    """What keeps this year from being cleared.

    `found` is what would be cleared, `typed` what else waits for review, `month` the first open.
    """
    last = last_day(year)
    if on <= last:
        return [Obstacle(f"{year}年还没有过完，{year + 1}年1月1日起办理年终结转。", "")]
    lacking = months_before(month, year) + without_voucher(book, year)
    if drafts := sum(one.on <= last for one in typed):
        why = f"还有{drafts}张{year}年12月31日以前的凭证等待审核，审核或者退回以后再办理年终结转。"
        lacking.append(Obstacle(why, "drafts"))
    return lacking + unruled(found)


def months_before(month: date, year: int) -> list[Obstacle]:
    """The months before the last that are open."""
    if month >= december(year):
        return []
    span = "11月" if month.month == 11 else f"{month.month}月至11月"
    why = f"{year}年{span}还没有结账，先结账到11月，再办理年终结转。"
    return [Obstacle(why, "book_months")]


def without_voucher(book: Book, year: int) -> list[Obstacle]:
    """What moved until the end of the year and no voucher books."""
    waits = waiting(book).filter(on__lte=last_day(year)).count()
    why = f"还有{waits}笔{year}年12月31日以前的收支没有记账凭证，先记账，再办理年终结转。"
    return [Obstacle(why, "book_waiting")] if waits else []


def unruled(found: list[Entry]) -> list[Obstacle]:
    """The accounts of which nobody said where they go."""
    lacking = [f"“{one.account}”" for one in found if one.target is None]
    why = f"{'、'.join(lacking)}还没有写明年末转入哪个净资产科目，先设置结转规则。"
    return [Obstacle(why, "book_clearing")] if lacking else []


def stands(book: Book, year: int) -> bool:
    """Whether anything stands on income or expenditure at the end of a year."""
    of_a_year = lines_of(book).filter(account__kind__in=OF_A_YEAR)
    sums = of_a_year.filter(voucher__month__lte=december(year)).order_by().values("account")
    return sums.annotate(fen=signed()).exclude(fen=0).exists()


def uncleared(book: Book, first: date, until: date) -> str:
    """Why these months cannot be closed: a December whose year is not cleared; else nothing."""
    for year in range(first.year, until.year + 1):
        if not first <= december(year) <= until or not stands(book, year):
            continue
        if standing(book, year):
            return (
                f"{year}年年终结转以后，收入、支出科目又有发生额。"
                "先冲销年终结转凭证，再重新办理年终结转，然后结12月的账。"
            )
        return f"{year}年的收入、支出科目还没有结转，先办理年终结转，再结12月的账。"
    return ""
