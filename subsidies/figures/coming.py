"""What the coming years commit: each standing title, and new ones, under an assumption."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import rules
from rules.base import Edition
from rules.facts import Facts
from rules.schedule import Standing
from subsidies.budgets.reckoning import due
from subsidies.budgets.unpaid import Alike
from workshops.desk.imagined import awaited, imagined, year_end
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

YEARS = 5  # this one and the four that follow
PASS, FAIL, ONCE = "pass", "fail", "once"
ASSUMED = {PASS: "每年都合格", ONCE: "今年不合格，以后都合格", FAIL: "每年都不合格"}


@dataclass(frozen=True)
class Line:
    """What one title, or those still to be named, would ask for in each year, in fen."""

    title_id: int | None
    sums: dict[int, int]
    label: str = ""


def span(on: date) -> range:
    """The years that are looked at."""
    return range(on.year, on.year + YEARS)


def results(assumed: str, known: dict, on: date) -> dict[int, bool]:
    """The results found, and for years without one what is assumed; last year's may be to come."""
    ahead = {year: assumed == PASS or (assumed == ONCE and year > on.year) for year in span(on)}
    return {on.year - 1: True, **ahead, **known}


def standing(authorities: Iterable[int]):
    """The titles that stand under these authorities."""
    return Title.objects.filter(authority__in=authorities, state__in=HELD)


def of_groups(groups: Iterable[Alike], on: date, assumed: str) -> list[Line]:
    """A line for each title that would still ask for anything; one beside another asks with that.

    What is due and unpaid falls to this year.
    """
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for group in groups:
        for pk, one in group.open_sums(then(group, on, assumed)):
            year = max(one.year, on.year) if due(one) else None
            if year in span(on):
                found[pk][year] += one.amount_fen
    return [Line(pk, dict(found[pk])) for pk in sorted(found)]


def then(group: Alike, on: date, assumed: str) -> Facts:
    """What would be known of titles that stand alike at the end of the years looked at."""
    known = group.facts(on)
    ahead = results(assumed, dict(known.results), on)
    last = replace(known, on=year_end(on.year + YEARS - 1), results=ahead)
    return awaited(group.title.edition, last)


def of_new(edition: Edition, many: int, on: date, assumed: str, sort: str | None = None) -> Line:
    """So many titles named in each year to come, all of one type where the text has several."""
    sums: dict[int, int] = defaultdict(int)
    for named in span(on):
        known = Facts(on=on, title_type=sort)
        day, last = date(named, 6, 30), year_end(on.year + YEARS - 1)
        later = {y: assumed == PASS or (assumed == ONCE and y > named + 1) for y in span(on)}
        then = {year: passed for year, passed in later.items() if year > named}
        schedule = edition.schedule(imagined(edition, day, then, last, known))
        for one in schedule.instalments:
            if one.standing is Standing.DUE and one.year in span(on):
                sums[one.year] += many * one.amount_fen
    return Line(None, dict(sums), f"每年新命名{many}个")


@dataclass(frozen=True)
class Plan:
    """What is reckoned under one assumption after another: titles that stand, and new ones."""

    groups: list[Alike]
    edition: Edition | None
    many: int = 0
    sort: str | None = None

    def lines(self, on: date, assumed: str) -> list[Line]:
        """A line for each title that would ask for anything, and one for the new ones."""
        return [*of_groups(self.groups, on, assumed), *self.new(on, assumed)]

    def new(self, on: date, assumed: str) -> list[Line]:
        """The line of those still to be named, where any are reckoned with."""
        if not self.edition or not self.many:
            return []
        return [of_new(self.edition, self.many, on, assumed, self.sort)]

    def totals(self, on: date, assumed: str) -> list[int]:
        """The sum of each year over all lines, without making a line for every title."""
        sums: dict[int, int] = defaultdict(int)
        for group in self.groups:
            for one in filter(due, group.laid_out(then(group, on, assumed))):
                sums[max(one.year, on.year)] += group.many(one) * one.amount_fen
        new = totals(self.new(on, assumed), on)
        return [sums[year] + more for year, more in zip(span(on), new, strict=True)]


def editions(jurisdictions: Iterable[str]) -> dict[str, Edition]:
    """The latest text of each place."""
    known = rules.regulations()
    return {code: known[code].editions[-1] for code in jurisdictions if code in known}


def totals(lines: list[Line], on: date) -> list[int]:
    """The sum of each year over all lines."""
    return [sum(line.sums.get(year, 0) for line in lines) for year in span(on)]
