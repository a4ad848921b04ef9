"""The grammar of a regulation: steps, materials, parameters, editions through time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .asking import asks_for
from .clauses import Booking, Policy
from .clauses import Clause as Clause
from .clauses import Seat as Seat
from .clauses import Spending as Spending
from .facts import Facts, shown
from .readings import SAID
from .roads import Way, on_record
from .schedule import Schedule, no_money
from .verdict import Conclusion, Finding, Force, Requirement, Verdict

FILED = ("submit", "recommend")  # the steps that look at a filing itself


class NotInForce(ValueError):
    """No edition governs that day."""


@dataclass(frozen=True)
class Step:
    """One step of a procedure: who takes it, from which states, under which article.

    `judging` says persons' judgements are due in it, `in_text` whether the text has it at all
    (or it is plain workflow), `bars` whether it shuts the studio out of applying for ever.
    """

    name: str
    label: str
    seat: Seat
    role: str
    article: str
    asks: str
    sources: tuple[str, ...]
    requires: tuple[Requirement, ...] = ()
    judging: bool = False
    in_text: bool = True
    bars: bool = False

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts its provisions look at first."""
        nothing = Facts(on=date.min)
        return frozenset(fact for one in self.requires for fact in one.reads(nothing))


@dataclass(frozen=True)
class Question:
    """A fact, or a part of its rows (`leaders.skill`), that some provision turns on.

    `words` are those the text compares it with, where it names any.
    """

    fact: str
    article: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """One slot for papers that prove a provision."""

    slot: str
    label: str
    article: str
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Claim(Clause):
    """Money a union asks for beside the sum at naming; its kinds are in `claims`."""

    key: str
    label: str
    step: str = "grant_claim"  # in which it is decided; without one of the text it is plain
    counted: bool = False  # the places of a year are numbered, so that none is given twice


@dataclass(frozen=True)
class Duty:
    """What is to be done again and again while a title is held, and by whom.

    `due` gives the next last day as seen from `facts.on`; without it the text names none.
    `gives` names the facts its record tells; `found` says that it ends in a result, met or not,
    and is not merely filed; `looks_at` lists what is gone through on the way. `opens` gives the
    first day on which it counts for the period with this last day; without it its year does.
    `signed_by` names the departments that do it together and sign one sheet.
    """

    key: str
    label: str
    seat: Seat
    article: str
    asks: str
    due: Callable[[Facts], date | None] | None = None
    gives: tuple[str, ...] = ()
    found: bool = False
    looks_at: tuple[str, ...] = ()
    opens: Callable[[Facts, date], date | None] | None = None
    signed_by: tuple[str, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether it is done by recording it, by a day or whenever it happens."""
        return self.due is not None or self.found or bool(self.gives)


@dataclass(frozen=True)
class Ledger:
    """A ledger (台账) a text asks for, and the kinds of rows it names, each a code and its words.

    `keeper` is who keeps it in the words of the text; `seat` and `role` are who writes it down.
    `money` gives the kinds whose rows are sums: 1 for what comes in, -1 for what goes out.
    """

    key: str
    label: str
    article: str
    asks: str
    kinds: tuple[tuple[str, str], ...]
    keeper: str = "创新工作室"
    seat: Seat = Seat.UNIT
    role: str = "clerk"
    money: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words of its kinds by code, in the order of the text."""
        return dict(self.kinds)


@dataclass(frozen=True)
class Parameter:
    """A point the text leaves open: its default, the other readings, and why.

    `words` says each reading as staff read it, where `readings.SAID` does not say it already.
    """

    key: str
    label: str
    article: str
    default: Any
    alternatives: tuple[Any, ...]
    why: str
    words: Mapping[Any, str] = field(default_factory=dict)

    @property
    def readings(self) -> tuple[Any, ...]:
        """The default, then the others."""
        return (self.default, *self.alternatives)

    def said(self, reading: Any) -> str:
        """A reading as staff read it."""
        words = {**SAID.get(self.key, {}), **self.words}
        return words.get(reading) or ("文本未写" if reading is None else shown(reading))

    def chosen(self, facts: Facts) -> Any:
        """The reading in force for these facts."""
        return facts.settings.get(self.key, self.default)


@dataclass(frozen=True)
class Edition:
    """A regulation as issued at one time; `effective` None must be typed in by staff.

    `plaques` holds the words on the plaque by type of title where the text has several; `terms`
    the codes that are its own and nobody else's, with their words, by the fact they stand in.
    """

    key: str
    title: str
    number: str
    issuer: str
    interpreter: str
    effective: date | None
    plaque: str
    words: Mapping[str, str]
    screeners: tuple[str, ...]
    screening_levels: int
    steps: tuple[Step, ...]
    materials: tuple[Material, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    schedule: Callable[[Facts], Schedule] = field(default=no_money)
    spending: Clause | None = None
    duties: tuple[Duty, ...] = ()
    compose: Callable[[Facts], str] | None = None  # the name a title is given, where composed
    claims: tuple[Claim, ...] = ()
    plaques: Mapping[str, str] = field(default_factory=dict)
    repeals: tuple[str, ...] = ()
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ledgers: tuple[Ledger, ...] = ()
    leader_change: Way = field(default=on_record)
    policies: tuple[Policy, ...] = ()
    bookings: tuple[Booking, ...] = ()

    @property
    def source(self) -> str:
        """How papers cite it."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")

    def plaque_of(self, title_type: str | None) -> str:
        """What stands on the plaque of a title of that type."""
        return self.plaques.get(title_type or "", self.plaque)

    @cached_property
    def steps_by_name(self) -> dict[str, Step]:
        return {step.name: step for step in self.steps}

    @property
    def is_scored(self) -> bool:
        """Whether experts score a filing before it is put forward for decision."""
        return "sheets_in" in self.step_facts("shortlist")

    def step_facts(self, name: str) -> frozenset[str]:
        """The facts a step looks at; none where the text has no such step."""
        step = self.step(name)
        return step.facts if step else frozenset()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """What a filing is asked, by fact: each with the first article that turns on it."""
        found: dict[str, Question] = {}
        for step in self.steps:
            for one in step.requires if step.name in FILED else ():
                for path, words in asks_for(one).paths.items():
                    fact = ".".join(path)
                    known = found.get(fact, Question(fact, one.article))
                    heard = tuple(dict.fromkeys((*known.words, *words)))
                    found[fact] = Question(fact, known.article, heard)
        return found

    def step(self, name: str) -> Step | None:
        return self.steps_by_name.get(name)

    def judge(self, name: str, facts: Facts) -> Verdict:
        """Whether this edition lets the step be taken on these facts."""
        step = self.step(name)
        if step is None:
            absent = Finding(
                name, "—", "本办法未规定此程序", Force.HARD, Conclusion.NOT_MET, "无", blocks=True
            )
            return Verdict(self.source, name, name, "—", (absent,))
        found = tuple(r.judge(facts, judging=step.judging) for r in step.requires)
        return Verdict(self.source, name, step.label, step.article, found)

    def duty(self, key: str) -> Duty | None:
        return next((duty for duty in self.duties if duty.key == key), None)

    def policy(self, key: str) -> Policy | None:
        return next((one for one in self.policies if one.key == key), None)

    def parameter(self, key: str) -> Parameter:
        return next(p for p in self.parameters if p.key == key)

    def ledger(self, key: str) -> Ledger | None:
        return next((one for one in self.ledgers if one.key == key), None)


@dataclass(frozen=True)
class Regulation:
    """One jurisdiction's editions, oldest first."""

    name: str
    editions: tuple[Edition, ...]

    def edition(self, on: date, *, adopted: Mapping[str, date] | None = None) -> Edition:
        """The edition in force on that day; `adopted` holds typed-in dates of effect by key."""
        typed = adopted or {}
        dated = [(e.effective or typed.get(e.key), e) for e in self.editions]
        governing = [e for day, e in dated if day is not None and day <= on]
        if not governing:
            raise NotInForce(f"{self.name}：{shown(on)}尚无已录入施行日期的办法")
        return governing[-1]

    def edition_called(self, key: str) -> Edition:
        """The edition of that key, in force or not."""
        return next(e for e in self.editions if e.key == key)
