"""Which edition governs a day, and how a provision is looked into."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import rules
from rules.base import NotInForce, Regulation
from rules.facts import Facts
from rules.verdict import Force

FIRST = date(2026, 1, 1)
DRAFT = rules.edition("nanchang", "revised-draft")
OLD = replace(DRAFT, key="old", effective=date(2020, 1, 1))
NEW = replace(DRAFT, key="new", effective=FIRST)
AMENDED = Regulation("某市", (OLD, NEW))
REQUIREMENTS = [
    requirement
    for regulation in rules.regulations().values()
    for edition in regulation.editions
    for step in edition.steps
    for requirement in step.requires
]


@pytest.mark.parametrize(
    ("on", "key"), [(FIRST - timedelta(days=1), "old"), (FIRST, "new"), (date(2040, 1, 1), "new")]
)
def test_an_edition_governs_from_its_day_of_effect_on(on, key):
    assert AMENDED.edition(on).key == key


def test_before_the_first_edition_nothing_governs():
    with pytest.raises(NotInForce, match="2019年12月31日尚无已录入施行日期的办法"):
        AMENDED.edition(date(2019, 12, 31))


def test_an_edition_without_a_day_of_effect_governs_from_the_day_typed_in():
    regulation = rules.regulations()["nanchang"]
    typed = {"revised-draft": FIRST}

    assert regulation.edition(FIRST, adopted=typed) is DRAFT
    for nothing in (None, typed):
        with pytest.raises(NotInForce):
            regulation.edition(FIRST - timedelta(days=1), adopted=nothing)


def test_an_unknown_jurisdiction_is_an_error():
    with pytest.raises(KeyError):
        rules.edition("atlantis", "first")


def test_a_source_is_cited_with_its_number_where_it_has_one():
    assert replace(DRAFT, title="办法", number="").source == "《办法》"
    assert replace(DRAFT, title="办法", number="〔2026〕1号").source == "《办法》（〔2026〕1号）"


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: r.id)
def test_a_provision_reads_facts_unless_a_person_judges_it(requirement):
    reads = requirement.reads(Facts(on=FIRST))

    assert bool(reads - {"on"}) is (requirement.force is not Force.JUDGED)
