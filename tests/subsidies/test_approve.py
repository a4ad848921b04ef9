"""Approving by another hand, the notice it brings, and paying."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

import rules
from subsidies.models import Payment
from subsidies.payments.actions import prepare
from subsidies.payments.forms import PayForm
from tests.make import NAMED_ON, make_city, make_payment, make_person, moment
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event, Paper
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}


def approved():
    city = make_city()
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    return city, payment


def test_an_approval_issues_the_notice_under_the_next_number():
    city, payment = approved()

    assert (payment.state, payment.approved_by, payment.approved_on) == (
        "approved",
        city.finance_approver,
        NAMED_ON,
    )
    paper = Paper.objects.get(kind="disbursement_notice")
    assert paper.number == "演工补〔2026〕1号"
    assert paper.subject() == payment
    assert paper.decision == Decision.objects.about(payment).get(step="approve")
    assert Event.objects.about(payment).get(act="制发文书").after["number"] == paper.number


def test_the_approval_keeps_what_the_notice_says():
    _, payment = approved()

    says = Decision.objects.about(payment).get().particulars["disbursement_notice"]

    assert says["addressee"] == "演示机械厂工会"
    assert (says["figures"], says["capitals"]) == ("300,000.00", "叁拾万元整")
    assert says["payee"]["number"] == "6222000011112222"
    assert says["copied_to"] == ["东湖演示县总工会", "演示市总工会经费审查委员会"]
    assert says["article"] == "第十一条第（一）项、第十三条"
    assert says["spending"]["article"] == "第十三条"


def test_whoever_prepared_it_does_not_approve_it_in_any_post():
    city = make_city()
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    payment = make_payment(city, prepared_by=both)

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=both, **AT)

    assert (Payment.objects.get().state, Paper.objects.count()) == ("prepared", 0)


def test_the_database_refuses_one_person_at_both_ends():
    payment = make_payment()

    with pytest.raises(IntegrityError):
        Payment.objects.filter(pk=payment.pk).update(approved_by=payment.prepared_by)


@pytest.mark.parametrize("role", ["finance_clerk", "clerk", "auditor", "chair", "stranger"])
def test_nobody_else_approves(role):
    city = make_city()
    payment = make_payment(city)

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=getattr(city, role), **AT)


def test_an_approver_of_another_authority_does_not_approve():
    payment = make_payment()
    elsewhere = make_person(Role.FINANCE_APPROVER, union=payment.title.studio.unit_union)

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=elsewhere, **AT)


def test_an_approval_stands_once():
    city, payment = approved()
    other = make_person(Role.FINANCE_APPROVER, union=city.authority)

    with pytest.raises(NotPossible):
        advance(payment, "approve", by=other, **AT)


def test_turning_back_asks_for_a_reason():
    city = make_city()
    payment = make_payment(city)

    with pytest.raises(Refused, match="写明退回理由"):
        advance(payment, "reject", by=city.finance_approver, **AT)


@pytest.mark.parametrize("code", rules.regulations())
def test_every_text_lets_an_approval_be_withdrawn_until_it_is_paid(code):
    for edition in rules.regulations()[code].editions:
        assert edition.step("reject").sources == ("prepared", "approved")


def test_an_approval_withdrawn_is_prepared_anew_and_never_paid():
    city, payment = approved()
    given = {"reason": "账号有误"}

    advance(payment, "reject", by=city.finance_approver, given=given, **AT)

    with pytest.raises(NotPossible):
        advance(payment, "pay", by=city.finance_clerk, given={"voucher_number": "1"}, **AT)
    again = prepare(payment.title, "1", by=city.finance_clerk, **AT)
    advance(again, "approve", by=city.finance_approver, **AT)
    assert [one.state for one in Payment.objects.order_by("pk")] == ["rejected", "approved"]
    assert Paper.objects.count() == 2


def test_what_is_paid_is_not_turned_back():
    city, payment = approved()
    given = {"voucher_number": "记-018", "paid_on": NAMED_ON}
    advance(payment, "pay", by=city.finance_clerk, given=given, **AT)

    with pytest.raises(NotPossible):
        advance(payment, "reject", by=city.finance_approver, given={"reason": "晚了"}, **AT)


@pytest.mark.parametrize("role", ["finance_clerk", "clerk", "auditor"])
def test_only_the_approver_withdraws_an_approval(role):
    city, payment = approved()

    with pytest.raises(NotPermitted):
        advance(payment, "reject", by=getattr(city, role), given={"reason": "不办"}, **AT)


def test_paying_keeps_the_voucher_and_the_day():
    city, payment = approved()
    given = {"voucher_number": "记-018", "paid_on": NAMED_ON}

    advance(payment, "pay", by=city.finance_clerk, given=given, **AT)

    payment.refresh_from_db()
    assert (payment.state, payment.voucher_number, payment.paid_on) == ("paid", "记-018", NAMED_ON)


def test_what_is_not_approved_is_not_paid():
    city = make_city()
    payment = make_payment(city)

    with pytest.raises(NotPossible):
        advance(payment, "pay", by=city.finance_clerk, given={"voucher_number": "1"}, **AT)


@pytest.mark.parametrize(
    ("days", "errors"),
    [
        (-1, ["拨付日期不能早于审批日期（2026年3月10日）。"]),
        (0, None),
        (3, None),
        (4, ["拨付日期不能晚于今天，请按实际拨付的日期填写。"]),
    ],
)
def test_money_leaves_after_the_approval_and_not_in_the_future(days, errors):
    city, payment = approved()
    today, rule = NAMED_ON + timedelta(days=3), payment.edition.step("pay")
    typed = {"voucher_number": "1", "paid_on": NAMED_ON + timedelta(days=days)}
    asked = {"rule": rule, "verdict": payment.judge("pay", on=today), "on": today}

    form = PayForm(typed, subject=payment, person=city.finance_clerk, **asked)

    assert form.errors.get("paid_on") == errors


def test_the_second_notice_of_a_year_bears_the_second_number():
    city = make_city()
    for _ in range(2):
        payment = make_payment(city)
        advance(payment, "approve", by=city.finance_approver, **AT)

    assert Paper.objects.last().number == "演工补〔2026〕2号"


def test_a_prepared_payment_reaches_the_approver_whole():
    city = make_city()
    first = make_payment(city)
    advance(first, "reject", by=city.finance_approver, given={"reason": "重编"}, **AT)
    second = prepare(first.title, "1", by=city.finance_clerk, **AT)

    advance(second, "approve", by=city.finance_approver, **AT)

    assert Paper.objects.get().subject() == second
