"""What a provision asks to know, found by putting it every question in every way it can go on."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .facts import LABELS, EarlierTitle, Facts, Honour, Leader, Level, Outcome, Project, Skill
from .verdict import Requirement

ROWS: dict[str, type] = {
    "leaders": Leader,
    "honours": Honour,
    "projects": Project,
    "outcomes": Outcome,
    "earlier_titles": EarlierTitle,
}
DAY, LONG_AGO = date(2026, 1, 15), date(1990, 1, 1)
SAMPLES: dict[type, tuple[Any, ...]] = {
    bool: (False, True),
    int: (0, 10**6),
    Decimal: (Decimal(0), Decimal(10**6)),
    date: (DAY, LONG_AGO),
    Level: (Level.UNIT, Level.NATION),
    Skill: (Skill.NONE, Skill.CHIEF_TECHNICIAN),
}
# Years of a title: none yet, or two failures with a year between them that has no result.
HISTORIES: tuple[Any, ...] = ({}, {LONG_AGO.year + 1: False, LONG_AGO.year + 3: False})
MOST_RUNS = 5000  # no provision of a person's making turns so often

Path = tuple[str, ...]


@dataclass
class Asked:
    """What one provision asked: each fact by its path, with the words it is compared with."""

    paths: dict[Path, list[str]] = field(default_factory=dict)

    @property
    def facts(self) -> set[str]:
        """The facts at the head of the paths."""
        return {path[0] for path in self.paths}


class Word(str):
    """A word that notes the words it is compared with."""

    heard: list[str]

    def __eq__(self, other: object) -> bool:
        if type(other) is str and other and other not in self.heard:
            self.heard.append(other)  # compared with another answer it hears nothing
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class Slots(frozenset[str]):
    """Papers, none of them there, that note which were looked for."""

    asked: Asked

    def __contains__(self, slot: object) -> bool:
        self.asked.paths.setdefault(("materials", str(slot)), [])
        return False


class Run:
    """One putting of the question: the first choices are laid down, later ones are the first."""

    def __init__(self, asked: Asked, script: tuple[int, ...]):
        self.asked, self.script = asked, script
        self.known: dict[Path, Any] = {}
        self.turns: list[tuple[int, int]] = []  # which was chosen, of how many

    def answer(self, path: Path, kind: Any) -> Any:
        """The same answer whenever the same thing is asked."""
        if path not in self.known:
            heard = self.asked.paths.setdefault(path, [])
            choices = self._choices(path, kind, heard)
            place = len(self.turns)
            chosen = self.script[place] if place < len(self.script) else 0
            self.turns.append((chosen, len(choices)))
            self.known[path] = choices[chosen]
        return self.known[path]

    def _choices(self, path: Path, kind: Any, heard: list[str]) -> tuple[Any, ...]:
        bare = [one for one in get_args(kind) if one is not type(None)]
        optional = isinstance(kind, UnionType) and len(bare) < len(get_args(kind))
        plain = bare[0] if isinstance(kind, UnionType) else kind
        return (None,) * optional + self._plain(path, plain, heard)

    def _plain(self, path: Path, kind: Any, heard: list[str]) -> tuple[Any, ...]:
        of = (kind, *get_args(kind))
        row = next((one for one in of if isinstance(one, type) and is_dataclass(one)), None)
        if row:
            told = Told(self, path, row)
            return ((), (told,)) if kind is not row else (told,)
        if path == ("materials",):
            slots = Slots()
            slots.asked = self.asked
            return (slots,)
        if kind is str:
            return tuple(self._word(text, heard) for text in ("", "某", *heard))
        if kind is Any:  # a score, which arithmetic of a room brings
            return (None, *SAMPLES[Decimal])
        if kind is int and LABELS.get(path[-1], ("", ""))[1] == "年":
            return LONG_AGO.year, DAY.year
        if path == ("results",):
            return HISTORIES
        if get_origin(kind) is tuple:
            return ((),)
        return SAMPLES.get(kind, ({},))  # any other mapping stays empty

    def _word(self, text: str, heard: list[str]) -> Word:
        word = Word(text)
        word.heard = heard
        return word


@cache
def kinds_of(record: type) -> dict[str, Any]:
    """The parts of the facts, or of a row, each with its type."""
    hints = get_type_hints(record)
    return {one.name: hints[one.name] for one in fields(record)}


class Told:
    """Stands for the facts, or for one row, and passes on each thing it is asked."""

    def __init__(self, run: Run, path: Path, kind: type):
        self._run, self._path, self._kind = run, path, kind

    def __getattr__(self, name: str) -> Any:
        kinds = kinds_of(self._kind)
        if name in kinds:
            return self._run.answer((*self._path, name), kinds[name])
        return partial(getattr(self._kind, name), self)


def asks_for(requirement: Requirement) -> Asked:
    """Every fact and every part of a row that can matter to a provision."""
    asked, words = Asked(), -1
    if requirement.test is None:
        return asked
    while (count := sum(map(len, asked.paths.values()))) > words:
        words = count  # a word heard late opens new ways from the beginning
        for _ in _runs(requirement, asked):
            pass
    return asked


def _runs(requirement: Requirement, asked: Asked) -> Iterator[Run]:
    scripts: list[tuple[int, ...]] = [()]
    for _ in range(MOST_RUNS):
        if not scripts:
            return
        script = scripts.pop()
        run = Run(asked, script)
        told: Any = Told(run, (), Facts)
        # Answers nobody would give together, such as an assessment before the naming, end a way.
        with suppress(ArithmeticError, LookupError, ValueError):
            if requirement.test is not None:
                requirement.test(told)
        chosen = [choice for choice, _ in run.turns]
        for place in range(len(script), len(run.turns)):
            others = range(1, run.turns[place][1])
            scripts += [(*chosen[:place], other) for other in others]
        yield run
