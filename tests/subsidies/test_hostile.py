"""What somebody in a hurry or of ill will might try: after the end, twice, with another account."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.audit.exceptions import exceptions
from subsidies.models import Clawback, Passing, Payment
from subsidies.payments.actions import prepare
from tests.make import NAMED_ON, make_account, make_city, make_payment, make_title, moment
from tests.subsidies.recovery.test_recovery import back, decided, demanded
from tests.subsidies.spending.granted import grant
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPossible, Refused

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
LATER = NAMED_ON + timedelta(days=30)
SENT = {"voucher_number": "记-1"}


@pytest.fixture
def send(client, settings):
    """A way to read or send a page as anybody."""
    settings.DEMO = True

    def go(person, name, *args, day=LATER, **sent):
        move_to(day)
        client.force_login(person)
        address = reverse(name, args=args)
        return client.post(address, sent, follow=True) if sent else client.get(address)

    return go


def approved(city):
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    return payment


def ended(city, payment):
    """The title struck off for fraud after the payment was approved, ten days later."""
    day = NAMED_ON + timedelta(days=10)
    told = {"ground": None, "verified_finding": "核查报告", "recover_fen": 0}
    at = {"on": day, "at": moment(day)}
    advance(payment.title, "delist", by=city.secretary, given=told, **at)
    return day


@pytest.mark.parametrize("step", ["endorse", "approve"])
def test_after_the_end_nothing_prepared_before_is_signed(step):
    city = make_city()
    payment = make_payment(city)
    ended(city, payment)

    with pytest.raises(Refused, match="撤销"):
        advance(payment, step, by=city.finance_approver, **AT)


def test_what_was_approved_before_the_end_is_not_paid_after_it_without_a_reason():
    city = make_city()
    payment = approved(city)
    ended(city, payment)
    late = {"given": SENT | {"paid_on": LATER}, "on": LATER, "at": moment(LATER)}
    with pytest.raises(Refused, match="终止以后不再拨付"):
        advance(payment, "pay", by=city.finance_clerk, **late)

    late["given"] |= {"reasons": {"house-ended": "银行已按旧指令付出"}}
    advance(payment, "pay", by=city.finance_clerk, **late)

    assert payment.state == "paid"
    told = [(one.sort, one.why) for one in exceptions(city.authority, 2026, LATER)]
    assert told == [("称号终止后拨付", "银行已按旧指令付出")]


def test_what_left_before_the_end_is_entered_after_it_as_it_was():
    city = make_city()
    payment = approved(city)
    day = ended(city, payment)
    given = SENT | {"paid_on": day}

    advance(payment, "pay", by=city.finance_clerk, given=given, on=LATER, at=moment(LATER))

    assert payment.paid_on == day


def test_approved_before_the_end_it_is_turned_back_and_not_prepared_again():
    city = make_city()
    payment = approved(city)
    ended(city, payment)
    at = {"on": LATER, "at": moment(LATER)}
    advance(payment, "reject", by=city.finance_approver, given={"reason": "已撤销"}, **at)

    with pytest.raises(Refused, match="撤销"):
        prepare(payment.title, "1", by=city.finance_clerk, **at)


def test_to_an_account_that_was_replaced_after_the_approval_nothing_is_paid_without_a_reason(send):
    city = make_city()
    payment = approved(city)
    make_account(payment.account.union, city.clerk, number="62229999", effective_on=LATER)
    early, late = SENT | {"paid_on": NAMED_ON}, SENT | {"paid_on": LATER}
    at = {"by": city.finance_clerk, "on": LATER, "at": moment(LATER)}

    with pytest.raises(Refused, match="账户更换以后不再付到原账户"):
        advance(payment, "pay", given=late, **at)
    said = send(city.finance_clerk, "payment", payment.pk).content.decode()
    advance(payment, "pay", given=early, **at)

    assert "此账户已被更换：没有付出的，应退回" in said
    assert payment.state == "paid"


def test_a_rejected_payment_is_prepared_again_on_the_account_of_that_day():
    city = make_city()
    payment = make_payment(city)
    advance(payment, "reject", by=city.finance_approver, given={"reason": "账户"}, **AT)
    make_account(payment.account.union, city.clerk, number="62229999", effective_on=NAMED_ON)

    again = prepare(payment.title, "1", by=city.finance_clerk, **AT)

    assert (again.account.number, payment.account.number) == ("62229999", "6222000011112222")


def test_the_page_of_a_payment_prepared_in_another_tab_leads_to_it(send):
    city = make_city()
    title = make_title(city)
    make_account(title.unit_union, city.clerk)
    for _ in range(2):
        said = send(city.finance_clerk, "payment_new", title.pk, "1", day=NAMED_ON, save="done")

    assert Payment.objects.count() == 1
    assert "不能重复编制" in said.content.decode()


def test_a_second_click_on_a_step_says_so_and_changes_nothing(send):
    city = make_city()
    payment = make_payment(city)
    for _ in range(2):
        said = send(city.finance_approver, "payment_step", payment.pk, "approve", save="done")

    assert "没有重复办理。" in said.content.decode()
    assert Payment.objects.get().state == "approved"


def test_a_notice_sent_twice_and_an_entry_struck_twice_lead_back_with_a_word(send):
    city, _, decision = decided()
    day = decision.decided_on
    typed = {"holder": "演示市总工会", "bank": "演示银行", "number": "6222000011112222"}
    typed["repay_by"] = (day + timedelta(days=9)).isoformat()
    said = [send(city.finance_clerk, "demand", decision.pk, day=day, **typed) for _ in range(2)]
    clawback = Clawback.objects.get()
    [row] = back(city, clawback, 100)
    where = (city.finance_clerk, "strike_repayment", clawback.pk, row.pk)
    struck = [send(*where, day=day, why="误记") for _ in range(2)]

    assert [one.status_code for one in (*said, *struck)] == [200] * 4
    assert "通知已经发出" in said[1].content.decode()
    assert "状态已经变更" in struck[1].content.decode()


def test_nothing_bounces_while_the_union_between_has_passed_it_on(send):
    city, payment = grant("shandong", came=None)
    days = {"came_on": NAMED, "passed_on": NAMED, "entered_at": moment(NAMED)}
    Passing.objects.create(payment=payment, union=city.county, entered_by=city.clerk, **days)
    typed = {"returned_on": NAMED.isoformat(), "reason": "户名不符"}

    said = send(city.finance_clerk, "payment_step", payment.pk, "bounce", day=NAMED, **typed)

    assert "先由其冲销转拨登记" in said.content.decode()
    given = {"returned_on": NAMED, "reason": "户名不符"}
    with pytest.raises(NotPossible):
        advance(payment, "bounce", by=city.finance_clerk, given=given, on=NAMED, at=moment(NAMED))


def test_a_corrected_day_does_not_pass_the_day_on_which_it_came_in(send):
    city, payment = grant("nanchang")
    day = NAMED + timedelta(days=5)
    Payment.objects.update(approved_on=NAMED)
    typed = {"voucher_number": "记-2", "paid_on": day.isoformat(), "reason": "日期写错"}

    said = send(city.finance_clerk, "payment_step", payment.pk, "correct", day=day, **typed)

    assert "拨付日期不能晚于这一天" in said.content.decode()


def test_more_given_back_than_was_left_is_the_unions_own_money_on_every_page(send):
    city, payment, clawback = demanded(used=400_000)
    back(city, clawback, clawback.amount_fen)
    pages = [("grant", payment.pk), ("grants",), ("funds",), ("fund", payment.title_id)]

    said = [send(city.clerk, *page, day=clawback.demanded_on).content.decode() for page in pages]

    assert ["以自有资金垫付" in one for one in said] == [True] * 4
    assert ["-4,000.00" in one for one in said] == [False] * 4
