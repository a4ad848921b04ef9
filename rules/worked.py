"""Worked cases: what staff wrote that an edition should find, beside what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .base import Claim, Edition
from .calendar import parse_holidays
from .claims import PAID, Content, Granted, Ladder, Owed, Prizes, Purchase, ShareOfCost, Upgrade
from .facts import (
    LABELS,
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
from .money import yuan
from .schedule import Schedule, Standing
from .verdict import Verdict

Plain = dict[str, Any]
Settings = Mapping[str, Any]

LEVELS = {level.label: level for level in Level}
SKILLS = {skill.label: skill for skill in Skill}
FOUND = {"合格": True, "符合": True, "不合格": False, "不符合": False, "无": None, "": None}
WAN = 1_000_000  # fen
NOTHING: Settings = {}


@dataclass(frozen=True)
class Worked:
    """One case of one step, or of the money: as written and as found."""

    title: str
    step: str
    written: Plain
    found: Plain

    @property
    def agrees(self) -> bool:
        return self.written == self.found


def worked(edition: Edition, book: Plain, settings: Settings = NOTHING) -> Iterator[Worked]:
    """Every case of this edition in a book of cases, under these readings."""
    for case in _of(edition, book, "schedule"):
        found = found_of_money(edition, case, settings)
        yield Worked(case["title"], "", written_of_money(case), found)
    for case in _of(edition, book, "duty"):
        found = found_of_duty(edition, case, settings)
        yield Worked(case["title"], "", written_of_duty(case), found)
    for case in _of(edition, book, "claim"):
        found = found_of_claim(edition, book, case, settings)
        yield Worked(case["title"], "", written_of_claim(case), found)
    for case in _of(edition, book, "case"):
        for step in case["steps"]:
            verdict = edition.judge(step, facts_of(book, step, case, settings))
            yield Worked(case["title"], step, written_of(case), found_of(case, verdict))


def _of(edition: Edition, book: Plain, part: str) -> list[Plain]:
    return [case for case in book.get(part, []) if key_of(book, case) == edition.key]


def key_of(book: Plain, case: Plain) -> str:
    """The edition a case is judged by: its own, or the book's."""
    return str(case.get("edition") or book["edition"])


def written_of(case: Plain) -> Plain:
    """What a case of a step expects: what blocks, and what is found of the provision it is about."""
    about = {"found": [case["found"]]} if "about" in case else {}
    return {"blocks": case.get("blocks", []), **about}


def found_of(case: Plain, verdict: Verdict) -> Plain:
    """The same of a verdict."""
    said = [f.outcome.label for f in verdict.findings if f.id == case.get("about")]
    return {"blocks": [f.id for f in verdict.blocking], **({"found": said} if said else {})}


def written_of_money(case: Plain) -> Plain:
    """What a case of the money expects, year by year from the naming year."""
    return {
        "paid": case["paid"],
        "total": case["total"],
        "yellow": case.get("yellow", []),
        "complete": case.get("complete"),
        "revoked": case.get("revoked"),
        "article": case.get("article", ""),
    }


def found_of_money(edition: Edition, case: Plain, settings: Settings = NOTHING) -> Plain:
    """The same of the schedule, looked at on the day the case names or at the end of its years.

    Without a day that is the year of the last result, and never before the fifth.
    """
    first, listed = case["named_on"].year, case["results"]
    own = {name: value for name, value in case.items() if name in LABELS and name != "results"}
    own |= case.get("facts", {})
    on = case.get("on") or date(first + max(4, len(listed)), 12, 31)
    known = replace(facts(on=on, **own), results=results(case["named_on"], listed))
    return _years(edition.schedule(under(known, settings)), first)


def written_of_duty(case: Plain) -> Plain:
    """When a case expects a duty to fall due."""
    return {"due": case.get("due")}


def found_of_duty(edition: Edition, case: Plain, settings: Settings = NOTHING) -> Plain:
    """When it does."""
    duty = next((one for one in edition.duties if one.key == case["key"]), None)
    own = {name: value for name, value in case.items() if name in LABELS}
    known = under(facts(on=case["on"], **own), settings)
    return {"due": duty.due(known) if duty and duty.due else None}


def written_of_claim(case: Plain) -> Plain:
    """What a case of a claim expects it to bring in yuan, or why nothing."""
    return {"pays": case.get("pays", 0), "refused": case.get("refused", "")}


def found_of_claim(
    edition: Edition, book: Plain, case: Plain, settings: Settings = NOTHING
) -> Plain:
    """The same of the claim; the day and the naming are those of the base of claims."""
    own = {name: value for name, value in case.items() if name in LABELS}
    known = facts_of(book, "claim", {**case, "facts": own | case.get("facts", {})}, settings)
    claim = next((one for one in edition.claims if one.key == case["key"]), None)
    owed = _owed(claim, case, known)
    return {"pays": Decimal(owed.amount_fen) / 100, "refused": owed.refused}


def _owed(claim: Claim | None, case: Plain, known: Facts) -> Owed:
    match claim:
        case ShareOfCost():
            return claim.owed([_purchase(row) for row in case["bought"]], known)
        case Ladder():
            paid = {(person, SKILLS[grade]): PAID for person, grade in case.get("paid", ())}
            return claim.owed(_upgrade(case["upgrade"]), known, paid=paid)
        case Prizes():
            return claim.owed(case["prize"], known, winners=case["winners"], ours=case["ours"])
        case Granted():
            return claim.total(Content(), known)
    return Owed(0, "", "本办法没有这一项补助")


def _purchase(row: Plain) -> Purchase:
    appraised = yuan(row["appraised"]) if "appraised" in row else None
    return Purchase(yuan(row["cost"]), row["on"], row.get("used", False), appraised)


def _upgrade(row: Plain) -> Upgrade:
    return Upgrade(**row | {name: SKILLS[row[name]] for name in ("before", "reached")})


def under(known: Facts, settings: Settings) -> Facts:
    """The facts under these readings, where they name none of their own."""
    return replace(known, settings={**settings, **known.settings})


def _years(schedule: Schedule, first: int) -> Plain:
    due = [i for i in schedule.instalments if i.standing is Standing.DUE]

    def ordinal(year: int | None) -> int | None:
        return year and year - first + 1

    return {
        "paid": [
            Decimal(sum(i.amount_fen for i in due if i.year == first + k)) / WAN for k in range(5)
        ],
        "total": Decimal(schedule.due_fen) / 100,
        "yellow": [ordinal(year) for year in schedule.yellow_years],
        "complete": ordinal(schedule.complete_year),
        "revoked": ordinal(schedule.revoked_year),
        "article": schedule.revoked_article,
    }


def facts_of(book: Plain, step: str, case: Plain, settings: Settings = NOTHING) -> Facts:
    """The step's base with the case laid over it; `without` leaves facts out."""
    plain: Plain = {}
    for base in book["base"]:
        if step in base["steps"]:
            plain |= {name: value for name, value in base.items() if name != "steps"}
    over = dict(case.get("facts", {}))
    if "judgements" in over:
        over["judgements"] = plain.get("judgements", {}) | over["judgements"]
    plain |= over
    plain |= {"on": case["on"]} if "on" in case else {}
    known = facts(**{n: v for n, v in plain.items() if n not in case.get("without", ())})
    return under(known, settings)


def facts(**plain: Any) -> Facts:
    """Facts from the plain values of a case: levels by label, rows as tables."""
    return Facts(**{name: READERS.get(name, _same)(value) for name, value in plain.items()})


def results(start: date, listed: list[str]) -> dict[int, bool]:
    """Results by calendar year from the year after naming; a year with none is left out."""
    years = enumerate(listed, start=start.year + 1)
    return {year: found for year, word in years if (found := FOUND[word]) is not None}


def _same(value: Any) -> Any:
    return value


def _rows(kind: type) -> Callable[[list[Plain]], tuple[Any, ...]]:
    return lambda rows: tuple(kind(**row) for row in rows)


def _leader(row: Plain) -> Leader:
    honours = tuple(Honour(**h | {"level": LEVELS[h["level"]]}) for h in row.get("honours", ()))
    grades: Plain = {name: SKILLS[row[name]] for name in ("skill", "mapped_skill") if name in row}
    return Leader(**row | grades | {"honours": honours})


def _outcome(row: Plain) -> Outcome:
    level = row.get("recogniser_level")
    return Outcome(**row | {"recogniser_level": level and LEVELS[level]})


def _earlier(row: Plain) -> EarlierTitle:
    return EarlierTitle(**row | {"level": LEVELS[row["level"]]})


def _judgements(found: dict[str, str]) -> dict[str, Judgement]:
    return {id: Judgement(bool(FOUND[word]), "初审员") for id, word in found.items() if word}


def _dated(found: dict[str, str]) -> dict[date, bool | None]:
    return {date.fromisoformat(day): FOUND[word] for day, word in found.items()}


READERS: Mapping[str, Callable[[Any], Any]] = {
    "leaders": lambda rows: tuple(map(_leader, rows)),
    "earlier_titles": lambda rows: tuple(map(_earlier, rows)),
    "projects": _rows(Project),
    "outcomes": lambda rows: tuple(map(_outcome, rows)),
    "grants": _rows(Grant),
    "grant": lambda row: Grant(**row),
    "materials": frozenset,
    "roster_at": tuple,
    "screened_by": tuple,
    "screeners_ahead": tuple,
    "screener_kinds": tuple,
    "judgements": _judgements,
    "checks": _dated,
    "workdays": parse_holidays,
    "results": lambda found: {int(year): FOUND[word] for year, word in found.items()},
}
