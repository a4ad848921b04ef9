"""What the house of money keeps to beside the texts: budget, two signatures, no more than came."""

from dataclasses import replace
from datetime import date

import pytest

import rules
from rules import paying
from rules.facts import Facts
from rules.verdict import Conclusion

TEXTS = [(code, one.key) for code, r in rules.regulations().items() for one in r.editions]
NOTHING = Facts(on=date(2026, 5, 1))


def blocking(step, **facts):
    """What of the house's own speaks against a step under Nanchang's text."""
    edition = paying.procedure("nanchang", rules.regulations()["nanchang"].editions[-1].key)
    found = edition.judge(step, Facts(on=date(2026, 5, 1), **facts)).blocking
    return [one.id for one in found if one.id.startswith("house-")]


@pytest.mark.parametrize(("code", "key"), TEXTS)
def test_every_text_has_the_whole_way_of_a_payment_and_of_its_spending(code, key):
    steps = {step.name: step.sources for step in paying.procedure(code, key).steps}

    way = {
        name: steps[name]
        for name in ("endorse", "approve", "take_back", "reject", "bounce", "correct")
    }

    assert way == {
        "endorse": ("prepared",),
        "approve": ("prepared", "endorsed"),
        "take_back": ("prepared",),
        "reject": ("prepared", "approved", "endorsed"),
        "bounce": ("paid",),
        "correct": ("paid",),
    }
    assert steps["spend"] == ()


@pytest.mark.parametrize(
    ("left", "basis", "found"),
    [
        (None, None, []),
        (100, None, []),
        (99, None, ["house-budget"]),
        (99, "演工发〔2026〕9号", []),
        (-1, None, ["house-budget"]),
    ],
)
def test_no_approval_passes_the_budget_without_a_decision(left, basis, found):
    facts = {"amount_fen": 100, "budget_left_fen": left, "over_budget": basis}

    assert blocking("approve", **facts) == found


@pytest.mark.parametrize(
    ("left", "says"), [(30, "还可审批0.30元"), (0, "还可审批0.00元"), (-30, "已超出0.30元")]
)
def test_a_budget_that_is_overdrawn_is_said_to_be_and_not_a_sum_below_nothing(left, says):
    facts = replace(NOTHING, amount_fen=100, budget_left_fen=left)

    assert f"本年度预算{says}，本笔1.00元" == paying.within_budget(facts).shown


def test_a_year_without_a_budget_is_told_as_not_checked():
    found = paying.BUDGET[0].judge(replace(NOTHING, amount_fen=100), judging=True)

    assert found.outcome is Conclusion.UNKNOWN
    assert "尚未核对" in found.shown
    assert not found.blocks


@pytest.mark.parametrize(
    ("limit", "endorsed", "approve", "endorse"),
    [
        (None, False, [], ["house-endorse"]),
        (101, False, [], ["house-endorse"]),
        (100, False, ["house-second"], []),
        (100, True, [], []),
    ],
)
def test_from_the_limit_on_two_sign(limit, endorsed, approve, endorse):
    facts = {"amount_fen": 100, "second_from_fen": limit, "endorsed": endorsed}

    assert (blocking("approve", **facts), blocking("endorse", **facts)) == (approve, endorse)


@pytest.mark.parametrize(
    ("left", "sum_", "found"),
    [
        (100, 100, []),
        (99, 100, ["house-left"]),
        (None, 100, ["house-left"]),
        (100, 0, ["house-left"]),
    ],
)
def test_no_more_is_spent_than_came_in(left, sum_, found):
    assert blocking("spend", amount_fen=sum_, unspent_fen=left) == found


def test_an_invoice_charged_before_is_named():
    facts = {"amount_fen": 1, "unspent_fen": 1, "invoice_used": "2026年3月1日已列支"}

    assert blocking("spend", **facts) == ["house-invoice"]


@pytest.mark.parametrize(("claimed", "found"), [(0, []), (1, ["house-bounce-claimed"])])
def test_what_is_claimed_back_comes_back_as_a_repayment_and_does_not_bounce(claimed, found):
    facts = {"returned_on": date(2026, 5, 1), "reason": "账号有误", "claimed_back_fen": claimed}

    assert blocking("bounce", **facts) == found


@pytest.mark.parametrize(("came", "found"), [(None, []), (date(2026, 5, 1), ["house-bounce-open"])])
def test_what_the_unit_received_cannot_have_bounced(came, found):
    facts = {"returned_on": date(2026, 5, 1), "reason": "账号有误", "union_received_on": came}

    assert blocking("bounce", **facts) == found
