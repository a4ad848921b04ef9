"""A payee account: two people, days to wait, a way for either side to stop it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from subsidies.budgets.models import Control
from subsidies.models import Account
from subsidies.payments.accounting import confirm, put_down, withdraw
from subsidies.payments.actions import prepare
from subsidies.payments.payees import account_of
from tests.make import (
    NAMED_ON,
    make_account,
    make_city,
    make_payment,
    make_studio,
    make_title,
    moment,
)
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Event
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
NEW = {"bank": "新银行", "number": "12345678"}
FIRST = NAMED_ON + timedelta(days=3)  # of use, where nothing else is set


@pytest.fixture
def city():
    """A city with a title; its unit has no account yet."""
    move_to(NAMED_ON)
    city = make_city()
    city.title = make_title(city)
    return city


def on(day):
    return {"on": day, "at": moment(day)}


def put(city, by=None, **fields):
    details = {"holder": city.unit.title, **NEW} | fields
    return put_down(city.title, details, by=by or city.clerk, **AT)


def changed(city):
    """Another account put down and confirmed beside the one in use."""
    old = make_account(city.unit, city.clerk)
    return old, confirm(put(city), city.title, by=city.chair, **AT)


def test_a_first_account_is_used_once_another_person_confirmed_it(city):
    new = put(city)
    with pytest.raises(Refused, match="收款账户未登记"):
        prepare(city.title, "1", by=city.finance_clerk, **AT)

    confirm(new, city.title, by=city.chair, **AT)

    assert prepare(city.title, "1", by=city.finance_clerk, **AT).account == new


def test_a_change_waits_its_days_and_the_old_one_is_used_meanwhile(city):
    old, new = changed(city)

    days = [NAMED_ON, FIRST - timedelta(days=1), FIRST]

    assert [account_of(city.unit, day) for day in days] == [old, old, new]
    assert new.effective_on == FIRST


def test_the_days_are_those_the_authority_has_set(city):
    rule = {"cooling_days": 7, "from_on": NAMED_ON, "basis": "财务管理办法"}
    by = {"entered_by": city.finance_approver, "entered_at": moment(NAMED_ON)}
    Control.objects.create(authority=city.authority, **rule, **by)

    assert changed(city)[1].effective_on == NAMED_ON + timedelta(days=7)


def test_what_was_prepared_to_the_old_one_is_approved_before_that_day_and_not_from_it(city):
    payments = [make_payment(city, title=title) for title in (city.title, make_title(city))]
    confirm(put(city), city.title, by=city.chair, **AT)

    advance(payments[0], "approve", by=city.finance_approver, **on(FIRST - timedelta(days=1)))
    with pytest.raises(Refused, match="该账户已被更换"):
        advance(payments[1], "approve", by=city.finance_approver, **on(FIRST))

    paid = {"voucher_number": "记-1", "paid_on": FIRST, "reasons": {"house-account": "已付出"}}
    advance(payments[0], "pay", by=city.finance_clerk, given=paid, **on(FIRST))


@pytest.mark.parametrize("by", ["clerk", "finance_clerk"])
@pytest.mark.parametrize("other", ["chair", "finance_approver"])
def test_either_side_puts_down_and_either_side_confirms(city, by, other):
    new = put(city, getattr(city, by))

    assert confirm(new, city.title, by=getattr(city, other), **AT).is_in_use(NAMED_ON)


@pytest.mark.parametrize("role", ["clerk", "finance_clerk", "auditor", "review_office", "stranger"])
def test_nobody_else_confirms(city, role):
    with pytest.raises(NotPermitted):
        confirm(put(city), city.title, by=getattr(city, role), **AT)


@pytest.mark.parametrize("post", [Role.CHAIR, Role.FINANCE_APPROVER])
def test_whoever_put_it_down_does_not_confirm_it_in_another_post(city, post):
    union = city.unit if post == Role.CHAIR else city.authority
    city.clerk.appointments.create(union=union, role=post, from_on=NAMED_ON)
    new = put(city)

    with pytest.raises(NotPermitted):
        confirm(new, city.title, by=city.clerk, **AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=new.pk).update(confirmed_by=city.clerk)


@pytest.mark.parametrize("role", ["clerk", "chair", "finance_clerk", "finance_approver"])
def test_either_side_stops_a_change_before_its_day(city, role):
    old, new = changed(city)

    withdraw(new, city.title, "没有办过", by=getattr(city, role), **AT)

    assert account_of(city.unit, FIRST) == old
    assert Event.objects.about(city.title).get(act="撤回收款账户").why == "没有办过"
    assert put(city).pk


def test_what_is_in_use_is_not_withdrawn_and_what_is_withdrawn_not_confirmed(city):
    _, new = changed(city)
    with pytest.raises(NotPossible):
        withdraw(new, city.title, "太晚", by=city.clerk, **on(FIRST))
    withdraw(new, city.title, "没有办过", by=city.clerk, **AT)

    for again in (confirm, lambda *given, **kw: withdraw(*given, "再撤", **kw)):
        with pytest.raises(NotPossible):
            again(new, city.title, by=city.chair, **AT)


def test_one_change_at_a_time(city):
    changed(city)

    with pytest.raises(NotPossible):
        put(city)


# Pages


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST; the words of the page it ends on."""

    def visit(person, name, *args, typed=None, status=200):
        client.force_login(person)
        url = reverse(name, args=args)
        answer = client.get(url) if typed is None else client.post(url, typed, follow=True)
        assert answer.status_code == status
        return answer.content.decode()

    return visit


CONCERNED = ["clerk", "chair", "finance_clerk", "finance_approver"]


def test_from_a_change_to_its_use_by_the_pages(city, go):
    make_account(city.unit, city.clerk)
    details = {"holder": city.unit.title, **NEW}
    put = go(city.clerk, "payee", city.title.pk, typed=details)
    new = Account.objects.under_way(NAMED_ON).get()
    way = (city.title.pk, new.pk)
    asked = go(city.chair, "payee_confirm", *way)
    done = go(city.chair, "payee_confirm", *way, typed={})

    assert "已登记，等待另一人确认" in put
    assert "12345678" in asked
    assert "2026年3月13日起启用" in asked
    assert "这是命名机关自己的规定，办法没有这个要求" in asked
    assert "2026年3月13日起启用" in done
    assert "2026年3月13日起启用" in go(city.finance_clerk, "payment_new", city.title.pk, "1")
    assert "12345678" not in done


@pytest.mark.parametrize("role", CONCERNED)
def test_everyone_concerned_is_told_and_may_say_it_is_not_theirs(city, go, role):
    person, (_, new) = getattr(city, role), changed(city)
    told = go(person, "desk")
    own = role in ("clerk", "chair")
    assert ("不是我们办的，请点开" if own else "请向单位核实") in told
    assert reverse("payee", args=[city.title.pk]) in told
    assert ("这不是我们办的" in go(person, "payee", city.title.pk)) == own

    done = go(person, "payee_withdraw", city.title.pk, new.pk, typed={"why": "冒名办理"})

    assert "冒名办理" in done
    assert reverse("payee", args=[city.title.pk]) not in go(person, "desk")


@pytest.mark.parametrize("role", ["auditor", "clerk"])
def test_who_may_not_confirm_finds_no_such_page(city, go, role):
    new = put(city)
    go(getattr(city, role), "payee_confirm", city.title.pk, new.pk, typed={}, status=404)
    assert Account.objects.get().confirmed_on is None


def test_the_same_number_again_is_no_change(city, go):
    old = make_account(city.unit, city.clerk)
    typed = {"holder": city.unit.title, "bank": "演示银行", "number": old.number}

    assert "不用更换" in go(city.clerk, "payee", city.title.pk, typed=typed)


@pytest.mark.parametrize("withdrawn", [None, NAMED_ON])
def test_a_number_of_another_union_is_refused_while_it_stands_there(city, go, withdrawn):
    make_title(city, studio=make_studio(city.other_unit))
    kept = {"number": "6222000099998888", "withdrawn_on": withdrawn}
    make_account(city.other_unit, city.clerk, **kept)
    typed = {"holder": city.unit.title, "bank": "演示银行", "number": "6222 0000 9999 8888"}

    said = go(city.clerk, "payee", city.title.pk, typed=typed)

    assert ("已经登记在另一家工会名下" in said) is (withdrawn is None)
    assert Account.objects.filter(union=city.unit).count() == (0 if withdrawn is None else 1)


def test_numbers_are_hidden_in_the_list_and_the_first_is_told_as_first(city, go):
    put(city, number="6222000099998888")

    said = go(city.chair, "payee", city.title.pk)

    assert "6222 **** 8888" in said
    assert "6222000099998888" not in said
    assert "收款账户等待确认" in said
    assert "查看收款账户" in go(city.clerk, "title", city.title.pk)
    assert "登记收款账户：" not in go(city.clerk, "desk")


def test_a_payment_tells_that_its_account_is_about_to_change(city, go):
    payment = make_payment(city, title=city.title)
    changed(city)

    assert "2026年3月13日起启用；此前仍付原账户" in go(city.finance_approver, "payment", payment.pk)
