"""What is prepared and not approved by the end of a year moves into the next: said beforehand."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import make_city, make_payment, moment
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 4)
SOON, TURNED = (
    "今年内不审批的，转入明年（2027年度）预算",
    "2026年编制，当年没有审批，转入2027年度预算",
)


@pytest.fixture
def go(client, settings):
    settings.DEMO = True

    def read(person, on, name, *args):
        move_to(on)
        client.force_login(person)
        return client.get(reverse(name, args=args)).content.decode()

    return read


@pytest.fixture
def city():
    return make_city()


@pytest.mark.parametrize(
    ("on", "said"), [(date(2026, 11, 30), None), (DECEMBER, SOON), (JANUARY, TURNED)]
)
def test_the_payment_says_in_which_budget_it_stands(go, city, on, said):
    payment = make_payment(city)

    page = go(city.finance_clerk, on, "payment", payment.pk)

    assert [words in page for words in (SOON, TURNED)] == [said == SOON, said == TURNED]


@pytest.mark.parametrize("who", ["finance_clerk", "finance_approver"])
@pytest.mark.parametrize(("on", "said"), [(DECEMBER, SOON), (JANUARY, TURNED)])
def test_the_desks_of_who_prepares_and_of_who_approves_say_so(go, city, who, on, said):
    make_payment(city)

    assert said not in go(getattr(city, who), date(2026, 11, 30), "desk")
    assert said in go(getattr(city, who), on, "desk")


def test_what_is_approved_in_time_turns_nowhere(go, city):
    payment = make_payment(city)
    by = {"by": city.finance_approver, "on": DECEMBER, "at": moment(DECEMBER)}
    advance(payment, "approve", **by)

    assert SOON not in go(city.finance_clerk, DECEMBER, "payment", payment.pk)
    assert "转入" not in go(city.finance_clerk, JANUARY, "desk")
    assert "转入" not in go(city.finance_clerk, JANUARY, "budget", city.authority.pk, 2027)


def test_the_budgets_of_both_years_say_what_moves(go, city):
    make_payment(city)
    ask = city.finance_clerk, "budget", city.authority.pk

    def read(on, year):
        return go(ask[0], on, *ask[1:], year)

    assert "转入" not in read(date(2026, 11, 30), 2026)
    this, coming, new = read(DECEMBER, 2026), read(DECEMBER, 2027), read(JANUARY, 2027)

    assert "待审批的1笔共300,000.00元，今年内不审批的，转入2027年度预算" in this
    assert "2026年度还有1笔共300,000.00元待审批，年内不审批的转入这一年度" in coming
    assert "待审批的款项里，1笔共300,000.00元在以前年度编制、当年没有审批，转入本年度" in new
    assert "转入" not in read(JANUARY, 2026)


def test_what_waits_under_a_title_that_ended_moves_into_no_budget(go, city):
    payment = make_payment(city)
    Title.objects.filter(pk=payment.title_id).update(state="revoked")
    budget = "budget", city.authority.pk

    pages = [go(city.finance_clerk, DECEMBER, *budget, year) for year in (2026, 2027)]
    pages += [go(city.finance_clerk, DECEMBER, "payment", payment.pk)]
    pages += [go(who, DECEMBER, "desk") for who in (city.finance_clerk, city.finance_approver)]
    pages += [go(city.finance_clerk, JANUARY, *budget, 2027)]

    assert ["转入" in page for page in pages] == [False] * 6
    assert "称号已撤销，不再拨付，请退回" in pages[4]
