"""Every worked case comes out as written, and every provision is seen met and refused."""

from itertools import product

import pytest

import rules
from rules.verdict import Conclusion, Force
from rules.worked import found_of, found_of_money, written_of, written_of_money

from .cases import edition_of, files, judged, verdict_of, worked


def title(value) -> str | None:
    return value["title"] if isinstance(value, dict) else None


@pytest.mark.parametrize(("code", "step", "case"), judged(), ids=title)
def test_a_case_is_found_as_written(code, step, case):
    verdict = verdict_of(code, step, case)

    assert found_of(case, verdict) == written_of(case)
    assert bool(verdict) is not bool(case.get("blocks"))


@pytest.mark.parametrize(("code", "case"), worked("schedule"), ids=title)
def test_a_schedule_pays_as_written(code, case):
    assert found_of_money(edition_of(code, case), case) == written_of_money(case)


def test_nanchang_has_all_sixteen_strings_of_results():
    listed = [tuple(case["results"]) for code, case in worked("schedule") if code == "nanchang"]

    assert set(product(["合格", "不合格"], repeat=4)) <= set(listed)


def requirements():
    """Every requirement of every step of every edition, by code, step and id."""
    for code, regulation in rules.regulations().items():
        for edition in regulation.editions:
            for step in edition.steps:
                for requirement in step.requires:
                    yield code, edition.key, step, requirement


def seen() -> dict[tuple, set[tuple]]:
    """What the cases have shown of each requirement: outcome and whether it blocked."""
    found: dict[tuple, set[tuple]] = {}
    for code, step, case in judged():
        key = edition_of(code, case).key
        for finding in verdict_of(code, step, case).findings:
            place = found.setdefault((code, key, step, finding.id), set())
            place.add((finding.outcome, finding.blocks))
    return found


def test_every_provision_is_seen_met_and_refused():
    found, missing = seen(), []
    for code, key, step, requirement in requirements():
        outcomes = found.get((code, key, step.name, requirement.id), set())
        if requirement.force is Force.JUDGED and not step.judging:
            wanted = {"待人判定": (Conclusion.TO_JUDGE, False) in outcomes}
        else:
            met, refused = (Conclusion.MET, False) in outcomes, any(b for _, b in outcomes)
            wanted = {"符合": met, "不能办理": refused}
        missing += [
            (code, step.name, requirement.id, word) for word, ok in wanted.items() if not ok
        ]

    assert missing == []


def test_every_soft_provision_is_seen_passed_with_a_reason():
    found = seen()
    soft = [
        (code, key, step.name, requirement.id)
        for code, key, step, requirement in requirements()
        if requirement.force is Force.SOFT
    ]

    assert [p for p in soft if (Conclusion.WAIVED, False) not in found.get(p, ())] == []


def test_every_step_has_a_case():
    wanted = {
        (c, e.key, s.name)
        for c, r in rules.regulations().items()
        for e in r.editions
        for s in e.steps
    }
    shown = {(code, edition_of(code, case).key, step) for code, step, case in judged()}

    assert wanted - shown == set()


def test_every_regulation_has_its_file_of_cases():
    assert sorted(files()) == sorted(rules.regulations())


def test_no_two_cases_of_a_file_bear_the_same_title():
    for file in files().values():
        titles = [case["title"] for part in ("case", "schedule") for case in file[part]]

        assert sorted(set(titles)) == sorted(titles)
