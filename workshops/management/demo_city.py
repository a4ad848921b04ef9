"""Lays out the demo city from the files in fixtures/demo, through the same models as real data."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

import rules
from workshops.applications.calls import Adoption, Call, Criterion
from workshops.records.actions import record
from workshops.studios.models import (
    EarlierTitle,
    Honour,
    Leader,
    Member,
    Outcome,
    Project,
    Studio,
)
from workshops.unions.models import Appointment, Person, Role, TradeUnion

PASSWORD = "gongjiang-2026"  # printed, shown, and good only for the invented people of the demo
FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PARTS = {
    "leaders": Leader,
    "honours": Honour,
    "members": Member,
    "projects": Project,
    "outcomes": Outcome,
    "earlier_titles": EarlierTitle,
}


def places() -> list[dict]:
    """What each file of the demo says; those whose regulation is loaded come first."""
    found = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.toml")]
    loaded = rules.regulations()
    return sorted(found, key=lambda place: (place["jurisdiction"] not in loaded, str(place)))


def lay_out(*, at) -> dict[str, int]:
    """Make everything, record it, and return how many rows of each sort there are."""
    hashed = make_password(PASSWORD)
    with transaction.atomic():
        for place in places():
            unions = _unions(place)
            _people(place, unions, hashed)
            _calls(place, unions)
            for plain in place.get("studios", []):
                _studio(dict(plain), unions)
            _remember(place, unions, at)
    return {
        model._meta.verbose_name: model.objects.count() for model in (TradeUnion, Person, Studio)
    }


def _unions(place: dict) -> dict[str, TradeUnion]:
    """The unions by name; a superior stands before those below it in the file."""
    made: dict[str, TradeUnion] = {}
    for plain in place["unions"]:
        fields = {key: value for key, value in plain.items() if key != "people"}
        parent, screening = fields.pop("parent", None), fields.pop("screening", None)
        made[plain["title"]] = TradeUnion.objects.create(
            jurisdiction=place["jurisdiction"],
            parent=made[parent] if parent else None,
            screening_union=made[screening] if screening else None,
            **fields,
        )
    return made


def _people(place: dict, unions: dict, hashed: str) -> None:
    for plain in place["unions"]:
        for one in plain["people"]:
            person = Person.objects.create(
                username=one["login"], full_name=one["name"], password=hashed, is_demo=True
            )
            Appointment.objects.bulk_create(
                Appointment(
                    person=person,
                    union=unions[plain["title"]],
                    role=Role(role),
                    from_on=place["appointed_on"],
                )
                for role in one["roles"]
            )


def _calls(place: dict, unions: dict) -> None:
    """The day of effect and the call in draft, where the regulation is there to govern them."""
    regulation = rules.regulations().get(place["jurisdiction"])
    if regulation is None:
        return
    authority, edition = unions[place["unions"][0]["title"]], regulation.editions[-1]
    if "adoption" in place:
        adoption = place["adoption"]
        Adoption.objects.create(authority=authority, edition_key=edition.key, **adoption)
    if "call" not in place:
        return
    fields = dict(place["call"])
    criteria, screeners = fields.pop("criteria", []), fields.pop("screeners")
    call = Call.objects.create(authority=authority, edition_key=edition.key, **fields)
    call.screeners.set([unions[title] for title in screeners])
    for number, line in enumerate(criteria, start=1):
        marks = {"full_marks": line["marks"], "guidance": line["guidance"]}
        Criterion.objects.create(
            call=call, place=number, title=line["title"], is_example=True, **marks
        )


def _studio(plain: dict, unions: dict) -> None:
    parts = {name: plain.pop(name, []) for name in PARTS}
    studio = Studio.objects.create(unit_union=unions[plain.pop("union")], **plain)
    for name, rows in parts.items():
        PARTS[name].objects.bulk_create(PARTS[name](studio=studio, **row) for row in rows)


def _remember(place: dict, unions: dict, at) -> None:
    """One link of the history for each authority, under its administrator's name."""
    authority = next(iter(unions.values()))
    post = authority.appointments.filter(role=Role.ADMINISTRATOR).select_related("person").first()
    after = {"unions": len(unions), "studios": len(place.get("studios", []))}
    record("载入演示数据", authority, by=post.person, post=post, at=at, after=after)
