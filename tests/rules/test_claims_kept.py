"""Sums are conserved: however a claim is cut up, it brings the same, and never over a ceiling."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules.claiming import brings, kind_of, kinds, procedure, used_once, uses_up
from rules.claims import PAID, Content, Purchase, Upgrade, Won
from rules.facts import Facts, Grant, Skill
from rules.money import yuan
from subsidies.claims.lifecycle import ClaimLifecycle

NAMED_ON, DAY = date(2026, 5, 20), date(2026, 12, 1)
TEXT = rules.edition("nanchang", "revised-draft")
FACTS = Facts(on=DAY, named_on=NAMED_ON)
GRADES = [grade for grade in Skill if grade]
CUTS = st.sets(st.integers(1, 6))
EDITIONS = [one for place in rules.regulations().values() for one in place.editions]
WITH_CLAIMS = [one for one in EDITIONS if kinds(one)]


@st.composite
def granted(draw, edition):
    """Up to five claims of the kinds of a text, as they may stand at any time."""
    one = st.builds(
        Grant,
        key=st.text("abc", min_size=1, max_size=5),
        title=st.just("课题"),
        applied_on=st.dates(date(2026, 1, 1), date(2029, 1, 1)),
        kind=st.sampled_from([kind.key for kind in kinds(edition)]),
        accepted_on=st.none() | st.just(date(2029, 1, 1)),
        decided_fen=st.none() | st.integers(1, 10_000_000),
        minutes_number=st.sampled_from(["", "纪要一号"]),
    )
    return tuple(draw(st.lists(one, max_size=5, unique_by=lambda grant: grant.key)))


@pytest.mark.parametrize("edition", WITH_CLAIMS, ids=lambda one: one.number or one.key)
@given(st.data(), st.dictionaries(st.integers(2027, 2031), st.booleans(), max_size=4))
def test_what_is_asked_for_beside_changes_no_other_sum(edition, data, results):
    grants, day = data.draw(granted(edition)), date(2031, 12, 31)
    alone = Facts(on=day, named_on=NAMED_ON, results=results)

    whole = edition.schedule(replace(alone, grants=grants)).instalments

    own = edition.schedule(alone).instalments
    each = [edition.schedule(replace(alone, grants=(one,))).instalments for one in grants]
    assert whole == own + tuple(one for found in each for one in found[len(own) :])
    assert {one.key for one in whole[len(own) :]} <= {one.key for one in grants}


def pieces(rows, cuts):
    """The rows in their order, cut into claims."""
    bounds = [0, *sorted(c for c in cuts if c < len(rows)), len(rows)]
    return [rows[a:b] for a, b in pairwise(bounds) if rows[a:b]]


@given(CUTS)
def test_a_full_climb_brings_the_same_in_however_many_claims(cuts):
    ladder, paid, total = kind_of(TEXT, "skills"), {}, 0
    climb = [Upgrade("张三", g, DAY, before=Skill(g - 1), on_roster=True) for g in GRADES]

    for part in pieces(climb, cuts):
        total += ladder.total(Content(risen=tuple(part), paid=paid), FACTS).amount_fen
        paid |= {(one.person, one.reached): PAID for one in part}

    assert total == yuan(53_500)
    again = ladder.total(Content(risen=tuple(climb), paid=paid), FACTS)
    assert (again.amount_fen, again.refused.count("已经补助过")) == (0, 7)


@given(st.data(), CUTS)
def test_prizes_never_cost_more_than_the_year_and_the_same_however_cut(data, cuts):
    prizes = kind_of(TEXT, "prizes")
    wanted = [p.key for p in prizes.prizes for _ in range(data.draw(st.integers(0, p.places)))]
    rows, taken, total = [Won(key, DAY) for key in wanted], {}, 0

    for part in pieces(rows, cuts):
        total += prizes.total(Content(won=tuple(part), taken=dict(taken)), FACTS).amount_fen
        for one in part:
            taken[one.key] = taken.get(one.key, 0) + 1

    each = {p.key: p.each_fen for p in prizes.prizes}
    assert total == sum(each[key] for key in wanted) <= prizes.ceiling_fen
    for p in prizes.prizes:
        over = Content(won=(Won(p.key, DAY),), taken={p.key: p.places})
        assert prizes.total(over, FACTS).refused


@given(st.lists(st.integers(1, 10**11), min_size=1, max_size=6), CUTS)
def test_equipment_cut_into_claims_is_off_by_half_a_fen_a_claim_at_most(costs, cuts):
    share = kind_of(TEXT, "equipment")
    rows = [Purchase(cost, DAY) for cost in costs]
    parts = pieces(rows, cuts)

    total = sum(share.total(Content(bought=tuple(p)), FACTS).amount_fen for p in parts)

    assert abs(10 * total - sum(costs)) <= 5 * len(parts)


@given(st.lists(st.tuples(st.sampled_from(["equipment", "skills"]), st.integers(1, 10**9))))
def test_the_schedule_owes_its_own_instalments_and_what_was_settled(settled):
    grants = tuple(
        Grant(f"{kind}-{n}", "申请", DAY, kind, decided_fen=fen)
        for n, (kind, fen) in enumerate(settled)
    )
    plain = TEXT.schedule(FACTS).due_fen
    withdrawn = Grant("skills-x", "撤回的", DAY, "skills", withdrawn=True, decided_fen=1)
    asked = Grant("skills-y", "未定的", DAY, "skills")

    found = TEXT.schedule(Facts(on=DAY, named_on=NAMED_ON, grants=(*grants, withdrawn, asked)))

    assert found.due_fen == plain + sum(fen for _, fen in settled)
    assert len({one.key for one in found.instalments}) == 3 + len(settled)


def test_prizes_of_two_years_are_asked_for_apart():
    two = Content(won=(Won("idea", DAY), Won("idea", date(2027, 1, 1))))
    facts = Facts(on=date(2027, 2, 1), named_on=NAMED_ON)

    assert kind_of(TEXT, "prizes").total(two, facts).refused == "不同年度的奖项须分开申请"


def test_every_kind_of_claim_goes_its_way_to_one_decision():
    for code, regulation in rules.regulations().items():
        for edition in regulation.editions:
            for claim in edition.claims:
                steps = procedure(code, edition.key, claim.key).steps
                assert [s.sources for s in steps] == [("draft",), *[("filed",)] * 3]
                assert steps[1].name == claim.step
                assert all(hasattr(ClaimLifecycle, step.name) for step in steps)


def test_nothing_listed_brings_nothing_and_says_so():
    for key in ("equipment", "skills", "prizes"):
        claim = kind_of(TEXT, key)
        assert brings(claim)(FACTS).shown.startswith("没有填写")
        assert [uses_up(claim, s, FACTS) for s in ("draft", "filed", "refused")] == [0, 1, 0]
    assert used_once(FACTS).met
