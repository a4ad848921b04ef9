"""Vouchers asked for by source and by months, in whichever way they were asked."""

import pytest
from django.urls import reverse

from subsidies.books.models import Kind
from subsidies.books.movements import undo
from tests.make import make_city, make_title, moment
from workshops.clock import move_to

from .keeping import DAY, RULES, make_book, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(client, settings):
    """A unit's books with a receipt that was undone, and a way to ask for their pages."""
    settings.DEMO = True
    city = make_city()
    rules = {kind: sides for kind, sides in RULES.items() if kind != Kind.PASSED_ON}
    book = make_book(city.unit, city.clerk, rules=rules)
    moved = move(city.unit, Kind.RECEIVED, 500_000, title=make_title(city), by=city.clerk)
    when = {"by": city.clerk, "at": moment(DAY)}
    undo(Kind.RECEIVED, city.unit, about=moved.title, on=DAY, why="登记有误", **when)
    move_to(DAY)
    client.force_login(city.clerk)
    return lambda name, **asked: client.get(reverse(name, args=[book.pk]), asked).context


def test_red_vouchers_are_found_whether_typed_or_drawn_from_what_was_undone(books):
    assert [one.source for one in books("vouchers", source="reversal")["vouchers"]] == ["movement"]


def test_months_asked_for_the_wrong_way_round_are_read_the_right_way(books):
    late, early = f"{DAY:%Y-%m}", f"{DAY:%Y}-01"

    turned = books("balance", **{"from": late, "until": early})["span"]

    assert turned == books("balance", **{"from": early, "until": late})["span"]
    assert turned.last == DAY.replace(day=1)
