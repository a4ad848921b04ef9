"""Cycles of three years leave no day out and none twice; what is asked for once is granted once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rules
from rules.calendar import add_months, anniversary, parse_holidays, years_between
from rules.facts import Facts, Grant
from rules.schedule import Standing
from rules.verdict import Conclusion

from .cases import facts_of

QUZHOU = rules.regulations()["quzhou"].editions[-1]
YANGPU = rules.regulations()["yangpu"].editions[-1]
CYCLES = [(QUZHOU, "cycle"), (YANGPU, "visit")]
NAMING, LATER = st.dates(date(2018, 1, 1), date(2032, 12, 31)), st.integers(0, 4000)
WAN = 1_000_000  # fen
NOTICES = parse_holidays(
    {"notice_year": str(year), "date": f"{year}-01-01", "name": "元旦", "is_off": "1"}
    for year in range(2017, 2050)
)
few = settings(max_examples=60, deadline=None)
cycles = pytest.mark.parametrize(("edition", "key"), CYCLES, ids=["quzhou", "yangpu"])


def due(edition, key: str, named_on: date, on: date, **more) -> date | None:
    return edition.duty(key).due(Facts(on=on, named_on=named_on, **more))


def outcome(edition, step: str, id: str, facts: Facts) -> Conclusion:
    """How one provision is found."""
    found = edition.judge(step, facts).findings
    return next(finding.outcome for finding in found if finding.id == id)


# Each day lies in one cycle


@cycles
@few
@given(named_on=NAMING, later=LATER)
def test_a_day_lies_in_one_cycle_of_three_years(edition, key, named_on, later):
    on = named_on + timedelta(later)
    ends = due(edition, key, named_on, on)
    number = years_between(named_on, on) // 3

    assert ends == anniversary(named_on, 3 * (number + 1))
    assert anniversary(named_on, 3 * number) <= on < ends


@cycles
@few
@given(named_on=NAMING)
def test_where_one_cycle_ends_the_next_begins(edition, key, named_on):
    first = due(edition, key, named_on, named_on)
    eve, next_one = first - timedelta(1), due(edition, key, named_on, first)

    assert due(edition, key, named_on, eve) == first
    assert next_one == anniversary(named_on, 6)


@cycles
@few
@given(named_on=NAMING, later=LATER)
def test_a_last_day_only_ever_rolls_to_the_next_day_of_work(edition, key, named_on, later):
    on = named_on + timedelta(later)
    chosen = {"period.roll_forward": True}
    plain = due(edition, key, named_on, on, workdays=NOTICES)
    rolled = due(edition, key, named_on, on, workdays=NOTICES, settings=chosen)
    just_over = anniversary(named_on, years_between(named_on, on) // 3 * 3)

    assert rolled >= on
    assert rolled in {NOTICES.rolled_forward(day) for day in (plain, just_over)}
    assert due(edition, key, named_on, on, settings=chosen) == plain


# A cycle is closed once


@few
@given(named_on=NAMING, renewed=LATER, again=LATER)
def test_a_passed_cycle_of_quzhou_is_not_assessed_again(named_on, renewed, again):
    first = anniversary(named_on, 3) + timedelta(renewed)
    on = first + timedelta(again)
    base = replace(facts_of("quzhou", "renew", {}), named_on=named_on, on=on, checked_on=on)

    met = outcome(QUZHOU, "renew", "QZ-17a", replace(base, renewed_on=first)) is Conclusion.MET

    assert met is (years_between(named_on, on) // 3 > years_between(named_on, first) // 3)
    assert outcome(QUZHOU, "renew", "QZ-17a", base) is Conclusion.MET


@few
@given(named_on=NAMING, later=st.integers(-30, 2000))
def test_yangpu_visits_from_the_first_day_of_a_cycles_third_year(named_on, later):
    opens = anniversary(named_on, 2)
    on = max(named_on, opens + timedelta(later))
    base = replace(facts_of("yangpu", "renew", {}), named_on=named_on, on=on, checked_on=on)

    met = outcome(YANGPU, "renew", "YP-12a", base) is Conclusion.MET

    assert met is (on >= opens)


# Asked for in time, granted once


@few
@given(named_on=NAMING, later=LATER)
def test_topic_money_is_asked_for_in_the_second_and_third_year_of_each_cycle(named_on, later):
    asked = named_on + timedelta(later)
    grant = Grant("t", "课题", asked, kind="topic", decided_fen=2 * WAN)
    base = replace(facts_of("quzhou", "fund_topic", {}), named_on=named_on, on=asked, grant=grant)

    met = outcome(QUZHOU, "fund_topic", "QZ-13a-year", base) is Conclusion.MET

    assert met is (years_between(named_on, asked) % 3 in (1, 2))


@few
@given(days=st.lists(LATER, min_size=1, max_size=5, unique=True))
def test_of_all_filings_for_one_outcome_only_the_first_may_be_supported(days):
    begun = date(2024, 1, 1)
    asked = [Grant(f"g{d}", "焊接机器人", begun + timedelta(d), proposed_fen=WAN) for d in days]
    base = facts_of("yangpu", "support_outcome", {})

    met = [
        one
        for one in asked
        if outcome(
            YANGPU, "support_outcome", "YP-15d", replace(base, grant=one, grants=tuple(asked))
        )
        is Conclusion.MET
    ]

    assert met == [min(asked, key=lambda one: one.applied_on)]


# Money asked for beside the sum at naming

GRANTS = st.lists(
    st.builds(
        Grant,
        key=st.uuids().map(str),
        title=st.just("课题"),
        applied_on=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
        kind=st.sampled_from(["topic", "demonstration"]),
        accepted_on=st.none() | st.just(date(2030, 1, 1)),
        withdrawn=st.booleans(),
        decided_fen=st.none() | st.integers(1, 10 * WAN),
        minutes_number=st.sampled_from(["", "纪要一号"]),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
).map(tuple)


@pytest.mark.parametrize("edition", [QUZHOU, YANGPU], ids=["quzhou", "yangpu"])
@few
@given(grants=GRANTS)
def test_only_what_was_approved_and_not_withdrawn_is_owed(edition, grants):
    named_on = date(2025, 1, 1)
    facts = Facts(on=date(2031, 1, 1), named_on=named_on, grants=grants)
    schedule = edition.schedule(facts)

    owed = {one.key for one in schedule.instalments if one.standing is Standing.DUE}
    approved = {g.key for g in grants if g.minutes_number and not g.withdrawn}
    assert owed <= approved | {"base"}
    assert edition.schedule(replace(facts, grants=grants[::-1])).due_fen == schedule.due_fen
    assert schedule.due_fen == sum(i.amount_fen for i in schedule.instalments if i.key in owed)


@few
@given(grants=GRANTS)
def test_quzhou_pays_two_wan_a_topic_and_five_a_demonstration_once_accepted(grants):
    facts = Facts(on=date(2031, 1, 1), named_on=date(2025, 1, 1), grants=grants)
    won = [g for g in grants if g.minutes_number and not g.withdrawn]
    topics = sum(g.kind == "topic" for g in won)
    accepted = sum(g.kind == "demonstration" and g.accepted_on is not None for g in won)

    assert QUZHOU.schedule(facts).due_fen == (1 + 2 * topics + 5 * accepted) * WAN


@few
@given(named_on=NAMING, months=st.integers(0, 30), days=st.integers(0, 27))
def test_six_months_are_counted_to_the_day_that_was_chosen(named_on, months, days):
    begun = add_months(named_on, -months) - timedelta(days)
    base = facts_of("quzhou", "name", {})
    known = replace(base, on=named_on, operating_since=begun)
    chosen = replace(known, settings={"operation.as_of": "naming"})
    assume(begun <= named_on)

    met = outcome(QUZHOU, "name", "QZ-07-naming", chosen) is Conclusion.MET

    assert met is (add_months(begun, 6) <= named_on)
    assert outcome(QUZHOU, "name", "QZ-07-naming", known) is Conclusion.MET
