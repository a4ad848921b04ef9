"""Several at the same books at once: numbers run on without a gap and nothing is booked twice."""

import pytest

from subsidies.books.actions import post_waiting, set_rule
from subsidies.books.models import Kind
from subsidies.books.sets import Book
from subsidies.books.vouchers import waiting
from tests.make import make_city, make_title, moment
from tests.subsidies.books.keeping import DAY, RULES, account, make_book, move
from tests.subsidies.test_concurrency import at_once
from workshops.unions.models import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


def book_all(book: int, by: Person) -> None:
    post_waiting(Book.objects.get(pk=book), None, by=by, on=DAY, at=moment(DAY))


def enter_one(book: int, by: Person) -> None:
    one = Book.objects.get(pk=book)
    own = {"title": one.union.studios.get().titles.get(), "by": by}
    move(one.union, Kind.SPENT, by.pk, about=by, **own)


def test_many_book_the_same_at_once_and_each_movement_gets_one_voucher():
    city = make_city()
    title, book = make_title(city), make_book(city.unit, city.clerk, rules={})
    for person in city.experts:
        move(city.unit, Kind.SPENT, 7, title=title, about=person, by=city.clerk)
    sides = [account(book.chart, code) for code in RULES[Kind.SPENT]]
    set_rule(book, Kind.SPENT, *sides, book.opened_on, by=city.clerk, on=DAY, at=moment(DAY))

    at_once(book_all, [(book.pk, city.clerk)] * 4)

    assert not waiting(Book.objects.get(pk=book.pk)).exists()
    assert sorted(book.vouchers.values_list("number", flat=True)) == [1, 2, 3]


def test_movements_entered_at_once_are_numbered_one_after_another():
    city = make_city()
    make_title(city)
    book = make_book(city.unit, city.clerk)
    people = [city.clerk, city.chair, *city.experts, city.auditor]

    found = at_once(enter_one, [(book.pk, person) for person in people])

    entered = book.union.movements.count()
    assert entered == len(people), found
    assert sorted(book.vouchers.values_list("number", flat=True)) == [*range(1, entered + 1)]
