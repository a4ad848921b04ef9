"""Makes the books of tests: a chart, a union's books, rules for every kind of movement."""

from datetime import date

from subsidies.books.actions import open_books, set_rule
from subsidies.books.charts import Chart, ChartAccount
from subsidies.books.drafts import put_down
from subsidies.books.models import Kind
from subsidies.books.movements import enter
from subsidies.books.published import lay
from subsidies.books.vouchers import Source
from tests.make import make_title, moment

OPENED = date(2026, 1, 1)
DAY = date(2026, 3, 10)
RULES = {
    Kind.PAID: ("506", "102"),
    Kind.PASSED_IN: ("102", "40302"),
    Kind.PASSED_ON: ("50304", "102"),
    Kind.RECEIVED: ("102", "231"),
    Kind.SPENT: ("231", "102"),
    Kind.GIVEN_BACK: ("231", "102"),
    Kind.RECOVERED: ("102", "506"),
}


def chart_of_2010() -> Chart:
    """The published chart, laid in if a test before emptied the tables."""
    lay(Chart, ChartAccount)
    return Chart.objects.get(union=None)


def account(chart, code) -> ChartAccount:
    return chart.accounts.get(code=code)


def make_book(union, keeper, *, rules=RULES, opened=OPENED):
    """A union's books under the chart of 2010, with the reason and these rules."""
    chart, when = chart_of_2010(), {"by": keeper, "on": DAY, "at": moment(DAY)}
    book = open_books(union, chart, opened, reason="办法写明这些科目", **when)
    for kind, (debit, credit) in rules.items():
        sides = account(chart, debit), account(chart, credit)
        set_rule(book, kind, *sides, opened, **when)
    return book


def move(union, kind, fen, *, title=None, city=None, on=DAY, by, about=None, payment=None):
    """A movement of money in a union's hands."""
    title = title or make_title(city)
    about = about or title
    more = {"title": title, "about": about, "payment": payment, "summary": f"{kind.label}一笔"}
    return enter(kind, union, fen, on, **more, by=by, at=moment(on))


def lines(voucher) -> list[tuple[str, int, int]]:
    """The account, debit and credit of each line."""
    found = voucher.lines.select_related("account")
    return [(one.account.code, one.debit_fen, one.credit_fen) for one in found]


def one_of_each(city, title) -> dict:
    """Books of a unit with a movement booked, something typed, and a chart of its own."""
    book = make_book(city.unit, city.clerk)
    moved = move(city.unit, Kind.GIVEN_BACK, 1, title=title, by=city.clerk)
    sides = [(account(book.chart, code).pk, *fen) for code, *fen in (("102", 5, 0), ("331", 0, 5))]
    when = {"by": city.clerk, "on": DAY, "at": moment(DAY)}
    typed = put_down(book, Source.MANUAL, DAY, "结转", sides, "调整", **when)
    own = {"title": "自录科目", "source": "某制度", "valid_from": OPENED, "union": city.unit}
    things = {"books": book, "movements": moved, "vouchers": moved.vouchers.get()}
    return things | {"drafts": typed, "charts": Chart.objects.create(**own), "funds": title}
