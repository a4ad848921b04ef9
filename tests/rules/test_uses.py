"""What a subsidy is used for: named, usual, or in words that a person has to judge."""

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
