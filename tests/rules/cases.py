"""Reads the worked cases that staff can read, and lists them for the tests."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import rules
from rules.base import Edition
from rules.facts import Facts
from rules.verdict import Verdict
from rules.worked import FOUND, LEVELS, SKILLS, facts, key_of, results
from rules.worked import facts_of as facts_in

__all__ = ["FOUND", "LEVELS", "SKILLS", "facts", "results"]

FOLDER = Path(__file__).parents[2] / "fixtures" / "cases"


@cache
def files() -> dict[str, dict]:
    """Each jurisdiction's file of worked cases, by its code."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def worked(part: str) -> list[tuple[str, dict]]:
    """The code and case of every entry under `part` in every file."""
    return [(code, case) for code, file in files().items() for case in file.get(part, [])]


def judged() -> list[tuple[str, str, dict]]:
    """Code, step and case of every case of every step it names."""
    return [(code, step, case) for code, case in worked("case") for step in case["steps"]]


def edition_of(code: str, case: dict) -> Edition:
    """The edition the case is judged by: its own, or the file's."""
    return rules.edition(code, key_of(files()[code], case))


def verdict_of(code: str, step: str, case: dict) -> Verdict:
    """What the edition says of the step in that case."""
    return edition_of(code, case).judge(step, facts_of(code, step, case))


def facts_of(code: str, step: str, case: dict) -> Facts:
    """The step's base with the case laid over it."""
    return facts_in(files()[code], step, case)
