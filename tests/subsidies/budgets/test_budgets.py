"""The budget of a year: entered once, reckoned from what stands, and kept to by approvals."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from subsidies.budgets.actions import Short, allot, reverse_allotment, set_controls
from subsidies.budgets.models import Allotment, Control
from subsidies.budgets.reckoning import by_year, left_fen
from subsidies.models import Payment
from tests.make import NAMED_ON, assess, make_city, make_payment, make_person, make_title, moment
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
WAN = 1_000_000


def allotted(city, fen, *, year=2026, number="演财〔2026〕1号"):
    given = {"amount_fen": fen, "document_number": number, "decided_on": NAMED_ON}
    return allot(city.authority, year, given, by=city.finance_approver, **AT)


def year_of(city, year=2026, on=NAMED_ON):
    return next(one for one in by_year([city.authority.pk], on) if one.year == year)


def test_without_a_budget_nothing_is_held_against_it():
    city = make_city()
    payment = make_payment(city)

    advance(payment, "approve", by=city.finance_approver, **AT)

    assert (payment.state, left_fen(city.authority.pk, NAMED_ON)) == ("approved", None)


def test_an_approval_takes_from_the_budget_of_its_year_alone():
    city = make_city()
    allotted(city, 100 * WAN)
    allotted(city, 7 * WAN, year=2027)
    payment = make_payment(city)

    advance(payment, "approve", by=city.finance_approver, **AT)

    assert [left_fen(city.authority.pk, day) for day in (NAMED_ON, date(2027, 1, 1))] == [
        70 * WAN,
        7 * WAN,
    ]


def test_past_the_budget_an_approval_needs_the_number_of_a_decision():
    city = make_city()
    allotted(city, 29 * WAN)
    payment = make_payment(city)
    with pytest.raises(Refused, match="本年度预算还可审批290,000"):
        advance(payment, "approve", by=city.finance_approver, **AT)
    given = {"over_budget": "主席办公会纪要〔2026〕5号"}

    advance(payment, "approve", by=city.finance_approver, given=given, **AT)

    kept = Decision.objects.about(payment).get(step="approve")
    assert kept.particulars["over_budget"] == "主席办公会纪要〔2026〕5号"
    assert left_fen(city.authority.pk, NAMED_ON) == -1 * WAN


def test_what_is_turned_back_or_bounced_is_free_again():
    city = make_city()
    allotted(city, 30 * WAN)
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    paid = {"voucher_number": "记-1", "paid_on": NAMED_ON}
    advance(payment, "pay", by=city.finance_clerk, given=paid, **AT)
    assert left_fen(city.authority.pk, NAMED_ON) == 0

    back = {"returned_on": NAMED_ON, "reason": "账号有误"}
    advance(payment, "bounce", by=city.finance_clerk, given=back, **AT)

    assert left_fen(city.authority.pk, NAMED_ON) == 30 * WAN


def test_sums_are_added_taken_off_and_reversed_and_never_changed():
    city = make_city()
    first = allotted(city, 100 * WAN)
    second = allotted(city, -20 * WAN, number="演财〔2026〕2号")
    for number in ("演财〔2026〕1号", "演财（2026） 1 号", "演财[2026]1号"):
        with pytest.raises(NotPossible):
            allotted(city, 100 * WAN, number=number)
    with pytest.raises(Short, match="预算冲销以后不能少于已审批的"):
        reverse_allotment(first, "录错了年度", by=city.finance_approver, **AT)
    reverse_allotment(second, "录错了年度", by=city.finance_approver, **AT)

    reverse_allotment(first, "录错了年度", by=city.finance_approver, **AT)

    assert left_fen(city.authority.pk, NAMED_ON) is None
    assert [row.word for row in Allotment.objects.order_by("pk")] == [
        "下达",
        "核减",
        "冲销",
        "冲销",
    ]
    with pytest.raises(NotPossible):
        reverse_allotment(first, "再冲一次", by=city.finance_approver, **AT)
    assert allotted(city, 100 * WAN).pk
    assert Event.objects.filter(act="冲销预算指标", why="录错了年度").exists()


def test_a_reversal_leaves_no_less_than_was_approved():
    city = make_city()
    first = allotted(city, 30 * WAN)
    advance(make_payment(city), "approve", by=city.finance_approver, **AT)
    with pytest.raises(Short, match="先登记正确的一笔或者追加预算"):
        reverse_allotment(first, "文号写错", by=city.finance_approver, **AT)
    assert Allotment.objects.standing().count() == 1
    allotted(city, 30 * WAN, number="演财〔2026〕11号")

    reverse_allotment(first, "文号写错", by=city.finance_approver, **AT)

    assert left_fen(city.authority.pk, NAMED_ON) == 0


@pytest.mark.parametrize("table", ["subsidies_allotment", "subsidies_control"])
def test_the_database_refuses_to_change_what_was_entered(table):
    city = make_city()
    allotted(city, WAN)
    controlled(city, 10 * WAN)

    for act in (f"UPDATE {table} SET entered_at = entered_at", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            connection.cursor().execute(act)


@pytest.mark.parametrize("role", ["finance_clerk", "auditor", "clerk", "review_office"])
def test_only_a_finance_approver_of_the_authority_enters_a_sum(role):
    city = make_city()
    given = {"amount_fen": 1, "document_number": "一号", "decided_on": NAMED_ON}

    with pytest.raises(NotPermitted):
        allot(city.authority, 2026, given, by=getattr(city, role), **AT)


# What is bound


def test_a_title_binds_its_first_sum_now_and_the_later_ones_in_the_years_they_may_fall_due():
    city = make_city()
    make_title(city)

    found = [(one.year, one.due, one.later) for one in by_year([city.authority.pk], NAMED_ON)]

    assert found == [(2028, 0, 40 * WAN), (2027, 0, 30 * WAN), (2026, 30 * WAN, 0)]


def test_a_failed_year_moves_what_is_bound_and_nothing_is_counted_twice():
    city = make_city()
    title = make_title(city)
    payment = make_payment(city, title=title)
    assert (year_of(city).due, year_of(city).prepared) == (0, 30 * WAN)
    advance(payment, "approve", by=city.finance_approver, **AT)
    assert (year_of(city).prepared, year_of(city).approved, year_of(city).paid) == (0, 30 * WAN, 0)
    assess(title, "F")

    later = date(2028, 1, 5)

    assert year_of(city, 2028, later).later == 30 * WAN
    assert year_of(city, 2029, later).later == 40 * WAN
    assert year_of(city, 2026, later).approved == 30 * WAN


def test_a_title_struck_off_binds_nothing():
    city = make_city()
    title = make_title(city, state="revoked")

    found = by_year([title.authority_id], NAMED_ON)

    assert [(one.year, one.bound) for one in found] == [(2026, 0)]


# Controls


def controlled(city, limit, *, days=3, from_on=NAMED_ON, on=NAMED_ON):
    given = {"second_from_fen": limit, "cooling_days": days}
    given |= {"from_on": from_on, "basis": "财务管理办法第八条"}
    by = city.finance_approver
    return set_controls(city.authority, given, by=by, on=on, at=moment(on))


def test_controls_hold_from_their_day_on():
    city = make_city()
    later = NAMED_ON + timedelta(days=5)
    controlled(city, 30 * WAN, from_on=later)

    limits = [
        Control.objects.in_force(city.authority.pk, day).second_from_fen
        for day in (NAMED_ON, later - timedelta(days=1), later)
    ]

    assert limits == [None, None, 30 * WAN]


def test_a_laxer_rule_waits_for_the_next_day_a_stricter_one_does_not():
    city = make_city()
    controlled(city, 30 * WAN)
    controlled(city, 20 * WAN, days=5)

    for laxer in ((None, 5), (30 * WAN, 5), (20 * WAN, 4)):
        with pytest.raises(NotPossible):
            controlled(city, laxer[0], days=laxer[1])
    tomorrow = NAMED_ON + timedelta(days=1)
    assert controlled(city, None, days=1, from_on=tomorrow).pk


def test_from_the_limit_on_one_signature_is_not_enough():
    city = make_city()
    second = make_person(Role.FINANCE_APPROVER, union=city.authority)
    controlled(city, 30 * WAN)
    payment = make_payment(city)
    with pytest.raises(Refused, match="须由两人先后审批"):
        advance(payment, "approve", by=city.finance_approver, **AT)

    advance(payment, "endorse", by=city.finance_approver, **AT)
    advance(payment, "approve", by=second, **AT)

    one = Payment.objects.get()
    assert (one.endorsed_by, one.approved_by) == (city.finance_approver, second)
