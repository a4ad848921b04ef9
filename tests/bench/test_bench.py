"""The measurements still run, on next to nothing; what they say is for `make bench`."""

import pytest

from workshops.clock import move_to

from . import judging, money, papers, purse, stored
from .figures import FALLING, RISING, Figure, page
from .stock import laid_in

OVER = {"budget": 15}  # pages that still ask more than a page may


@pytest.mark.django_db
def test_what_is_stored_can_be_measured():
    found = stored.figures(laid_in(20), times=1)

    assert found[0].counts.startswith("22 件，")
    assert all(one.seen > 0 for one in found)


@pytest.mark.django_db
def test_no_page_of_money_asks_more_for_more_rows_or_more_than_a_page_may():
    move_to(purse.DAY)

    few, many = (money.all_questions(money.laid(rows)) for rows in (6, 24))

    assert {key: (few[key], asked) for key, asked in many.items() if asked != few[key]} == {}
    over = {key: asked for key, asked in many.items() if asked > money.QUERIES}
    assert {key[0]: asked for key, asked in over.items()} == OVER


@pytest.mark.django_db
def test_the_demo_asks_two_questions_more_than_others(settings):
    move_to(purse.DAY)
    page = money.asked(money.laid(6))["charts", (), money.CLERK]

    shown = money.questions(page)
    settings.DEMO = False

    assert money.questions(page) == shown - money.OF_THE_DEMO


@pytest.mark.django_db
def test_files_of_money_can_be_measured():
    move_to(purse.DAY)

    found = list(money.files(money.laid(6), 6))

    assert [one.what for one in found if not one.counts.startswith("200，")] == []


def test_judging_can_be_measured_and_every_case_brings_findings():
    found = judging.figures(seconds=0.001)

    assert [one.seen > 0 for one in found] == [True] * 3


def test_a_notice_can_be_measured():
    assert "第一笔补助资金" in papers.notice()


@pytest.mark.parametrize(("bound", "ratio"), [(RISING, 0.5), (FALLING, 2)])
def test_a_ratio_above_one_is_good_whichever_way_is_better(bound, ratio):
    figure = Figure("项目", bound, goal=10, seen=5, unit="秒")

    assert figure.ratio == ratio
    assert figure.line() in page([figure], "此刻")
