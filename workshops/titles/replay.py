"""What other readings, or another edition, would bring: every open file and title, old and new."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from rules import money
from rules.base import Edition
from rules.facts import Facts, shown
from rules.schedule import Schedule
from rules.verdict import Verdict
from workshops.applications.amendments import Amendment, readings_in_force
from workshops.applications.lifecycle import LIVE
from workshops.applications.many import BATCH, read_many
from workshops.applications.models import Application
from workshops.unions.models import TradeUnion

from .models import Title

KINDS = {"verdict": "办理结论", "duty": "应办期限", "standing": "称号后果", "money": "补助资金"}
NONE = "无"
MOST_FINDINGS = 3


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
        return replace(facts, settings={**before, **self.readings})


def proposal_of(amendment: Amendment) -> Proposal:
    """What a prepared change would bring."""
    authority, edition = amendment.authority, amendment.edition
    takes_up, readings = amendment.effective_on is not None, amendment.readings
    if takes_up:
        readings = readings_in_force(authority, edition.key) | readings
    return Proposal(authority, edition, readings, takes_up)


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


class Replay:
    """Goes through all files and titles once; counts what it found on the way."""

    def __init__(self, proposal: Proposal, on: date, told: Callable[[int], None] | None = None):
        self.proposal, self.on, self.told = proposal, on, told
        self.changed: Counter[str] = Counter()
        self.looked: Counter[str] = Counter()
        self.fen = 0
        self._steps: dict[tuple, list[str]] = {}

    def differences(self) -> Iterator[Difference]:
        """Every difference, files first; the counts are whole once all have been taken."""
        for application in read_many(self.proposal.applications()):
            yield from self._counted("applications", self.of_application(application))
        for title in self._titles():
            yield from self._counted("titles", self.of_title(title))

    def counts(self) -> dict[str, int]:
        """How many were looked at, how many would change in which respect, and by how much."""
        looked = {name: self.looked[name] for name in ("applications", "titles")}
        return looked | {kind: self.changed[kind] for kind in KINDS} | {"fen": self.fen}

    def _counted(self, name: str, found: list[Difference]) -> list[Difference]:
        self.looked[name] += 1
        self.changed.update({one.kind for one in found})
        self.fen += sum(one.fen for one in found)
        if self.told and sum(self.looked.values()) % BATCH == 0:
            self.told(sum(self.looked.values()))
        return found

    def _titles(self) -> Iterator[Title]:
        joined = "studio__unit_union", "authority", "application__call"
        rows = self.proposal.titles().select_related(*joined).prefetch_related("assessments")
        yield from rows.order_by("pk").iterator(chunk_size=BATCH)

    def of_application(self, application: Application) -> list[Difference]:
        """What would be otherwise for one file."""
        return self._verdicts(application, application.known_facts(self.on))

    def of_title(self, title: Title) -> list[Difference]:
        """What would be otherwise for one title: its steps, its duties, its years, its money."""
        facts = title.known_facts(self.on)
        then, edition = self.proposal.facts(facts), self.proposal.edition
        old, new = title.edition.schedule(facts), edition.schedule(then)
        found = self._verdicts(title, facts)
        if old != new:
            found += [*_standing(title, old, new), *_money(title, old, new)]
        return found + _duties(title, due_days(title.edition, facts), due_days(edition, then))

    def _verdicts(self, subject, facts: Facts) -> list[Difference]:
        then, found = self.proposal.facts(facts), []
        edition = subject.edition
        for name in self._open_steps(subject, edition):
            old = edition.judge(name, facts)
            new = self.proposal.edition.judge(name, then)
            if changed := _changed(old, new):
                hidden = is_private(subject)
                said = (_said(verdict, changed, hidden) for verdict in (old, new))
                one = Difference("verdict", about(subject), old.step_label, new.article, *said)
                found.append(one)
        return found

    def _open_steps(self, subject, edition: Edition) -> list[str]:
        """The steps the present state has; the same for all in that state."""
        key = (type(subject), edition.key, subject.state)
        if key not in self._steps:
            possible = (step for step in edition.steps if subject.may_proceed(step))
            self._steps[key] = [step.name for step in possible]
        return self._steps[key]


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
    found = []
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
