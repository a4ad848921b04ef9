"""What the coming years commit: each standing title, and new ones, under an assumption."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import rules
from rules.base import Edition
from rules.facts import Facts
from rules.schedule import Standing
from subsidies.budgets.reckoning import FALLEN
from workshops.desk.imagined import awaited, imagined, year_end
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

YEARS = 5  # this one and the four that follow
PASS, FAIL, ONCE = "pass", "fail", "once"
ASSUMED = {PASS: "每年都合格", ONCE: "今年不合格，以后都合格", FAIL: "每年都不合格"}


@dataclass(frozen=True)
class Line:
    """What one title, or those still to be named, would ask for in each year, in fen."""

    label: str
    title: Title | None
    sums: dict[int, int]


def span(on: date) -> range:
    """The years that are looked at."""
    return range(on.year, on.year + YEARS)


def results(assumed: str, known: dict, on: date) -> dict[int, bool]:
    """The results found, and for years without one what is assumed; last year's may be to come."""
    ahead = {year: assumed == PASS or (assumed == ONCE and year > on.year) for year in span(on)}
    return {on.year - 1: True, **ahead, **known}


def standing(authorities: Iterable[int]):
    """The titles that stand under these authorities, ready for their facts."""
    held = Title.objects.filter(authority__in=authorities, state__in=HELD)
    return held.select_related("studio__unit_union", "authority").with_years().order_by("pk")


def of_titles(titles: Iterable[Title], on: date, assumed: str) -> list[Line]:
    """A line for each title that would ask for anything; one beside another asks with that."""
    own = (title for title in titles if title.base_id is None)
    lines = (Line(title.studio.title, title, of_title(title, on, assumed)) for title in own)
    return [line for line in lines if line.sums]


def of_title(title: Title, on: date, assumed: str) -> dict[int, int]:
    """What a title would still ask for, by year; what is due and unpaid falls to this year."""
    begun = {one.instalment for one in title.payments.all() if one.state not in FALLEN}
    known = title.own_facts(on)
    sums: dict[int, int] = defaultdict(int)
    then = replace(known, on=year_end(on.year + YEARS - 1))
    then = replace(then, results=results(assumed, dict(known.results), on))
    schedule = title.edition.schedule(awaited(title.edition, then))
    for one in schedule.instalments:
        if one.standing is Standing.DUE and one.key not in begun and one.year is not None:
            sums[max(one.year, on.year)] += one.amount_fen
    return {year: fen for year, fen in sums.items() if year in span(on)}


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
    return Line(f"每年新命名{many}个", None, dict(sums))


def editions(jurisdictions: Iterable[str]) -> dict[str, Edition]:
    """The latest text of each place."""
    known = rules.regulations()
    return {code: known[code].editions[-1] for code in jurisdictions if code in known}


def totals(lines: list[Line], on: date) -> list[int]:
    """The sum of each year over all lines."""
    return [sum(line.sums.get(year, 0) for line in lines) for year in span(on)]
