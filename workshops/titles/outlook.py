"""What a result or a step would bring to a title and its money, said before anyone confirms."""

from dataclasses import dataclass, replace
from datetime import date

from rules import money
from rules.schedule import Schedule, YearLine

from .models import Title


@dataclass(frozen=True)
class Outlook:
    """The sentences of one possible result, and the steps that would then be lawful."""

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
        after = [f"随后应办理“{label}”。" for label in self.steps]
        return [*first, *self.money, *after]


def outlook(title: Title, year: int, passed: bool, on: date) -> Outlook:
    """What follows if that year is passed or failed."""
    facts, edition = title.known_facts(on), title.edition
    then = replace(facts, results={**facts.results, year: passed})
    before, after = edition.schedule(facts), edition.schedule(then)
    steps = [s for s in edition.steps if title.may_proceed(s)]
    lawful = [s.label for s in steps if s.requires and edition.judge(s.name, then)]
    return Outlook(line_of(after, year), moved(before, after), lawful)


def line_of(schedule: Schedule, year: int) -> YearLine | None:
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
