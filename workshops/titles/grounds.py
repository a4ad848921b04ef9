"""On which ground a step of a title rests, and what it brings, said before anybody confirms."""

from dataclasses import replace
from datetime import date

from rules.base import Step
from rules.facts import Facts
from rules.kinds import OneOf, words_of

from .asked import GROUND, fitted
from .models import Title


def chosen(rule: Step | None, ground: str) -> dict | None:
    """The ground, if the text has it for this step, as the step is given it."""
    return {GROUND: ground} if rule and ground in words_of(rule, GROUND) else None


def rests_on_a_ground(rule: Step) -> bool:
    """Whether what is asked turns on the ground, so that it has to be chosen first."""
    nothing = Facts(on=date.min)
    rows = (row for row in rule.requires if not isinstance(row.test, OneOf))
    return any(row.reads(nothing) == {GROUND} for row in rows)


def grounds(title: Title, rule: Step, base, on: date) -> list[dict]:
    """Each ground of the text, and what stands in the way of resting on it today."""
    found = []
    for code, words in words_of(rule, GROUND).items():
        facts = replace(title.facts(on), ground=code)
        form = fitted(base, rule, facts)
        blocking = form.before(title.edition.judge(rule.name, facts), rule, facts).blocking
        reason = "；".join(f"{f.shown}。{f.remedy}" for f in blocking)
        found.append({"code": code, "words": words, "reason": reason, "open": not blocking})
    return found


def consequences(title: Title, rule: Step, on: date) -> list[str]:
    """What follows once the step is taken, in sentences."""
    lines = []
    line = next((y for y in reversed(title.schedule(on).years) if y.result is not None), None)
    if line and title.is_assessed:
        lines.append(f"{line.year}年度：{line.effect}。{line.article}")
    if rule.name == "delist":
        bars = "工作室不得再次申报。" if rule.bars else "不影响以后申报。"
        lines += [f"称号终止，摘牌。{bars}", "尚未拨付的补助不再拨付。"]
    if rule.name == "order_rectification":
        lines.append("称号保留，状态改为限期整改；逾期仍不达标的依办法处理。")
    return lines
