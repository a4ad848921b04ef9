"""Two signatures over a large sum: by three different people, whatever posts they hold."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from subsidies.budgets.models import Control
from subsidies.models import Payment
from tests.make import (
    NAMED_ON,
    make_account,
    make_city,
    make_payment,
    make_person,
    make_title,
    moment,
)
from workshops.clock import move_to
from workshops.documents.papers import page
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, Refused
from workshops.records.models import Paper
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
BOTH = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER)


@pytest.fixture
def city():
    """A city where two sign from 300,000 yuan on, the sum of a first instalment."""
    move_to(NAMED_ON)
    city = make_city()
    limited(city, 30_000_000)
    city.second = make_person(Role.FINANCE_APPROVER, union=city.authority)
    return city


def limited(city, fen):
    by = {"entered_by": city.finance_approver, "entered_at": moment(NAMED_ON)}
    rule = {"from_on": NAMED_ON, "second_from_fen": fen, "basis": "财务管理办法"}
    Control.objects.create(authority=city.authority, **rule, **by)


def endorsed(city, **fields):
    payment = make_payment(city, **fields)
    advance(payment, "endorse", by=city.finance_approver, **AT)
    return payment


@pytest.mark.parametrize(("limit", "needs"), [(30_000_001, False), (30_000_000, True)])
def test_the_limit_itself_needs_two(city, limit, needs):
    limited(city, limit)
    payment = make_payment(city)
    step, other = ("endorse", "approve") if needs else ("approve", "endorse")

    with pytest.raises(Refused):
        advance(payment, other, by=city.finance_approver, **AT)
    advance(payment, step, by=city.finance_approver, **AT)

    assert Paper.objects.count() == (0 if needs else 1)


def test_whoever_signed_first_does_not_sign_again_in_another_post(city):
    payment = endorsed(city)
    beside = {"union": city.authority, "role": Role.FINANCE_CLERK, "from_on": NAMED_ON}
    city.finance_approver.appointments.create(**beside)

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=city.finance_approver, **AT)
    advance(payment, "approve", by=city.second, **AT)

    assert Payment.objects.get().approved_by == city.second


def test_a_person_of_two_posts_signs_nothing_he_prepared(city):
    both = make_person(*BOTH, union=city.authority)
    payment = make_payment(city, prepared_by=both)
    for step in ("endorse", "approve"):
        with pytest.raises(NotPermitted):
            advance(payment, step, by=both, **AT)
    advance(payment, "endorse", by=city.finance_approver, **AT)

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=both, **AT)


def test_one_whose_post_ended_signs_no_more_and_not_by_a_new_one_either(city):
    payment, former = make_payment(city, prepared_by=city.finance_clerk), city.finance_clerk
    former.appointments.update(until_on=NAMED_ON - timedelta(days=1))
    former.appointments.create(union=city.authority, role=Role.FINANCE_APPROVER, from_on=NAMED_ON)
    city.second.appointments.update(until_on=NAMED_ON - timedelta(days=1))

    for person in (former, city.second):
        with pytest.raises(NotPermitted):
            advance(payment, "endorse", by=type(person).objects.get(pk=person.pk), **AT)


def test_the_last_day_of_a_post_counts_and_the_day_after_does_not(city):
    payment = endorsed(city)
    city.second.appointments.update(until_on=NAMED_ON)
    late = {"on": NAMED_ON + timedelta(days=1), "at": moment(NAMED_ON + timedelta(days=1))}

    with pytest.raises(NotPermitted):
        advance(payment, "approve", by=city.second, **late)
    advance(payment, "approve", by=type(city.second).objects.get(pk=city.second.pk), **AT)


def test_the_database_refuses_one_person_at_both_signatures(city):
    payment = endorsed(city)

    for one in (city.finance_approver, city.finance_clerk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(approved_by=one)


# Pages


@pytest.fixture
def read(client):
    """What a page says to a person."""

    def visit(person, name, *args):
        client.force_login(person)
        return client.get(reverse(name, args=args)).content.decode()

    return visit


def test_the_page_and_the_desk_say_whose_turn_it_is(city, read):
    payment = make_payment(city)
    before = read(city.finance_approver, "payment", payment.pk)
    waiting = read(city.second, "desk")
    advance(payment, "endorse", by=city.finance_approver, **AT)
    mine, other = (read(one, "payment", payment.pk) for one in (city.finance_approver, city.second))

    assert "先由另一名财务审批人办理初次审批" in before
    assert "初次审批" in before.split("办理进度")[1]
    assert "须由两名财务审批人先后审批" in waiting
    assert "这一笔由您初次审批" in mine
    assert "已初次审批，还须由另一名财务审批人审批。" in other
    assert reverse("payment_step", args=[payment.pk, "approve"]) in other
    assert f"{city.finance_approver.full_name}已初次审批，等您审批" in read(city.second, "desk")
    assert payment.title.studio.title not in read(city.finance_approver, "desk")


def test_under_a_title_that_ended_the_desk_asks_to_turn_it_back_and_not_to_sign(city, read):
    payment = endorsed(city)
    type(payment.title).objects.filter(pk=payment.title_id).update(state="revoked")

    told = read(city.second, "desk")

    assert "称号已撤销，不再拨付，请退回" in told
    assert "等您审批" not in told


def test_below_the_limit_no_page_speaks_of_two(city, read):
    limited(city, 99_000_000)
    payment = make_payment(city)

    assert "初次审批" not in read(city.finance_approver, "payment", payment.pk)
    assert "先后审批" not in read(city.finance_approver, "desk")


def test_the_consequences_are_said_before_each_signature(city, read):
    payment = make_payment(city)
    first = read(city.finance_approver, "payment_step", payment.pk, "endorse")
    advance(payment, "endorse", by=city.finance_approver, **AT)
    second = read(city.second, "payment_step", payment.pk, "approve")

    assert "还须由另一名财务审批人审批，才制发拨付通知书" in first
    assert f"初次审批：{city.finance_approver.full_name}，2026年3月10日。" in second


def test_the_register_names_both_and_the_notice_keeps_the_house_to_itself(city, client):
    payment = endorsed(city)
    advance(payment, "approve", by=city.second, **AT)
    client.force_login(city.auditor)

    answer = client.get(reverse("register"))

    row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(answer.content)).active[3]]
    assert [city.finance_approver.full_name, city.second.full_name] == row[12:16:2]
    drawn = page(Paper.objects.get())
    assert "第十一条" in drawn
    assert [word for word in ("预算", "两人", "—：") if word in drawn] == []


def test_whoever_prepares_reads_who_will_sign(city, read):
    title = make_title(city)
    make_account(title.unit_union, city.clerk)

    both = read(city.finance_clerk, "payment_new", title.pk, "1")
    limited(city, 30_000_001)
    one = read(city.finance_clerk, "payment_new", title.pk, "1")

    assert "由一名财务审批人初次审批，再由另一名审批" in both
    assert city.finance_approver.full_name in both
    assert city.second.full_name in both
    assert "初次审批" not in one.split("编制后由")[1][:40]


def test_whoever_prepares_reads_that_there_are_too_few_to_sign(city, read):
    title = make_title(city)
    make_account(title.unit_union, city.clerk)
    city.second.appointments.update(until_on=NAMED_ON - timedelta(days=1))

    assert "人数不够，请先任命" in read(city.finance_clerk, "payment_new", title.pk, "1")


def test_the_first_signer_is_told_why_and_a_second_click_that_it_is_done(city, client):
    payment = endorsed(city)
    client.force_login(city.finance_approver)
    step = [reverse("payment_step", args=[payment.pk, name]) for name in ("approve", "endorse")]

    refused = client.get(step[0]).content.decode()
    again = client.post(step[1], {"save": "done"}, follow=True).content.decode()

    assert "您已经初次审批这一笔，须由另一名财务审批人审批。" in refused
    assert "您现在的岗位" not in refused
    assert "已办理：初次审批，没有重复办理。" in again
    assert "状态已经变更" not in again
