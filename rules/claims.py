"""What a text pays on a claim beside the sum at naming: a share of a cost, a ladder, prizes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from .base import Claim, Parameter
from .facts import Facts, Grant, Skill, shown
from .money import figures, percent_half_up
from .schedule import Instalment, Schedule, Scheduling, Standing

BY_ITEM, DOWN = "item_half_up", "claim_down"
# What became of a person's grade that another line or another claim lists as well.
PAID, WAITING, TWICE = "已经补助过", "已在另一份申请中提出，正在审定", "在本申请中写了两次"
Used = Mapping[tuple[str, Skill], str]


@dataclass(frozen=True)
class Owed:
    """What a claim brings, in fen, with its arithmetic; nothing, and why, where it is refused."""

    amount_fen: int
    shown: str
    refused: str = ""


@dataclass(frozen=True)
class Purchase:
    """A thing bought for the studio; a used one counts with its appraised value."""

    cost_fen: int
    on: date
    used: bool = False
    appraised_fen: int | None = None

    @property
    def base_fen(self) -> int | None:
        """The price of a new thing, taxes included, or the appraised value of a used one."""
        return self.appraised_fen if self.used else self.cost_fen


@dataclass(frozen=True)
class Upgrade:
    """A worker who reached a higher skill grade on that day: of the team, or trained by it."""

    person: str
    reached: Skill
    on: date
    before: Skill = Skill.NONE
    on_roster: bool = True
    trainee: bool = False


@dataclass(frozen=True)
class Prize:
    """One class of a yearly selection: how many places, and how much for each."""

    key: str
    label: str
    places: int
    each_fen: int

    @property
    def ceiling_fen(self) -> int:
        """What one year may cost at most."""
        return self.places * self.each_fen


@dataclass(frozen=True)
class Won:
    """A prize of the yearly selection that the studio won, and the day it was awarded."""

    key: str
    on: date


@dataclass(frozen=True)
class Content:
    """What one claim lists, and what was granted before it.

    `paid` holds each person and grade used already, with what became of it; `again` the proofs in it
    used before, `taken` the places of the year that named studios have by prize, `winners` all
    winners of the year.
    """

    bought: tuple[Purchase, ...] = ()
    risen: tuple[Upgrade, ...] = ()
    won: tuple[Won, ...] = ()
    paid: Used = field(default_factory=dict)
    again: tuple[str, ...] = ()
    taken: Mapping[str, int] = field(default_factory=dict)
    winners: Mapping[str, int] = field(default_factory=dict)


def together(parts: Sequence[Owed]) -> Owed:
    """The parts of one claim added up; refused whole if one part is."""
    if wrong := "；".join(dict.fromkeys(one.refused for one in parts if one.refused)):
        return Owed(0, "", wrong)
    return Owed(sum(one.amount_fen for one in parts), "；".join(one.shown for one in parts))


def not_held(facts: Facts, day: date) -> str:
    """Why a title gives no claim on that day; empty where it does."""
    if facts.legacy:
        return "以往评选的工作室不适用本办法"
    if day > facts.on:
        return f"{shown(day)}还没有到"
    if facts.named_on is None or day < facts.named_on:
        return f"{shown(day)}尚未命名"
    return "称号已撤销" if facts.struck_off else ""


@dataclass(frozen=True, kw_only=True)
class ShareOfCost(Claim):
    """So many per cent of what the things of one claim cost; neither cap nor yearly limit."""

    many: ClassVar[bool] = True  # one claim may list many
    percent: int
    rounding: Parameter
    since: Parameter

    def total(self, content: Content, facts: Facts) -> Owed:
        """What the whole claim brings."""
        if not content.bought:
            return Owed(0, "", "没有填写购置的设备设施")
        return self.owed(content.bought, facts)

    def owed(self, bought: Sequence[Purchase], facts: Facts) -> Owed:
        """The share of all things of the claim, rounded as A-18 is read, or why it is refused."""
        if any(thing.base_fen is None for thing in bought):
            return Owed(0, "", "旧设备须有评估折旧后的价值")
        days = [t.on for t in bought] if self.since.chosen(facts) == "naming" else [facts.on]
        wrong = next(filter(None, (not_held(facts, day) for day in days)), "")
        if wrong:
            return Owed(0, "", wrong)
        bases = [thing.base_fen or 0 for thing in bought]
        value = f"{figures(sum(bases))}元的{self.percent}%"
        return Owed(self._share(bases, self.rounding.chosen(facts)), value)

    def _share(self, bases: list[int], rounding: str) -> int:
        if rounding == BY_ITEM:
            return sum(percent_half_up(base, self.percent) for base in bases)
        if rounding == DOWN:
            return sum(bases) * self.percent // 100
        return percent_half_up(sum(bases), self.percent)


@dataclass(frozen=True, kw_only=True)
class Ladder(Claim):
    """A sum for each skill grade a worker rises to; a person is paid once for a grade."""

    many: ClassVar[bool] = True
    amounts: Mapping[Skill, int]
    scope: Parameter
    skipped: Parameter

    def total(self, content: Content, facts: Facts) -> Owed:
        """What the whole claim brings; nobody twice for a grade, in it or before."""
        if not content.risen:
            return Owed(0, "", "没有填写升级的职工")
        paid, parts = dict(content.paid), []
        for one in content.risen:
            found = self.owed(one, facts, paid=paid)
            value = f"{one.person}{found.shown}"
            parts.append(Owed(found.amount_fen, value, found.refused))
            paid.setdefault((one.person, one.reached), TWICE)
        return together(parts)

    def owed(self, one: Upgrade, facts: Facts, *, paid: Used = MappingProxyType({})) -> Owed:
        """The sum for the grade reached, or why it is refused; `paid` holds person and grade."""
        wrong = not_held(facts, one.on) or self._wrong(one, facts, paid)
        if wrong:
            return Owed(0, "", wrong)
        steps = [one.reached]
        if self.skipped.chosen(facts) == "each":
            steps = [s for s in self.amounts if one.before < s <= one.reached]
        due = [s for s in steps if (one.person, s) not in paid]
        return Owed(sum(self.amounts[s] for s in due), f"升级为{one.reached.label}")

    def _wrong(self, one: Upgrade, facts: Facts, paid: Used) -> str:
        if one.reached <= one.before:
            return f"{one.reached.label}不高于原等级{one.before.label}"
        if used := paid.get((one.person, one.reached)):
            return f"{one.person}升级为{one.reached.label}{used}"
        if one.on_roster:
            return ""
        if self.scope.chosen(facts) == "roster":
            return f"{one.person}不是工作室成员"
        return "" if one.trainee else f"{one.person}不是工作室成员，也不是登记在册的培训对象"


@dataclass(frozen=True, kw_only=True)
class Prizes(Claim):
    """Prizes of one year with their places; only winners from named studios are paid."""

    many: ClassVar[bool] = True
    prizes: tuple[Prize, ...]
    counting: Parameter

    @property
    def places(self) -> int:
        return sum(prize.places for prize in self.prizes)

    @property
    def ceiling_fen(self) -> int:
        """What one year may cost at most, all classes together."""
        return sum(prize.ceiling_fen for prize in self.prizes)

    def total(self, content: Content, facts: Facts) -> Owed:
        """What the whole claim brings, within the places of the year."""
        if not content.won:
            return Owed(0, "", "没有填写获得的奖项")
        wrong = next(filter(None, (not_held(facts, one.on) for one in content.won)), "")
        if wrong:
            return Owed(0, "", wrong)
        if len({one.on.year for one in content.won}) > 1:
            return Owed(0, "", "不同年度的奖项须分开申请")
        here = Counter(one.key for one in content.won)
        return together(
            [self._part(p, here[p.key], content, facts) for p in self.prizes if p.key in here]
        )

    def _part(self, prize: Prize, here: int, content: Content, facts: Facts) -> Owed:
        before = content.taken.get(prize.key, 0)
        winners = max(content.winners.get(prize.key, 0), before + here)
        found = self.owed(prize.key, facts, winners=winners, ours=before + here)
        value = f"{prize.label}{here}个；{found.shown}"
        wrong = f"{found.refused}，{found.shown}" if found.refused else ""
        return Owed(here * prize.each_fen, value, wrong)

    def owed(self, key: str, facts: Facts, *, winners: int, ours: int) -> Owed:
        """The sum for `ours` of the year's `winners` in that class, or why it is refused."""
        prize = next(p for p in self.prizes if p.key == key)
        counted = winners if self.counting.chosen(facts) == "citywide" else ours
        value = f"{prize.label}当年{counted}个，名额{prize.places}个"
        if wrong := not_held(facts, facts.on):
            return Owed(0, value, wrong)
        if not 0 <= ours <= winners:
            return Owed(0, value, f"工作室获奖{ours}个，与当年获奖总数不符")
        if counted > prize.places:
            return Owed(0, value, f"{prize.label}每年{prize.places}个")
        return Owed(ours * prize.each_fen, value)


@dataclass(frozen=True, kw_only=True)
class Granted(Claim):
    """A sum for what was selected: the text's own, or the one the meeting fixes where it has none.

    `first` names the provisions of the deciding step that a filing is held against already;
    `once` says what no studio is granted twice; `by_filing` whether asking alone uses that up.
    """

    many: ClassVar[bool] = False
    sum_fen: int | None = None
    of_outcomes: bool = False  # asked for one of the outcomes of the studio
    accepted: bool = False  # accepted (验收) before the money
    title_type: str = ""  # the second title it brings, whose plaque has words of its own
    first: tuple[str, ...] = ()
    once: Callable[[Facts], str] = field(kw_only=True)
    by_filing: Callable[[Facts], bool] = lambda facts: False

    def total(self, content: Content, facts: Facts) -> Owed:
        """The sum of the text, or the one that was fixed."""
        fen = self.sum_fen
        if fen is None and facts.grant is not None:
            fen = facts.grant.decided_fen
        if facts.struck_off:
            return Owed(0, "", "称号已撤销")
        if fen is None:
            return Owed(0, "", "金额尚未审定")
        return Owed(fen, f"{figures(fen)}元")


def with_claims(schedule: Scheduling, claims: Sequence[Claim]) -> Scheduling:
    """The schedule of a text with what was settled on claims after its own instalments."""
    by_key = {claim.key: claim for claim in claims}

    def pays(facts: Facts) -> Schedule:
        settled = [
            g for g in facts.grants if g.decided_fen and g.kind in by_key and not g.withdrawn
        ]
        further = tuple(_settled(by_key[g.kind], g) for g in settled)
        found = schedule(facts)
        return replace(found, instalments=(*found.instalments, *further)) if further else found

    return pays


def _settled(claim: Claim, grant: Grant) -> Instalment:
    year, fen = grant.applied_on.year, grant.decided_fen or 0
    why = f"{year}年申请，已经核定"
    label = f"{claim.label}：{grant.title}"
    return Instalment(grant.key, label, fen, claim.article, claim.asks, Standing.DUE, year, why)
