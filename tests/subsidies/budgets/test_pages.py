"""The pages of budgets: who sees them, what they say, refuse and cost."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from subsidies.budgets.actions import Short
from subsidies.budgets.actions import allot as take_off
from subsidies.budgets.models import Allotment, Control
from subsidies.models import Payment
from tests.make import NAMED_ON, make_city, make_payment, make_title, moment
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.models import Decision

pytestmark = pytest.mark.django_db
TYPED = {"year": 2026, "sign": "1", "amount_fen": "29万", "document_number": "演财〔2026〕1号"}
TYPED |= {"decided_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def _named_day():
    move_to(NAMED_ON)


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST; the words of the page it ends on."""

    def visit(person, name, *args, typed=None, status=200):
        client.force_login(person)
        url = reverse(name, args=args)
        answer = client.get(url) if typed is None else client.post(url, typed, follow=True)
        assert answer.status_code == status
        return answer.content.decode(errors="replace")

    return visit


def allot(go, city, **typed):
    return go(city.finance_approver, "allot", city.authority.pk, typed=TYPED | typed)


@pytest.mark.parametrize("role", ["finance_clerk", "finance_approver", "auditor"])
def test_money_people_read_and_only_an_approver_is_offered_to_enter(go, city, role):
    person = getattr(city, role)

    listed, year = go(person, "budgets"), go(person, "budget", city.authority.pk, 2026)

    assert "还没有登记预算" in listed
    assert ("登记第一笔预算" in listed) == (role == "finance_approver")
    assert "这个年度还没有登记预算" in year
    assert ("登记第一笔预算" in year) == (role == "finance_approver")


@pytest.mark.parametrize("role", ["clerk", "review_office", "stranger", "finance_clerk"])
def test_nobody_else_enters_a_sum(go, city, role):
    go(getattr(city, role), "allot", city.authority.pk, typed=TYPED, status=404)
    assert Allotment.objects.count() == 0


def test_from_the_first_sum_to_its_reversal(go, city):
    make_payment(city)
    said = allot(go, city)
    assert "290,000.00 元" in said
    assert "演财〔2026〕1号" in said
    assert "-10,000.00 元" in said  # 290,000 less the 300,000 that wait for approval
    again = allot(go, city)
    assert "没有重复登记" in again

    row = Allotment.objects.get()
    done = go(city.finance_approver, "allotment_reverse", row.pk, typed={"why": "年度录错"})

    assert "年度录错" in done
    assert "已冲销" in done
    assert "冲销预算指标" in done


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount_fen": "0"}, "金额须大于零"),
        ({"amount_fen": "-3"}, "金额不能为负数"),
        ({"decided_on": "2027-01-01"}, "不能晚于今天"),
        ({"year": 1999}, "选择一个有效的选项"),
        ({"sign": "-1"}, "2026年度还没有下达预算，不能核减。"),
        ({"decided_on": "2023-12-31"}, "应在2024年至2027年之间，请核对日期和年度"),
    ],
)
def test_what_is_typed_wrongly_is_said(go, city, typed, says):
    assert says in allot(go, city, **typed)
    assert Allotment.objects.count() == 0


def test_no_more_is_taken_off_than_is_not_yet_approved(go, city):
    allot(go, city, amount_fen="35万")
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))

    too_much = allot(go, city, sign="-1", amount_fen="50000.01")
    given = {"amount_fen": -5_000_001, "document_number": "减", "decided_on": NAMED_ON}
    at = {"on": NAMED_ON, "at": moment(NAMED_ON)}
    with pytest.raises(Short):
        take_off(city.authority, 2026, given, by=city.finance_approver, **at)
    allot(go, city, sign="-1", amount_fen="50000")

    assert "最多可以核减50,000.00元" in too_much
    assert [row.amount_fen for row in Allotment.objects.order_by("pk")] == [35_000_000, -5_000_000]


def test_a_reversal_that_leaves_too_little_says_so_before_and_after(go, city):
    allot(go, city, amount_fen="30万")
    payment, by = make_payment(city), city.finance_approver
    advance(payment, "approve", by=by, on=NAMED_ON, at=moment(NAMED_ON))
    where = "allotment_reverse", Allotment.objects.get().pk

    before, after = go(by, *where), go(by, *where, typed={"why": "文号写错"})

    assert before.count("预算冲销以后不能少于已审批的") == 1
    assert after.count("还可审批0.00元，这一笔300,000.00元") == 1
    assert Allotment.objects.count() == 1


def test_past_the_budget_the_page_asks_for_the_decision_and_keeps_it(go, city):
    payment, by = make_payment(city), city.finance_approver
    plain = go(by, "payment_step", payment.pk, "approve")
    allot(go, city)

    asked = go(by, "payment_step", payment.pk, "approve")
    short = go(by, "payment_step", payment.pk, "approve", typed={"save": "1"})
    typed = {"save": "1", "over_budget": "主席办公会纪要〔2026〕5号"}
    go(by, "payment_step", payment.pk, "approve", typed=typed)

    assert [name in plain for name in ("over_budget", "同意超出预算")] == [False, False]
    assert "同意超出预算的决定文号" in asked
    assert 'aria-invalid="true"' in short
    kept = Decision.objects.about(payment).get(step="approve")
    assert kept.particulars["over_budget"] == "主席办公会纪要〔2026〕5号"
    assert Payment.objects.get().state == "approved"


def test_the_controls_are_set_with_their_reason_and_loosened_only_from_tomorrow(go, city):
    page = (city.finance_approver, "controls", city.authority.pk)
    typed = {"second_from_fen": "20万", "cooling_days": 5, "from_on": "2026-03-10"}
    set_ = go(*page, typed=typed | {"basis": "财务管理办法第八条"})
    laxer = typed | {"second_from_fen": "", "basis": "从简"}
    refused = go(*page, typed=laxer)

    assert "单笔200,000.00元起" in set_
    assert "放宽规定的，施行日期不能早于2026年3月11日" in refused
    assert Control.objects.count() == 1
    assert "单笔200,000.00元起" in go(city.finance_clerk, "budgets")
    go(city.finance_clerk, "controls", city.authority.pk, typed=typed, status=404)


def test_controls_that_begin_in_decades_are_a_year_typed_wrongly(go, city):
    typed = {"second_from_fen": "20万", "cooling_days": 5, "from_on": "2099-03-10"}

    said = go(city.finance_approver, "controls", city.authority.pk, typed=typed | {"basis": "八条"})

    assert "离今天超过三年，请核对年份" in said
    assert Control.objects.count() == 0


def test_a_laxer_rule_is_told_to_money_people_before_it_holds(go, city):
    page = (city.finance_approver, "controls", city.authority.pk)
    typed = {"second_from_fen": "20万", "cooling_days": 2, "from_on": "2026-03-11"}
    go(*page, typed=typed | {"basis": "财务管理办法修订"})
    told = [go(getattr(city, role), "desk") for role in ("finance_clerk", "auditor", "clerk")]

    said = "2026年3月11日起调整资金控制规定"
    assert [said in desk for desk in told] == [True, True, False]
    move_to(NAMED_ON + timedelta(days=1))
    assert said not in go(city.finance_clerk, "desk")


def test_the_workbook_holds_the_figures_and_their_rows(client, go, city):
    make_payment(city)
    allot(go, city)
    client.force_login(city.auditor)

    answer = client.get(reverse("budget_book", args=[city.authority.pk, 2026]))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sums = {row[0].value: row[1].value for row in book["汇总"].iter_rows(min_row=3)}
    assert (sums["已下达的预算"], sums["已编制待审批"]) == (290_000, 300_000)
    assert book["已编制待审批"]["D3"].value == 300_000
    assert book["预算指标"]["C3"].value == "演财〔2026〕1号"


@pytest.mark.parametrize("name", ["budgets", "budget"])
def test_the_pages_ask_as_many_questions_for_three_as_for_one(
    client, go, city, name, django_assert_max_num_queries
):
    args = [] if name == "budgets" else [city.authority.pk, 2026]
    counts = []
    for _ in range(2):
        make_payment(city, title=make_title(city))
        make_title(city)
        client.force_login(city.finance_clerk)
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse(name, args=args))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= {"budgets": 14, "budget": 16}[name], counts  # two are the demo's
