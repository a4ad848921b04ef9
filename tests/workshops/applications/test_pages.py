"""What the pages cost, and what lists show to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import (
    advanced_to,
    attach,
    make_application,
    make_call,
    make_city,
    make_sheet,
    make_studio,
)
from workshops.studios.models import Member, Outcome

from .pages import at

pytestmark = pytest.mark.django_db

MOST = 12
OF_THE_DEMO = 2  # its clock, and what falls due next: asked nowhere else


@pytest.fixture
def city():
    return make_city()


def cost(client, person, url) -> int:
    """How many questions a page puts to the database, log-in included."""
    client.force_login(person)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked) - OF_THE_DEMO


def more_rows(application, by):
    for number in range(2):
        Member.objects.create(studio=application.studio, full_name=f"成员{number}")
        outcome = {"title": "成果", "kind": "award", "on": "2025-11-01"}
        Outcome.objects.create(studio=application.studio, **outcome)
        attach(application, "plan", by=by)


@pytest.mark.parametrize("name", ["application", "application_check", "application_upload"])
def test_a_draft_costs_the_same_with_one_row_and_with_three(client, city, name):
    draft = make_application(city)
    url = at(name, draft.pk)

    one = cost(client, city.clerk, url)
    more_rows(draft, city.clerk)

    assert (cost(client, city.clerk, url), one <= MOST) == (one, True)


@pytest.mark.parametrize("key", ["basics", "leaders", "outcomes"])
def test_a_section_costs_the_same_with_one_row_and_with_three(client, city, key):
    draft = make_application(city)
    url = at("application_section", draft.pk, key)

    one = cost(client, city.clerk, url)
    more_rows(draft, city.clerk)

    assert (cost(client, city.clerk, url), one <= MOST) == (one, True)


@pytest.mark.parametrize(
    ("state", "person"),
    [
        ("submitted", "clerk"),
        ("consented", "screening_officer"),
        ("recommended", "review_office"),
        ("shortlisted", "secretary"),
        ("named", "review_office"),
    ],
)
def test_a_file_on_its_way_stays_within_the_budget(client, city, state, person):
    file = advanced_to(state, city)

    assert cost(client, getattr(city, person), at("application", file.pk)) <= MOST


@pytest.mark.parametrize("name", ["submit", "consent", "recommend", "send_back"])
def test_a_steps_page_stays_within_the_budget(client, city, name):
    before = {"submit": "draft", "consent": "submitted"}.get(name, "consented")
    file = advanced_to(before, city)
    person = city.clerk if name in ("submit", "consent") else city.screening_officer

    assert cost(client, person, at("application_step", file.pk, name)) <= MOST


def test_the_list_of_files_costs_the_same_for_one_and_for_three(client, city):
    make_application(city)
    one = cost(client, city.clerk, at("applications"))
    for _ in range(2):
        make_application(city, studio=make_studio(city.unit))

    assert (cost(client, city.clerk, at("applications")), one <= MOST) == (one, True)


def test_the_list_of_calls_costs_the_same_for_one_and_for_three(client, city):
    call = make_call(city)
    one = cost(client, city.review_office, at("calls"))
    for year in (2024, 2025):
        make_call(city, year=year)

    assert (cost(client, city.review_office, at("calls")), one <= MOST) == (one, True)
    assert cost(client, city.review_office, at("call", call.pk)) <= MOST
    assert cost(client, city.clerk, at("application_new", call.pk)) <= MOST


def titles(client, person, **asked) -> list[str]:
    client.force_login(person)
    found = client.get(at("applications"), asked).context["applications"]
    return [one.studio.title for one in found]


def test_each_sees_the_files_that_concern_them(client, city):
    draft = make_application(city)
    sent = advanced_to(
        "consented", city, application=make_application(city, studio=make_studio(city.unit))
    )

    assert titles(client, city.clerk) == [sent.studio.title, draft.studio.title]
    assert titles(client, city.screening_officer) == [sent.studio.title]
    assert titles(client, city.review_office) == [sent.studio.title]
    people = (city.finance_clerk, city.neighbour_officer, city.other_clerk, city.stranger)
    assert [titles(client, person) for person in people] == [[]] * 4


def test_the_list_is_narrowed_by_state_and_call(client, city):
    draft = make_application(city)

    assert titles(client, city.clerk, state="draft", call=draft.call_id) == [draft.studio.title]
    assert titles(client, city.clerk, state="named") == []
    assert titles(client, city.clerk, state="no such state") == [draft.studio.title]


def test_a_long_list_goes_on_after_the_last_one_shown(client, city, monkeypatch):
    monkeypatch.setattr("workshops.applications.views.PAGE", 2)
    files = [make_application(city, studio=make_studio(city.unit)) for _ in range(3)]
    client.force_login(city.clerk)

    first = client.get(at("applications"))
    second = client.get(at("applications") + first.context["next_url"])

    assert [one.pk for one in first.context["applications"]] == [files[2].pk, files[1].pk]
    assert [one.pk for one in second.context["applications"]] == [files[0].pk]


def test_a_unit_is_not_told_that_its_file_fell_short_before_the_meeting(client, city):
    file = advanced_to("in_review", city)
    for expert in city.experts:
        make_sheet(file, expert, points=(1, 1))

    client.force_login(city.clerk)
    page = client.get(at("application", file.pk)).content.decode()

    assert "确定入围" in page
    assert "达到入围标准" not in page
