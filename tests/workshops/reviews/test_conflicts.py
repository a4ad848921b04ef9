"""Who must not score whom."""

from datetime import date

import pytest

from tests.make import TODAY, advanced_to, make_city, make_person, moment
from workshops.reviews.actions import Unready, assign, stand_aside
from workshops.reviews.conflicts import candidates
from workshops.unions.models import Appointment, Role

pytestmark = pytest.mark.django_db


def conflict_of(expert, application) -> str:
    found = {c.expert: c.conflict for c in candidates(application, on=TODAY)}
    return found[expert]


def hold_post(person, union, role=Role.CLERK, until_on=None):
    Appointment.objects.create(
        person=person, union=union, role=role, from_on=date(2025, 1, 1), until_on=until_on
    )


def test_an_expert_without_ties_may_score():
    city = make_city()

    assert conflict_of(city.experts[0], advanced_to("in_review", city)) == ""


@pytest.mark.parametrize("until_on", [None, date(2025, 6, 30)], ids=["still there", "once there"])
def test_an_expert_of_the_same_unit_must_stand_aside(until_on):
    city = make_city()
    hold_post(city.experts[0], city.unit, until_on=until_on)

    found = conflict_of(city.experts[0], advanced_to("in_review", city))

    assert found == "与申报单位同一单位（演示机械厂工会经办人）"


def test_an_expert_of_the_recommending_union_must_stand_aside():
    city = make_city()
    hold_post(city.experts[0], city.county, Role.SCREENING_OFFICER)

    found = conflict_of(city.experts[0], advanced_to("in_review", city))

    assert found == "在推荐工会任职（东湖演示县总工会初审员）"


def test_an_expert_of_another_union_may_score():
    city = make_city()
    hold_post(city.experts[0], city.neighbour, Role.SCREENING_OFFICER)

    assert conflict_of(city.experts[0], advanced_to("in_review", city)) == ""


@pytest.mark.parametrize(("name", "as_what"), [("张三", "领衔人"), ("李四", "成员")])
def test_an_expert_on_the_roster_must_stand_aside(name, as_what):
    city = make_city()
    expert = make_person(Role.EXPERT, union=city.authority, full_name=name)

    found = conflict_of(expert, advanced_to("in_review", city))

    assert found == f"与工作室{as_what}姓名相同"


def test_who_declared_a_conflict_loses_the_sheet_and_is_not_asked_again():
    city = make_city()
    application, expert = advanced_to("in_review", city), city.experts[0]
    acts = {"on": TODAY, "at": moment()}
    assign(application, [expert.pk], by=city.review_office, **acts)

    stand_aside(application.sheets.get(), by=expert, why="领衔人是本人学生", **acts)

    assert application.sheets.count() == 0
    assert conflict_of(expert, application) == "本人已申报回避"


def test_assigning_someone_tied_is_refused_by_name_and_assigns_nobody():
    city = make_city()
    application, tied = advanced_to("in_review", city), city.experts[0]
    hold_post(tied, city.unit)

    chosen = [expert.pk for expert in city.experts]

    with pytest.raises(Unready) as refusal:
        assign(application, chosen, by=city.review_office, on=TODAY, at=moment())

    reason = f"须回避，不能分派。{tied}：与申报单位同一单位（演示机械厂工会经办人）"
    assert str(refusal.value) == reason
    assert application.sheets.count() == 0
