"""What fraud would bring back, and the assumptions side by side, on the page and in the book."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from subsidies.budgets.unpaid import alike
from subsidies.figures.coming import ASSUMED, of_groups, standing, totals
from subsidies.figures.exposed import exposed
from tests.make import make_title
from tests.subsidies.spending.granted import WHOLE, grant
from tests.workshops.titles.living import NAMED
from workshops.titles.asked import FRAUD
from workshops.titles.models import Title
from workshops.titles.recovery import recovery

pytestmark = pytest.mark.django_db


def held(city):
    return alike(standing([city.authority.pk]))


@pytest.mark.parametrize(
    ("code", "article"), [("nanchang", "第十五条"), ("china_communications", "第十一条第3项")]
)
def test_fraud_brings_back_what_the_decision_would_claim(code, article):
    city, payment = grant(code)

    (one,) = exposed(held(city), NAMED)

    title = Title.objects.get(pk=payment.title_id)
    facts = replace(title.facts(NAMED), ground=FRAUD, verified_finding="查实")
    due = recovery(title, title.edition.step("delist"), facts)["due_fen"]
    assert (one.fen, one.titles, one.article) == (due, 1, article)
    assert due == WHOLE


@pytest.mark.parametrize("code", ["quzhou", "yangpu", "shandong"])
def test_texts_that_claim_nothing_back_expose_nothing(code, go):
    city, _ = grant(code)

    assert exposed(held(city), NAMED) == []
    assert "没有写明追回" in go(city.finance_clerk, "coming").content.decode()


def test_the_page_lays_the_assumptions_side_by_side_and_says_what_fraud_brings_back(go):
    city, _ = grant("nanchang")
    make_title(city)

    answer = go(city.finance_clerk, "coming", assumed="once", many="2")

    found = {row["label"]: row for row in answer.context["assumptions"]}
    assert list(found) == list(ASSUMED.values())
    assert [row["chosen"] for row in found.values()] == [False, True, False]
    assert [bar["fen"] for bar in answer.context["bars"]] == found[ASSUMED["once"]]["cells"]
    sums = [row["total"] for row in found.values()]
    assert sums == sorted(sums, reverse=True)
    assert len(set(sums)) == 3
    said = answer.content.decode()
    assert "收回" in said
    assert "10,000.00 元" in said


def test_each_assumption_comes_to_what_it_does_by_itself(go):
    city, _ = grant("nanchang")
    make_title(city)

    rows = go(city.finance_clerk, "coming").context["assumptions"]

    own = standing([city.authority.pk])
    assert [row["cells"] for row in rows] == [
        totals(of_groups(alike(own), NAMED, assumed), NAMED) for assumed in ASSUMED
    ]


def test_the_workbook_compares_them_too(go):
    city, _ = grant("nanchang")

    book = load_workbook(io.BytesIO(go(city.finance_clerk, "coming_table").content))

    sheet = book["三种假设比较"]
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == list(ASSUMED.values())
