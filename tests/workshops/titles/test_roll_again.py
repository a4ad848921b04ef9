"""By the roll a second time, by many at once, and what their clerks may not type."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import TODAY
from tests.province import EDITION, make_craft_studio, make_province, name_directly, supervise
from workshops.applications.models import Application, Call
from workshops.clock import move_to
from workshops.titles.direct import on_the_roll
from workshops.titles.models import Title
from workshops.titles.replay import Proposal, Replay

from .test_direct import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


def test_a_section_of_what_is_being_created_refuses_days_to_come(client, place):
    title = supervise(place)
    rows = {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0"}
    someone = {"members-0-full_name": "李工", "members-0-birth_year": "3000"}

    answer = page(client, place.clerk, "created_section", title.pk, "members", **rows, **someone)

    assert "3000" in answer.content.decode()
    assert not title.studio.members.exists()


# Struck off


def struck_off(title):
    """What becomes of a title whose studio did not put right what was asked."""
    Title.objects.filter(pk=title.pk).update(state="revoked")
    return title


def test_a_studio_struck_off_comes_in_by_the_roll_again(client, place):
    studio = struck_off(name_directly(place, roll_size=1)).studio

    listed = page(client, place.review_office, "roll")
    again = name_directly(place, studio, roll_size=1, plaque_number="2", document_number="3")

    assert listed.context["studios"] == [studio]
    assert (again.state, again.studio, studio.titles.count()) == ("active", studio, 2)
    answer = page(client, place.review_office, "roll_step", studio.pk, "name_directly")
    assert answer.url == reverse("title", args=[again.pk])


def test_a_studio_that_is_barred_does_not(place):
    studio = struck_off(name_directly(place)).studio
    type(studio).objects.filter(pk=studio.pk).update(barred_by="某办法第一条")

    assert on_the_roll(place.authority, EDITION) == []


# Tried


def test_a_trial_asks_no_more_for_many_who_came_by_the_roll(place, django_assert_num_queries):
    def tried():
        return list(Replay(Proposal(place.authority, EDITION, {}), TODAY).differences())

    name_directly(place)
    with CaptureQueriesContext(connection) as one:
        tried()
    for n in (2, 3):
        studio = make_craft_studio(place.unit, title=f"第{n}工作室")
        name_directly(
            place, studio, roll_number=f"{n}", plaque_number=f"{n}", document_number=f"{n}"
        )
    supervise(place, make_craft_studio(place.unit, whole=False, title="待创建"), roll_number="4")

    with django_assert_num_queries(len(one)):
        tried()


def test_a_trial_knows_of_each_what_its_page_knows(place):
    name_directly(place)
    supervise(place, make_craft_studio(place.unit, whole=False, title="待创建"), roll_number="4")

    for title in Replay(Proposal(place.authority, EDITION, {}), TODAY)._titles():
        alone = Title.objects.get(pk=title.pk)
        assert title.known_facts(TODAY) == alone.known_facts(TODAY)


# A road that would end halfway


@pytest.mark.parametrize(("union", "met"), [("unit", False), ("other_unit", True)])
def test_a_unit_straight_under_a_city_is_told_before_it_hands_in(place, union, met):
    call = Call.objects.create(authority=place.authority, edition_key=EDITION.key, year=2026)
    studio = make_craft_studio(getattr(place, union))
    file = Application.objects.create(call=call, studio=studio)

    findings = EDITION.judge("submit", file.known_facts(TODAY)).findings

    road = next(one for one in findings if one.id == "SD-12c-road")
    assert (road.outcome == "met", road.blocks) == (met, not met)
    assert met or "没有县级工会" in road.shown
