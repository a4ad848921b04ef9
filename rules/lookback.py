"""What a studio won within so many years before it filed."""

from datetime import date

from .base import Parameter
from .calendar import add_months
from .facts import Facts, Level, Outcome, Project
from .kinds import DAY
from .verdict import Answer, Test


def ran(project: Project, first: date, last: date) -> bool:
    """Ran in a window that opens after its first day."""
    return project.runs_in(first + DAY, last)


def recognised(outcome: Outcome, first: date, last: date) -> bool:
    """Recognised by somebody in the window, with some benefit."""
    useful = outcome.economic_benefit or outcome.social_benefit
    return first < outcome.on <= last and bool(outcome.recognised_by) and useful


def within(facts: Facts, months: int, inclusive: Parameter) -> list[Outcome]:
    """The outcomes of so many months before filing; A-28 says whether both end days belong."""
    last = facts.submitted_on or facts.on
    first = add_months(last, -months)
    if not inclusive.chosen(facts):
        first, last = first + DAY, last - DAY
    return [outcome for outcome in facts.outcomes or () if first <= outcome.on <= last]


def of_level(outcome: Outcome, kind: str, least: Level) -> bool:
    """Of that kind, given by a body of that rank or above."""
    level = outcome.recogniser_level
    return outcome.kind == kind and level is not None and level >= least


def won(kind: str, name: str, least: Level, months: int, inclusive: Parameter) -> Test:
    """At least one of that kind and rank in the months before filing."""

    def test(facts: Facts) -> Answer:
        if facts.outcomes is None:
            return Answer(None, "成果未填报", f"填写获得的{name}")
        found = within(facts, months, inclusive)
        count = sum(of_level(outcome, kind, least) for outcome in found)
        remedy = f"须有申报前{months}个月内获得的{name}"
        return Answer(count >= 1, f"{months}个月内{name}{count}项", remedy)

    return test


def one_spread(facts: Facts) -> Answer:
    """At least one outcome is in use throughout the trade of the city."""
    if facts.outcomes is None:
        return Answer(None, "成果未填报", "填写成果和推广应用情况")
    count = sum(outcome.spread for outcome in facts.outcomes)
    return Answer(count >= 1, f"在全市行业推广的成果{count}项", "至少一项成果在全市行业内推广应用")
