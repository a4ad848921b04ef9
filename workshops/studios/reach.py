"""Who may read the ledgers of a studio: its unit, those who recommend it, the authority, money."""

from datetime import date

from django.db.models import Q

from rules.base import Ledger
from workshops.unions.models import Kind, Person, Role
from workshops.unions.tree import below

UNIT = (Role.CLERK, Role.CHAIR)
SCREENERS = (Role.SCREENING_OFFICER, Role.CHAIR)
OFFICE = (Role.REVIEW_OFFICE, Role.SECRETARY, Role.CHAIR)
MONEY = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.AUDITOR)


def whole(person: Person, on: date, studio: str = "") -> Q:
    """Those who read every row; `studio` is the way to the studio, such as `studio__`."""
    unit = f"{studio}unit_union"
    screens = person.unions_as(*SCREENERS, on=on)
    seen = Q((f"{unit}__in", person.unions_as(*UNIT, on=on)))
    seen |= Q((f"{unit}__screening_union__in", screens))
    seen |= Q((f"{unit}__screening_union__parent__in", screens))
    return seen | Q((f"{unit}__in", beneath(person, on, offices(person, on))))


def money(person: Person, on: date, studio: str = "") -> Q:
    """Those who read the rows that are sums: finance and audit, of their union and below it."""
    unions = beneath(person, on, person.unions_as(*MONEY, on=on))
    return Q((f"{studio}unit_union__in", unions))


def kinds_read(ledger: Ledger, person: Person, on: date) -> tuple[tuple[str, str], ...]:
    """The kinds of rows of a ledger this person reads at all: finance and audit read only sums."""
    if person.unions_as(*UNIT, *SCREENERS, *OFFICE, on=on):
        return ledger.kinds
    return tuple(pair for pair in ledger.kinds if pair[0] in ledger.money)


def beneath(person: Person, on: date, roots: list[int]) -> list[int]:
    """These unions and all below them; read once for a person, as the posts are."""
    known = person.__dict__.setdefault("_beneath", {})
    key = on, tuple(roots)
    if key not in known:
        known[key] = below(roots)
    return known[key]


def offices(person: Person, on: date) -> list[int]:
    """The naming authorities in whose office this person works."""
    posts = (post for post in person.posts(on) if post.role in OFFICE)
    return [post.union_id for post in posts if post.union.kind == Kind.AUTHORITY]
