"""What holds of Nanchang's and Shandong's windows, days and money whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rules
from rules.calendar import add_months
from rules.claims import PAID, Purchase, Upgrade
from rules.facts import Facts
from rules.kinds import DAY, windows
from rules.lookback import within
from rules.nanchang import year_before
from rules.rows import Outcome, Skill
from rules.verdict import Conclusion

from .cases import facts_of

NANCHANG = rules.edition("nanchang", "revised-draft")
SHANDONG = rules.edition("shandong", "circular-2018")
CLAIMS = {claim.key: claim for claim in NANCHANG.claims}
NAMED_ON, TODAY = date(2026, 5, 20), date(2026, 12, 1)
HELD = Facts(on=TODAY, named_on=NAMED_ON)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
FEN = st.integers(0, 10**9)
INCLUSIVE = SHANDONG.parameter("lookback_inclusive")
few = settings(max_examples=60, deadline=None)


def outcome(edition, step: str, facts: Facts, id: str) -> Conclusion:
    """What is found of one provision of a step."""
    return next(f.outcome for f in edition.judge(step, facts).findings if f.id == id)


# Windows leave no day out and count none twice


@given(day=DAYS, months=st.sampled_from([12, 24]), count=st.integers(1, 3), whole=st.booleans())
def test_windows_adjoin_and_end_on_the_day(day, months, count, whole):
    spans = windows(Facts(on=day), months, count, calendar=whole)

    assert spans[0][1] == (date(day.year - 1, 12, 31) if whole else day)
    assert [later[0] for later, _ in pairwise(spans)] == [end for _, end in spans[1:]]


@given(day=DAYS)
def test_a_day_lies_in_this_years_window_or_in_the_last_one_never_in_both(day):
    first, last = year_before(Facts(on=day))
    _, before = year_before(Facts(on=add_months(day, -12)))

    assert last == day
    assert before + DAY == first


@given(filed=DAYS, months=st.sampled_from([24, 36]), ago=st.integers(-3, 1200))
def test_a_look_back_takes_both_its_ends_or_by_the_other_reading_neither(filed, months, ago):
    won = Outcome("奖", filed - timedelta(ago))
    known = Facts(on=filed, submitted_on=filed, outcomes=(won,))
    strict = replace(known, settings={INCLUSIVE.key: False})
    first = add_months(filed, -months)

    assert bool(within(known, months, INCLUSIVE)) is (first <= won.on <= filed)
    assert bool(within(strict, months, INCLUSIVE)) is (first < won.on < filed)


# Days


@given(came=DAYS, later=st.integers(0, 400))
def test_the_month_to_match_is_a_month_and_never_shrinks_for_later_money(came, later):
    due = SHANDONG.duty("match").due
    one, other = (
        due(Facts(on=day, union_received_on=day)) for day in (came, came + timedelta(later))
    )

    assert timedelta(28) <= one - came <= timedelta(31)
    assert one <= other
    assert one.day == came.day or (one + DAY).day == 1


@given(named=DAYS, later=st.integers(0, 6000))
def test_every_day_of_a_title_has_its_inspection_ahead_within_three_years(named, later):
    on = named + timedelta(later)
    due = SHANDONG.duty("inspection").due(Facts(on=on, named_on=named))

    assert due >= on
    assert due.year - max(on.year, named.year + 1) in (0, 1, 2)
    assert (due.year - named.year) % 3 == 0
    assert (due.month, due.day) == (12, 31)


@given(named=DAYS, later=st.integers(0, 3000))
def test_both_yearly_evaluations_fall_due_together_once_a_year(named, later):
    facts = Facts(on=named + timedelta(later), named_on=named)
    own, above = (SHANDONG.duty(key).due(facts) for key in ("evaluation", "evaluation_above"))

    assert own == above == date(max(facts.on.year, named.year + 1), 12, 31)


# Matched money


@few
@given(came=FEN.filter(bool), off=st.integers(-2, 2), more=FEN, late=st.integers(0, 60))
@pytest.mark.parametrize("strict", [True, False])
def test_more_matching_never_locks_and_less_than_the_whole_never_opens(
    strict, came, off, more, late
):
    matched = max(0, came + off)
    base = replace(
        facts_of("shandong", "spend", {}),
        on=date(2026, 12, 31),
        received_fen=came,
        matched_on=date(2026, 10, 20) + timedelta(late),
        settings={"late_match_unlocks": not strict},
    )
    one, other = (
        outcome(SHANDONG, "spend", replace(base, matched_fen=fen), "SD-16b") is Conclusion.MET
        for fen in (matched, matched + more)
    )

    assert one <= other
    assert not one or matched >= came


# Claims keep count of money


@few
@given(costs=st.lists(FEN, min_size=1, max_size=4), more=st.lists(FEN, max_size=3))
def test_a_claim_for_more_things_never_brings_less_and_splitting_moves_half_a_fen(costs, more):
    share = CLAIMS["equipment"]
    one, rest, both = (
        share.owed([Purchase(cost, NAMED_ON) for cost in listed], HELD).amount_fen
        for listed in (costs, more, costs + more)
    )

    assert one <= both
    assert abs(both - one - rest) <= 1


@pytest.mark.parametrize("reading", ["reached_only", "each"])
@given(climb=st.lists(st.sampled_from(sorted(Skill)), min_size=2, max_size=8, unique=True))
def test_no_one_is_paid_twice_for_a_grade_however_he_climbs(reading, climb):
    ladder, paid, total = CLAIMS["skills"], {}, 0
    facts = replace(HELD, settings={"skill_skip": reading})
    for reached in sorted(climb)[1:]:
        upgrade = Upgrade("张三", reached, NAMED_ON)
        total += ladder.owed(upgrade, facts, paid=paid).amount_fen
        grades = [grade for grade in Skill if reading == "each" and grade < reached]
        paid |= {("张三", grade): PAID for grade in [*grades, reached]}
        assert ladder.owed(upgrade, facts, paid=paid).refused

    assert total <= sum(ladder.amounts.values()) == 53_500_00
    if reading == "each":
        assert total == sum(a for grade, a in ladder.amounts.items() if grade <= max(climb))


@given(data=st.data())
def test_what_studios_are_paid_in_a_class_never_exceeds_its_ceiling(data):
    prize = data.draw(st.sampled_from(CLAIMS["prizes"].prizes))
    winners = data.draw(st.integers(0, prize.places + 3))
    ours = data.draw(st.integers(-2, winners + 2))

    found = CLAIMS["prizes"].owed(prize.key, HELD, winners=winners, ours=ours)

    assert bool(found.refused) is not (0 <= ours <= winners <= prize.places)
    assert found.amount_fen == (0 if found.refused else ours * prize.each_fen)
    assert found.amount_fen <= prize.ceiling_fen


# What a fraud brings back


@given(paid=FEN, claimed=FEN, support=FEN, decided=FEN, fraud=st.booleans())
def test_fraud_brings_back_all_subsidy_and_no_support_and_other_endings_nothing(
    paid, claimed, support, decided, fraud
):
    assume(decided not in (0, paid + claimed))
    finding = {"verified_finding": "经查实，成果系伪造"} if fraud else {}
    base = replace(facts_of("nanchang", "delist", {}), paid_fen=paid, claims_fen=claimed, **finding)
    base = replace(base, support_fen=support)
    right = paid + claimed if fraud else 0

    assert outcome(NANCHANG, "delist", replace(base, recover_fen=right), "NC-15b") is Conclusion.MET
    other = replace(base, recover_fen=decided)
    assert outcome(NANCHANG, "delist", other, "NC-15b") is Conclusion.NOT_MET


# The older studios of article 22 stand outside


@few
@given(results=st.dictionaries(st.integers(2020, 2030), st.booleans()), on=DAYS)
def test_an_older_studio_has_no_money_no_card_and_no_day_here(results, on):
    facts = Facts(on=on, named_on=date(2020, 1, 1), legacy=True, results=results)

    assert NANCHANG.schedule(facts).instalments == ()
    assert [duty.key for duty in NANCHANG.duties if duty.due and duty.due(facts)] == []
    assert not NANCHANG.judge("yellow_card", facts)
    assert not NANCHANG.judge("delist", facts)
    assert CLAIMS["equipment"].owed([Purchase(1, on)], facts).refused


# What a page keeps of a provision it keeps by the provision itself


def test_every_provision_of_every_text_can_be_a_key():
    steps = (s for r in rules.regulations().values() for e in r.editions for s in e.steps)
    kept = {one: one.id for step in steps for one in step.requires}

    assert {"SD-16b", "SD-20d-ground", "NC-15b"} <= set(kept.values())
