"""A call keeps the readings under which it opened, and a title those under which it was named."""

import pytest

from tests.make import TODAY, make_call, make_city, make_reading, make_title, moment
from workshops.applications.amendments import readings_of
from workshops.applications.calls import Call
from workshops.records.actions import advance
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db

KEY = "outcome.benefit"


@pytest.fixture
def city():
    return make_city()


def opened(city, call):
    advance(call, "open_call", by=city.review_office, on=TODAY, at=moment(), given={})
    return Call.objects.get(pk=call.pk)


def test_without_a_choice_the_defaults_are_kept(city):
    call = opened(city, make_call(city, opened_on=None))

    assert call.settings == {p.key: p.default for p in call.edition.parameters}
    assert call.known_facts(TODAY).settings == call.settings


def test_a_call_in_draft_reads_what_is_chosen_now(city):
    call = make_call(city, opened_on=None)
    make_reading(city, KEY, "and")

    assert Call.objects.get(pk=call.pk).known_facts(TODAY).settings == {KEY: "and"}


def test_an_opened_call_keeps_its_readings(city):
    make_reading(city, KEY, "and")
    call = opened(city, make_call(city, opened_on=None))
    make_reading(city, KEY, "or")

    assert Call.objects.get(pk=call.pk).readings == readings_of(call.edition, {KEY: "and"})


def test_a_reading_of_another_authority_is_none_of_ours(city):
    make_reading(city, KEY, "and", authority=city.county)
    call = make_call(city, opened_on=None)

    assert call.readings == {}


def test_readings_are_read_once_for_many_drafts(city, django_assert_num_queries):
    make_reading(city, KEY, "and")
    drafts = [make_call(city, opened_on=None, year=year) for year in (2026, 2027, 2028)]
    authority = Call.objects.select_related("authority").get(pk=drafts[0].pk).authority
    for draft in drafts:
        draft.authority = authority

    with django_assert_num_queries(1):
        assert [draft.readings for draft in drafts] == [{KEY: "and"}] * 3


def test_a_title_is_read_by_its_own_readings(city):
    title = make_title(city, settings={KEY: "and"})

    assert Title.objects.get(pk=title.pk).known_facts(TODAY).settings == {KEY: "and"}
