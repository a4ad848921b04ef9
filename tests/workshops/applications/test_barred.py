"""Shut out for good: the studio itself, and by the other reading whoever led it."""

import pytest

from tests.make import TODAY, make_application, make_call, make_city, make_studio, moment
from workshops.applications.many import read_many
from workshops.applications.models import Application
from workshops.records.actions import advance
from workshops.records.lifecycle import Refused
from workshops.unions.models import TradeUnion

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """A city where a studio that Zhang San led was shut out, and Zhang San files for another."""
    city = make_city()
    make_studio(city.other_clerk.posts(TODAY)[0].union, barred_by="第十五条")
    return city


def submitted(city, draft):
    given = {"truthful": True}
    return advance(draft, "submit", by=city.clerk, on=TODAY, at=moment(), given=given)


def test_whoever_led_a_studio_shut_out_is_pointed_out_and_may_file(city):
    draft = make_application(city)

    decision = submitted(city, draft)

    said = {finding["id"]: finding["shown"] for finding in decision.findings}
    assert said["NC-15d"] == "领衔人曾领衔永久取消申报资格的工作室"


def test_by_the_other_reading_he_may_not(city):
    call = make_call(city, settings={"bar_scope": "studio+leader"})

    with pytest.raises(Refused, match="领衔人曾领衔"):
        submitted(city, make_application(city, call=call))


def test_another_leader_and_another_place_are_not_meant(city):
    draft = make_application(city)
    assert draft.known_facts(TODAY).leader_barred is True

    TradeUnion.objects.filter(studios__barred_by="第十五条").update(jurisdiction="yangpu")
    elsewhere = Application.objects.get(pk=draft.pk).known_facts(TODAY).leader_barred
    TradeUnion.objects.update(jurisdiction="nanchang")
    draft.studio.leaders.update(full_name="李四")
    other = Application.objects.get(pk=draft.pk).known_facts(TODAY).leader_barred

    assert (elsewhere, other) == (False, False)


def test_many_files_are_told_the_same_in_one_question(city):
    one = make_application(city)
    make_application(city, call=one.call, studio=make_studio(city.unit))

    found = [file.known_facts(TODAY).leader_barred for file in read_many(Application.objects.all())]

    assert found == [True, True]
