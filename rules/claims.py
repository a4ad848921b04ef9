"""What a text pays on a claim beside the sum at naming: a share of a cost, a ladder, prizes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .base import Claim, Parameter
from .facts import Facts, Skill, shown
from .money import figures, percent_half_up

BY_ITEM, DOWN = "item_half_up", "claim_down"


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

    percent: int
    rounding: Parameter
    since: Parameter

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

    amounts: Mapping[Skill, int]
    scope: Parameter
    skipped: Parameter

    def owed(self, one: Upgrade, facts: Facts, *, paid: Collection[tuple[str, Skill]] = ()) -> Owed:
        """The sum for the grade reached, or why it is refused; `paid` holds person and grade."""
        wrong = not_held(facts, one.on) or self._wrong(one, facts, paid)
        if wrong:
            return Owed(0, "", wrong)
        steps = [one.reached]
        if self.skipped.chosen(facts) == "each":
            steps = [s for s in self.amounts if one.before < s <= one.reached]
        due = [s for s in steps if (one.person, s) not in paid]
        return Owed(sum(self.amounts[s] for s in due), f"升级为{one.reached.label}")

    def _wrong(self, one: Upgrade, facts: Facts, paid: Collection[tuple[str, Skill]]) -> str:
        if one.reached <= one.before:
            return f"{one.reached.label}不高于原等级{one.before.label}"
        if (one.person, one.reached) in paid:
            return f"{one.person}升级为{one.reached.label}已经补助过"
        if one.on_roster:
            return ""
        if self.scope.chosen(facts) == "roster":
            return f"{one.person}不是工作室成员"
        return "" if one.trainee else f"{one.person}不是工作室成员，也不是登记在册的培训对象"


@dataclass(frozen=True, kw_only=True)
class Prizes(Claim):
    """Prizes of one year with their places; only winners from named studios are paid."""

    prizes: tuple[Prize, ...]
    counting: Parameter

    @property
    def places(self) -> int:
        return sum(prize.places for prize in self.prizes)

    @property
    def ceiling_fen(self) -> int:
        """What one year may cost at most, all classes together."""
        return sum(prize.ceiling_fen for prize in self.prizes)

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
