"""A finding says what is there, what is missing and what to do, not its asking once more."""

from dataclasses import replace
from datetime import date

import pytest

import rules
from rules.facts import Facts, Honour, Leader, Level
from rules.kinds import (
    at_least,
    at_most,
    is_,
    on_ground,
    some_leader,
    team_of,
    unless_ground,
    where,
)
from rules.verdict import Conclusion, hard

DAY = date(2029, 5, 1)
NAMED = Facts(on=DAY, named_on=date(2026, 3, 20))


def asked(test, **known):
    return hard("X", "第一条", "要求。", test).judge(Facts(on=DAY, **known), judging=False)


@pytest.mark.parametrize(
    ("test", "known", "there", "to_do"),
    [
        (at_least("members", 3), {"members": 1}, "1人", "还差2人"),
        (at_most("members", 3), {"members": 5}, "5人", "超出2人"),
        (team_of(3, leader_counts=False), {"members": 2}, "2人", "还差1人"),
        (is_("has_venue", True, "落实后改填"), {"has_venue": False}, "否，须为“是”", "落实后改填"),
    ],
)
def test_what_is_missing_is_counted(test, known, there, to_do):
    found = asked(test, **known)

    assert there in found.shown
    assert to_do in found.remedy


def test_a_leader_stands_with_what_the_provision_is_held_against():
    leaders = (Leader("张三", (Honour("先进工作者", Level.COUNTY),)), Leader("李四"))

    found = asked(some_leader(lambda one: False, "换人"), leaders=leaders)

    assert found.shown == (
        "领衔人张三（县区级先进工作者、没有填报技能等级）、李四（没有填报荣誉、没有填报技能等级）"
    )


@pytest.mark.parametrize(
    ("step", "results", "there", "to_do"),
    [
        ("yellow_card", {}, "尚无考评结果", "先登记年度考评结果"),
        ("yellow_card", {2027: True}, "2027年度结果：合格", "不给予警告"),
        ("yellow_card", {2027: False, 2028: False}, "2028年度结果：不合格", "办理撤销"),
        ("restore", {2027: False}, "2027年度结果：不合格", "等下一年度"),
        ("restore", {}, "尚无考评结果", "先登记年度考评结果"),
        ("delist", {2027: True}, "2027年度结果：合格，没有达到撤销情形", "另依查实认定办理"),
    ],
)
def test_a_ground_that_is_not_there_says_why_and_what_then(step, results, there, to_do):
    edition = rules.edition("nanchang", "revised-draft")

    found = edition.judge(step, replace(NAMED, results=results)).blocking[0]

    assert there in found.shown
    assert to_do in found.remedy


@pytest.mark.parametrize(
    ("test", "word"),
    [
        (on_ground("twice", at_least("members", 3)), "未援引"),
        (unless_ground("fraud", at_least("members", 3)), "未援引"),
        (at_most("members", 3), "符合"),
    ],
)
def test_a_ground_not_relied_on_is_not_called_met(test, word):
    found = asked(test, ground="fraud", members=1)

    assert found.outcome is Conclusion.MET
    assert found.as_record()["outcome_label"] == found.outcome_label == word


def test_what_is_meant_for_others_is_called_so():
    row = hard("X", "第一条", "要求。", at_least("members", 3))
    limited = replace(row, only=where("unit_kind", "enterprise"))

    found = limited.judge(Facts(on=DAY, unit_kind="organ"), judging=False)

    assert found.outcome_label == "不适用"
