"""A change is shown on every open file and every title before anything of it is in force."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import rules
from rules.schedule import OneOff, Part
from tests.make import (
    EDITION,
    TODAY,
    assess,
    make_application,
    make_call,
    make_city,
    make_studio,
    make_title,
    make_union,
)
from workshops.studios.models import Outcome
from workshops.titles.differences import outcome
from workshops.titles.models import Title
from workshops.titles.replay import Proposal, Replay

pytestmark = pytest.mark.django_db

NANCHANG = rules.edition("nanchang", EDITION)
BOTH = {"outcome.benefit": "and"}
YEARS_ON = date(2029, 2, 1)


@pytest.fixture
def city():
    return make_city()


def replayed(city, readings=None, *, on=TODAY, edition=NANCHANG):
    replay = Replay(Proposal(city.authority, edition, readings or {}), on)
    return list(replay.differences()), replay.counts()


def test_a_draft_that_could_be_handed_in_no_more_is_listed(city):
    application = make_application(city)

    found, counts = replayed(city, BOTH)

    assert [(d.kind, d.subject.pk, d.what) for d in found] == [
        ("verdict", application.pk, "提交申报")
    ]
    assert "不符合" in found[0].new
    assert counts | {"applications": 1, "verdict": 1, "money": 0} == counts


def test_a_file_that_meets_both_readings_is_only_counted(city):
    make_application(city)
    Outcome.objects.update(social_benefit=True)

    found, counts = replayed(city, BOTH)

    assert (found, counts["applications"]) == ([], 1)


def test_a_file_whose_call_already_reads_so_does_not_change(city):
    call = make_call(city, settings=BOTH)
    make_application(city, call=call)

    assert replayed(city, BOTH)[0] == []


def test_another_authoritys_files_are_not_looked_at(city):
    make_application(city)
    elsewhere = make_union(kind="authority")
    replay = Replay(Proposal(elsewhere, NANCHANG, BOTH), TODAY)

    assert list(replay.differences()) == []
    assert replay.counts()["applications"] == 0


def test_years_without_a_result_would_bring_a_card_and_an_end(city):
    make_title(city)

    found, counts = replayed(city, {"missing_result": "fail"}, on=YEARS_ON)
    by_kind = {one.kind: one for one in found if one.kind != "verdict"}

    assert by_kind["standing"].old == "黄牌：无；撤销：无；拨完：未满"
    assert by_kind["standing"].new == "黄牌：2027年；撤销：2028年；拨完：未满"
    assert by_kind["money"].new == "400,000.00元，不再拨付"
    assert (counts["titles"], counts["standing"], counts["money"]) == (1, 1, 1)


def test_a_duty_that_falls_due_earlier_is_listed(city):
    make_title(city)

    found, _ = replayed(city, {"deadline.before_is_inclusive": False})
    duties = {(one.old, one.new) for one in found if one.kind == "duty"}

    assert duties == {("2026年12月31日", "2026年12月30日")}


def test_money_that_would_be_due_is_summed(city):
    make_title(city)
    part = Part("1", "第一笔补助资金", 50_000_00, "第十一条", "命名当年拨付。")

    found, counts = replayed(city, edition=replace(NANCHANG, schedule=OneOff(part)))

    first = next(one for one in found if one.what == "第一笔补助资金")
    assert (first.old, first.new) == (
        "300,000.00元，可拨付（2026年）",
        "50,000.00元，可拨付（2026年）",
    )
    assert first.fen == -250_000_00
    assert counts["fen"] == -250_000_00


def test_nothing_is_written(city):
    title = make_title(city)
    replayed(city, {"missing_result": "fail"}, on=YEARS_ON)

    assert Title.objects.get(pk=title.pk).settings == title.settings == {}


def counted(city):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        replayed(city, BOTH)
    return len(asked)


def test_questions_do_not_grow_with_the_files(city):
    make_application(city)
    one = counted(city)
    for _ in range(2):
        make_application(city, studio=make_studio(city.unit))

    assert counted(city) == one


def test_questions_do_not_grow_with_the_titles(city):
    assess(make_title(city), "P")
    one = counted(city)
    for _ in range(2):
        assess(
            make_title(city, application=make_application(city, studio=make_studio(city.unit))), "P"
        )

    assert counted(city) == one


def test_progress_is_told_by_the_batch(city, monkeypatch):
    monkeypatch.setattr("workshops.titles.replay.BATCH", 1)
    make_application(city)
    make_title(city, application=make_application(city, studio=make_studio(city.unit)))
    told = []

    list(Replay(Proposal(city.authority, NANCHANG, {}), TODAY, told.append).differences())

    assert told == [1, 2]


def other_readings():
    """Each open point of the text in each of its other readings."""
    return [
        pytest.param({one.key: reading}, id=f"{one.key}={reading}")
        for one in NANCHANG.parameters
        for reading in one.alternatives
    ]


@pytest.mark.parametrize("readings", other_readings())
def test_passing_over_what_no_reading_touches_loses_no_difference(city, readings, monkeypatch):
    assess(make_title(city), "PF")
    make_application(city, studio=make_studio(city.unit))
    quick = replayed(city, readings, on=YEARS_ON)
    monkeypatch.setattr(Proposal, "leaves", lambda *facts: False)

    assert replayed(city, readings, on=YEARS_ON) == quick


def test_a_file_is_judged_once_where_no_other_reading_was_asked_for(city, monkeypatch):
    make_title(city)
    judged = []
    monkeypatch.setattr(
        "workshops.titles.replay.outcome",
        lambda *given: judged.append(given) or outcome(*given),
    )
    replayed(city, BOTH)

    assert len(judged) == 1
