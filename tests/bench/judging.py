"""How many studios a second one core judges, with every sentence, by each text."""

from dataclasses import replace
from datetime import date
from itertools import cycle

from rules import regulations
from rules.base import Edition
from rules.facts import Facts
from tests.rules import cases

from .figures import RISING, Figure, a_second

GOAL = 20_000  # studios a second a core
USUAL = 14  # conditions of one studio in the measurement the goal was taken from
RESULTS = ({}, {2025: True}, {2025: False}, {2025: True, 2026: True}, {2025: False, 2026: True})
DIFFERENT = 500  # sets of facts in a round, so that nothing can be remembered from the last one


def figures(seconds: float) -> list[Figure]:
    """A titled studio and a studio that files, for the text that takes longest; all findings."""
    titled = {code: _titled(code, seconds) for code in regulations()}
    filing = {code: _filing(code, seconds) for code in regulations()}
    return [
        _slowest("一个有称号的工作室：所处状态的全部步骤，逐条结论，加补助安排", titled),
        _slowest("一个申报中的工作室：提交申报的全部条款，逐条结论", filing),
        _by_condition(filing),
    ]


def _slowest(what: str, found: dict[str, tuple[float, float]]) -> Figure:
    counts = "；".join(
        f"{code} {rate:,.0f}（{many:.0f} 条）" for code, (rate, many) in found.items()
    )
    return Figure(
        f"{what}（最慢的一部办法）", RISING, GOAL, min(found.values())[0], "个／秒", counts
    )


def _by_condition(found: dict[str, tuple[float, float]]) -> Figure:
    """The same held against a studio of the usual number of conditions."""
    slowest = min(rate * many for rate, many in found.values())
    counts = "；".join(f"{code} {rate * many:,.0f}" for code, (rate, many) in found.items())
    what = f"逐条结论，折合 {USUAL} 条一个工作室（最慢的一部办法）"
    return Figure(what, RISING, GOAL * USUAL, slowest, "条／秒", counts)


def _edition(code: str) -> Edition:
    return regulations()[code].editions[-1]


def _titled(code: str, seconds: float) -> tuple[float, float]:
    """A title in force, some years on: every step its state has, and its schedule."""
    edition = _edition(code)
    steps = [step.name for step in edition.steps if "active" in step.sources]
    kinds = tuple(edition.plaques) or (None,)
    known = [
        Facts(
            on=date(2027, 3, 1 + i % 28),
            named_on=date(2024, i % 12 + 1, 10),
            results=RESULTS[i % len(RESULTS)],
            title_type=kinds[i % len(kinds)],
        )
        for i in range(DIFFERENT)
    ]

    def studio(facts: Facts):
        found = [edition.judge(step, facts).findings for step in steps]
        edition.schedule(facts)
        return found

    return _rate(studio, known, seconds)


def _filing(code: str, seconds: float) -> tuple[float, float]:
    """The cases of the submission, each on its own facts."""
    edition = _edition(code)
    found = [cases.facts_of(c, step, case) for c, step, case in cases.judged() if c == code]
    known = [replace(facts, on=facts.on) for facts in found if facts.leaders][:DIFFERENT]
    return _rate(lambda facts: [edition.judge("submit", facts).findings], known, seconds)


def _rate(judged, known: list[Facts], seconds: float) -> tuple[float, float]:
    """Studios a second, and how many findings each brings."""
    many = sum(len(found) for facts in known for found in judged(facts)) / len(known)
    rounds = cycle(known)
    return a_second(lambda: judged(next(rounds)), seconds=seconds), many
