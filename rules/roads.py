"""How a named studio comes to another leader: the roads of the texts."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from .facts import Facts


class Road(StrEnum):
    """The ways in which a change of leader runs."""

    APART = "apart"  # through the whole procedure, at any time and beside the year's call
    IN_CALL = "in_call"  # through the whole procedure, within an open call
    REPORT = "report"  # reported, and the authority decides what follows
    RECORD = "record"  # the text has no word on it: reported and put on record

    @property
    def is_procedure(self) -> bool:
        return self in (Road.APART, Road.IN_CALL)


Way = Callable[[Facts], Road]
Reading = Callable[[Facts], Any]


def on_record(facts: Facts) -> Road:
    """Where a text does not speak of another leader."""
    return Road.RECORD


def by_the_procedure(reading: Reading) -> Way:
    """A-14: another leader comes by the procedure; a reading says whether within a call too."""
    return lambda facts: Road.APART if reading(facts) == "steps_only" else Road.IN_CALL


def by_report(reading: Reading) -> Way:
    """A-50: another leader is reported, or by the other reading applied for anew."""
    return lambda facts: Road.REPORT if reading(facts) == "report" else Road.IN_CALL
