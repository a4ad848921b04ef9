"""What a grant may be used for under each text, by whom, how far, and once an invoice."""

import pytest
from django.db import IntegrityError, transaction

import rules
from subsidies.models import Expense, Movement
from subsidies.spending.actions import check_use
from subsidies.spending.models import unspent
from tests.make import make_person, moment
from tests.subsidies.spending.granted import WHOLE, grant, spent
from tests.workshops.titles.living import NAMED
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Attachment, Decision
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
AT = {"on": NAMED, "at": moment(NAMED)}
NANCHANG, SHANDONG = "nanchang", "shandong"


@pytest.mark.parametrize("code", rules.regulations())
def test_under_every_text_an_expense_stands_with_its_invoice_and_lessens_what_is_left(code):
    city, payment = grant(code)

    expense = spent(city, payment, 300)

    assert (unspent(payment), Attachment.objects.about(expense).count()) == (WHOLE - 300, 1)
    decision = Decision.objects.about(expense).get()
    assert (decision.step, decision.particulars["amount_fen"]) == ("spend", 300)


BARRED = [
    ("nanchang", "津补贴", "第十三条"),
    ("shandong", "福利奖金", "第十四条"),
    ("shandong", "订阅报刊", "第十四条"),
    ("yangpu", "差旅", "第十六条"),
    ("quzhou", "与工作室建设无关的开支", "第十五条"),
]


@pytest.mark.parametrize(("code", "purpose", "article"), BARRED)
def test_what_the_text_bars_is_refused_with_its_article(code, purpose, article):
    city, payment = grant(code)
    if code == "quzhou":
        purpose = payment.edition.spending.forbidden[0]

    with pytest.raises(Refused) as refusal:
        spent(city, payment, purpose=purpose)

    assert article in refusal.value.verdict.blocking[0].article
    assert (Expense.objects.count(), unspent(payment)) == (0, WHOLE)


def test_quzhou_allows_labour_fees_and_yangpu_does_not_pay_travel():
    city, payment = grant("quzhou")

    assert spent(city, payment, purpose="人员劳务").purpose == "人员劳务"


@pytest.mark.parametrize(("fen", "goes"), [(WHOLE, True), (WHOLE + 1, False)])
def test_the_last_fen_may_be_used_and_not_one_more(fen, goes):
    city, payment = grant(NANCHANG)

    if goes:
        spent(city, payment, fen)
    else:
        with pytest.raises(Refused, match="还可动用"):
            spent(city, payment, fen)

    assert unspent(payment) == (0 if goes else WHOLE)


def test_before_it_came_in_nothing_is_used():
    city, payment = grant(NANCHANG, came=None)

    with pytest.raises(Refused, match="没有登记"):
        spent(city, payment)


def test_money_locked_until_matched_is_not_used():
    city, payment = grant(SHANDONG, matched=False)

    with pytest.raises(Refused, match="配套"):
        spent(city, payment)


def test_an_invoice_is_charged_once_and_again_after_it_was_struck_out():
    city, payment = grant(NANCHANG)
    first = spent(city, payment)
    with pytest.raises(Refused, match="已列支“示波器”"):
        spent(city, payment)

    advance(first, "strike_expense", by=city.clerk, given={"reason": "退货"}, **AT)
    spent(city, payment)

    assert (unspent(payment), Expense.objects.standing().count()) == (WHOLE - 100, 1)
    assert list(Movement.objects.filter(kind="spent").values_list("turn", flat=True)) == [1, 1, 1]


@pytest.mark.parametrize("who", ["finance_clerk", "other_clerk", "chair", "stranger"])
def test_only_the_units_clerk_enters_and_strikes_out(who):
    city, payment = grant(NANCHANG)
    first = spent(city, payment)

    with pytest.raises(NotPermitted):
        advance(first, "strike_expense", by=getattr(city, who), given={"reason": "错"}, **AT)
    city.clerk = getattr(city, who)
    with pytest.raises(NotPermitted):
        spent(city, payment, invoice_number="2")


def test_what_was_struck_out_is_not_struck_out_again():
    city, payment = grant(NANCHANG)
    first = spent(city, payment)
    advance(first, "strike_expense", by=city.clerk, given={"reason": "退货"}, **AT)

    with pytest.raises(NotPossible):
        advance(first, "strike_expense", by=city.clerk, given={"reason": "退货"}, **AT)


def test_the_database_keeps_expenses_and_an_invoice_single():
    city, payment = grant(NANCHANG)
    one = spent(city, payment)

    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        Expense.objects.all()._raw_delete("default")
    twin = {f.name: getattr(one, f.name) for f in Expense._meta.concrete_fields if f.name != "id"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Expense.objects.create(**twin)


# The two looks at its use


def look(payment, aspect, by, *, met=True):
    return check_use(payment, aspect, met=met, remark="", by=by, **AT)


def test_two_people_look_at_content_and_figures():
    city, payment = grant(NANCHANG)
    both = make_person(Role.REVIEW_OFFICE, Role.FINANCE_CLERK, union=city.authority)
    spent(city, payment)

    look(payment, "content", both)
    with pytest.raises(NotPossible):
        look(payment, "figures", both)
    row = look(payment, "figures", city.finance_clerk)

    assert (row.rows, row.spent_fen, row.role) == (1, 100, "财务经办")


@pytest.mark.parametrize(("aspect", "who"), [("content", "finance_clerk"), ("figures", "clerk")])
def test_nobody_else_looks(aspect, who):
    city, payment = grant(NANCHANG)

    with pytest.raises(NotPermitted):
        look(payment, aspect, getattr(city, who))
