"""The years and the money of a title as the text lays them out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from .calendar import cycle_year
from .facts import Facts


class Standing(StrEnum):
    """Where an instalment stands by the text: payable, not yet, or never more."""

    DUE = "due"
    WAITING = "waiting"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return {"due": "可拨付", "waiting": "条件未到", "lapsed": "不再拨付"}[self.value]


class Instalment(NamedTuple):
    """One sum owed under a title: amount in fen, the year it fell due, and why."""

    key: str
    label: str
    amount_fen: int
    article: str
    asks: str
    standing: Standing
    year: int | None = None
    why: str = ""


class YearLine(NamedTuple):
    """One year of a title: its ordinal, what was found and what follows."""

    ordinal: int
    year: int
    result: bool | None
    effect: str
    article: str


@dataclass(frozen=True)
class Schedule:
    """The years and the money of one title, computed from naming and results."""

    instalments: tuple[Instalment, ...]
    years: tuple[YearLine, ...] = ()
    yellow_years: tuple[int, ...] = ()
    complete_year: int | None = None
    revoked_year: int | None = None
    revoked_article: str = ""

    def instalment(self, key: str | None) -> Instalment | None:
        return next((i for i in self.instalments if i.key == key), None)

    @property
    def due_fen(self) -> int:
        """What the text has made payable so far, paid or not, in fen."""
        return sum(i.amount_fen for i in self.instalments if i.standing is Standing.DUE)


NOTHING = Schedule(())


def no_money(facts: Facts) -> Schedule:
    """The schedule of a text that pays nothing."""
    return NOTHING


Scheduling = Callable[[Facts], Schedule]
Reading = Callable[[Facts], Any]  # how a point the text leaves open is read: Parameter.chosen


class Event(StrEnum):
    """What a year brings."""

    PAY = "pay"
    YELLOW = "yellow"
    REVOKE = "revoke"
    ASK = "ask"
    NONE = "none"


PAY, YELLOW, REVOKE, ASK, NONE = Event  # by name, for the sake of speed


@dataclass(frozen=True)
class Part:
    """One sum of a staged subsidy, in fen, with its article and condition."""

    key: str
    label: str
    amount_fen: int
    article: str
    asks: str


@dataclass(frozen=True)
class OneOff:
    """One sum at naming, paid once; it may wait for a fact the text asks for.

    `gate` names a fact that must be true first, such as a confirmed real effect; `amounts` holds
    a sum in fen for each type of title where the text pays them differently; `offset` says whether
    what was given before the creation is taken off.
    """

    part: Part
    gate: str = ""
    waits: str = ""
    amounts: Mapping[str, int] | None = None
    offset: Reading | None = None

    def __call__(self, facts: Facts) -> Schedule:
        if facts.named_on is None:
            return NOTHING
        open_ = not self.gate or getattr(facts, self.gate) is True
        standing = Standing.DUE if open_ else Standing.WAITING
        why = f"{facts.named_on.year}年命名" if open_ else self.waits
        part, amount = self.part, self.part.amount_fen
        if self.amounts is not None:
            amount = self.amounts[facts.title_type or ""]
        if self.offset is not None and self.offset(facts):
            amount = max(0, amount - facts.precreation_fen)
        if not amount:
            standing, why = Standing.LAPSED, "创建前的资助已全额抵扣"
        year = facts.named_on.year if open_ else None
        line = YearLine(1, facts.named_on.year, None, f"命名，{part.label}", part.article)
        one = Instalment(part.key, part.label, amount, part.article, part.asks, standing, year, why)
        return Schedule((one,), (line,))


@dataclass(frozen=True)
class Staged:
    """A subsidy in parts over a span of calendar years, moved on by yearly results.

    The first part falls due in the naming year; each pass brings the next; one failure is a
    yellow card, two running a revocation; after the last part a single failure revokes. A year
    without a result is neither pass nor fail; what is unpaid after the span lapses. The readings
    say how years are counted, what a missing result is, and whether a new leader begins afresh.
    """

    parts: tuple[Part, ...]
    span: int
    head: str
    failing: str
    after: str
    basis: Reading
    missing: Reading
    afresh: Reading

    def __call__(self, facts: Facts) -> Schedule:
        """The schedule; the provisions of one step ask it in a row, so the last one is kept."""
        last: tuple[Facts | None, Schedule] = self.__dict__.get("_last", (None, NOTHING))
        if last[0] is not facts:
            last = facts, self._laid_out(facts)
            self.__dict__["_last"] = last
        return last[1]

    def _laid_out(self, facts: Facts) -> Schedule:
        if facts.named_on is None or facts.legacy:
            return NOTHING
        first, now = facts.named_on.year, self._year(facts)
        results = self._results(facts, first, now)
        last = max([first + self.span - 1, now, *results])
        changed = facts.leader_changed_on if self.afresh(facts) else None
        since = changed.year if changed else first
        events = self._walk(first, results, last, since, facts.carded_years)
        paid = [line.year for event, line in events if event is PAY]
        yellow = [line.year for event, line in events if event is YELLOW]
        revoking = [line for event, line in events if event is REVOKE]
        over = bool(revoking) or now > first + self.span - 1
        return Schedule(
            tuple(self._instalment(k, paid, over) for k in range(len(self.parts))),
            tuple(line for _, line in events),
            tuple(yellow),
            paid[-1] if len(paid) == len(self.parts) else None,
            revoking[0].year if revoking else None,
            revoking[0].article if revoking else "",
        )

    def _year(self, facts: Facts) -> int:
        """The year the day lies in; a year of twelve months is called by the one it begins in."""
        named_on = facts.named_on
        if named_on is None or facts.on < named_on or self.basis(facts) == "calendar":
            return facts.on.year
        return named_on.year + cycle_year(named_on, facts.on) - 1

    def _results(self, facts: Facts, first: int, now: int) -> Mapping[int, bool]:
        """The results; a year that is over without one counts as failed by the stricter reading."""
        if self.missing(facts) != "fail":
            return facts.results
        return dict.fromkeys(range(first + 1, now), False) | dict(facts.results)

    def _walk(
        self,
        first: int,
        results: Mapping[int, bool],
        last: int,
        since: int,
        carded: tuple[int, ...],
    ) -> list[tuple[Event, YearLine]]:
        """Year by year from the naming year up to a revocation: what came and why.

        Only failures from the year `since` on are counted as running; what was left to decide in
        a year `carded` has been decided.
        """
        start = f"命名当年，拨付{self.parts[0].label}"
        lines = [(PAY, YearLine(1, first, None, start, self.parts[0].article))]
        for year in range(first + 1, last + 1):
            paid = sum(event is PAY for event, _ in lines)
            result = results.get(year)
            if paid < len(self.parts) and year < first + self.span:
                before = [line.result for _, line in lines if line.year >= since]
                event, words, article = self._within(result, before, decided=year in carded)
                words += self.parts[paid].label if event is PAY else ""
            else:
                event, words, article = self._afterwards(result, whole=paid == len(self.parts))
            lines.append((event, YearLine(year - first + 1, year, result, words, article)))
            if event is REVOKE:
                break
        return lines

    def _within(
        self, result: bool | None, before: list[bool | None], *, decided: bool
    ) -> tuple[Event, str, str]:
        """A year within the span; `before` holds the results since naming."""
        if result is None:
            return NONE, "尚无考评结果，不拨付", self.head
        if result:
            return PAY, "考评合格，拨付", self.parts[1].article
        if before and before[-1] is False:
            return REVOKE, "连续两年不合格，撤销命名并摘牌，后续资金不再拨付", self.failing
        known = [r for r in before if r is not None]
        if not decided and known and before[-1] is None and known[-1] is False:
            return ASK, "上一年度无结果，是否属于连续两年不合格由命名机关决定", self.failing
        return YELLOW, "考评不合格，黄牌警告，当年不拨付", self.failing

    def _afterwards(self, result: bool | None, *, whole: bool) -> tuple[Event, str, str]:
        """A year after the cycle: one failure ends the title."""
        if result is None:
            return NONE, "补助周期结束后每年考核" if whole else "补助周期已满", self.after
        if result:
            return NONE, "考核合格，称号保留", self.after
        return REVOKE, "补助周期结束后考核不合格，撤销命名并摘牌", self.after

    def _instalment(self, k: int, paid: list[int], over: bool) -> Instalment:
        """The k-th part (from 0): payable, waiting, or lapsed with the cycle."""
        if k < len(paid):
            standing, why = Standing.DUE, f"{paid[k]}年度条件已具备"
        elif over:
            standing, why = Standing.LAPSED, "补助周期已终止"
        else:
            standing, why = Standing.WAITING, "待年度考评合格"
        part, year = self.parts[k], paid[k] if k < len(paid) else None
        return Instalment(
            part.key, part.label, part.amount_fen, part.article, part.asks, standing, year, why
        )
