"""Reads the worked cases that staff can read and turns them into facts."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import rules
from rules.base import Edition
from rules.facts import (
    EarlierTitle,
    Facts,
    Grant,
    Honour,
    Judgement,
    Leader,
    Level,
    Outcome,
    Project,
    Skill,
)
from rules.verdict import Verdict

FOLDER = Path(__file__).parents[2] / "fixtures" / "cases"
LEVELS = {level.label: level for level in Level}
SKILLS = {skill.label: skill for skill in Skill}
FOUND = {"合格": True, "符合": True, "不合格": False, "不符合": False, "无": None, "": None}


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
    return rules.edition(code, case.get("edition") or files()[code]["edition"])


def verdict_of(code: str, step: str, case: dict) -> Verdict:
    """What the edition says of the step in that case."""
    return edition_of(code, case).judge(step, facts_of(code, step, case))


def facts_of(code: str, step: str, case: dict) -> Facts:
    """The step's base with the case laid over it; `without` leaves facts out."""
    plain: dict = {}
    for base in files()[code]["base"]:
        if step in base["steps"]:
            plain |= {name: value for name, value in base.items() if name != "steps"}
    over = dict(case.get("facts", {}))
    if "judgements" in over:
        over["judgements"] = plain.get("judgements", {}) | over["judgements"]
    plain |= over
    plain |= {"on": case["on"]} if "on" in case else {}
    return facts(**{n: v for n, v in plain.items() if n not in case.get("without", ())})


def facts(**plain) -> Facts:
    """Facts from the plain values of a case: levels by label, rows as tables."""
    return Facts(**{name: READERS.get(name, _same)(value) for name, value in plain.items()})


def results(start: date, listed: list[str]) -> dict[int, bool]:
    """Results by calendar year from the year after naming; a year with none is left out."""
    years = enumerate(listed, start=start.year + 1)
    return {year: FOUND[word] for year, word in years if FOUND[word] is not None}


def _same(value):
    return value


def _rows(kind):
    return lambda rows: tuple(kind(**row) for row in rows)


def _leader(row: dict) -> Leader:
    honours = tuple(Honour(**h | {"level": LEVELS[h["level"]]}) for h in row.get("honours", ()))
    skill = SKILLS[row.get("skill", Skill.NONE.label)]
    return Leader(**row | {"honours": honours, "skill": skill})


def _outcome(row: dict) -> Outcome:
    level = row.get("recogniser_level")
    return Outcome(**row | {"recogniser_level": level and LEVELS[level]})


def _earlier(row: dict) -> EarlierTitle:
    return EarlierTitle(**row | {"level": LEVELS[row["level"]]})


def _judgements(found: dict[str, str]) -> dict[str, Judgement]:
    return {id: Judgement(FOUND[word], "初审员") for id, word in found.items() if word}


READERS = {
    "leaders": lambda rows: tuple(map(_leader, rows)),
    "earlier_titles": lambda rows: tuple(map(_earlier, rows)),
    "projects": _rows(Project),
    "outcomes": lambda rows: tuple(map(_outcome, rows)),
    "grants": _rows(Grant),
    "materials": frozenset,
    "roster_at": tuple,
    "screener_kinds": tuple,
    "judgements": _judgements,
    "checks": lambda found: {date.fromisoformat(day): FOUND[word] for day, word in found.items()},
    "results": lambda found: {int(year): FOUND[word] for year, word in found.items()},
}
