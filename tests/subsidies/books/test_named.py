"""Where a text names the account of an entry, that side is held to it and the other is free."""

import pytest
from django.urls import reverse

from rules import edition, regulations
from subsidies.books.actions import post_waiting
from subsidies.books.models import Kind
from subsidies.books.movements import enter
from subsidies.books.named import account_named_in, named, refusals
from tests.make import make_person, moment
from tests.province import EDITION, make_province, name_directly, paid
from tests.subsidies.books.keeping import DAY, RULES, account, lines, make_book
from workshops.unions.models import Role

NOW = {"on": DAY, "at": moment(DAY)}


@pytest.fixture
def place(db, monkeypatch):
    from workshops import clock

    monkeypatch.setattr(clock, "today", lambda: DAY)
    place = make_province()
    place.cashier = make_person(Role.FINANCE_CLERK, union=place.city)
    place.other_cashier = make_person(Role.FINANCE_CLERK, union=place.other_unit.parent)
    return place


def through(place, fen, passed):
    """What came to the city's union for a grant, and what it passed on."""
    title = name_directly(place)
    payment = paid(place, title)
    rows = (Kind.PASSED_IN, fen), (Kind.PASSED_ON, passed)
    for kind, sum_ in rows:
        about = {"about": payment, "title": title, "payment": payment, "summary": "资助资金"}
        enter(kind, place.city, sum_, DAY, **about, by=place.cashier, at=moment(DAY))


def test_what_the_text_names_is_filled_in_and_another_account_is_refused(client, place):
    book = make_book(place.city, place.cashier, rules={})
    client.force_login(place.cashier)
    page = reverse("book_rules", args=[book.pk])
    income = account(book.chart, "40302").pk
    assert f'<option value="{income}" selected>' in client.get(page).content.decode()
    sides = {"passed_in-debit": account(book.chart, "102").pk, "from_on": "2026-01-01"}

    other = {"passed_in-credit": account(book.chart, "40307").pk}
    refused = client.post(page, sides | other)

    assert refused.status_code == 422
    assert "第十七条：记入规定的科目。科目为“上级补助收入—专项补助”" in refused.content.decode()
    client.post(page, sides | {"passed_in-credit": income})
    assert [rule.credit.code for rule in book.rules.all()] == ["40302"]


def test_what_came_in_is_booked_whole_or_waits_with_the_article(place):
    book = make_book(place.city, place.cashier)

    through(place, 5_000_000, 4_900_000)

    assert [lines(one) for one in book.vouchers.all()] == [
        [("102", 5_000_000, 0), ("40302", 0, 5_000_000)]
    ]
    _, left = post_waiting(book, None, by=place.cashier, **NOW)
    assert "第十七条" in next(iter(left.values()))
    assert "49,000.00元，收到50,000.00元" in next(iter(left.values()))


def test_the_same_sum_is_booked_on_the_accounts_of_the_text(place):
    book = make_book(place.city, place.cashier)

    through(place, 5_000_000, 5_000_000)

    assert [lines(one) for one in book.vouchers.order_by("number")] == [
        [("102", 5_000_000, 0), ("40302", 0, 5_000_000)],
        [("50304", 5_000_000, 0), ("102", 0, 5_000_000)],
    ]


def test_other_channels_book_as_they_please_unless_the_reading_says_the_same(place):
    industry = place.other_unit.parent
    free = {"on": DAY}
    same = {"on": DAY, "settings": {"accounts_other": "same"}}

    assert named(EDITION, Kind.PASSED_IN, industry, **free) is None
    assert named(EDITION, Kind.PASSED_IN, industry, **same).account == "上级补助收入—专项补助"
    assert named(EDITION, Kind.RECEIVED, place.other_unit, **free).account == "代管经费"
    assert refusals(EDITION, Kind.PASSED_IN, industry, "其他收入", **free) == []


def test_texts_that_name_no_account_leave_both_sides_free(place):
    silent = [code for code, r in regulations().items() if not any(e.bookings for e in r.editions)]

    assert len(silent) == len(regulations()) - 1
    for code in silent:
        for one in regulations()[code].editions:
            assert refusals(one, Kind.RECEIVED, place.unit, "任何科目", on=DAY) == []


def test_a_chart_that_ended_may_be_kept_where_the_text_names_its_accounts(client, place):
    book = make_book(place.city, place.cashier, rules={})
    client.force_login(place.clerk)
    given = {"chart": book.chart_id, "month": "2026-01"}

    refused = client.post(reverse("book_new"), given).content.decode()
    client.post(reverse("book_new"), given | {"reason": "按第十七条的科目记账"})

    assert "写明的“代管经费”在这份科目表里" in refused
    assert place.unit.books.get().reason == "按第十七条的科目记账"
    assert account_named_in(place.unit, {"代管经费"}, DAY)
    assert not account_named_in(place.unit, {"应付款"}, DAY)


def test_every_account_a_text_names_stands_in_the_published_chart(place):
    book = make_book(place.city, place.cashier, rules={})
    titles = set(book.chart.accounts.values_list("full_title", flat=True))

    assert {one.account for one in EDITION.bookings} <= titles
    assert edition("shandong", EDITION.key).bookings == EDITION.bookings
    assert RULES[Kind.PASSED_ON] == ("50304", "102")
