"""What a subsidy is used for: named, usual, or in words that a person has to judge."""

import re
from datetime import date

import pytest

import rules
from rules import paying, uses
from rules.facts import Facts
from rules.verdict import Conclusion

CODES = ("nanchang", "quzhou", "yangpu", "shandong", "china_communications")


def edition(code):
    return paying.procedure(code, rules.regulations()[code].editions[-1].key)


def finding(code, purpose, what="一批"):
    """What is found of the words of a use."""
    facts = Facts(on=date(2026, 5, 1), purpose=purpose, used_for=what, amount_fen=1, unspent_fen=9)
    found = edition(code).judge("spend", facts).findings
    return next(one for one in found if one.id == uses.JUDGED)


@pytest.mark.parametrize("code", CODES)
def test_every_purpose_of_the_list_passes_by_its_name(code):
    clause = edition(code).spending
    for use in (*clause.allowed, *uses.common(clause)):
        assert finding(code, use).outcome is Conclusion.MET


HIDDEN = [
    ("nanchang", "年底慰 问 支出", "一批", "慰问"),
    ("nanchang", "设备购置", "优秀员工绩-效", "绩效"),
    ("yangpu", "培训学习", "赴京车票", "车票"),
    ("shandong", "培训学习", "参训人员住宿", "住宿"),
    ("quzhou", "日常运营", "旅游", "旅游"),
    ("china_communications", "扶持优秀项目", "过节费", "过节"),
    ("shandong", "培训学习", "茅台酒两箱", "茅台"),
    ("yangpu", "材料", "ktv 包厢", "KTV"),
]


@pytest.mark.parametrize(("code", "purpose", "what", "word"), HIDDEN)
def test_words_near_to_what_is_barred_are_judged_by_a_person_with_the_article(
    code, purpose, what, word
):
    one = finding(code, purpose, what)

    assert (one.outcome, one.blocks) == (Conclusion.TO_JUDGE, False)
    assert word in one.shown
    assert one.article == edition(code).spending.article


@pytest.mark.parametrize("code", CODES)
def test_a_purpose_in_words_of_its_own_does_not_simply_pass(code):
    assert finding(code, "年度激励").outcome is Conclusion.TO_JUDGE


def test_quzhou_allows_labour_fees_where_nanchang_has_them_judged():
    assert finding("quzhou", "人员劳务", "劳务费").outcome is Conclusion.MET
    assert finding("nanchang", "项目研究", "劳务费").outcome is Conclusion.TO_JUDGE


def test_a_closed_list_offers_nothing_beside_it():
    assert uses.common(edition("shandong").spending) == ()


PRIZED = ("nanchang", "shandong", "yangpu")
WON = ("获奖证书装裱", "获奖成果展示板", "2026年获奖作品展台")
PAID_OUT = ("获奖人员奖励", "获奖", "发放获奖奖金", "获奖成果奖励", "获奖证书及奖金", "先进奖")


@pytest.mark.parametrize("code", PRIZED)
@pytest.mark.parametrize("what", WON)
def test_what_tells_of_a_prize_that_was_won_is_no_bonus(code, what):
    assert finding(code, purpose(code), what).outcome is Conclusion.MET


@pytest.mark.parametrize("code", PRIZED)
@pytest.mark.parametrize("what", PAID_OUT)
def test_a_bonus_is_judged_however_it_is_wrapped(code, what):
    assert finding(code, purpose(code), what).outcome is Conclusion.TO_JUDGE


@pytest.mark.parametrize("code", PRIZED)
@pytest.mark.parametrize("what", [*WON, *PAID_OUT])
def test_the_pattern_for_a_database_finds_the_same(code, what):
    clause = edition(code).spending

    found = re.search(uses.spelt(clause)[1], what, re.IGNORECASE)

    assert bool(found) is bool(uses.near(clause, what))


def purpose(code) -> str:
    """One that passes by its name."""
    return uses.spelt(edition(code).spending)[0][0]
