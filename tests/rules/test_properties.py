"""What holds of every regulation whatever the facts: growth, one verdict, one edition, one sum."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.base import NotInForce, Regulation
from rules.facts import Facts, Outcome, Project
from rules.rows import Level
from rules.schedule import Standing
from rules.verdict import Conclusion

from .cases import facts_of, judged

EDITIONS = [(code, e) for code, r in rules.regulations().items() for e in r.editions]
FILING = [(code, e, step) for code, e in EDITIONS for step in (e.step("submit"),) if step]
DAYS = st.dates(date(2010, 1, 1), date(2045, 12, 31))
NAMING, LATER = st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 4000)
YEARS = st.dictionaries(st.integers(2020, 2040), st.booleans(), max_size=12)
ROWS = {
    "projects": st.builds(
        Project,
        title=st.just("课题"),
        begins_on=DAYS,
        ends_on=st.none() | DAYS,
        terms_fixed=st.booleans(),
        funded=st.booleans(),
    ),
    "outcomes": st.builds(
        Outcome,
        title=st.just("成果"),
        on=DAYS,
        kind=st.sampled_from(["", "patent", "award", "paper"]),
        recognised_by=st.sampled_from(["", "某协会"]),
        recogniser_level=st.none() | st.sampled_from(Level),
        economic_benefit=st.booleans(),
        social_benefit=st.booleans(),
        applied=st.booleans(),
        spread=st.booleans(),
    ),
}

editions = pytest.mark.parametrize(
    ("code", "edition"), EDITIONS, ids=lambda v: getattr(v, "key", v)
)
filings = pytest.mark.parametrize(
    ("code", "edition", "step"), FILING, ids=lambda v: getattr(v, "key", getattr(v, "name", v))
)
few = settings(max_examples=40, deadline=None)


def met(edition, facts: Facts, step: str = "submit") -> set[str]:
    """The provisions found met."""
    findings = edition.judge(step, facts).findings
    return {f.id for f in findings if f.outcome is Conclusion.MET}


# More never harms


@filings
@few
@given(members=st.integers(0, 60), more=st.integers(0, 60))
def test_more_members_never_harm(code, edition, step, members, more):
    base = facts_of(code, step.name, {})

    fewer = met(edition, replace(base, members=members))

    assert fewer <= met(edition, replace(base, members=members + more))


@pytest.mark.parametrize("fact", ROWS)
@filings
@few
@given(data=st.data())
def test_another_project_or_outcome_never_harms(code, edition, step, fact, data):
    rows = st.lists(ROWS[fact], max_size=4).map(tuple)
    some, added = data.draw(rows), data.draw(rows)
    base = facts_of(code, step.name, {})

    fewer = met(edition, replace(base, **{fact: some}))

    assert fewer <= met(edition, replace(base, **{fact: some + added}))


# One fact, one verdict


@editions
@few
@given(on=DAYS, members=st.none() | st.integers(0, 9), results=YEARS)
def test_the_same_facts_always_bring_the_same_verdict(code, edition, on, members, results):
    for step in edition.steps:
        known = replace(facts_of(code, step.name, {}), members=members, results=results)
        known = replace(known, on=max(on, known.named_on or on))
        first = edition.judge(step.name, known)
        again = edition.judge(step.name, replace(known))

        assert first == again
        assert len({f.id for f in first.findings}) == len(first.findings)


@editions
def test_every_provision_has_exactly_one_finding(code, edition):
    for step in edition.steps:
        found = edition.judge(step.name, facts_of(code, step.name, {})).findings

        assert [f.id for f in found] == [r.id for r in step.requires]


# One edition a day


@pytest.mark.parametrize("regulation", rules.regulations().values(), ids=lambda r: r.name)
@given(on=DAYS, begun=DAYS)
def test_a_day_has_at_most_one_edition_and_none_is_left_out(regulation, on, begun):
    typed = {e.key: begun + timedelta(k) for k, e in enumerate(regulation.editions)}
    starts = [e.effective or typed[e.key] for e in regulation.editions]
    in_force = [e for e, day in zip(regulation.editions, starts, strict=True) if day <= on]

    assert governing(regulation, on, typed) == (in_force[-1] if in_force else None)


def governing(regulation: Regulation, on: date, typed: dict[str, date]):
    try:
        return regulation.edition(on, adopted=typed)
    except NotInForce:
        return None


# Schedules conserve money


@editions
@few
@given(
    named_on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    results=YEARS,
    later=st.integers(0, 4000),
)
def test_a_schedule_neither_makes_nor_loses_money(code, edition, named_on, results, later):
    on = named_on + timedelta(later)
    base = replace(facts_of(code, "prepare", {}), named_on=named_on, results=results, on=on)
    schedule = edition.schedule(base)

    sums = {s: total(schedule, s) for s in Standing}
    assert sum(sums.values()) == sum(i.amount_fen for i in schedule.instalments)
    assert sums[Standing.DUE] == schedule.due_fen
    assert all(isinstance(i.amount_fen, int) and i.amount_fen > 0 for i in schedule.instalments)
    assert len({i.key for i in schedule.instalments}) == len(schedule.instalments)


@editions
@few
@given(
    named_on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    results=YEARS,
    later=st.integers(0, 4000),
)
def test_what_a_title_is_worth_does_not_hang_on_the_day_it_is_looked_at(
    code, edition, named_on, results, later
):
    base = replace(facts_of(code, "prepare", {}), named_on=named_on, results=results)
    first = edition.schedule(replace(base, on=named_on))
    other = edition.schedule(replace(base, on=named_on + timedelta(later)))

    assert [(i.key, i.amount_fen) for i in first.instalments] == [
        (i.key, i.amount_fen) for i in other.instalments
    ]


@editions
def test_nothing_is_owed_before_naming(code, edition):
    base = facts_of(code, "prepare", {})

    assert edition.schedule(replace(base, named_on=None)).due_fen == 0


def total(schedule, standing: Standing) -> int:
    return sum(i.amount_fen for i in schedule.instalments if i.standing is standing)


# A declared reading is read

# This one is read where the publicity is counted.
ELSEWHERE = {"posting.count_posting_day"}


class Noting(dict):
    """Readings that note which of them were asked for."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return default


def read(code, edition) -> set[str]:
    """The points the rules ask about anywhere, on the facts of the worked cases."""
    noting = Noting()
    for at, step, case in judged():
        if at == code:
            known = replace(facts_of(code, step, case), settings=noting)
            edition.judge(step, known)
            edition.schedule(known)
            for duty in filter(lambda one: one.due, edition.duties):
                duty.due(known)
    claimed = {p.key for claim in edition.claims for p in vars(claim).values() if hasattr(p, "key")}
    return noting.asked | claimed


@editions
def test_every_open_point_is_read_or_left_to_a_person(code, edition):
    seen = read(code, edition) | ELSEWHERE

    assert [p.key for p in edition.parameters if p.key not in seen] == []
