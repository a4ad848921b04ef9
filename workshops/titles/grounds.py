"""On which ground a step of a title rests, and what it brings, said before anybody confirms."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rules import money
from rules.base import Step
from rules.facts import Facts, shown
from rules.kinds import OneOf, words_of

from .asked import FRAUD, GROUND, RESULTS, fitted
from .duties import laid_out
from .models import Title
from .recovery import is_more_due, on_their_way, recovery

CYCLE = 6  # years ahead in which the next cycle of any text ends
WITHOUT = {RESULTS: "考核结果符合办法规定的情形", FRAUD: "查实弄虚作假"}


def chosen(rule: Step | None, ground: str) -> dict | None:
    """The ground, if the text has it for this step, as the step is given it."""
    return {GROUND: ground} if rule and ground in roads(rule) else None


def roads(rule: Step) -> Mapping[str, str]:
    """The grounds of the text with their words; where it lists none, results or a finding.

    Results count from the naming on; a step that turns on the finding alone has but that road.
    """
    listed = words_of(rule, GROUND)
    return listed or (WITHOUT if {"named_on", "verified_finding"} <= rule.facts else {})


def rests_on_a_ground(rule: Step) -> bool:
    """Whether what is asked turns on the ground, so that it has to be chosen first."""
    if roads(rule) is WITHOUT:
        return True
    nothing = Facts(on=date.min)
    rows = (row for row in rule.requires if not isinstance(row.test, OneOf))
    return any(row.reads(nothing) == {GROUND} for row in rows)


def grounds(title: Title, rule: Step, base, on: date) -> list[dict]:
    """Each ground of the text, and what stands in the way of resting on it today."""
    found = []
    for code, words in roads(rule).items():
        facts = replace(title.facts(on), ground=code)
        form = fitted(base, rule, facts)
        blocking = form.before(title.edition.judge(rule.name, facts), rule, facts).blocking
        reason = "；".join(f"{f.shown}。{f.remedy}" for f in blocking)
        found.append({"code": code, "words": words, "reason": reason, "open": not blocking})
    return found


# What follows from a step whatever it rests on.
FOLLOWS = {
    "claim_back": "决定收回的补助列入称号页的履历；称号已经撤销，状态不变。只能决定一次。",
    "yellow_card": "称号保留，状态改为黄牌警告，并制发警告通知。",
    "restore": "黄牌解除，状态恢复为有效。",
    "order_rectification": "称号保留，状态改为限期整改，并制发整改通知。",
    "close_rectification": "整改了结，状态恢复为有效；这次检查不再作为其他决定的依据。",
    "keep_on": "称号保留，仍由这位带头人领衔；继续保留的日期记入称号。",
    "renew": "称号保留，进入下一周期；这次检查不再作为其他决定的依据。",
}


def consequences(title: Title, rule: Step, on: date, ground: dict | None = None) -> list[str]:
    """What follows once the step is taken, in sentences."""
    chosen = (ground or {}).get(GROUND)
    lines = [] if chosen == FRAUD else failures(title, rule, on, ground)
    if rule.name == "delist":
        bars = "工作室不得再次申报。" if rule.bars else "不影响以后申报。"
        lines += [f"称号终止，牌匾和证书交回。{bars}", *money_lines(title, rule, on, ground)]
    if rule.name in FOLLOWS:
        lines.append(FOLLOWS[rule.name])
    if rule.name == "order_rectification":
        end = title.edition.step("delist")
        lines.append(f"整改期满，复查仍不达标的，依据{end.article}办理“{end.label}”。")
    if rule.name == "renew":
        lines += next_check(title, on)
    if rule.name == "confirm_effect":
        lines += set_free(title, on)
    return lines


def next_check(title: Title, on: date) -> list[str]:
    """When the check that closes the next cycle is due."""
    lines = [line for line in laid_out(title, on, years=CYCLE) if line.duty.opens]
    open_ = [line for line in lines if line.record is None and line.due_on > on]
    return [f"下一次是{line.label}，期限{shown(line.due_on)}。" for line in open_[:1]]


def set_free(title: Title, on: date) -> list[str]:
    """Each sum that waited for this and may then be paid."""
    facts = title.lasting_facts(on)
    before, after = title.schedule(on), title.edition.schedule(replace(facts, real_effect=True))
    old = {one.key: one.standing for one in before.instalments}
    freed = [one for one in after.instalments if one.standing is not old[one.key]]
    sums = [f"{one.label}{money.figures(one.amount_fen)}元" for one in freed]
    return [f"{words}即可编制拨付。" for words in sums] or ["各笔补助的拨付状态不变。"]


def failures(title: Title, rule: Step, on: date, ground: dict | None = None) -> list[str]:
    """The latest year with a result and what the text makes of it, where the step turns on it."""
    line = next((y for y in reversed(title.schedule(on).years) if y.result is not None), None)
    if line is None:
        return []
    facts = title.facts(on, ground)  # from a blank sheet a provision stops before it gets there
    if not any("results" in row.reads(facts) for row in rule.requires):
        return []
    return [f"{line.year}年度：{line.effect}。{line.article}"]


def money_lines(title: Title, rule: Step, on: date, ground: dict | None) -> list[str]:
    """What becomes of the money, paid and unpaid."""
    lines = ["尚未拨付的补助不再拨付。"] if is_more_due(title, on) else []
    lines += on_their_way(title)
    facts = title.facts(on, ground)
    back = recovery(title, rule, facts)
    if back is None:
        return [*lines, "办法没有规定追回已拨付的补助，本决定不追回。"]
    if back["due_fen"]:
        beside = facts.support_fen and back["due_fen"] > facts.paid_fen
        what = "已拨付的补助和各级工会的扶持资金" if beside else "已拨付的补助"
        return [*lines, f"{back['word']}{what}{money.figures(back['due_fen'])}元。"]
    if back["claimed"]:
        return [*lines, f"没有应{back['word']}的资金的记录。"]
    return [*lines, f"已拨付的补助不{back['word']}。"]
