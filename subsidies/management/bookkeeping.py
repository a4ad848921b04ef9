"""The books of a year: opened, given rules, what waited booked, months closed."""

from subsidies.books.actions import close_months, open_books, post_waiting, set_rule
from subsidies.books.charts import Chart
from subsidies.books.drafts import agree, put_down
from subsidies.books.models import Kind, Movement
from subsidies.books.sets import Book
from subsidies.books.vouchers import Source
from workshops.unions.models import Role, TradeUnion

from .cast import Cast

# Of the published chart: bank, the authority's grants to those below, a unit's money in trust.
BANK, GRANTS, TRUST, SURPLUS = "102", "506", "231", "331"
OF_AUTHORITY = {Kind.PAID: (GRANTS, BANK), Kind.RECOVERED: (BANK, GRANTS)}
OF_UNIT = {Kind.RECEIVED: (BANK, TRUST), Kind.SPENT: (TRUST, BANK), Kind.GIVEN_BACK: (TRUST, BANK)}
REASON = "办法写明的科目用2010版名称，沿用该科目表"


def opened(union: TradeUnion, keeper, rules: dict, act: dict) -> Book:
    """A union's books from January on, knowing how to book what moves there."""
    chart, january = Chart.objects.get(union=None), act["on"].replace(month=1, day=1)
    book = open_books(union, chart, january, by=keeper, reason=REASON, **act)
    for kind, codes in rules.items():
        sides = [chart.accounts.get(code=code) for code in codes]
        set_rule(book, kind, *sides, january, by=keeper, **act)
    return book


def of_authority(cast: Cast, at_bank: int) -> Book:
    """The authority has its books before money leaves; what lies at the bank another reviews."""
    clerk, act = cast.holder(Role.FINANCE_CLERK), cast.when(4, 1)
    book = opened(cast.authority, clerk, OF_AUTHORITY, act)
    bank, surplus = (book.chart.accounts.get(code=code).pk for code in (BANK, SURPLUS))
    sides = [(bank, at_bank, 0), (surplus, 0, at_bank)]
    told = (book, Source.OPENING, book.opened_on, "年初余额", sides, "按上年决算录入（示例）")
    agree(put_down(*told, by=clerk, **act), by=cast.holder(Role.FINANCE_APPROVER), **act)
    return book


def of_units(cast: Cast) -> list[Book]:
    """The units open theirs at the end of the year, book all that waited and close to November."""
    moved = Movement.objects.filter(title__authority=cast.authority).exclude(union=cast.authority)
    books = []
    for union in TradeUnion.objects.filter(pk__in=moved.values("union")).order_by("pk"):
        clerk = cast.holder(Role.CLERK, union)
        book = opened(union, clerk, OF_UNIT, cast.when(12, 1))
        _, left = post_waiting(book, None, by=clerk, **cast.when(12, 2))
        assert not left, left
        books.append(book)
    return books


def closed(cast: Cast, books: list[Book]) -> None:
    """Every month up to November."""
    november = cast.when(11, 1)["on"]
    for book in books:
        union = book.union
        role = Role.FINANCE_CLERK if union == cast.authority else Role.CLERK
        close_months(book, november, by=cast.holder(role, union), **cast.when(12, 15))
