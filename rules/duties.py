"""The last days of duties that come back while a title is held."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .base import Parameter
from .calendar import UnknownYear, anniversary, cycle_year, year_end
from .facts import Facts, shown
from .schedule import Scheduling, Standing
from .verdict import Answer

Due = Callable[[Facts], date | None]
LONGEST_BREAK = timedelta(days=14)


def rolling(due: Due, reading: Parameter) -> Due:
    """A-03: a last day that is no working day moves to the next, if that reading was chosen.

    Without a notice for the year the earlier day stands: it is the safe one, and none is guessed.
    """

    def moved(facts: Facts) -> date | None:
        day = due(facts)
        if not reading.chosen(facts) or facts.workdays is None or day is None:
            return day
        # A year end that moved into January is still ahead on the first days of January.
        before = due(replace(facts, on=facts.on - LONGEST_BREAK))
        last = _rolled(facts, before or day)
        return last if last >= facts.on else _rolled(facts, day)

    return moved


def _rolled(facts: Facts, day: date) -> date:
    try:
        return facts.workdays.rolled_forward(day) if facts.workdays else day
    except UnknownYear:
        return day


def by_year_end(*, first: Parameter, inclusive: Parameter | None = None) -> Due:
    """The end of the calendar year `facts.on` lies in; from the naming year or the one after."""

    def due(facts: Facts) -> date | None:
        if facts.named_on is None:
            return None
        begins = facts.named_on.year + (first.chosen(facts) == "next_year")
        counts = inclusive is None or inclusive.chosen(facts)
        return year_end(max(begins, facts.on.year), inclusive=counts)

    return due


def cycle_start(facts: Facts, anchor: Parameter) -> date | None:
    """The first day of the first cycle (A-35): the naming, or the first day of its year."""
    if facts.named_on is None or facts.on < facts.named_on:
        return None
    whole_year = anchor.chosen(facts) == "naming_year"
    return date(facts.named_on.year, 1, 1) if whole_year else facts.named_on


def at_cycle_end(years: int, *, anchor: Parameter) -> Due:
    """The anniversary that closes the running cycle: the first day of the next (A-35)."""

    def due(facts: Facts) -> date | None:
        start = cycle_start(facts, anchor)
        if start is None:
            return None
        cycle = (cycle_year(start, facts.on) - 1) // years + 1
        return anniversary(start, cycle * years)

    return due


@dataclass(frozen=True, eq=False)
class ClosesCycle:
    """A check that closes a cycle: once it has run out, or where `early` allows in its last year.

    A cycle an earlier check has closed is not closed again. A good check closes the last cycle
    that has run out and no older one; what a check found wrong stays so however late it is acted on.
    """

    years: int
    anchor: Parameter
    early: Callable[[Facts], bool]

    def opens(self, facts: Facts, last: date) -> date | None:
        """The first day on which a check closes the cycle that has this last day."""
        start = cycle_start(facts, self.anchor)
        if start is None:
            return None
        cycles = (last.year - start.year) // self.years
        return anniversary(start, cycles * self.years - self.early(facts))

    def __call__(self, facts: Facts) -> Answer:
        start, last_year, years = cycle_start(facts, self.anchor), self.early(facts), self.years
        if start is None or facts.checked_on is None:
            return Answer(None, "检查日期未填写", "先检查考核，登记日期和结果")
        renewed = facts.renewed_on
        closed = (cycle_year(start, renewed) - 1 + last_year) // years if renewed else 0
        failed = False in (facts.check_passed, facts.cycle_passed)
        over = 0 if failed else (cycle_year(start, facts.on) - 1) // years
        opens = anniversary(start, years * max(closed + 1, over) - last_year)
        value = f"{shown(facts.checked_on)}检查，本周期自{shown(opens)}起检查"
        met = opens <= facts.checked_on <= facts.on
        return Answer(met, value, f"{shown(opens)}起检查，检查日期不能晚于办理日")


def no_fault_found(facts: Facts) -> Answer:
    """What a check found wrong is put right by order, not judged away."""
    failed = facts.check_passed is False
    value = "检查记录为不符合" if failed else "检查记录没有不符合"
    return Answer(not failed, value, "按限期整改办理")


def every(years: int, *, since: Due) -> Due:
    """The end of each so-manieth calendar year after the one `since` lies in."""

    def due(facts: Facts) -> date | None:
        begun = since(facts)
        if begun is None:
            return None
        past = max(facts.on.year - begun.year, 1)
        return year_end(begun.year + -(-past // years) * years)

    return due


def after_cycle(schedule: Scheduling, *, first: Parameter) -> Due:
    """Each calendar year after the cycle: the last part earned (A-59), or the span run out."""

    def due(facts: Facts) -> date | None:
        whole = schedule(facts)
        if whole.revoked_year:
            return None
        if whole.complete_year is None:
            over = any(part.standing is Standing.LAPSED for part in whole.instalments)
            return year_end(facts.on.year) if over else None
        begins = whole.complete_year + (first.chosen(facts) == "next_year")
        return year_end(max(begins, facts.on.year))

    return due


def every_years(years: int, *, anchor: Parameter) -> Due:
    """The end of every so many-th calendar year after naming, or the next campaign's day (A-31)."""

    def due(facts: Facts) -> date | None:
        if facts.named_on is None:
            return None
        if anchor.chosen(facts) == "campaign":
            named_on, year = facts.named_on, facts.on.year
            coming = (day for day in facts.campaigns if day > named_on and day.year >= year)
            return min(coming, default=None)
        passed = max(1, facts.on.year - facts.named_on.year)
        rounds = -(-passed // years)
        return year_end(facts.named_on.year + rounds * years)

    return due
