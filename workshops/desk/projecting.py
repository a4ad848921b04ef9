"""What assumed yearly results would bring a title: money, warnings, its end, the cost of fraud."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rules.base import Edition, Step
from rules.facts import Facts
from rules.schedule import Schedule, Standing
from rules.verdict import Conclusion
from workshops.titles.lifecycle import State
from workshops.titles.models import Title

from .imagined import AHEAD, imagined, year_end
from .moneyline import Drawing, drawn, marks_of

FRAUD = "查实弄虚作假"
Results = Mapping[int, bool]


@dataclass(frozen=True)
class Clawback:
    """What would have to be paid back on one ground, in fen."""

    label: str
    fen: int
    article: str


@dataclass(frozen=True)
class Year:
    """One year of an assumption."""

    year: int
    ordinal: int
    result: bool | None
    effect: str
    article: str
    due_fen: int
    so_far_fen: int
    steps: tuple[str, ...]
    duties: tuple[str, ...]
    clawback: Clawback | None


@dataclass(frozen=True)
class Projection:
    """One assumption carried through, year by year."""

    label: str
    years: tuple[Year, ...]
    schedule: Schedule
    drawing: Drawing
    ended_year: int | None  # in which the title ends, by a step the results call for

    @property
    def total_fen(self) -> int:
        return self.schedule.due_fen


def project(
    label: str, edition: Edition, named_on: date, results: Results, known: Facts | None = None
) -> Projection:
    """Follow a title through the years on these results until it ends or the years run out."""
    years: list[Year] = []
    state: str = State.ACTIVE
    known = known or Facts(on=named_on)
    for year in range(named_on.year, named_on.year + AHEAD):
        facts = imagined(edition, named_on, results, year_end(year), known)
        steps = called_for(edition, state, facts) if year > named_on.year else []
        years.append(_year(edition, year, facts, steps))
        for step in steps:
            state = TARGETS[step.name]
            if state == State.YELLOW_CARDED:  # a year is given one card
                known = replace(known, carded_years=(*known.carded_years, year))
        if state == State.REVOKED:
            break
    schedule = edition.schedule(facts)
    ended = years[-1].year if len(years) < AHEAD else None
    span = range(named_on.year, named_on.year + AHEAD)
    marks = marks_of(schedule, span, results, ended)
    return Projection(label, tuple(years), schedule, drawn(schedule, marks), ended)


def _year(edition: Edition, year: int, facts: Facts, steps: list[Step]) -> Year:
    schedule = edition.schedule(facts)
    line = next((one for one in schedule.years if one.year == year), None)
    due = [one for one in schedule.instalments if one.standing is Standing.DUE]
    so_far = sum(one.amount_fen for one in due)
    return Year(
        year,
        year - facts.named_on.year + 1 if facts.named_on else 1,
        facts.results.get(year),
        line.effect if line else "",
        line.article if line else "",
        sum(one.amount_fen for one in due if one.year == year),
        so_far,
        tuple(step.label for step in steps),
        duties_in(edition, year, facts),
        clawback(edition, facts, so_far),
    )


# Steps

TARGETS = {t.name: t.target for t in Title._meta.get_field("state").get_all_transitions(Title)}


def titled(edition: Edition) -> list[Step]:
    """The steps a title can take under this text."""
    return [step for step in edition.steps if step.name in TARGETS]


def grounds(step: Step) -> dict[str, str]:
    """The grounds a text lists for a step, with their words; one nameless where it lists none."""
    listed = [one.test for one in step.requires if getattr(one.test, "fact", "") == "ground"]
    return dict(getattr(listed[0], "choices", {})) if listed else {"": ""}


def called_for(edition: Edition, state: str, facts: Facts) -> list[Step]:
    """The steps that the results alone bring on, from this state, as the text has them."""
    open_ = [step for step in titled(edition) if state in step.sources]
    return [
        step for step in open_ if any(follows(step, on_ground(facts, g)) for g in grounds(step))
    ]


def on_ground(facts: Facts, ground: str) -> Facts:
    return replace(facts, ground=ground or None)


def follows(step: Step, facts: Facts) -> bool:
    """Whether nothing speaks against a step and a provision that looks at results is met.

    What papers would still have to be written down does not count.
    """
    found = [(one, one.judge(facts, judging=False).outcome) for one in step.requires]
    against = any(outcome is Conclusion.NOT_MET for _, outcome in found)
    looked = [outcome for one, outcome in found if "results" in one.reads(facts)]
    return not against and Conclusion.MET in looked


# What comes back each year, and what fraud would cost


def duties_in(edition: Edition, year: int, facts: Facts) -> tuple[str, ...]:
    """The duties whose last day lies in that year."""
    first = max(facts.named_on or date(year, 1, 1), date(year, 1, 1))
    then = replace(facts, on=first)
    days = [(duty.label, duty.due(then)) for duty in edition.duties if duty.due]
    return tuple(f"{label}，{d.month}月{d.day}日前" for label, d in days if d and d.year == year)


def clawback(edition: Edition, facts: Facts, paid_fen: int) -> Clawback | None:
    """What the text claims back once so much is paid, and on which ground; None if it is silent."""
    for step in titled(edition):
        for ground, label in grounds(step).items():
            money = {"paid_fen": paid_fen, "recover_fen": paid_fen}
            then = replace(on_ground(facts, ground), verified_finding=FRAUD, **money)
            for one in step.requires:
                asked = one.test is not None and "recover_fen" in one.reads(then)
                if asked and paid_fen and one.judge(then, judging=False).outcome is Conclusion.MET:
                    return Clawback(label or step.label, paid_fen, one.article)
    return None
