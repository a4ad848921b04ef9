"""Who sees what: each kind of thing against each kind of person, and nobody else."""

from datetime import timedelta

import pytest

from rules.facts import Level
from tests.make import (
    TODAY,
    advanced_to,
    attach,
    make_application,
    make_call,
    make_city,
    make_payment,
    make_person,
    make_posting,
    make_sheet,
    make_studio,
    make_title,
    make_union,
    moment,
)
from workshops.publicity.models import Objection
from workshops.records.models import Decision
from workshops.unions.models import Kind, Role

pytestmark = pytest.mark.django_db

UNIT = {"clerk", "chair"}
COUNTY = {"screening_officer", "county_chair"}
OFFICE = {"review_office", "secretary", "authority_chair", "auditor"}
FINANCE = {"finance_clerk", "finance_approver"}
MONEY = FINANCE | {"auditor"}
BELOW = {"other_clerk", "neighbour_officer"}
EXPERTS = {"assigned", "unassigned"}


@pytest.fixture
def city():
    """The city with its chairs, two experts, those who left, and unions beside and above."""
    city, yesterday = make_city(), TODAY - timedelta(days=1)
    city.authority.parent = above = make_union(kind=Kind.CITY, level=Level.PROVINCE)
    city.authority.save()
    beside = make_union(kind=Kind.AUTHORITY, level=Level.PREFECTURE)
    city.county_chair = make_person(Role.CHAIR, union=city.county)
    city.authority_chair = make_person(Role.CHAIR, union=city.authority)
    city.superior = make_person(*Role, union=above)
    city.next_city = make_person(*Role, union=beside)
    city.former_clerk = make_person(Role.CLERK, union=city.unit, until_on=yesterday)
    city.former_office = make_person(*Role, union=city.authority, until_on=yesterday)
    city.locked_out = make_person(Role.CLERK, union=city.unit, is_active=False)
    city.assigned, _, city.unassigned = city.experts
    city.experts = [city.assigned]
    return city


def seers(city, sees) -> set[str]:
    """The names of those of whom `sees` holds."""
    people = {name: one for name, one in vars(city).items() if hasattr(one, "posts")}
    return {name for name, person in people.items() if sees(person)}


def seen_by(city, thing) -> set[str]:
    """Who finds a thing through the one door to its kind."""
    rows = type(thing).objects.filter(pk=thing.pk)
    return seers(city, lambda person: rows.visible_to(person, on=TODAY).exists())


def shown_to(city, record) -> set[str]:
    """Who may see a record, being allowed to see the thing it is about."""
    return seers(city, lambda person: record.subject_visible_to(person, on=TODAY))


# Calls and studios


def test_a_call_being_prepared_is_seen_by_its_authority_alone(city):
    assert seen_by(city, make_call(city, opened_on=None)) == OFFICE


def test_an_opened_call_is_seen_by_everyone_with_a_post_below_its_authority(city):
    everyone = UNIT | COUNTY | OFFICE | FINANCE | BELOW | EXPERTS | {"administrator"}

    assert seen_by(city, make_call(city)) == everyone


def test_a_studio_is_seen_by_its_own_unit_alone(city):
    assert seen_by(city, make_studio(city.unit)) == UNIT


# Applications


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", UNIT),
        ("submitted", UNIT | OFFICE),
        ("consented", UNIT | COUNTY | OFFICE),
        ("recommended", UNIT | COUNTY | OFFICE),
        ("in_review", UNIT | COUNTY | OFFICE),
        ("shortlisted", UNIT | COUNTY | OFFICE | {"assigned"}),
        ("in_publicity", UNIT | COUNTY | OFFICE | {"assigned"}),
        ("named", UNIT | COUNTY | OFFICE | FINANCE | {"assigned"}),
    ],
)
def test_an_application_is_seen_by_those_it_has_reached(city, state, expected):
    assert seen_by(city, advanced_to(state, city)) == expected


def test_an_expert_sees_a_file_from_its_assignment_on(city):
    file = advanced_to("in_review", city)
    make_sheet(file, city.assigned, submitted=False)

    assert seen_by(city, file) == UNIT | COUNTY | OFFICE | {"assigned"}


def test_a_file_is_listed_once_however_many_ways_it_is_seen(city):
    file = advanced_to("shortlisted", city)
    for role in (Role.CHAIR, Role.SECRETARY, Role.EXPERT):
        city.assigned.appointments.get_or_create(
            union=city.authority, role=role, defaults={"from_on": TODAY}
        )
    seen = type(file).objects.visible_to(city.assigned, on=TODAY)

    assert list(seen) == [file]


# What belongs to a file


@pytest.mark.parametrize(
    ("state", "expected"),
    [("draft", UNIT), ("submitted", UNIT | OFFICE), ("recommended", UNIT | COUNTY | OFFICE)],
)
def test_papers_and_decisions_are_seen_with_the_file_they_are_about(city, state, expected):
    file = advanced_to(state, city)
    attachment = attach(file, "venue", by=city.clerk)
    records = [attachment, *Decision.objects.about(file)]

    assert [shown_to(city, record) for record in records] == [expected] * len(records)


def test_a_sheet_is_seen_by_its_expert_alone_until_all_are_in(city):
    file = advanced_to("in_review", city)
    own = make_sheet(file, city.assigned)
    make_sheet(file, city.unassigned, submitted=False)

    assert seen_by(city, own) == {"assigned"}


def test_the_office_sees_the_sheets_once_all_are_in_and_an_expert_still_only_his_own(city):
    file = advanced_to("in_review", city)
    own, other = make_sheet(file, city.assigned), make_sheet(file, city.unassigned)

    assert seen_by(city, own) == OFFICE | {"assigned"}
    assert seen_by(city, other) == OFFICE | {"unassigned"}


def test_an_objection_is_seen_by_those_who_handle_it_and_the_audit(city):
    file = advanced_to("in_publicity", city)
    objection = Objection.objects.create(
        posting=file.postings.get(),
        application=file,
        full_name="赵六",
        employer="某厂",
        phone="13800000000",
        statement="成果不实",
        received_at=moment(),
    )

    assert seen_by(city, objection) == {"review_office", "auditor"}
    assert shown_to(city, attach(objection, "evidence", by=None)) == {"review_office", "auditor"}


def test_a_posting_is_public(city):
    posting = make_posting(make_application(city))
    everyone = seers(city, lambda person: True)

    assert seen_by(city, posting) == everyone


# Titles and money


def test_a_title_is_seen_by_its_unit_its_recommender_and_the_authority(city):
    assert seen_by(city, make_title(city)) == UNIT | COUNTY | OFFICE | FINANCE


def test_a_payment_is_seen_by_its_unit_and_the_money_people_of_the_authority(city):
    payment = make_payment(city)

    assert seen_by(city, payment) == UNIT | MONEY


# Posts


def test_a_post_not_yet_begun_shows_nothing(city):
    file = make_application(city)
    newcomer = make_person()
    tomorrow = TODAY + timedelta(days=1)
    newcomer.appointments.create(union=city.unit, role=Role.CLERK, from_on=tomorrow)

    assert not type(file).objects.visible_to(newcomer, on=TODAY).exists()
    assert type(file).objects.visible_to(newcomer, on=tomorrow).exists()


def test_being_a_superuser_of_the_framework_shows_nothing(city):
    root = make_person(is_superuser=True, is_staff=True)

    assert not type(make_application(city)).objects.visible_to(root, on=TODAY).exists()
