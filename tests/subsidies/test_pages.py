"""The pages of the money room: who reaches them, what they say and refuse, what they cost."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from subsidies.models import Account, Payment
from tests.make import NAMED_ON, make_account, make_city, make_payment, make_person, make_title
from workshops.clock import move_to
from workshops.records.models import Event, Paper
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
SEES = ["clerk", "chair", "finance_clerk", "finance_approver", "auditor"]
BLIND = ["stranger", "other_clerk", "neighbour_officer", "screening_officer", "review_office"]


@pytest.fixture(autouse=True)
def _named_day():
    move_to(NAMED_ON)


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST."""

    def visit(person, name, *args, typed=None, query=""):
        client.force_login(person)
        url = reverse(name, args=args) + query
        return client.get(url) if typed is None else client.post(url, typed)

    return visit


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("role", SEES)
def test_the_unit_and_the_money_people_see_a_payment(go, role):
    city = make_city()
    payment = make_payment(city)

    shown = text(go(getattr(city, role), "payment", payment.pk))

    assert "叁拾万元整" in shown
    assert payment.title.studio.title in text(go(getattr(city, role), "payments"))


@pytest.mark.parametrize(("role", "says"), [("clerk", True), ("chair", True), ("auditor", False)])
def test_the_unit_is_told_on_its_desk_that_money_has_come(go, role, says):
    city = make_city()
    payment = make_payment(city)
    before = text(go(getattr(city, role), "desk"))
    Payment.objects.filter(pk=payment.pk).update(state="paid", paid_on=NAMED_ON)

    after = text(go(getattr(city, role), "desk"))

    said = "300,000.00元，2026年3月10日拨出，请核对到账。"
    assert [said in before, said in after] == [False, says]
    move_to(NAMED_ON + timedelta(days=60))
    assert said not in text(go(getattr(city, role), "desk"))


@pytest.mark.parametrize(("role", "word"), [("clerk", "本单位要做的是"), ("auditor", "编制第一笔")])
def test_where_nothing_is_paid_yet_each_reads_what_is_his_to_do(go, role, word):
    assert word in text(go(getattr(make_city(), role), "payments"))


def test_withdrawing_an_approval_says_that_the_notice_is_void(go):
    city = make_city()
    payment, person = make_payment(city), city.finance_approver
    step = ("payment_step", payment.pk)
    before = text(go(person, *step, "reject"))
    go(person, *step, "approve", typed={})

    asked = text(go(person, *step, "reject"))
    go(person, *step, "reject", typed={"reason": "账号有误"})

    assert ["拨付通知书作废" in page for page in (before, asked)] == [False, True]
    page = text(go(city.clerk, "payment", payment.pk))
    assert "已随审批撤回作废" in page
    assert "审批已撤回，可以重新编制" in page


@pytest.mark.parametrize("role", BLIND)
def test_for_others_there_is_no_payment_and_no_account(go, role):
    city = make_city()
    payment = make_payment(city)
    person = getattr(city, role)

    pages = [("payment", payment.pk), ("payee", payment.title.pk)]
    pages += [("payment_new", payment.title.pk, "1"), ("payment_step", payment.pk, "approve")]

    assert {go(person, *page).status_code for page in pages} == {404}
    assert payment.title.studio.title not in text(go(person, "payments"))


def test_the_account_page_keeps_what_is_right_and_says_what_is_wrong(go):
    city = make_city()
    title = make_title(city)
    typed = {"holder": "演示机械厂", "bank": "演示银行", "number": "62220000"}

    refused = text(go(city.clerk, "payee", title.pk, typed=typed))
    go(city.clerk, "payee", title.pk, typed=typed | {"holder": "演示机械厂工会"})

    assert "户名应为“演示机械厂工会”" in refused
    assert Account.objects.get().number == "62220000"


def test_who_may_not_put_an_account_down_may_look_but_not_post(go):
    city = make_city()
    title = make_title(city)
    typed = {"holder": "演示机械厂工会", "bank": "演示银行", "number": "62220000"}

    assert "由单位工会主席或命名机关财务审批人确认" in text(go(city.auditor, "payee", title.pk))
    assert go(city.auditor, "payee", title.pk, typed=typed).status_code == 404
    assert Account.objects.count() == 0


def test_an_instalment_is_prepared_from_its_page(go):
    city = make_city()
    title = make_title(city)
    make_account(city.unit, city.clerk)
    assert "叁拾万元整" in text(go(city.finance_clerk, "payment_new", title.pk, "1"))

    response = go(city.finance_clerk, "payment_new", title.pk, "1", typed={})

    assert response.url == reverse("payment", args=[Payment.objects.get().pk])


def test_clicking_twice_prepares_once_and_leads_to_the_first(go, client):
    city = make_city()
    title = make_title(city)
    make_account(city.unit, city.clerk)
    first, second = (
        go(city.finance_clerk, "payment_new", title.pk, "1", typed={}) for _ in range(2)
    )

    assert (first.url, Payment.objects.count()) == (second.url, 1)
    assert "不能重复编制" in text(client.get(second.url))


def test_what_is_not_due_is_refused_on_its_page_with_reasons(go):
    city = make_city()
    title = make_title(city)
    make_account(city.unit, city.clerk)

    refused = go(city.finance_clerk, "payment_new", title.pk, "2", typed={})

    assert (refused.status_code, Payment.objects.count()) == (409, 0)
    assert "第二笔补助资金条件未到（待年度考评合格）" in text(refused)


def test_an_instalment_that_is_none_is_no_page(go):
    city = make_city()
    assert go(city.finance_clerk, "payment_new", make_title(city).pk, "9").status_code == 404


def test_the_preparer_is_told_that_another_must_approve(go):
    city = make_city()
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    payment = make_payment(city, prepared_by=both)

    assert "审批须由另一名财务审批人办理" in text(go(both, "payment", payment.pk))
    refused = go(both, "payment_step", payment.pk, "approve", typed={"save": "done"})

    assert (refused.status_code, Payment.objects.get().state) == (403, "prepared")
    assert "编制和审批须由不同的人" in text(refused)


def test_the_approver_sees_the_account_and_the_number_before_he_approves(go):
    city = make_city()
    payment = make_payment(city)

    shown = text(go(city.finance_approver, "payment_step", payment.pk, "approve"))

    assert "6222000011112222" in shown
    assert "演工补〔2026〕1号" in shown
    assert Paper.objects.count() == 0


def test_from_approval_to_paid_by_the_pages(go):
    city = make_city()
    payment = make_payment(city)
    go(city.finance_approver, "payment_step", payment.pk, "approve", typed={"save": "done"})
    typed = {"voucher_number": "记-018", "paid_on": "2026-03-10"}

    go(city.finance_clerk, "payment_step", payment.pk, "pay", typed=typed)

    assert Payment.objects.get().state == "paid"
    shown = text(go(city.clerk, "payment", payment.pk))
    assert ("记-018" in shown, "演工补〔2026〕1号" in shown) == (True, True)


def test_the_list_is_filtered_by_state_and_sums_each(go):
    city = make_city()
    payment = make_payment(city)

    assert payment.title.studio.title in text(go(city.auditor, "payments", query="?state=prepared"))
    paid = text(go(city.auditor, "payments", query="?state=paid"))
    assert payment.title.studio.title not in paid
    assert "300,000.00 元" in paid


def test_the_register_holds_what_this_person_may_see_and_is_recorded(go):
    city = make_city()
    make_payment(city)
    other = make_title(city)
    make_payment(city, title=other, amount_fen=1)

    response = go(city.auditor, "register")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [f"{sheet.cell(row, 6).value}" for row in range(3, 8)] == [
        "300000",
        "0.01",
        "0",
        "300000.01",
        "300000.01",
    ]
    assert sheet["J3"].value == "6222 **** 2222"
    assert sheet["B5"].value == "已拨付合计"
    event = Event.objects.get(act="导出拨付登记册")
    assert (event.person, event.after) == (city.auditor, {"rows": 2, "title": "补助资金拨付登记册"})


def test_a_strangers_register_is_empty(go):
    make_payment()
    sheet = openpyxl.load_workbook(io.BytesIO(go(make_person(), "register").content)).active

    assert sheet["B3"].value == "合计（不含已退回、已退汇）"


@pytest.mark.parametrize("name", ["payments", "register"])
def test_the_list_asks_as_many_questions_for_three_as_for_one(
    go, client, name, django_assert_max_num_queries
):
    city = make_city()
    make_payment(city)
    go(city.auditor, name)
    with django_assert_max_num_queries(12) as one:
        client.get(reverse(name))
    for _ in range(2):
        make_payment(city)
    with django_assert_max_num_queries(12) as three:
        client.get(reverse(name))

    assert len(one) == len(three)


def test_the_page_of_a_payment_asks_few_questions(go, client, django_assert_max_num_queries):
    city = make_city()
    payment = make_payment(city)
    go(city.finance_approver, "payment", payment.pk)

    with django_assert_max_num_queries(12):
        client.get(reverse("payment", args=[payment.pk]))
