"""Every movement gets its voucher at once where the books know how, else it waits for it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from subsidies.books.actions import close_months, open_books, post_waiting, set_rule
from subsidies.books.models import Kind
from subsidies.books.movements import undo
from subsidies.books.posting import Unbalanced, write
from subsidies.books.vouchers import Source, Voucher, VoucherLine, waiting
from tests.make import make_city, make_payment, moment
from tests.subsidies.books.keeping import DAY, RULES, account, chart_of_2010, lines, make_book, move
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
NOW = {"on": DAY, "at": moment(DAY)}


def booked(city, **more):
    """The authority's books and a payment that has left."""
    book = make_book(city.authority, city.finance_clerk, **more)
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **NOW)
    left = {"voucher_number": "记-1", "paid_on": DAY}
    advance(payment, "pay", by=city.finance_clerk, given=left, **NOW)
    return book, payment


def test_what_leaves_is_booked_in_the_same_act():
    book, payment = booked(make_city())

    voucher = book.vouchers.get()

    assert voucher.movement == payment.movements.get()
    assert lines(voucher) == [("506", 30_000_000, 0), ("102", 0, 30_000_000)]
    assert (voucher.label, voucher.month, voucher.on) == ("记-1", date(2026, 3, 1), DAY)


def test_what_comes_back_is_booked_in_red_on_the_same_accounts():
    city = make_city()
    book, payment = booked(city)
    back = {"returned_on": DAY, "reason": "账号有误"}

    advance(payment, "bounce", by=city.finance_clerk, given=back, **NOW)

    first, second = book.vouchers.order_by("number")
    assert (second.reverses, second.number, second.reason) == (first, 2, "账号有误")
    assert lines(second) == [("506", -30_000_000, 0), ("102", 0, -30_000_000)]
    assert not waiting(book).exists()


def test_without_a_rule_it_waits_and_is_booked_once_there_is_one():
    city = make_city()
    book, _ = booked(city, rules={})
    assert not book.vouchers.exists()
    assert waiting(book).count() == 1
    who = {"by": city.finance_clerk, **NOW}

    vouchers, left = post_waiting(book, None, **who)
    assert vouchers == []
    assert "还没有记账规则" in next(iter(left.values()))

    sides = [account(book.chart, code) for code in RULES[Kind.PAID]]
    set_rule(book, Kind.PAID, *sides, book.opened_on, **who)
    vouchers, left = post_waiting(book, None, **who)
    assert (len(vouchers), left) == (1, {})
    assert not waiting(book).exists()


def test_money_moves_without_any_books():
    city = make_city()

    assert move(city.unit, Kind.RECEIVED, 5, city=city, by=city.clerk).vouchers.count() == 0


def test_what_is_undone_before_it_was_booked_is_booked_twice_in_order():
    city = make_city()
    book = make_book(city.unit, city.clerk, rules={})
    came = move(city.unit, Kind.RECEIVED, 500, city=city, by=city.clerk)
    undo(Kind.RECEIVED, city.unit, about=came.title, on=DAY, why="错记", by=city.clerk, at=moment())
    who = {"by": city.clerk, **NOW}
    sides = [account(book.chart, code) for code in RULES[Kind.RECEIVED]]
    set_rule(book, Kind.RECEIVED, *sides, book.opened_on, **who)

    vouchers, left = post_waiting(book, None, **who)

    assert left == {}
    assert [lines(one) for one in vouchers] == [
        [("102", 500, 0), ("231", 0, 500)],
        [("102", -500, 0), ("231", 0, -500)],
    ]


def test_a_movement_of_a_closed_month_is_booked_in_the_next_and_says_so():
    city = make_city()
    book = make_book(city.unit, city.clerk)
    close_months(book, date(2026, 2, 1), by=city.clerk, **NOW)

    came = move(city.unit, Kind.RECEIVED, 5, city=city, by=city.clerk, on=date(2026, 2, 20))

    voucher = came.vouchers.get()
    assert (voucher.on, voucher.month) == (date(2026, 3, 1), date(2026, 3, 1))
    assert voucher.summary == "2月20日补记：收到补助一笔"


def test_months_close_in_order_once_they_are_over_and_once():
    city = make_city()
    book, who = make_book(city.unit, city.clerk), {"by": city.clerk, **NOW}

    with pytest.raises(NotPossible, match="还没有过完"):
        close_months(book, DAY, **who)
    assert len(close_months(book, date(2026, 2, 5), **who)) == 2
    with pytest.raises(NotPossible, match="已经结账"):
        close_months(book, date(2026, 1, 1), **who)


def test_numbers_run_without_gaps_in_each_month():
    city = make_city()
    book = make_book(city.unit, city.clerk)
    days = [DAY, DAY, DAY + timedelta(days=30), DAY, DAY + timedelta(days=31)]
    for day in days:
        move(city.unit, Kind.RECEIVED, 5, city=city, by=city.clerk, on=day)

    found = book.vouchers.order_by("pk").values_list("month__month", "number")

    assert list(found) == [(3, 1), (3, 2), (4, 1), (3, 3), (4, 2)]


def test_a_voucher_out_of_balance_is_not_written():
    city = make_city()
    book = make_book(city.unit, city.clerk)
    bank, held = (account(book.chart, code).pk for code in ("102", "231"))
    sides = [(bank, 5, 0), (held, 0, 4)]

    with pytest.raises(Unbalanced):
        write(book, DAY, "差一分", sides, source=Source.MANUAL, made_by=city.clerk)

    assert not Voucher.objects.exists()


def test_a_chart_that_has_ended_is_not_used_without_a_reason():
    city, chart = make_city(), chart_of_2010()
    who = {"by": city.clerk, **NOW}

    with pytest.raises(NotPossible, match="须写明理由"):
        open_books(city.unit, chart, DAY, **who)
    book = open_books(city.unit, chart, date(2021, 1, 1), **who)
    sides = [account(chart, code) for code in RULES[Kind.RECEIVED]]
    set_rule(book, Kind.RECEIVED, *sides, book.opened_on, **who)

    assert move(city.unit, Kind.RECEIVED, 5, city=city, by=city.clerk).vouchers.count() == 0
    assert "只适用到" in next(iter(post_waiting(book, None, **who)[1].values()))


def test_what_earlier_books_left_and_what_undoes_theirs_is_booked_in_the_books_kept_now():
    city = make_city()
    old, who = make_book(city.unit, city.clerk, opened=date(2025, 1, 1)), {"by": city.clerk, **NOW}
    came = move(city.unit, Kind.RECEIVED, 70, city=city, by=city.clerk, on=date(2025, 5, 1))
    close_months(old, date(2025, 12, 1), **who)
    new = make_book(city.unit, city.clerk, opened=date(2026, 1, 1))

    late = move(city.unit, Kind.RECEIVED, 30, city=city, by=city.clerk, on=date(2025, 12, 9))
    wrong = {"about": came.title, "on": DAY, "why": "错记", "by": city.clerk, "at": moment(DAY)}
    undo(Kind.RECEIVED, city.unit, **wrong)

    assert late.vouchers.get().on == date(2026, 1, 1)
    assert [lines(one) for one in new.vouchers.order_by("pk")] == [
        [("102", 30, 0), ("231", 0, 30)],
        [("102", -70, 0), ("231", 0, -70)],
    ]
    assert old.vouchers.get().movement == came


def test_books_follow_on_books_without_a_gap():
    city = make_city()
    make_book(city.unit, city.clerk)

    with pytest.raises(NotPossible, match="第一个还没有结账的月份"):
        make_book(city.unit, city.clerk, opened=date(2026, 4, 1))


def test_only_who_keeps_the_books_touches_them():
    city = make_city()
    for person in (city.other_clerk, city.chair, city.finance_clerk, city.stranger):
        with pytest.raises(NotPermitted):
            make_book(city.unit, person)


@pytest.mark.parametrize("act", ["update", "delete"])
@pytest.mark.parametrize("model", [Voucher, VoucherLine])
def test_the_database_refuses_to_change_a_voucher(model, act):
    booked(make_city())
    rows = model.objects.all()

    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        rows.update(summary="改") if act == "update" else rows._raw_delete(rows.db)
