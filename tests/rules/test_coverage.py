"""Every provision of every text is in its edition, or says why software has no part in it."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

import rules
from rules.base import Edition
from rules.facts import LABELS
from rules.verdict import Requirement

FOLDER = Path(__file__).parents[2] / "fixtures" / "provisions"
HEADER = ["id", "article", "asks", "force", "where", "reason"]
JUDGED = {"hard", "judged", "soft"}
FORCES = JUDGED | {"discretion", "record", "policy", "none"}

each = pytest.mark.parametrize("code", rules.regulations())


@cache
def provisions(code: str) -> list[dict[str, str]]:
    """The table of a text's provisions in our own words."""
    path = FOLDER / f"{code}.csv"
    if not path.exists():
        pytest.fail(f"{code} has no table of provisions: write fixtures/provisions/{code}.csv")
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def edition(code: str) -> Edition:
    """The latest edition; the table follows it."""
    return rules.regulations()[code].editions[-1]


def requirements(code: str) -> list[Requirement]:
    """What the steps of the text ask, leaving out what is plain workflow."""
    steps = [step for step in edition(code).steps if step.in_text]
    return [r for step in steps for r in step.requires if r.id != "reason"]


def belongs(requirement: str, provision: str) -> bool:
    """Whether a requirement is that provision or a part of it, marked by a letter or a dash."""
    return re.fullmatch(re.escape(provision) + r"([a-z].*|-.*)?", requirement) is not None


def parts(code: str, row: dict[str, str]) -> list[Requirement]:
    return [r for r in requirements(code) if belongs(r.id, row["id"])]


def is_there(code: str, row: dict[str, str]) -> bool:
    """Whether the software holds the provision where its row says."""
    kind, _, name = row["where"].partition(":")
    text = edition(code)
    named = {
        "requirement": lambda: parts(code, row),
        "step": lambda: text.step(name),
        "schedule": lambda: text.schedule is not rules.base.no_money,
        "material": lambda: name in {m.slot for m in text.materials},
        "parameter": lambda: name in {p.key for p in text.parameters},
        "duty": lambda: name in {d.key for d in text.duties},
        "ledger": lambda: text.ledger(name),
        "claim": lambda: name in {c.key for c in text.claims},
        "policy": lambda: text.policy(name),
        "fact": lambda: name in LABELS,
        "edition": lambda: not name,
        "none": lambda: row["reason"].endswith("。"),
    }
    return kind in named and bool(named[kind]())


@each
def test_a_table_has_its_columns_and_each_provision_once(code):
    rows = provisions(code)

    assert list(rows[0]) == HEADER
    assert sorted({row["id"] for row in rows}) == sorted(row["id"] for row in rows)


@each
def test_a_provision_says_its_article_and_in_one_sentence_what_it_asks(code):
    bad = [
        row["id"]
        for row in provisions(code)
        if not row["article"].startswith(("第", "附", "题", "—"))
        or row["asks"].count("。") != 1
        or not row["asks"].endswith("。")
        or row["force"] not in FORCES
    ]

    assert bad == []


@each
def test_every_provision_is_coded_or_says_why_not(code):
    absent = [(row["id"], row["where"]) for row in provisions(code) if not is_there(code, row)]

    assert absent == []


@each
def test_a_reason_stands_only_where_the_software_has_no_part(code):
    rows = [row for row in provisions(code) if bool(row["reason"]) != (row["where"] == "none")]

    assert [row["id"] for row in rows] == []


@each
def test_a_requirement_has_the_force_and_the_article_of_its_provision(code):
    wrong = []
    for row in provisions(code):
        coded = parts(code, row) if row["where"] == "requirement" else []
        forces, articles = {str(r.force) for r in coded}, [r.article for r in coded]
        if coded and row["force"] in JUDGED and row["force"] not in forces:
            wrong.append((row["id"], row["force"]))
        if coded and not any(row["article"].split("第（")[0] in a for a in articles):
            wrong.append((row["id"], row["article"]))

    assert wrong == []


@each
def test_every_requirement_comes_from_a_provision(code):
    ids = [row["id"] for row in provisions(code)]
    invented = {r.id for r in requirements(code) if not any(belongs(r.id, one) for one in ids)}

    assert sorted(invented) == []


@each
def test_every_duty_ledger_claim_paper_and_policy_cites_an_article_of_the_table(code):
    text = edition(code)
    cited = {row["article"].split("第（")[0] for row in provisions(code)}
    things = (*text.duties, *text.ledgers, *text.claims, *text.materials, *text.policies)

    assert [t.label for t in things if not any(a in t.article for a in cited)] == []
