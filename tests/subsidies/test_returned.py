"""What the bank sends back and what was registered wrongly: the forms, the books, the history."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.books.models import Movement
from subsidies.models import Payment
from subsidies.payments.actions import prepare
from tests.make import NAMED_ON, make_city, make_payment, make_person, moment
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
LATER = NAMED_ON + timedelta(days=4)


@pytest.fixture
def paid():
    """A city and a payment that left on the day of naming; today is four days later."""
    city = make_city()
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    left = {"voucher_number": "记-1", "paid_on": NAMED_ON}
    advance(payment, "pay", by=city.finance_clerk, given=left, **AT)
    move_to(LATER)
    return city, payment


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST; the words of the page it ends on."""

    def visit(person, name, *args, typed=None):
        client.force_login(person)
        url = reverse(name, args=args)
        answer = client.get(url) if typed is None else client.post(url, typed, follow=True)
        return answer.content.decode()

    return visit


def bounce(go, city, payment, **typed):
    typed = {"returned_on": LATER.isoformat(), "reason": "账号户名不符", "save": "1"} | typed
    return go(city.finance_clerk, "payment_step", payment.pk, "bounce", typed=typed)


def test_what_came_back_is_said_everywhere_and_may_be_prepared_again(go, paid):
    city, payment = paid
    asked = go(city.finance_clerk, "payment_step", payment.pk, "bounce")

    done = bounce(go, city, payment)

    assert "原拨付通知书随之作废" in asked
    assert "银行已退汇，随之作废" in done
    assert "账号户名不符" in done
    assert "退回日期" in done.split("履历")[1]
    assert "编制拨付：第一笔补助资金" in go(city.finance_clerk, "title", payment.title_id)
    go(city.finance_clerk, "payment_new", payment.title_id, "1", typed={"checked": "on"})
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["bounced", "prepared"]


def test_the_account_it_came_back_from_is_looked_at_before_it_is_paid_to_again(go, paid):
    city, payment = paid
    bounce(go, city, payment)
    page = (city.finance_clerk, "payment_new", payment.title_id, "1")

    asked, plain = go(*page), go(*page, typed={})

    assert "2026年3月14日银行退汇：账号户名不符。现在的收款账户就是退汇的那个账户" in asked
    assert "这一项还没有填，请补上。" in plain
    assert Payment.objects.count() == 1


def test_its_page_leads_to_preparing_it_again_and_then_to_the_one_prepared(go, paid):
    city, payment = paid
    again = reverse("payment_new", args=[payment.title_id, "1"])
    assert again not in go(city.finance_clerk, "payment", payment.pk)
    bounce(go, city, payment)

    seen = [again in go(who, "payment", payment.pk) for who in (city.finance_clerk, city.clerk)]
    go(city.finance_clerk, "payment_new", payment.title_id, "1", typed={"checked": "on"})
    said = go(city.clerk, "payment", payment.pk)

    assert seen == [True, False]
    assert "已重新编制，查看新的一笔（待审批）" in said
    assert reverse("payment", args=[Payment.objects.latest("pk").pk]) in said


def test_the_unit_is_told_and_led_to_its_account(go, paid):
    city, payment = paid
    bounce(go, city, payment)
    account = reverse("payee", args=[payment.title_id])

    desk = go(city.clerk, "desk")

    assert ("银行退回的补助" in desk, reverse("payment", args=[payment.pk]) in desk) == (True, True)
    pages = [("payment", payment.pk), ("title", payment.title_id)]
    assert [account in go(city.clerk, *page) for page in pages] == [True, True]
    go(city.finance_clerk, "payment_new", payment.title_id, "1", typed={"checked": "on"})
    assert "银行退回的补助" not in go(city.clerk, "desk")


@pytest.mark.parametrize("day", [NAMED_ON - timedelta(days=1), LATER + timedelta(days=1)])
def test_it_came_back_neither_before_it_left_nor_after_today(go, paid, day):
    refused = bounce(go, *paid, returned_on=day.isoformat())

    assert "退回日期不能早于拨付日期（2026年3月10日），也不能晚于今天" in refused
    assert Payment.objects.get().state == "paid"


def correct(go, city, payment, **typed):
    typed = {
        "voucher_number": "记-2",
        "paid_on": "2026-03-12",
        "reason": "录错",
        "save": "1",
    } | typed
    return go(city.finance_clerk, "payment_step", payment.pk, "correct", typed=typed)


def test_a_correction_keeps_what_was_registered_before(go, paid):
    city, payment = paid
    asked = go(city.finance_clerk, "payment_step", payment.pk, "correct")

    history = correct(go, city, payment).split("履历")[1]

    assert "现在登记的是：记-1，2026年3月10日" in asked
    assert [word in history for word in ("记-1", "记-2", "录错")] == [True] * 3
    days = Movement.objects.standing().values_list("on", flat=True)
    assert [day.isoformat() for day in days] == ["2026-03-12"]
    assert "没有办理" not in bounce(go, city, payment)
    assert not Movement.objects.standing().exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"voucher_number": "记-1", "paid_on": "2026-03-10"}, "不用更正"),
        ({"paid_on": "2026-03-09"}, "拨付日期不能早于审批日期"),
        ({"paid_on": "2026-03-15"}, "拨付日期不能晚于今天"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(go, paid, typed, says):
    assert says in correct(go, *paid, **typed)
    assert Payment.objects.get().voucher_number == "记-1"


def test_the_unit_and_the_approver_are_not_offered_to_register_either(go, paid):
    city, payment = paid

    for person in (city.clerk, city.finance_approver):
        for step in ("bounce", "correct"):
            assert reverse("payment_step", args=[payment.pk, step]) not in go(
                person, "payment", payment.pk
            )


def test_only_who_prepared_it_takes_it_back_and_only_before_the_first_signature(go):
    city = make_city()
    payment = make_payment(city)
    other = make_person(Role.FINANCE_CLERK, union=city.authority)
    offered = [
        "撤回编制" in go(person, "payment", payment.pk)
        for person in (city.finance_clerk, other, city.finance_approver)
    ]
    with pytest.raises(NotPermitted):
        advance(payment, "take_back", by=other, given={"reason": "错"}, **AT)
    page = (city.finance_clerk, "payment_step", payment.pk, "take_back")

    done = go(*page, typed={"reason": "编错了年度", "save": "1"})
    again = prepare(payment.title, "1", by=city.finance_clerk, **AT)
    advance(again, "approve", by=city.finance_approver, **AT)

    assert offered == [True, False, False]
    assert "撤回编制：编错了年度" in done
    with pytest.raises(NotPossible):
        advance(again, "take_back", by=city.finance_clerk, given={"reason": "错"}, **AT)
