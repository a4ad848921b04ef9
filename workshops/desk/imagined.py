"""The facts of a title that is only imagined: named on a day, with assumed yearly results."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from rules.asking import kinds_of
from rules.base import Edition
from rules.facts import Facts
from rules.schedule import Schedule
from rules.verdict import Watched

OPEN = {name for name, kind in kinds_of(Facts).items() if kind == bool | None}
AHEAD = 8  # years shown, the naming year included


def imagined(
    edition: Edition,
    named_on: date,
    results: Mapping[int, bool],
    on: date,
    known: Facts | None = None,
) -> Facts:
    """What would be known on that day; what a sum waits for besides results is taken as given."""
    then = {year: passed for year, passed in results.items() if year <= on.year}
    facts = replace(known or Facts(on=on), on=on, named_on=named_on, results=then)
    return awaited(edition, facts)


def awaited(edition: Edition, facts: Facts) -> Facts:
    """The facts with whatever yes a sum still waits for, such as a confirmed real effect."""
    watched = Watched(facts)
    due_fen = edition.schedule(cast(Facts, watched)).due_fen
    for name in watched.seen & OPEN:
        if getattr(facts, name) is None:
            then = replace(facts, **{name: True})
            if edition.schedule(then).due_fen > due_fen:
                return then
    return facts


def year_end(year: int) -> date:
    return date(year, 12, 31)


def all_passed(edition: Edition, named_on: date, known: Facts | None = None) -> Schedule:
    """The money of a title named that day if every later year is passed."""
    first = named_on.year
    results = dict.fromkeys(range(first + 1, first + AHEAD), True)
    last = year_end(first + AHEAD - 1)
    return edition.schedule(imagined(edition, named_on, results, last, known))
