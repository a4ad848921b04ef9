"""What a result or a step would bring to a title and its money, said before anyone confirms."""

from dataclasses import dataclass, replace
from datetime import date

from rules import money
from rules.base import Duty, Edition, Step
from rules.facts import Facts
from rules.kinds import words_of
from rules.schedule import Schedule, YearLine

from .asked import GROUND, fitted
from .forms import FORMS
from .grounds import rests_on_a_ground
from .models import Title


@dataclass(frozen=True)
class Outlook:
    """The sentences of one possible result, and the steps that would then be open."""

    year: YearLine | None
    money: list[str]
    steps: list[str]

    def sentences(self) -> list[str]:
        line = self.year
        first = (
            [f"第{line.ordinal}年（{line.year}年度）：{line.effect}。{line.article}"]
            if line
            else []
        )
        return [*first, *self.money, *self.steps]


def outlook(title: Title, year: int, passed: bool, on: date) -> Outlook:
    """What follows if that year is passed or failed."""
    return _compared(title, on, lambda facts: {"results": {**facts.results, year: passed}}, year)


def outlook_of(
    title: Title, duty: Duty, year: int, held_on: date, passed: bool | None, on: date
) -> Outlook:
    """What follows if that duty is recorded so."""

    def told(facts: Facts) -> dict:
        found = {}
        for fact in duty.gives:
            if fact == "results":
                found[fact] = {**facts.results, year: passed}
            elif fact == "checks":
                found[fact] = {**facts.checks, held_on: passed}
            else:
                found[fact] = held_on if fact.endswith("_on") else passed
        return found

    return _compared(title, on, told, year if "results" in duty.gives else None)


def _compared(title: Title, on: date, told, year: int | None) -> Outlook:
    facts, edition = title.known_facts(on), title.edition
    then = replace(facts, **told(facts))
    before, after = edition.schedule(facts), edition.schedule(then)
    now, soon = ways(title, facts), ways(title, then)
    opened = [said(edition, *way) for way, level in soon.items() if level > now.get(way, 0)]
    return Outlook(line_of(after, year), moved(before, after), opened)


OPEN, LAWFUL = 1, 2


def ways(title: Title, facts: Facts) -> dict[tuple[str, str], int]:
    """The steps, each with each ground it can rest on, that are lawful or open to whoever
    says what is left to be said."""
    found = {}
    for rule in title.edition.steps:
        if not rule.requires or not title.may_proceed(rule):
            continue
        listed = words_of(rule, GROUND) if rests_on_a_ground(rule) else ()
        for ground in listed or ("",):
            at = replace(facts, ground=ground) if ground else facts
            if level := _level(title.edition, rule, at):
                found[rule.name, ground] = level
    return found


def _level(edition: Edition, rule: Step, facts: Facts) -> int:
    verdict = edition.judge(rule.name, facts)
    if verdict:
        return LAWFUL
    form = fitted(FORMS.get(rule.name), rule, facts)
    return OPEN if not form.before(verdict, rule, facts).blocking else 0


def said(edition: Edition, name: str, ground: str) -> str:
    """A step that is now open, in words."""
    rule = edition.steps_by_name[name]
    if not ground:
        return f"随后应办理“{rule.label}”。"
    return f"随后可以以“{words_of(rule, GROUND)[ground]}”为由办理“{rule.label}”。"


def line_of(schedule: Schedule, year: int | None) -> YearLine | None:
    return next((line for line in schedule.years if line.year == year), None)


def moved(before: Schedule, after: Schedule) -> list[str]:
    """Each instalment whose standing changes, and a plain word where none does."""
    old = {one.key: one.standing for one in before.instalments}
    changed = [one for one in after.instalments if one.standing is not old[one.key]]
    lines = [
        f"{one.label} {money.figures(one.amount_fen)} 元："
        f"由“{old[one.key].label}”变为“{one.standing.label}”。"
        for one in changed
    ]
    return lines or ["各笔补助的拨付状态不变。"]
