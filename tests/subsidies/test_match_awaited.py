"""A missing match stands on the unit's desk and in the list of what falls due; late on others'."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.people import TODAY, make_person
from tests.province import choose, make_province
from tests.subsidies.test_matching import WHOLE, put_beside, received
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
LAST = date(2026, 4, 2)


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


def told(person, on):
    groups = waiting_for(person, on)
    return [
        (task["state_label"], task["deadline"])
        for group in groups
        if "配套" in group["title"]
        for task in group["tasks"]
    ]


@pytest.mark.parametrize(
    ("day", "label"),
    [(TODAY, "将到期"), (LAST, "今天到期"), (LAST + timedelta(days=1), "逾期1天")],
)
def test_the_unit_is_told_before_on_and_after_the_last_day(client, place, day, label):
    received(place)
    move_to(day)
    client.force_login(place.clerk)

    assert told(place.clerk, day) == [(label, LAST)]
    page = client.get(reverse("reminders")).content.decode()
    assert label in page
    assert "2026年4月2日" in page


@pytest.mark.parametrize("role", [Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.AUDITOR])
def test_those_above_are_told_once_it_is_late(place, role):
    received(place)
    person = make_person(role, union=place.authority)

    assert told(person, LAST) == []
    assert told(person, LAST + timedelta(days=5)) == [("逾期5天", LAST)]


def test_once_it_is_matched_whole_nobody_is_told(place):
    payment = received(place)
    put_beside(place, payment, WHOLE - 1)
    assert told(place.clerk, TODAY) == [("将到期", LAST)]

    put_beside(place, payment, 1)

    assert told(place.clerk, TODAY) == []


def test_a_last_day_that_rolls_past_a_rest_day_is_told_as_it_falls(place):
    choose(place, "period.roll_forward", True)
    payment = received(place)

    [(_, day)] = told(place.clerk, TODAY)

    from subsidies.payments.standing import last_day

    assert day == last_day(payment, TODAY)


@pytest.mark.parametrize("stage", ["ahead", "late"])
def test_the_list_is_narrowed_to_what_is_asked_for(client, place, stage):
    received(place)
    client.force_login(place.clerk)

    shown = client.get(reverse("reminders"), {"stage": stage}).context["beside"]

    assert len(shown) == (stage == "ahead")
