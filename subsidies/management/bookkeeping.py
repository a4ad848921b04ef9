"""The books of a year: opened, given rules, what waited booked, months closed."""

from subsidies.books.actions import close_months, open_books, post_waiting, set_rule
from subsidies.books.chart_rows import keep, read
from subsidies.books.charts import Chart
from subsidies.books.drafts import agree, put_down
from subsidies.books.models import Kind, Movement
from subsidies.books.posts import keeping_post
from subsidies.books.sets import Book
from subsidies.books.vouchers import Source
from workshops.unions.models import Kind as Sort
from workshops.unions.models import Role, TradeUnion

from .cast import Cast

# Bank, the authority's grants to those below, a unit's money in trust, what lies there at first.
BANK, GRANTS, TRUST, SURPLUS = "102", "506", "231", "331"
# What came from above for one purpose, and what was spent on it, as a union between books them.
FROM_ABOVE, SPECIAL = "40302", "50304"
OF_AUTHORITY = {Kind.PAID: (GRANTS, BANK), Kind.RECOVERED: (BANK, GRANTS)}
OF_BETWEEN = {Kind.PASSED_IN: (BANK, FROM_ABOVE), Kind.PASSED_ON: (SPECIAL, BANK)}
OF_UNIT = {Kind.RECEIVED: (BANK, TRUST), Kind.SPENT: (TRUST, BANK), Kind.GIVEN_BACK: (TRUST, BANK)}
ACCOUNTS = """102\t银行存款\t资产\t是
231\t代管经费\t负债\t否
331\t结余\t净资产\t否
403\t上级补助收入\t收入\t否
40302\t专项补助\t收入\t否\t331
503\t业务支出\t支出\t否
50304\t专项业务费\t支出\t否\t331
506\t补助下级支出\t支出\t否\t331"""
CHART = {"title": "演示会计科目表（虚构）", "source": "虚构，仅供演示", "valid_until": None}


def chart(keeper, union: TradeUnion, act: dict) -> Chart:
    """The chart the authority's finance brings in, as nobody may book by one that has ended."""
    january = act["on"].replace(month=1, day=1)
    own = {"post": keeping_post(union, keeper, act["on"]), "by": keeper, "at": act["at"]}
    return keep(read(ACCOUNTS), {**CHART, "valid_from": january}, **own)


def opened(union: TradeUnion, keeper, rules: dict, chart: Chart, act: dict) -> Book:
    """A union's books from January on, knowing how to book what moves there."""
    january = act["on"].replace(month=1, day=1)
    book = open_books(union, chart, january, by=keeper, **act)
    for kind, codes in rules.items():
        sides = [chart.accounts.get(code=code) for code in codes]
        set_rule(book, kind, *sides, january, by=keeper, **act)
    return book


def of_authority(cast: Cast, at_bank: int) -> Book:
    """The authority has its books before money leaves; what lies at the bank another reviews."""
    clerk, act = cast.holder(Role.FINANCE_CLERK), cast.when(4, 1)
    accounts = chart(clerk, cast.authority, act)
    book = opened(cast.authority, clerk, OF_AUTHORITY, accounts, act)
    bank, surplus = (book.chart.accounts.get(code=code).pk for code in (BANK, SURPLUS))
    sides = [(bank, at_bank, 0), (surplus, 0, at_bank)]
    told = (book, Source.OPENING, book.opened_on, "年初余额", sides, "按上年决算录入（示例）")
    agree(put_down(*told, by=clerk, **act), by=cast.holder(Role.FINANCE_APPROVER), **act)
    return book


def of_others(cast: Cast, accounts: Chart) -> list[Book]:
    """Whoever else moved money opens books at the end of the year and books all that waited."""
    moved = Movement.objects.filter(title__authority=cast.authority).exclude(union=cast.authority)
    books = []
    for union in TradeUnion.objects.filter(pk__in=moved.values("union")).order_by("pk"):
        clerk, is_unit = keeper(cast, union), union.kind == Sort.UNIT
        book = opened(union, clerk, OF_UNIT if is_unit else OF_BETWEEN, accounts, cast.when(12, 1))
        _, left = post_waiting(book, None, by=clerk, **cast.when(12, 2))
        assert not left, left
        books.append(book)
    return books


def closed(cast: Cast, books: list[Book]) -> None:
    """Every month up to November."""
    november = cast.when(11, 1)["on"]
    for book in books:
        close_months(book, november, by=keeper(cast, book.union), **cast.when(12, 15))


def keeper(cast: Cast, union: TradeUnion):
    """Whoever keeps a union's books: a unit's clerk, elsewhere finance."""
    return cast.holder(Role.CLERK if union.kind == Sort.UNIT else Role.FINANCE_CLERK, union)
