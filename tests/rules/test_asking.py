"""What a provision asks for is found by asking, however it branches."""

import rules
from rules.asking import asks_for
from rules.facts import Facts, Level
from rules.kinds import attached, is_
from rules.verdict import Answer, hard, judged_by


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


def test_every_provision_of_filing_can_be_asked():
    for code, regulation in rules.regulations().items():
        for edition in regulation.editions:
            tested = [r for r in edition.step("submit").requires if r.test is not None]
            silent = [f"{code} {r.id}" for r in tested if not asks_for(r).paths]
            assert silent == []
