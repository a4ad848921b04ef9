"""What a provision asks for is found by asking, however it branches."""

import pytest

import rules
from rules.asking import asks_for
from rules.facts import Facts, Level
from rules.kinds import attached, is_
from rules.verdict import Answer, hard, judged_by

from .cases import edition_of, facts_of, judged


def asked(test) -> dict[str, list[str]]:
    """The paths a test asks, with the words it compares."""
    found = asks_for(hard("X-01", "第一条", "试。", test))
    return {".".join(path): words for path, words in found.paths.items()}


def test_a_plain_fact_is_asked_for():
    assert asked(is_("has_venue", True, "须有")) == {"has_venue": []}


def test_a_paper_is_asked_for_by_its_slot():
    assert asked(attached("plan", "工作计划")) == {"materials": [], "materials.plan": []}


def test_what_is_asked_only_after_another_answer_is_found():
    def branching(facts: Facts) -> Answer:
        if facts.category != "technical":
            return Answer(True, "不适用")
        leaders = facts.leaders or ()
        good = any(
            (h.level >= Level.PROVINCE and one.innovator)
            or (one.employed and h.family in ("a", "b"))
            for one in leaders
            for h in one.honours
        )
        return Answer(good, "")

    assert asked(branching) == {
        "category": ["technical"],
        "leaders": [],
        "leaders.honours": [],
        "leaders.honours.level": [],
        "leaders.innovator": [],
        "leaders.employed": [],
        "leaders.honours.family": ["a", "b"],
    }


def test_what_a_person_judges_asks_for_nothing():
    one = judged_by("初审员")("X-02", "第一条", "试。")
    assert asks_for(one).paths == {}


def test_words_of_two_answers_are_compared_without_end_in_sight():
    def same(facts: Facts) -> Answer:
        return Answer(facts.payee_holder == facts.unit_union, "")

    assert asked(same) == {"payee_holder": [], "unit_union": []}


def test_a_row_that_stands_alone_is_asked_for_its_parts():
    def fixed(facts: Facts) -> Answer:
        return Answer(facts.grant is not None and facts.grant.accepted_on is not None, "")

    assert asked(fixed) == {"grant": [], "grant.accepted_on": []}


def test_answers_that_nobody_gives_together_end_only_their_own_way():
    def strict(facts: Facts) -> Answer:
        if facts.named_on and facts.checked_on and facts.checked_on < facts.named_on:
            raise ValueError("checked before it was named")
        return Answer(facts.put_right, "")

    assert set(asked(strict)) == {"named_on", "checked_on", "put_right"}


STEPS = [
    (code, edition, step)
    for code, regulation in rules.regulations().items()
    for edition in regulation.editions
    for step in edition.steps
]


@pytest.mark.parametrize(
    ("code", "edition", "step"), STEPS, ids=lambda v: getattr(v, "name", getattr(v, "key", v))
)
def test_whatever_a_case_makes_a_provision_look_at_is_asked_for(code, edition, step):
    """By the readings as the text has them: others are chosen by people, not asked of a filing."""
    known = {one.id: asks_for(one).facts | {"settings"} for one in step.requires}
    cases = [case for there, name, case in judged() if (there, name) == (code, step.name)]
    plain = [c for c in cases if "settings" not in c.get("facts", {})]
    untold = {
        one.id: facts
        for case in plain
        if edition_of(code, case) is edition
        for one in step.requires
        if (facts := one.reads(facts_of(code, step.name, case)) - known[one.id])
    }

    assert untold == {}


def test_every_provision_of_filing_can_be_asked():
    for code, regulation in rules.regulations().items():
        for edition in regulation.editions:
            tested = [r for r in edition.step("submit").requires if r.test is not None]
            silent = [f"{code} {r.id}" for r in tested if not asks_for(r).paths]
            assert silent == []
