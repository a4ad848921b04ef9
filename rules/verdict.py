"""How one provision is held against the facts: requirement, finding, verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, cast

from .facts import Facts


class Force(StrEnum):
    """How strongly the text speaks: 必须 blocks, a person judges, 原则上 passes with a reason.

    So does what the text itself lets pass with one, such as a sum that 也可 be paid late.
    """

    HARD = "hard"
    JUDGED = "judged"
    SOFT = "soft"

    @property
    def label(self) -> str:
        return {"hard": "硬性规定", "judged": "由人判定", "soft": "可说明理由"}[self.value]


class Conclusion(StrEnum):
    """What was found of one provision."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    TO_JUDGE = "to_judge"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        words = {"met": "符合", "not_met": "不符合", "unknown": "尚不清楚"}
        return {**words, "to_judge": "待人判定", "waived": "已说明理由"}[self.value]


# By name: Python 3.11 looks a member of an enum up anew each time, and judging is done by the million.
MET, NOT_MET, UNKNOWN = Conclusion.MET, Conclusion.NOT_MET, Conclusion.UNKNOWN
TO_JUDGE, WAIVED, SOFT = Conclusion.TO_JUDGE, Conclusion.WAIVED, Force.SOFT


class Answer(NamedTuple):
    """How the facts meet a test: True, False or None, the value used, what would change it."""

    met: bool | None
    shown: str
    remedy: str = ""


Test = Callable[[Facts], Answer]


# What a provision answers where it is not in question: met, yet nobody should read 符合 for it.
NOT_RELIED_ON, RESTS_ELSEWHERE, NOT_MEANT = "不以此为由", "另有依据", "不适用"
BESIDE = {NOT_RELIED_ON: "未援引", RESTS_ELSEWHERE: "未援引", NOT_MEANT: "不适用"}


class Finding(NamedTuple):
    """What was found of one requirement, with its article and the value used."""

    id: str
    article: str
    asks: str
    force: Force
    outcome: Conclusion
    shown: str
    remedy: str = ""
    reason: str = ""
    judged_by: str = ""
    blocks: bool = False

    @property
    def outcome_label(self) -> str:
        """The outcome in a word; what was not in question is called so."""
        return (
            BESIDE.get(self.shown, self.outcome.label)
            if self.outcome is MET
            else self.outcome.label
        )

    def as_record(self) -> dict[str, Any]:
        """Plain values for keeping, labels included so that old papers keep their words."""
        labels = {"outcome_label": self.outcome_label, "force_label": self.force.label}
        return {**self._asdict(), "outcome": str(self.outcome), "force": str(self.force), **labels}


class Watched:
    """Facts that remember which of them were looked at."""

    def __init__(self, facts: Facts):
        self.facts, self.seen = facts, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.seen.add(name)
        return getattr(self.facts, name)


@dataclass(frozen=True)
class Requirement:
    """One provision held against the facts; it cannot be written without its article.

    `only` says for whom it is meant; to others it does not apply, and so is in nobody's way.
    """

    id: str
    article: str
    asks: str
    test: Test | None = None
    force: Force = Force.HARD
    judge_title: str = ""
    only: Test | None = None

    def __post_init__(self) -> None:
        if (self.test is None) != (self.force is Force.JUDGED):
            raise ValueError(f"{self.id}: a provision is either tested or judged by a person")

    def judge(self, facts: Facts, *, judging: bool) -> Finding:
        """The finding on these facts; `judging` says a person's judgement is now due."""
        meant = self.only(facts) if self.only else None
        if meant is not None and not meant.met:
            return self._finding(MET, meant.shown)
        if self.test is None:
            return self._judged(facts, judging, meant.shown if meant else "")
        met, shown, remedy = self.test(facts)
        reason = facts.reasons.get(self.id, "") if self.force is SOFT else ""
        if met:
            return self._finding(MET, shown, reason=reason)
        outcome = WAIVED if reason else UNKNOWN if met is None else NOT_MET
        return self._finding(outcome, shown, self._remedy(remedy), reason, blocks=not reason)

    def reads(self, facts: Facts) -> frozenset[str]:
        """The names of the facts its test looks at, to lead a person to where they are filled in."""
        if self.test is None:
            return frozenset()
        watched = Watched(facts)
        self.test(cast(Facts, watched))
        return frozenset(watched.seen)

    def _judged(self, facts: Facts, judging: bool, why: str) -> Finding:
        found = facts.judgements.get(self.id)
        if found is None:
            remedy = f"由{self.judge_title}对照材料判定"
            return self._finding(TO_JUDGE, why or "尚未判定", remedy, blocks=judging)
        if found.met:
            return self._finding(MET, found.remark or "认定符合", by=found.by)
        remedy = f"补正后由{self.judge_title}重新判定；不能补正的，办理退回或不予通过"
        shown = found.remark or "认定不符合"
        return self._finding(NOT_MET, shown, remedy, by=found.by, blocks=judging)

    def _remedy(self, remedy: str) -> str:
        return f"{remedy}；确有原因的，可写明理由后继续" if self.force is SOFT else remedy

    def _finding(
        self,
        outcome: Conclusion,
        shown: str,
        remedy: str = "",
        reason: str = "",
        by: str = "",
        blocks: bool = False,
    ) -> Finding:
        asked = self.id, self.article, self.asks, self.force
        return Finding(*asked, outcome, shown, remedy, reason, by, blocks)


@dataclass(frozen=True)
class Verdict:
    """What an edition says of one step on one day; true when nothing blocks."""

    source: str
    step: str
    step_label: str
    article: str
    findings: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return not self.blocking

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.blocks)

    def counts(self) -> dict[str, int]:
        """How many findings of each outcome, in the order of the outcomes."""
        return {o.value: sum(f.outcome is o for f in self.findings) for o in Conclusion}


def hard(id: str, article: str, asks: str, test: Test) -> Requirement:
    """必须、应、不得: blocks until met."""
    return Requirement(id, article, asks, test)


def soft(id: str, article: str, asks: str, test: Test) -> Requirement:
    """原则上、一般: passes with a recorded reason."""
    return Requirement(id, article, asks, test, Force.SOFT)


def judged_by(title: str) -> Callable[[str, str, str], Requirement]:
    """A maker of provisions that the officer of that title judges, never the program."""

    def judged(id: str, article: str, asks: str) -> Requirement:
        return Requirement(id, article, asks, None, Force.JUDGED, title)

    return judged
