"""Every worked case comes out as written, and every provision is seen met and refused."""

from itertools import product

import pytest

import rules
from rules.facts import Facts
from rules.schedule import Standing
from rules.verdict import Conclusion, Force

from .cases import edition_of, files, judged, results, verdict_of, worked

WAN = 1_000_000  # fen


def title(value) -> str | None:
    return value["title"] if isinstance(value, dict) else None


@pytest.mark.parametrize(("code", "step", "case"), judged(), ids=title)
def test_a_case_is_found_as_written(code, step, case):
    verdict = verdict_of(code, step, case)

    assert [f.id for f in verdict.blocking] == case.get("blocks", [])
    assert bool(verdict) is not bool(case.get("blocks"))
    about = [f.outcome.label for f in verdict.findings if f.id == case.get("about")]
    assert about == ([case["found"]] if "about" in case else [])


@pytest.mark.parametrize(("code", "case"), worked("schedule"), ids=title)
def test_a_schedule_pays_as_written(code, case):
    first, listed = case["named_on"].year, case["results"]
    on = case["named_on"].replace(year=first + max(4, len(listed)), month=12, day=31)
    facts = Facts(on=on, named_on=case["named_on"], results=results(case["named_on"], listed))

    schedule = edition_of(code, case).schedule(facts)

    due = [i for i in schedule.instalments if i.standing is Standing.DUE]
    paid = [sum(i.amount_fen for i in due if i.year == first + k) / WAN for k in range(5)]
    assert paid == case["paid"]
    assert schedule.due_fen == case["total"] * 100
    assert [year - first + 1 for year in schedule.yellow_years] == case.get("yellow", [])
    assert ordinal(schedule.complete_year, first) == case.get("complete")
    assert ordinal(schedule.revoked_year, first) == case.get("revoked")
    assert schedule.revoked_article == case.get("article", "")


def ordinal(year, first):
    return year and year - first + 1


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
