"""The projection: assumed results followed through the years, imagined or real."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import rules
from tests.make import TODAY, assess, make_city, make_title
from workshops.clock import move_to
from workshops.desk.projecting import project
from workshops.titles.models import Title

from .test_desk import BUDGET

pytestmark = pytest.mark.django_db
CODES = list(rules.regulations())
HERE, WAN = "nanchang", 1_000_000
NAMED_ON = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def through(results: str, code: str = HERE):
    """A title's years on these results from the second on: P passed, F failed, else none."""
    read = {"P": True, "F": False}
    known = {2027 + k: read[r] for k, r in enumerate(results) if r in read}
    return project("甲", rules.regulations()[code].editions[-1], NAMED_ON, known)


def test_the_money_falls_due_year_by_year():
    one = through("PPPPPPP")
    assert [year.due_fen // WAN for year in one.years] == [30, 30, 40, 0, 0, 0, 0, 0]
    assert [year.so_far_fen // WAN for year in one.years][:3] == [30, 60, 100]
    assert (one.total_fen, one.ended_year) == (100 * WAN, None)


def test_a_failed_year_is_a_warning_and_a_passed_one_lifts_it():
    one = through("FPPPPPP")
    assert [year.steps for year in one.years[:3]] == [(), ("黄牌警告",), ("解除黄牌",)]
    assert one.drawing.columns[1].mark == "黄牌"


def test_a_failed_year_is_given_one_card_however_long_no_result_follows():
    one = through("FNFPPPP")
    assert [year.steps for year in one.years[:5]] == [(), ("黄牌警告",), (), (), ("解除黄牌",)]


def test_two_failures_running_end_the_title():
    one = through("FFPPPPP")
    assert [year.year for year in one.years] == [2026, 2027, 2028]
    assert (one.ended_year, one.total_fen) == (2028, 30 * WAN)
    assert one.years[-1].steps == ("撤销命名并摘牌",)


def test_a_failure_after_the_cycle_ends_it_with_the_money_paid():
    one = through("PPFPPPP")
    assert (one.ended_year, one.total_fen) == (2029, 100 * WAN)


def test_fraud_costs_what_was_paid_so_far():
    costs = [year.clawback.fen // WAN for year in through("PFPPPPP").years]
    assert costs[:5] == [30, 60, 60, 100, 100]


def test_years_without_a_result_pay_nothing():
    assert through("NNNNNNN").total_fen == 30 * WAN


@pytest.mark.parametrize("code", CODES)
def test_every_regulation_is_projected_without_login(client, code):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(
            reverse("projection"), {"of": code, "named_on": "2026-05-20", "b2": "N"}
        )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("假设 A：逐年" in page, "假设 B：逐年" in page) == (True, True)
    assert len(asked) <= BUDGET


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("results", ["PPPPPPP", "FFFFFFF", "FPFPFPF", "NNNNNNN"])
def test_a_drawing_says_what_its_table_says(code, results):
    one = through(results, code)
    assert one.drawing.total_fen == one.total_fen == sum(year.due_fen for year in one.years)
    assert one.years[-1].so_far_fen == one.total_fen


@pytest.mark.parametrize("wrong", [{"of": "nowhere"}, {"named_on": "1999-01-01"}, {"a2": "X"}])
def test_a_wrong_assumption_is_pointed_out(client, wrong):
    page = client.get(reverse("projection"), wrong).content.decode()
    assert "有内容需要改正" in page
    assert "逐年" not in page


# A real title


def test_a_title_keeps_the_results_it_has(client):
    city = make_city()
    title = make_title(city)
    assess(title, "F")
    move_to(date(2028, 1, 10))
    client.force_login(city.clerk)
    answer = client.get(reverse("title_projection", args=[title.pk]))
    sides = answer.context["sides"]
    assert 2027 not in answer.context["form"].asked
    assert [one.years[1].result for one in sides] == [False, False]


def test_a_second_title_is_followed_through_the_years_of_its_base(client):
    city = make_city()
    base = make_title(city)
    second = Title.objects.create(
        studio=base.studio, authority=city.authority, edition_key=base.edition_key,
        title="示范性称号", named_on=TODAY, base=base,
    )  # fmt: skip
    client.force_login(city.clerk)

    answer = client.get(reverse("title_projection", args=[second.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("title_projection", args=[base.pk]), 302)]
    assert "这里推演的是它的基础称号" in answer.content.decode()


def test_a_title_of_others_is_not_found(client):
    city = make_city()
    title = make_title(city)
    client.force_login(city.other_clerk)
    assert client.get(reverse("title_projection", args=[title.pk])).status_code == 404


def test_the_page_of_a_title_leads_here(client):
    city = make_city()
    title = make_title(city)
    client.force_login(city.clerk)
    page = client.get(reverse("title", args=[title.pk])).content.decode()
    assert reverse("title_projection", args=[title.pk]) in page


def test_a_titles_projection_keeps_the_budget(client):
    city = make_city()
    title = make_title(city)
    assess(title, "PPP")
    client.force_login(city.clerk)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("title_projection", args=[title.pk]))
    assert len(asked) <= BUDGET
