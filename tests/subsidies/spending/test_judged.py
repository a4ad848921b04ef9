"""Uses that a person has to judge: entered, shown with the article, judged by one of two people."""

from datetime import timedelta

import pytest

import rules
from subsidies.models import Expense, UseCheck
from subsidies.spending.forms import purposes
from tests.subsidies.spending.granted import grant, spent
from tests.subsidies.spending.test_pages import typed
from workshops.records.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(place):
    """The same with a bonus under other words."""
    _, payment, go = place
    go("clerk", "grant", payment.pk, **typed(other="年度慰问", what="成员慰问"))
    return place


def test_a_bonus_under_other_words_is_entered_as_to_be_judged_with_the_article(place):
    _, payment, go = place
    one = Expense.objects.get()

    found = Decision.objects.about(one).get().findings
    said = go("clerk", "grant", payment.pk).content.decode()

    judged = [f for f in found if f["outcome"] == "to_judge"]
    assert [(f["article"], "慰问" in f["shown"]) for f in judged] == [("第十三条", True)]
    assert "用途待判定" in said
    assert "第十三条" in said


def test_it_waits_on_the_desk_of_the_office_until_it_was_judged_with_a_word_about_it(place):
    _, payment, go = place
    assert "用途待判定的补助支出" in go("review_office", "desk").content.decode()

    go("review_office", "check_use", payment.pk, "content", met="true", remark="")
    assert UseCheck.objects.count() == 0
    go("review_office", "check_use", payment.pk, "content", met="true", remark="系走访困难职工")

    assert "用途待判定的补助支出" not in go("review_office", "desk").content.decode()
    assert "判定相符" in go("clerk", "grant", payment.pk).content.decode()


def test_an_expense_entered_after_the_judgement_is_judged_anew(place):
    city, payment, go = place
    go("review_office", "check_use", payment.pk, "content", met="false", remark="属于津补贴")
    spent(city, payment, purpose="慰问", invoice_number="77")
    judged, one = UseCheck.objects.get().at, Expense.objects.filter(invoice_number="77")
    one.update(entered_at=judged)
    assert Expense.objects.to_judge().count() == 0

    one.update(entered_at=judged + timedelta(minutes=1))

    assert Expense.objects.to_judge().count() == 1
    assert "不相符" in go("clerk", "expense", Expense.objects.earliest("pk").pk).content.decode()


SPELT = [("设备购置", "示波器", 0), ("设备购置", "慰 问 品", 1), ("买点东西", "一批", 1)]
SPELT += [("设备购置", "获奖证书装裱", 0), ("设备购置", "获奖成果奖励", 1)]


@pytest.mark.parametrize(("purpose", "what", "waits"), SPELT)
def test_the_desk_and_the_page_know_the_same(purpose, what, waits):
    city, payment = grant("nanchang")

    one = spent(city, payment, purpose=purpose, what=what)

    assert (Expense.objects.to_judge().count(), bool(one.doubt)) == (waits, bool(waits))


def test_nanchang_offers_usual_purposes_marked_as_not_named_and_shandong_its_five_alone():
    groups = {
        code: dict(purposes(rules.regulations()[code].editions[-1])[1:])
        for code in ("nanchang", "shandong")
    }

    assert ("设备购置", "设备购置") in groups["nanchang"]["常见的用途（办法没有点名）"]
    assert list(groups["shandong"]) == ["办法列举的用途", "办法不许列支的"]
    assert len(groups["shandong"]["办法列举的用途"]) == 5
