"""What other readings, or another edition, would bring: every open file and title, old and new."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count, Value

from rules.base import Edition
from rules.facts import Facts
from workshops.applications.amendments import Amendment, readings_in_force
from workshops.applications.lifecycle import LIVE
from workshops.applications.many import BATCH, read_many
from workshops.applications.models import Application
from workshops.studios.filing import filings_of
from workshops.unions.models import TradeUnion

from .differences import KINDS, Difference, between, outcome
from .lifecycle import State
from .many import lay_beside
from .models import Title

JOINED = "studio__unit_union", "supervising_union"


class Noted(Mapping[str, Any]):
    """The readings of a file, noting which of them were asked for."""

    def __init__(self, readings: Mapping[str, Any]):
        self.readings, self.asked = readings, set[str]()

    def get(self, key, default=None):
        self.asked.add(key)
        return self.readings.get(key, default)

    def __getitem__(self, key):
        self.asked.add(key)
        return self.readings[key]

    def __iter__(self):
        raise TypeError("a provision asks for one reading at a time")

    def __len__(self):
        raise TypeError("a provision asks for one reading at a time")


def under(facts: Facts, readings: Mapping[str, Any]) -> Facts:
    """The same facts under other readings; a copy, for there are a hundred facts and many files."""
    then = copy(facts)
    then.__dict__["settings"] = readings
    return then


@dataclass(frozen=True)
class Proposal:
    """An edition and readings as they would be for the files of one authority."""

    authority: TradeUnion
    edition: Edition
    readings: dict[str, Any]
    takes_up: bool = False  # a later edition, so that files under other editions are compared

    def applications(self):
        """The files on their way that it could reach."""
        found = Application.objects.filter(call__authority=self.authority, state__in=LIVE)
        return found if self.takes_up else found.filter(call__edition_key=self.edition.key)

    def titles(self):
        """The titles that it could reach."""
        found = Title.objects.filter(authority=self.authority)
        return found if self.takes_up else found.filter(edition_key=self.edition.key)

    def facts(self, facts: Facts) -> Facts:
        """The same facts under the new readings."""
        before = {} if self.takes_up else facts.settings
        return under(facts, {**before, **self.readings})

    def leaves(self, edition: Edition, noted: Noted) -> bool:
        """Whether nothing can be otherwise: the same text, and no other reading was asked for.

        Rules are pure: on facts that differ only in readings nobody asked for they say the same.
        """
        if self.takes_up or edition is not self.edition:
            return False
        absent = object()
        return all(
            self.readings[key] == noted.readings.get(key, absent)
            for key in noted.asked & self.readings.keys()
        )


def proposal_of(amendment: Amendment) -> Proposal:
    """What a prepared change would bring."""
    authority, edition = amendment.authority, amendment.edition
    takes_up, readings = amendment.effective_on is not None, amendment.readings
    if takes_up:
        readings = readings_in_force(authority, edition.key) | readings
    return Proposal(authority, edition, readings, takes_up)


class Replay:
    """Goes through all files and titles once; counts what it found on the way."""

    def __init__(self, proposal: Proposal, on: date, told: Callable[[int], None] | None = None):
        self.proposal, self.on, self.told = proposal, on, told
        self.changed: Counter[str] = Counter()
        self.looked: Counter[str] = Counter()
        self.fen = 0
        self._steps: dict[tuple, list[str]] = {}

    @property
    def many(self) -> int:
        """How many files and titles it will go through."""
        return sum(self._many)

    @cached_property
    def _many(self) -> tuple[int, int]:
        """How many files and how many titles, asked once and in one question."""
        both = enumerate((self.proposal.applications(), self.proposal.titles()))
        rows = [found.order_by().annotate(sort=Value(sort)) for sort, found in both]
        files, titles = (one.values("sort").annotate(n=Count("pk")) for one in rows)
        counted = dict(files.union(titles, all=True).values_list("sort", "n"))
        return counted.get(0, 0), counted.get(1, 0)

    def differences(self) -> Iterator[Difference]:
        """Every difference, files first; the counts are whole once all have been taken."""
        files, titles = self._many
        for application in read_many(self.proposal.applications()) if files else ():
            yield from self._counted("applications", self.of(application))
        for title in self._titles() if titles else ():
            yield from self._counted("titles", self.of(title))

    def counts(self) -> dict[str, int]:
        """How many were looked at, how many would change in which respect, and by how much."""
        looked = {name: self.looked[name] for name in ("applications", "titles")}
        return looked | {kind: self.changed[kind] for kind in KINDS} | {"fen": self.fen}

    def _counted(self, name: str, found: list[Difference]) -> list[Difference]:
        self.looked[name] += 1
        if found:
            self.changed.update({one.kind for one in found})
            self.fen += sum(one.fen for one in found)
        done = self.looked.total()
        if self.told and done % BATCH == 0:
            self.told(done)
        return found

    def _titles(self) -> Iterator[Title]:
        """Each title ready for its facts; the authority is one for them all."""
        found = self.proposal.titles().select_related(*JOINED).order_by("pk")
        rows = found.iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            lay_beside(batch)
            self._roll_beside([one for one in batch if not (one.application_id or one.base_id)])
            for title in batch:
                title.authority = self.proposal.authority
                yield title

    def _roll_beside(self, batch: list[Title]) -> None:
        """For those who came in by the roll: their studios as they stand, and their places."""
        filings = filings_of([title.studio for title in batch])
        for title in batch:
            itself = title.named_on is not None and title.state != State.REVOKED
            others = self._by_roll[title.roll_key] - itself
            title.roll_seen = filings[title.studio_id], others

    @cached_property
    def _by_roll(self) -> Counter:
        """The places taken on each roll, counted once."""
        return self.proposal.authority.titles.by_roll()

    def of(self, thing: Application | Title) -> list[Difference]:
        """What would be otherwise for one file or title; often nothing of it was asked."""
        edition, facts = thing.edition, thing.known_facts(self.on)
        steps, noted = self._open_steps(thing, edition), Noted(facts.settings)
        old = outcome(thing, edition, under(facts, noted), steps)
        if self.proposal.leaves(edition, noted):
            return []
        new = outcome(thing, self.proposal.edition, self.proposal.facts(facts), steps)
        return between(thing, old, new)

    def _open_steps(self, subject, edition: Edition) -> list[str]:
        """The steps the present state has; the same for all in that state."""
        key = (type(subject), edition.key, subject.state)
        if key not in self._steps:
            possible = (step for step in edition.steps if subject.may_proceed(step))
            self._steps[key] = [step.name for step in possible]
        return self._steps[key]
