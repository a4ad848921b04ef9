"""The tree below a union, and which part of it somebody keeps or oversees."""

from datetime import date

from .models import Person, Role, TradeUnion


def below(roots: list[int]) -> list[int]:
    """The ids of these unions and of every union under them."""
    if not roots:
        return []
    parents = dict(TradeUnion.objects.values_list("pk", "parent"))
    found, rest = set(roots), set(parents) - set(roots)
    while more := {pk for pk in rest if parents[pk] in found}:
        found, rest = found | more, rest - more
    return sorted(found)


def administered(person: Person, on: date) -> list[int]:
    """The unions whose people this person keeps: the own ones and all below them."""
    return below(person.unions_as(Role.ADMINISTRATOR, on=on))


def overseen(person: Person, on: date) -> list[int]:
    """The unions whose history this person reads, as administrator or auditor."""
    return below(person.unions_as(Role.ADMINISTRATOR, Role.AUDITOR, on=on))
