"""Whatever moves, is undone, struck or closed: the books balance to the fen and say what moved."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from subsidies.books.actions import close_months, post_waiting
from subsidies.books.drafts import agree, put_down_reversal
from subsidies.books.funds import funds
from subsidies.books.models import Kind, Movement
from subsidies.books.movements import enter, undo
from subsidies.books.reports import Span, account_over, balances, totals
from subsidies.books.reports import agree as both_sides
from subsidies.books.sets import month_after
from subsidies.books.vouchers import VoucherLine, waiting
from tests.make import make_city, make_title, moment
from tests.subsidies.books.keeping import OPENED, RULES, make_book
from workshops.records.lifecycle import NotPossible
from workshops.unions.models import Person

pytestmark = pytest.mark.django_db
LATER = date(2026, 5, 5)
NOW = {"on": LATER, "at": moment(LATER)}
DAYS = st.integers(0, 118).map(lambda days: OPENED + timedelta(days=days))
ACTS = st.one_of(
    st.tuples(st.just("enter"), st.sampled_from(list(Kind)), st.integers(1, 10**12), DAYS),
    st.tuples(st.just("undo"), st.integers(0, 9), DAYS),
    st.tuples(st.just("strike"), st.integers(0, 9)),
    st.tuples(st.just("close")),
)


@pytest.fixture
def kept():
    """A unit's books with a rule for every kind of movement."""
    city = make_city()
    city.title, city.book = make_title(city), make_book(city.unit, city.clerk)
    return city


@given(acts=st.lists(ACTS, max_size=14))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_books_balance_and_tell_what_moved(kept, acts):
    with transaction.atomic():
        before = live(kept, acts)
        post_waiting(kept.book, None, by=kept.clerk, **NOW)
        assert not waiting(kept.book).exists()
        told = {row.account.code: row.closing for row in balances(kept.book, whole())}
        assert {code: fen for code, fen in told.items() if fen} == recounted()
        assert both_sides(totals(balances(kept.book, whole())))
        assert each_voucher_balances()
        assert numbered_without_gaps(kept.book)
        assert frozen(kept.book) == before
        assert months_follow_on_one_another(kept.book)
        transaction.set_rollback(True)


def whole() -> Span:
    return Span(OPENED, LATER.replace(day=1))


def live(kept, acts) -> dict:
    """Let it all happen; what stood in each month when it was closed."""
    entered, stood = [], {}
    for name, *how in acts:
        if name == "enter":
            entered.append(moved(kept, len(entered), *how))
        elif name == "undo" and entered:
            kind, about = entered[how[0] % len(entered)]
            why = {"about": about, "on": how[1], "why": "错记", "by": kept.clerk}
            undo(kind, kept.unit, **why, at=moment(LATER))
        elif name == "strike":
            struck(kept, how[0])
        elif name == "close":
            stood |= closed(kept)
    return stood


def moved(kept, number, kind, fen, day):
    about = Person(pk=10_000 + number)  # anything with a key of its own
    more = {"title": kept.title, "summary": "一笔", "by": kept.clerk, "at": moment(LATER)}
    enter(kind, kept.unit, fen, day, about=about, **more)
    return kind, about


def struck(kept, place) -> None:
    """A voucher struck in red by hand, agreed by another."""
    found = kept.book.vouchers.filter(reverses=None, reversal=None).order_by("pk")
    if found:
        voucher = found[place % len(found)]
        draft = put_down_reversal(voucher, LATER, "科目用错", by=kept.clerk, **NOW)
        agree(draft, by=kept.chair, **NOW)


def closed(kept) -> dict:
    """The next month closed, if it is over; what stands in it."""
    month = kept.book.open_month()
    try:
        close_months(kept.book, month, by=kept.clerk, **NOW)
    except NotPossible:
        return {}
    return {month: vouchers_of(kept.book, month)}


def vouchers_of(book, month) -> list[int]:
    return sorted(book.vouchers.filter(month=month).values_list("pk", flat=True))


def frozen(book) -> dict:
    """What stands in each closed month now."""
    return {
        month: vouchers_of(book, month) for month in book.closings.values_list("month", flat=True)
    }


def recounted() -> dict[str, int]:
    """Each account's balance reckoned from the movements alone, by the rules as a person would."""
    sums = Counter()
    for row in Movement.objects.values("kind", "amount_fen", "reverses"):
        fen = row["amount_fen"] if row["reverses"] is None else -row["amount_fen"]
        debit, credit = RULES[row["kind"]]
        sums[debit] += fen
        sums[credit] -= fen
    return {code: fen for code, fen in sums.items() if fen}


def each_voucher_balances() -> bool:
    sums = Counter()
    for voucher, debit, credit in VoucherLine.objects.values_list(
        "voucher", "debit_fen", "credit_fen"
    ):
        sums[voucher] += debit - credit
    return not any(sums.values())


def numbered_without_gaps(book) -> bool:
    numbers = defaultdict(list)
    for month, number in book.vouchers.values_list("month", "number"):
        numbers[month].append(number)
    return all(sorted(own) == list(range(1, len(own) + 1)) for own in numbers.values())


def months_follow_on_one_another(book) -> bool:
    """What an account closes a month with is what it opens the next with, as its ledger says."""
    month, left = OPENED, {}
    while month <= LATER:
        rows = {row.account: row for row in balances(book, Span(month, month))}
        for account, row in rows.items():
            over = account_over(book, account, Span(month, month))
            last = over.lines.last()
            after = over.opening + (last.running if last else 0)
            if (row.opening, row.closing) != (left.get(account, 0), after):
                return False
        left = {account: row.closing for account, row in rows.items()}
        month = month_after(month)
    return True


def test_the_fund_book_is_what_the_movements_say(kept):
    days = [OPENED + timedelta(days=n) for n in range(6)]
    sums = ((Kind.RECEIVED, 900), (Kind.SPENT, 250), (Kind.SPENT, 50), (Kind.GIVEN_BACK, 100))
    for number, (kind, fen) in enumerate(sums):
        moved(kept, number, kind, fen, days[number])
    undo(
        Kind.SPENT,
        kept.unit,
        about=Person(pk=10_002),
        on=days[5],
        why="错",
        by=kept.clerk,
        at=moment(),
    )

    (fund,) = funds(Movement.objects.all())

    assert (fund.key, fund.totals, fund.left) == ("holding", (900, 250, 100), 550)
    assert fund.left == sum(row.signed_fen for row in Movement.objects.all())
