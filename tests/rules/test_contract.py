"""What every regulation keeps, whoever wrote it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.facts import LABELS, Facts
from rules.kinds import words_of
from rules.verdict import Answer, Conclusion, Force, Requirement, hard
from subsidies.payments.lifecycle import PaymentLifecycle
from subsidies.payments.lifecycle import State as PaymentState
from workshops.applications.lifecycle import ApplicationLifecycle
from workshops.applications.lifecycle import State as ApplicationState
from workshops.studios.models import (
    Category,
    EarlierTitle,
    Honour,
    HonourFamily,
    NamerKind,
    Outcome,
    OutcomeKind,
    Studio,
)
from workshops.titles.lifecycle import State as TitleState
from workshops.titles.lifecycle import TitleLifecycle
from workshops.unions.models import Kind, Role, TradeUnion

from .cases import facts_of, files

EDITIONS = [(code, e) for code, r in rules.regulations().items() for e in r.editions]
STEPS = [(code, edition, step) for code, edition in EDITIONS for step in edition.steps]
REQUIREMENTS = [(e, s, r) for _, e, s in STEPS for r in s.requires]
MACHINES = (
    (ApplicationLifecycle, ApplicationState),
    (TitleLifecycle, TitleState),
    (PaymentLifecycle, PaymentState),
)
# A call has two states of its own and no machine; a payment begins by being prepared, a title
# without a filing by being named or supervised; spending, booking and further grants move nothing.
WITHOUT_MACHINE = {"open_call": {"draft"}, "prepare": set()}
WITHOUT_MACHINE |= {name: set() for name in ("name_directly", "supervise", "spend", "book")}
WITHOUT_MACHINE |= {name: set() for name in ("fund_topic", "distinguish", "support_outcome")}
# Not the target of a call: a text may call a number usual, and then more asks for a reason too.
GROWING = ("members", "full_marks", "posting_days", "score")

editions = pytest.mark.parametrize(
    ("code", "edition"), EDITIONS, ids=lambda v: getattr(v, "key", v)
)
steps = pytest.mark.parametrize(
    ("code", "edition", "step"), STEPS, ids=lambda v: getattr(v, "name", getattr(v, "key", v))
)
requirements = pytest.mark.parametrize(
    ("edition", "step", "requirement"), REQUIREMENTS, ids=lambda v: getattr(v, "id", "")
)


def cited(article: str) -> bool:
    return article.startswith(("第", "附", "—"))


def machine_of(name: str):
    """The machine and states that have this step."""
    return next(((m, s) for m, s in MACHINES if hasattr(m, name)), (None, None))


# Articles and words


@requirements
def test_a_requirement_names_its_article_and_asks_one_sentence(edition, step, requirement):
    assert cited(requirement.article)
    assert requirement.asks.endswith("。")
    assert requirement.asks.count("。") == 1


@steps
def test_a_step_names_its_article_and_says_what_it_is(code, edition, step):
    assert cited(step.article)
    assert step.asks.endswith("。")
    assert step.label
    assert step.in_text is (step.article != "—")


@requirements
def test_whoever_judges_is_named(edition, step, requirement):
    assert bool(requirement.judge_title) is (requirement.force is Force.JUDGED)


@editions
def test_materials_parameters_and_instalments_name_their_article(code, edition):
    schedule = edition.schedule(Facts(on=NAMED_ON, named_on=NAMED_ON))
    listed = (*edition.materials, *edition.parameters, *schedule.instalments)

    assert [item for item in listed if not cited(item.article)] == []


NAMED_ON = facts_of("nanchang", "prepare", {}).named_on


@editions
def test_a_parameter_has_other_readings_than_its_default(code, edition):
    for parameter in edition.parameters:
        assert parameter.alternatives
        assert parameter.default not in parameter.alternatives
        assert parameter.why.endswith("。")


@editions
def test_an_edition_brings_its_words_and_no_others(code, edition):
    """Consent is a word only of texts that have the step; some call who leads by another name.

    Where a text ends a title by another word on each ground, the words carry the ground's code.
    """
    words = {"deciding_body", "office", "assess", "contents"}
    words |= {"consent"} if edition.step("consent") else set()

    delist = edition.step("delist")
    endings = {f"delist_{ground}" for ground in words_of(delist, "ground")} if delist else set()

    assert words <= set(edition.words) <= words | endings | {"leaders", "section_leaders"}


# Names


@steps
def test_ids_are_unique_in_a_step(code, edition, step):
    ids = [requirement.id for requirement in step.requires]

    assert sorted(set(ids)) == sorted(ids)


@editions
def test_names_slots_and_keys_are_unique_in_an_edition(code, edition):
    for names in (
        [step.name for step in edition.steps],
        [material.slot for material in edition.materials],
        [parameter.key for parameter in edition.parameters],
    ):
        assert sorted(set(names)) == sorted(names)


@steps
def test_a_step_is_taken_in_a_role_that_exists(code, edition, step):
    assert step.role in Role.values


@editions
def test_screening_unions_are_of_classes_that_exist(code, edition):
    assert set(edition.screeners) <= {*Kind.values, *edition.terms.get("screener_kinds", {})}


COLUMNS = {
    "screener_kinds": (Kind.values, TradeUnion, "kind"),
    "category": (Category.values, Studio, "category"),
    "title_type": ((), Studio, "title_type"),
    "leaders.honours.family": (HonourFamily.values, Honour, "family"),
    "outcomes.kind": (OutcomeKind.values, Outcome, "kind"),
    "earlier_titles.kind": (NamerKind.values, EarlierTitle, "kind"),
}


@editions
def test_codes_of_a_texts_own_are_no_others_and_can_be_kept(code, edition):
    own = [(fact, word) for fact, words in edition.terms.items() for word in words]
    others = [one for other, one in EDITIONS if other != code]

    assert edition.terms.keys() <= COLUMNS.keys()
    for fact, word in own:
        known, model, column = COLUMNS[fact]
        assert word not in known
        assert len(word) <= model._meta.get_field(column).max_length
        assert [one.title for one in others if word in one.terms.get(fact, {})] == []
        # Compared in a set a word is not heard, and would not be offered: compare in a tuple.
        listed = words_of(edition.step("submit"), fact)
        assert fact == "screener_kinds" or word in (*edition.questions[fact].words, *listed)


@steps
def test_the_state_machine_has_every_step_from_every_state_the_text_names(code, edition, step):
    if step.name in WITHOUT_MACHINE:
        assert set(step.sources) == WITHOUT_MACHINE[step.name]
        return
    machine, states = machine_of(step.name)
    reachable = set(getattr(machine, step.name)._django_fsm.transitions)

    assert step.sources
    assert set(step.sources) <= reachable & set(states.values)


# Editions


@pytest.mark.parametrize("regulation", rules.regulations().values(), ids=lambda r: r.name)
def test_editions_strictly_increase_in_date(regulation):
    dated = [edition.effective for edition in regulation.editions if edition.effective]

    assert dated == sorted(set(dated))


@editions
def test_an_edition_is_found_by_its_key(code, edition):
    assert rules.edition(code, edition.key) is edition


# Verdicts


@editions
def test_a_step_the_text_does_not_have_is_refused(code, edition):
    verdict = edition.judge("coronation", Facts(on=NAMED_ON))

    assert not verdict
    assert [f.asks for f in verdict.blocking] == ["本办法未规定此程序"]


@steps
def test_knowing_nothing_is_never_enough_where_something_is_asked(code, edition, step):
    verdict = edition.judge(step.name, Facts(on=NAMED_ON))

    assert not verdict or not any(r.force is Force.HARD for r in step.requires)


@steps
def test_whatever_blocks_says_what_would_change_it(code, edition, step):
    verdict = edition.judge(step.name, Facts(on=NAMED_ON))

    assert [f.id for f in verdict.blocking if not (f.shown and f.remedy)] == []


@pytest.mark.parametrize("fact", GROWING)
@settings(max_examples=30, deadline=None)
@given(less=st.integers(0, 120), more=st.integers(0, 120))
def test_more_of_a_good_thing_never_harms(fact, less, more):
    for code, edition, step in STEPS:
        base = facts_of(code, step.name, {}) if code in files() else Facts(on=NAMED_ON)
        one = met(edition, step, replace(base, **{fact: less}))
        other = met(edition, step, replace(base, **{fact: less + more}))

        assert one <= other


def met(edition, step, facts) -> set[str]:
    findings = edition.judge(step.name, facts).findings
    return {finding.id for finding in findings if finding.outcome is Conclusion.MET}


@editions
@settings(deadline=None)
@given(data=st.data())
def test_another_paper_never_harms(code, edition, data):
    slots = st.frozensets(st.sampled_from([*(m.slot for m in edition.materials), "consent"]))
    some, added = data.draw(slots), data.draw(slots)
    for step in edition.steps:
        base = facts_of(code, step.name, {})
        one = met(edition, step, replace(base, materials=some))

        assert one <= met(edition, step, replace(base, materials=some | added))


# The grammar itself


def test_a_provision_is_either_tested_or_judged():
    with pytest.raises(ValueError, match="NC-0"):
        Requirement("NC-0", "第一条", "须有。", None)


def test_a_reason_does_not_pass_a_hard_provision():
    asked = hard("NC-0", "第一条", "须有。", lambda facts: Answer(False, "没有", "补上"))
    facts = Facts(on=NAMED_ON, reasons={"NC-0": "特殊情况"})

    finding = asked.judge(facts, judging=False)

    assert (finding.outcome, finding.blocks, finding.reason) == (Conclusion.NOT_MET, True, "")


def test_every_fact_has_a_label():
    assert [name for name, (label, _) in LABELS.items() if not label] == []
