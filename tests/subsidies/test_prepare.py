"""The payee's account and preparing: whose account, which instalment, once."""

import pytest

from subsidies.models import Account, Payment
from subsidies.payments.accounting import put_down
from subsidies.payments.actions import AlreadyPrepared, prepare
from subsidies.payments.forms import AccountForm
from tests.make import (
    NAMED_ON,
    assess,
    make_account,
    make_city,
    make_payment,
    make_person,
    make_title,
    moment,
)
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, Refused
from workshops.records.models import Decision
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
BANK = {"bank": "演示银行昌明支行", "number": "6222 0000 1111 2222"}


def titled(*, account=True):
    """A city and its named studio, with the unit union's account unless told otherwise."""
    city = make_city()
    title = make_title(city)
    if account:
        make_account(city.unit, city.clerk)
    return city, title


def form(union, **typed):
    return AccountForm({"holder": union.title} | BANK | typed, union=union)


def test_an_account_in_another_name_is_refused_with_the_name_it_must_bear():
    city = make_city()

    wrong = form(city.unit, holder="演示机械厂")

    assert wrong.errors["holder"] == [
        "户名应为“演示机械厂工会”，现在填写的是“演示机械厂”。"
        "补助资金只能拨付到申报单位工会账户，请核对开户许可证后重填。"
    ]


@pytest.mark.parametrize("number", ["1234567", "1" * 31, "6222-0000-1111", "六二二二"])
def test_a_number_of_the_wrong_length_or_with_other_signs_is_refused(number):
    assert form(make_city().unit, number=number).errors["number"] == [
        "账号应为 8 至 30 位数字，请核对后重填。"
    ]


@pytest.mark.parametrize("number", ["12345678", "1" * 30, "６２２２ 0000 1111 2222"])
def test_a_number_is_kept_as_plain_digits(number):
    good = form(make_city().unit, number=number)

    assert good.is_valid()
    assert good.cleaned_data["number"].isascii()


@pytest.mark.parametrize("role", ["other_clerk", "review_office", "auditor", "stranger"])
def test_only_the_unit_and_the_finance_clerk_put_an_account_down(role):
    city, title = titled(account=False)

    with pytest.raises(NotPermitted):
        put_down(title, {}, by=getattr(city, role), **AT)

    assert Account.objects.count() == 0


def test_preparing_keeps_the_sum_the_account_and_the_verdict():
    city, title = titled()

    payment = prepare(title, "1", by=city.finance_clerk, **AT)

    assert (payment.amount_fen, payment.state) == (30_000_000, "prepared")
    decision = Decision.objects.about(payment).get()
    assert (decision.step, decision.before, decision.after) == ("prepare", "", "prepared")
    assert [finding["outcome"] for finding in decision.findings] == ["met", "met", "met"]
    assert decision.particulars["payee"]["number"] == "6222000011112222"


def test_without_an_account_nothing_is_prepared_and_the_reason_is_said():
    city, title = titled(account=False)

    with pytest.raises(Refused, match="收款账户未登记"):
        prepare(title, "1", by=city.finance_clerk, **AT)

    assert Payment.objects.count() == 0


def test_an_account_in_another_name_is_found_out_even_if_it_was_put_down():
    city, title = titled(account=False)
    make_account(city.unit, city.clerk, holder="演示机械厂")

    with pytest.raises(Refused, match="户名演示机械厂"):
        prepare(title, "1", by=city.finance_clerk, **AT)


@pytest.mark.parametrize("instalment", ["2", "3", "4"])
def test_what_is_not_due_is_not_prepared(instalment):
    city, title = titled()

    with pytest.raises(Refused):
        prepare(title, instalment, by=city.finance_clerk, **AT)

    assert Payment.objects.count() == 0


def test_a_pass_brings_the_second_instalment():
    city, title = titled()
    assess(title, "P")

    payment = prepare(title, "2", by=city.finance_clerk, **AT)

    assert (payment.label, payment.amount_fen) == ("第二笔补助资金", 30_000_000)


@pytest.mark.parametrize("role", ["clerk", "finance_approver", "review_office", "stranger"])
def test_only_the_finance_clerk_prepares(role):
    city, title = titled()

    with pytest.raises(NotPermitted):
        prepare(title, "1", by=getattr(city, role), **AT)


def test_a_second_time_says_whose_it_is():
    city, title = titled()
    prepare(title, "1", by=city.finance_clerk, **AT)
    another = make_person(Role.FINANCE_CLERK, union=city.authority)
    name = city.finance_clerk.full_name

    with pytest.raises(AlreadyPrepared, match=f"这一笔已由{name}于3月10日编制（待审批）"):
        prepare(title, "1", by=another, **AT)

    assert Payment.objects.count() == 1


def test_what_was_turned_back_may_be_prepared_again():
    city, title = titled()
    payment = make_payment(city, title=title)
    advance(payment, "reject", by=city.finance_approver, given={"reason": "账号不符"}, **AT)

    again = prepare(title, "1", by=city.finance_clerk, **AT)

    assert (payment.state, again.state) == ("rejected", "prepared")


def test_a_title_struck_off_for_fraud_is_paid_nothing_more():
    city, title = titled()
    found = {"verified_finding": "成果系伪造", "document_number": "1", "reason": "查实"}
    advance(title, "delist", by=city.secretary, given=found, **AT)

    with pytest.raises(Refused, match="称号已撤销"):
        prepare(title, "1", by=city.finance_clerk, **AT)
