"""The second entrance: studios led by somebody on the roll, named directly or first created."""

from datetime import date, datetime

from django.db import transaction

from rules.asking import asks_for
from rules.base import Edition
from workshops.applications.amendments import readings_in_force
from workshops.applications.calling import edition_for
from workshops.records.actions import found, record
from workshops.records.lifecycle import NotPossible
from workshops.studios.models import Leader, Studio
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .direct_papers import KIND, direct_says
from .lifecycle import State
from .models import Title

ROADS = ("name_directly", "supervise")


def entrance(person: Person, on: date) -> tuple[Appointment, Edition] | None:
    """The post in which this person keeps a second entrance, and the text that has it."""
    for post in person.posts(on):
        if post.role == Role.REVIEW_OFFICE and post.union.regulation:
            edition = edition_for(post.union, on=on)
            if edition.step("name_directly"):
                return post, edition
    return None


def words_asked(edition: Edition, *path: str) -> list[str]:
    """The words with which the second entrance compares a fact, such as its rolls."""
    rows = edition.step("name_directly").requires
    heard = (word for row in rows for word in asks_for(row).paths.get(path, ()))
    return list(dict.fromkeys(heard))


def on_the_roll(authority: TradeUnion, edition: Edition) -> list[Studio]:
    """The studios entered for somebody on the roll that hold no title; struck off is none held."""
    found_ = Studio.objects.filter(title_type__in=words_asked(edition, "title_type"), copy_of=None)
    found_ = found_.filter(unit_union__jurisdiction=authority.jurisdiction)
    found_ = found_.filter(barred_by="")
    held = Title.objects.filter(authority=authority).exclude(state=State.REVOKED)
    waiting = found_.exclude(titles__in=held).select_related("unit_union")
    return list(waiting.prefetch_related("leaders").order_by("pk"))


def enrol(details: dict, *, by: Person, at: datetime, post: Appointment) -> Studio:
    """Enter a craftsman of the roll with the studio he leads or is to lead."""
    with transaction.atomic():
        studio = Studio.objects.create(
            unit_union=details["union"], title=details["title"], title_type=details["title_type"]
        )
        person = {"full_name": details["full_name"], "roll": details["roll"]}
        Leader.objects.create(studio=studio, **person)
        record("登记名册上的工匠", studio.unit_union, by=by, at=at, post=post, after=person)
    return studio


def drafted(studio: Studio, step: str, authority: TradeUnion, edition: Edition, on: date) -> Title:
    """The title as that step would found it that day, not saved."""
    held = step == "name_directly"
    return Title(
        studio=studio,
        authority=authority,
        edition_key=edition.key,
        settings=readings_in_force(authority, edition.key),
        title=edition.plaque_of(studio.title_type),
        named_on=on if held else None,
        state=State.ACTIVE if held else State.TO_BE_CREATED,
    )


def enter(title: Title, step: str, given: dict, *, by: Person, on: date, at: datetime) -> Title:
    """Found the title by that step, once for a studio. Raises what `found` raises."""
    title.roll_year, title.roll_number = given["roll_year"], given["roll_number"]
    title.supervising_union = TradeUnion.objects.filter(title=given.get("supervisor")).first()
    title.document_number = given.get("document_number", "")
    title.plaque_number = given.get("plaque_number", "")
    if step == "name_directly":
        given = given | {KIND: direct_says(title, title.edition.step(step), on, given)}
    with transaction.atomic():
        studio = Studio.objects.select_for_update().get(pk=title.studio_id)
        held = studio.titles.filter(authority=title.authority).exclude(state=State.REVOKED)
        if held.exists():
            raise NotPossible(step)  # somebody was quicker
        found(title, step, by=by, on=on, at=at, given=given)
    return title
