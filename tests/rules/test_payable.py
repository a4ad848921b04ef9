"""What comes back when a title ends by fraud: how much, by which reading, and when nothing does."""

from dataclasses import replace
from datetime import date

import pytest

import rules
from rules.facts import Facts
from rules.payable import paid_back

PAID = Facts(on=date(2028, 5, 1), paid_fen=5_000_000, support_fen=700_000, claims_fen=300_000)
FRAUDS = {
    "china_communications": {"ground": "fraud"},
    "nanchang": {"verified_finding": "核查报告"},
}


@pytest.mark.parametrize(
    ("code", "reading", "due"),
    [
        ("china_communications", "all_union_support", 5_700_000),
        ("china_communications", "grant_only", 5_000_000),
        ("nanchang", "arts_11_12", 5_300_000),
        ("nanchang", "art_11", 5_000_000),
    ],
)
def test_fraud_brings_back_all_that_the_reading_reaches(code, reading, due):
    step = rules.regulations()[code].editions[-1].step("delist")
    back = paid_back(step)
    assert reading in back.scope.readings

    facts = replace(PAID, settings={back.scope.key: reading}, **FRAUDS[code])

    assert back.due(facts) == due
    assert back(replace(facts, recover_fen=due)).met is True
    assert back(replace(facts, recover_fen=due - 1)).met is False
    assert back(facts).met is None


@pytest.mark.parametrize("code", FRAUDS)
def test_no_other_ground_brings_anything_back(code):
    back = paid_back(rules.regulations()[code].editions[-1].step("delist"))
    other = replace(PAID, ground="twice")

    assert back.due(other) == 0
    assert back.reaches_beside(other) is False
    assert back(other).met is True
    assert back(replace(other, recover_fen=1)).met is False


@pytest.mark.parametrize("code", ["shandong", "quzhou", "yangpu"])
def test_where_the_text_is_silent_nothing_is_said_of_money(code):
    assert paid_back(rules.regulations()[code].editions[-1].step("delist")) is None
