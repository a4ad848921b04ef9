"""The pages of spending: what they say to whom, refusals that keep what was typed, few queries."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from rules.facts import shown
from subsidies.models import Expense, UseCheck
from tests.subsidies.spending.granted import paper, spent
from tests.workshops.titles.living import NAMED

pytestmark = pytest.mark.django_db


def typed(**over):
    own = {"spent_on": "2026-03-20", "purpose": "other", "other": "购买量具", "what": "卡尺"}
    own |= {"amount_fen": "120.50", "paid_to": "演示量具店", "invoice_number": "88 01"}
    return own | {"papers": paper()} | over


def test_the_clerk_enters_an_expense_and_finds_it_in_the_list(place):
    _, payment, go = place

    go("clerk", "grant", payment.pk, **typed())

    one = Expense.objects.get()
    assert (one.purpose, one.amount_fen, one.invoice_number) == ("购买量具", 12_050, "8801")
    said = go("clerk", "grant", payment.pk).content.decode()
    assert "卡尺" in said
    assert '未使用 <span class="number">9,879.50 元' in said


def test_a_barred_purpose_is_refused_with_its_article_and_keeps_what_was_typed(place):
    _, payment, go = place

    answer = go("clerk", "grant", payment.pk, **typed(purpose="奖金", other=""))

    said = answer.content.decode()
    assert (answer.status_code, Expense.objects.count()) == (409, 0)
    assert "第十三条" in said
    assert 'value="演示量具店"' in said


WRONG = [
    ({"purpose": "other", "other": ""}, "other"),
    ({"spent_on": "2026-03-19"}, "spent_on"),
    ({"spent_on": "2026-03-21"}, "spent_on"),
    ({"amount_fen": "十元"}, "amount_fen"),
    ({"papers": ""}, "papers"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(place, wrong, field):
    _, payment, go = place

    answer = go("clerk", "grant", payment.pk, **typed(**wrong))

    assert list(answer.context["form"].errors) == [field]
    assert Expense.objects.count() == 0


@pytest.mark.parametrize(("who", "code"), [("stranger", 404), ("other_clerk", 404), ("chair", 200)])
def test_who_sees_a_grant_and_its_expenses(place, who, code):
    city, payment, go = place
    one = spent(city, payment)

    assert go(who, "grant", payment.pk).status_code == code
    assert go(who, "expense", one.pk).status_code == code


def test_the_chair_reads_and_does_not_enter(place):
    _, payment, go = place

    read, written = go("chair", "grant", payment.pk), go("chair", "grant", payment.pk, **typed())

    assert (read.context["form"], written.status_code) == (None, 404)
    assert Expense.objects.count() == 0


@pytest.mark.parametrize("number", ["２６０１", "No.2601", "26 01", "26-01"])
def test_an_invoice_is_known_however_its_number_is_typed(place, number):
    city, payment, go = place
    spent(city, payment, invoice_number="2601")

    assert go("clerk", "grant", payment.pk, **typed(invoice_number=number)).status_code == 409


def test_the_office_reads_the_use_and_looks_at_its_content(place):
    city, payment, go = place
    one = spent(city, payment)

    assert payment.title.studio.title in go("review_office", "grants").content.decode()
    go("review_office", "check_use", payment.pk, "content", met="true", remark="")

    assert UseCheck.objects.get().aspect == "content"
    assert go("review_office", "expense", one.pk).status_code == 200


def test_a_check_is_entered_from_the_page_and_falls_with_the_next_expense(place):
    city, payment, go = place
    spent(city, payment)

    go("finance_clerk", "check_use", payment.pk, "figures", met="true", remark="")
    assert "相符" in go("finance_clerk", "grant", payment.pk).content.decode()
    spent(city, payment, invoice_number="2")

    assert UseCheck.objects.get().met is True
    assert "须重新核对" in go("finance_clerk", "grant", payment.pk).content.decode()


def test_a_check_that_finds_fault_says_which(place):
    city, payment, go = place
    spent(city, payment)

    go("finance_clerk", "check_use", payment.pk, "figures", met="false", remark="")

    assert UseCheck.objects.count() == 0


def test_striking_out_is_confirmed_with_its_consequences(place):
    city, payment, go = place
    one = spent(city, payment)

    assert "冲销不能撤回" in go("clerk", "expense_step", one.pk, "strike_expense").content.decode()
    go("clerk", "expense_step", one.pk, "strike_expense", reason="退货")

    one.refresh_from_db()
    assert (one.state, one.struck_why) == ("struck", "退货")


def test_the_workbook_holds_every_expense_and_its_sum(place):
    city, payment, go = place
    spent(city, payment, 250)

    book = load_workbook(io.BytesIO(go("auditor", "grants_table").content)).active

    assert [book.cell(3, 7).value, book.cell(3, 8).value, book.cell(4, 8).value] == [
        "示波器",
        2.5,
        2.5,
    ]


def test_pages_ask_no_more_with_more_rows(place, client, django_assert_max_num_queries):
    city, payment, _ = place
    for number in range(4):
        one = spent(city, payment, invoice_number=f"{number}")

    client.force_login(city.clerk)
    for name, args in (("grants", ()), ("grant", (payment.pk,)), ("expense", (one.pk,))):
        with django_assert_max_num_queries(14):  # two of them read who is signed in
            client.get(reverse(name, args=args))


def test_the_desk_asks_the_clerk_for_the_receipt_and_tells_the_chair_that_money_came(place):
    _, payment, go = place
    type(payment).objects.filter(pk=payment.pk).update(received_on=None)

    asked = {who: go(who, "desk").content.decode() for who in ("clerk", "chair")}

    assert [("请登记到账" in said, "请核对到账" in said) for said in asked.values()] == [
        (True, True),
        (False, True),
    ]
    type(payment).objects.filter(pk=payment.pk).update(received_on=NAMED)
    said = go("clerk", "desk").content.decode()
    assert ("请核对到账" in said, f"已登记{shown(NAMED)}到账" in said) == (False, True)
