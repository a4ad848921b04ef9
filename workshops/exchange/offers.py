"""What the text of a place offers here, and in which post somebody does it."""

from datetime import date

import rules
from rules.base import Edition, Policy, Seat
from workshops.records.lifecycle import NotPossible
from workshops.studios import reach
from workshops.studios.ledgers import edition_of, keepers
from workshops.studios.models import Studio
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .models import KEEPERS, Alliance

ALLIANCE, EXCHANGE, TRANSFER, SHOWCASE = "alliance", "exchange", "transfer", "showcase"
KEYS = (ALLIANCE, EXCHANGE, TRANSFER, SHOWCASE)
WORDS = {ALLIANCE: "工作室联盟", EXCHANGE: "联络和交流", TRANSFER: "成果转化", SHOWCASE: "风采展示"}
SEATED = {
    Role.CLERK: Seat.UNIT,
    Role.SCREENING_OFFICER: Seat.RECOMMENDER,
    Role.REVIEW_OFFICE: Seat.AUTHORITY,
}
ACTORS = {
    Seat.UNIT: f"单位工会{Role.CLERK.label}",
    Seat.RECOMMENDER: f"推荐工会{Role.SCREENING_OFFICER.label}",
    Seat.AUTHORITY: f"命名机关{Role.REVIEW_OFFICE.label}",
}


def lacking(has) -> str:
    """What a text that encourages some of this room says nothing of, in words."""
    return "、".join(word for key, word in WORDS.items() if key not in has)


def latest(union: TradeUnion) -> Edition | None:
    """The text that holds at a union now."""
    return union.regulation.editions[-1] if union.regulation else None


def encourages(jurisdiction: str, *keys: str) -> bool:
    """Whether any text of a place encourages one of these; of all this room has, if none is named.

    The way in is shown to nobody else.
    """
    regulation = rules.regulations().get(jurisdiction)
    editions = regulation.editions if regulation else ()
    return any(edition.policy(key) for edition in editions for key in keys or KEYS)


def text_of(studio: Studio) -> Edition | None:
    """The text a studio works by: of its last title (`held`, where a page has read it along)."""
    if not hasattr(studio, "held"):
        return edition_of(studio)
    regulation = studio.unit_union.regulation
    if studio.held and regulation:
        return regulation.edition_called(studio.held)
    return latest(studio.unit_union)


def offered(studio: Studio) -> dict[str, Policy]:
    """What the text of a studio encourages of all that this room has."""
    edition = text_of(studio)
    found = {key: edition.policy(key) for key in KEYS} if edition else {}
    return {key: policy for key, policy in found.items() if policy}


def refuse_unoffered(studio: Studio, key: str) -> None:
    """Raise NotPossible where the text of a studio has no such thing."""
    if key not in offered(studio):
        raise NotPossible(key)


# In which post


def founding_post(person: Person, on: date) -> Appointment | None:
    """The post in which this person may found an alliance: where the text has it begin."""
    for post in person.posts(on):
        edition = latest(post.union)
        policy = edition.policy(ALLIANCE) if edition else None
        if policy and SEATED.get(post.role) in policy.seats:
            return post
    return None


def keeping_post(alliance: Alliance, person: Person, on: date) -> Appointment | None:
    """The post in which this person keeps an alliance: in the office that founded it."""
    posts = (p for p in person.posts(on) if p.role in KEEPERS)
    return next((p for p in posts if p.union_id == alliance.union_id), None)


def unit_post(studio: Studio, person: Person, on: date) -> Appointment | None:
    """The post in which this person writes for the unit of a studio."""
    posts = (p for p in person.posts(on) if p.role == Role.CLERK)
    return next((p for p in posts if p.union_id == studio.unit_union_id), None)


def near_post(studio: Studio, person: Person, on: date) -> Appointment | None:
    """The post in which this person works with a studio: its clerk, a recommender, the office."""
    edition = text_of(studio)
    for post in person.posts(on) if edition else ():
        seat = SEATED.get(post.role)
        if seat and post.union_id in keepers(studio, seat, edition):
            return post
    return None


def leading_post(alliance: Alliance, person: Person, on: date) -> Appointment | None:
    """The post in which this person writes an alliance's exchange: its office, or who leads it."""
    leads = alliance.leading and unit_post(alliance.leading, person, on)
    return keeping_post(alliance, person, on) or leads


def leaving_post(studio: Studio, alliance: Alliance, person: Person, on: date):
    """Leaving is free: the unit itself may write it down, and so may the office."""
    return unit_post(studio, person, on) or keeping_post(alliance, person, on)


def withdrawing_post(studio: Studio, person: Person, on: date) -> Appointment | None:
    """Whoever is told that consent is withdrawn: the unit's own, or who works with the studio."""
    unit = (p for p in person.posts(on) if p.role in reach.UNIT)
    own = next((p for p in unit if p.union_id == studio.unit_union_id), None)
    return own or near_post(studio, person, on)
