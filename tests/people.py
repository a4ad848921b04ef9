"""Makes the unions and the people of tests, with the fixed days on which they act."""

from datetime import date, datetime
from itertools import count
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from rules.facts import Level
from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion, UnitKind

TODAY = date(2026, 3, 2)  # a Monday inside the published calendar
APPOINTED_ON = date(2025, 1, 1)

serial = count(1)


def moment(on: date = TODAY, hour: int = 9) -> datetime:
    """That day at that hour in Shanghai."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_union(title="", *, kind=Kind.UNIT, **fields) -> TradeUnion:
    """A trade union; a unit's union unless another kind is named."""
    title = title or f"第{next(serial)}单位工会"
    plain = {"level": Level.UNIT, "jurisdiction": "nanchang"}
    if kind == Kind.UNIT:
        plain |= {"unit": title.removesuffix("工会"), "unit_kind": UnitKind.ENTERPRISE}
    return TradeUnion.objects.create(title=title, kind=kind, **plain | fields)


def make_person(*roles, union=None, full_name="", until_on=None, **fields) -> Person:
    """A person who holds these roles in the union; without roles, a stranger."""
    number = next(serial)
    full_name = full_name or f"人员{number}"
    person = Person(username=f"person{number}", full_name=full_name, **fields)
    person.set_unusable_password()
    person.save()
    for role in roles:
        Appointment.objects.create(
            person=person, union=union, role=role, from_on=APPOINTED_ON, until_on=until_on
        )
    return person


def make_city() -> SimpleNamespace:
    """A city under Nanchang's regulation: authority, two counties, a unit in each, their people.

    Each role of the main path has one person under the role's name, `experts` three; the other
    unit and county have `other_clerk` and `neighbour_officer`; `stranger` holds no post.
    """
    authority = make_union(
        "演示市总工会", kind=Kind.AUTHORITY, level=Level.PREFECTURE, document_prefix="演工"
    )
    counties = {"kind": Kind.COUNTY, "level": Level.COUNTY, "parent": authority}
    county = make_union("东湖演示县总工会", **counties)
    neighbour = make_union("西湖演示县总工会", **counties)
    unit = make_union("演示机械厂工会", parent=county, screening_union=county)
    other_unit = make_union("演示纺织厂工会", parent=neighbour, screening_union=neighbour)
    unions = {"authority": authority, "county": county, "neighbour": neighbour}
    people = _people(authority, county, neighbour, unit, other_unit)
    return SimpleNamespace(**unions, unit=unit, other_unit=other_unit, **people)


def _people(authority, county, neighbour, unit, other_unit) -> dict:
    office = (
        Role.REVIEW_OFFICE,
        Role.SECRETARY,
        Role.FINANCE_CLERK,
        Role.FINANCE_APPROVER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    )
    people = {role.value: make_person(role, union=authority) for role in office}
    return {
        **people,
        "clerk": make_person(Role.CLERK, union=unit),
        "chair": make_person(Role.CHAIR, union=unit),
        "screening_officer": make_person(Role.SCREENING_OFFICER, union=county),
        "experts": [make_person(Role.EXPERT, union=authority) for _ in range(3)],
        "other_clerk": make_person(Role.CLERK, union=other_unit),
        "neighbour_officer": make_person(Role.SCREENING_OFFICER, union=neighbour),
        "stranger": make_person(),
    }
