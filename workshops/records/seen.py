"""The history of a thing as one person may read it: who scored or objected stays private."""

from datetime import date

from workshops.unions.models import Kind, Person, Role

from .models import Event
from .timeline import TRIED, entry

OPEN_TO_ALL = ("state", "filename", "number", "title", "document_number", "plaque_number")
OPEN_TO_ALL += ("studio", "joined_on", "left_on", "ended_on")  # who belongs to an alliance
MOST = 100  # acts shown on the page of one thing; all of them stand in the history


def seen_by(person: Person, on: date, *things) -> list[dict]:
    """What happened to these things, newest first, as `_timeline.html` takes it."""
    found = []
    for thing in things:
        found += Event.objects.about(thing).order_by("-number")[:MOST]
    return as_told(person, on, found)


def as_told(person: Person, on: date, events: list[Event]) -> list[dict]:
    """These acts, newest first, as this person may read them."""
    whole = is_inside(person, on)
    own = {post.union_id for post in person.posts(on)} if person.is_authenticated else set()
    if not whole:
        events = [e for e in events if not e.act.startswith(TRIED) or e.union_id in own]
    events = sorted(events, key=lambda event: -event.number)
    return [entry(event) if whole else veiled(event) for event in events]


def is_inside(person: Person, on: date) -> bool:
    """Whether somebody works at a naming authority and so may see who did what there."""
    posts = person.posts(on) if person.is_authenticated else []
    return any(p.union.kind == Kind.AUTHORITY and p.role != Role.EXPERT for p in posts)


def veiled(event: Event) -> dict:
    """An act as those outside the authority see it: experts unnamed, inner particulars left out."""
    shown = entry(event)
    if event.post.endswith(Role.EXPERT.label):
        return {"at": event.at, "person": Role.EXPERT.label, "act_label": event.act}
    if event.person_id is None:
        return {"at": event.at, "person": event.who, "act_label": event.act}
    plain = {**(event.before or {}), **(event.after or {})}
    if set(plain) - set(OPEN_TO_ALL) - {"slot", "sha256"}:
        shown["changes"] = []
    return shown
