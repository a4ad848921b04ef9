"""What two ways of reading say of one file or title, laid side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules import money
from rules.base import Edition
from rules.facts import Facts, shown
from rules.schedule import Schedule
from rules.verdict import Verdict
from workshops.applications.models import Application

from .models import Title

KINDS = {"verdict": "办理结论", "duty": "应办期限", "standing": "称号后果", "money": "补助资金"}
NONE = "无"
MOST_FINDINGS = 3


class Subject(NamedTuple):
    """Which file or title, without holding on to its row."""

    title: str
    unit: str
    pk: int
    is_title: bool


def about(thing: Application | Title) -> Subject:
    """A draft nobody has handed in stays its unit's own: it is counted and not named."""
    if is_private(thing):
        return Subject("尚未提交的草稿", "", thing.pk, False)
    union = thing.unit_union
    unit = union.unit or union.title
    return Subject(thing.studio.title, unit, thing.pk, isinstance(thing, Title))


def is_private(thing: Application | Title) -> bool:
    return isinstance(thing, Application) and thing.submitted_on is None


@dataclass(frozen=True)
class Difference:
    """One thing of one file that would be otherwise."""

    kind: str
    subject: Subject
    what: str
    article: str
    old: str
    new: str
    fen: int = 0

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Outcome:
    """What an edition says of one file or title: its steps, and of a title its years and duties."""

    verdicts: list[Verdict]
    schedule: Schedule | None = None
    duties: dict[str, tuple[str, str, date | None]] | None = None


def outcome(thing: Application | Title, edition: Edition, facts: Facts, steps) -> Outcome:
    """All that the edition says of it on these facts."""
    verdicts = [edition.judge(step, facts) for step in steps]
    if not isinstance(thing, Title):
        return Outcome(verdicts)
    return Outcome(verdicts, edition.schedule(facts), due_days(edition, facts))


def between(thing: Application | Title, old: Outcome, new: Outcome) -> list[Difference]:
    """What would be otherwise: its steps, then a title's years, its money and its duties."""
    found = list(_verdicts(thing, old.verdicts, new.verdicts))
    if old.schedule is None or new.schedule is None:
        return found
    if old.schedule != new.schedule:
        found += [*_standing(thing, old.schedule, new.schedule)]
        found += [*_money(thing, old.schedule, new.schedule)]
    return found + _duties(thing, old.duties, new.duties)


def _verdicts(thing, old: list[Verdict], new: list[Verdict]) -> Iterator[Difference]:
    hidden = is_private(thing)
    for before, after in zip(old, new, strict=True):
        if changed := _changed(before, after):
            said = (_said(verdict, changed, hidden) for verdict in (before, after))
            yield Difference("verdict", about(thing), before.step_label, after.article, *said)


def _changed(old: Verdict, new: Verdict) -> list[str]:
    """The provisions found otherwise, by id."""
    if old.findings == new.findings:
        return []
    before = {f.id: (f.outcome, f.blocks) for f in old.findings}
    after = {f.id: (f.outcome, f.blocks) for f in new.findings}
    ids = dict.fromkeys([*before, *after])
    return [id for id in ids if before.get(id) != after.get(id)]


def _said(verdict: Verdict, ids: list[str], hidden: bool) -> str:
    """Whether the step can be taken, and what is found; `hidden` leaves the values out."""
    named = [f for f in verdict.findings if f.id in ids]
    found = "；".join(
        f"{f.article}{f.outcome.label}" + ("" if hidden else f"，{f.shown}")
        for f in named[:MOST_FINDINGS]
    )
    more = f"；另有{len(named) - MOST_FINDINGS}条" if len(named) > MOST_FINDINGS else ""
    return f"{'可以办理' if verdict else '不能办理'}（{found or '没有这一条'}{more}）"


def _standing(title: Title, old: Schedule, new: Schedule) -> Iterator[Difference]:
    """Years of warning and of striking off, and when the money is complete."""
    if (said := _fate(old)) != (then := _fate(new)):
        article = new.revoked_article or old.revoked_article
        yield Difference("standing", about(title), "黄牌、撤销和周期", article, said, then)


def _fate(schedule: Schedule) -> str:
    yellow = "、".join(f"{year}年" for year in schedule.yellow_years) or NONE
    revoked = f"{schedule.revoked_year}年" if schedule.revoked_year else NONE
    complete = f"{schedule.complete_year}年" if schedule.complete_year else "未满"
    return f"黄牌：{yellow}；撤销：{revoked}；拨完：{complete}"


def _money(title: Title, old: Schedule, new: Schedule) -> Iterator[Difference]:
    """Each instalment whose amount, standing or year would be otherwise."""
    keys = dict.fromkeys(one.key for one in (*old.instalments, *new.instalments))
    for key in keys:
        before, after = old.instalment(key), new.instalment(key)
        here = after or before
        if here and (said := _sum(before)) != (then := _sum(after)):
            fen = _due(after) - _due(before)
            yield Difference("money", about(title), here.label, here.article, said, then, fen)


def _sum(one) -> str:
    """An instalment in words."""
    if one is None:
        return "没有这一笔"
    year = f"（{one.year}年）" if one.year else ""
    return f"{money.figures(one.amount_fen)}元，{one.standing.label}{year}"


def _due(one) -> int:
    return one.amount_fen if one and one.standing.value == "due" else 0


def due_days(edition: Edition, facts: Facts) -> dict[str, tuple[str, str, date | None]]:
    """When each duty next falls due, by key: its label, its article, the day."""
    return {
        duty.key: (duty.label, duty.article, duty.due(facts) if duty.due else None)
        for duty in edition.duties
    }


def _duties(title: Title, old: dict, new: dict) -> list[Difference]:
    found: list[Difference] = []
    if old == new:
        return found
    for key in dict.fromkeys([*old, *new]):
        label, article, _ = new.get(key) or old[key]
        before, after = _day(old.get(key)), _day(new.get(key))
        if before != after:
            found.append(Difference("duty", about(title), label, article, before, after))
    return found


def _day(known: tuple | None) -> str:
    """A duty's day in words."""
    if known is None:
        return "没有这项"
    return shown(known[2]) if known[2] else NONE
