"""The last days of duties that come back while a title is held."""

from collections.abc import Callable
from datetime import date

from .base import Parameter
from .calendar import anniversary, cycle_year, year_end
from .facts import Facts
from .schedule import Scheduling

Due = Callable[[Facts], date | None]


def by_year_end(*, inclusive: Parameter, first: Parameter) -> Due:
    """The end of the calendar year `facts.on` lies in; from the naming year or the one after."""

    def due(facts: Facts) -> date | None:
        if facts.named_on is None:
            return None
        begins = facts.named_on.year + (first.chosen(facts) == "next_year")
        return year_end(max(begins, facts.on.year), inclusive=inclusive.chosen(facts))

    return due


def at_cycle_end(years: int, *, anchor: Parameter) -> Due:
    """The anniversary that closes the running cycle: the first day of the next (A-35)."""

    def due(facts: Facts) -> date | None:
        if facts.named_on is None or facts.on < facts.named_on:
            return None
        start = facts.named_on
        if anchor.chosen(facts) == "naming_year":
            start = date(start.year, 1, 1)
        cycle = (cycle_year(start, facts.on) - 1) // years + 1
        return anniversary(start, cycle * years)

    return due


def after_cycle(schedule: Scheduling, *, first: Parameter) -> Due:
    """Each calendar year once the last part of a staged subsidy has been earned (A-59)."""

    def due(facts: Facts) -> date | None:
        done = schedule(facts).complete_year
        if done is None:
            return None
        begins = done + (first.chosen(facts) == "next_year")
        return year_end(max(begins, facts.on.year))

    return due
