"""The acts on a change: prepared by one, looked through, activated by another or withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rules.base import Edition
from rules.money import figures
from rules.worked import Worked
from workshops.applications.amendments import (
    KEEPERS,
    ONE_WAITS,
    Amendment,
    RuleSetting,
    readings_in_force,
    readings_of,
)
from workshops.applications.calls import Adoption
from workshops.documents.casebooks import tried
from workshops.records.actions import record, record_all
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Kind, Person, TradeUnion

from .differences import KINDS
from .models import Title
from .replay import BATCH, Proposal, Replay, proposal_of
from .trials import gone_through

TOO_EARLY = "施行日期未到，不能及于已有文件。"
NO_CASES = "新版本没有演算实例，不能启用；请先补充实例。"


class Moved(Exception):
    """What the change would bring is no longer what was looked through; carries the counts."""

    def __init__(self, counts: dict[str, int]):
        super().__init__("变化数目与所见不同")
        self.counts = counts


class Broken(Exception):
    """The new version breaks cases; carries them."""

    def __init__(self, cases: list[Worked]):
        super().__init__(NO_CASES if not cases else f"新版本与{len(cases)}个演算实例不符")
        self.cases = cases


def keeping_post(person: Person, authority: TradeUnion, on: date) -> Appointment | None:
    """The post in which this person keeps the readings of an authority, or None."""
    posts = (post for post in person.posts(on) if post.role in KEEPERS)
    return next((post for post in posts if post.union_id == authority.pk), None)


def kept_by(person: Person, on: date) -> list[Appointment]:
    """The posts in which this person keeps the readings of some authority."""
    posts = (post for post in person.posts(on) if post.role in KEEPERS)
    return [post for post in posts if post.union.kind == Kind.AUTHORITY and post.union.regulation]


def lacks_day(authority: TradeUnion, edition: Edition) -> bool:
    """Whether an edition's text names no day of effect and none has been typed in."""
    return edition.effective is None and not any(
        adoption.edition_key == edition.key for adoption in authority.adoptions.all()
    )


@dataclass(frozen=True)
class Change:
    """What somebody asks for: readings by parameter, why, how far, from which day."""

    edition: Edition
    readings: dict[str, Any]
    reason: str
    reaches_existing: bool = False
    reach_reason: str = ""
    effective_on: date | None = None
    document_number: str = ""


def prepare(authority: TradeUnion, change: Change, *, by, on: date, at: datetime) -> Amendment:
    """Keep a change for a second person to activate; nothing takes effect.

    Raises NotPermitted, or ValidationError saying what is wrong with it.
    """
    post = keeping_post(by, authority, on)
    if post is None:
        raise NotPermitted("prepare")
    readings = _differing(authority, change)
    _checked(authority, change, readings, on)
    plain = {name: getattr(change, name) for name in FIELDS}
    amendment = Amendment(authority=authority, edition_key=change.edition.key, **plain)
    amendment.prepared_by, amendment.prepared_at = by, at
    try:
        with transaction.atomic():
            amendment.save()
            for key, value in readings.items():
                amendment.settings.create(
                    authority=authority, edition_key=change.edition.key, key=key, value=value
                )
            after = in_words(change.edition, readings, change.effective_on)
            why = change.reason
            record("拟定办法变更", amendment, by=by, post=post, at=at, after=after, why=why)
    except IntegrityError as refusal:
        raise ValidationError(ONE_WAITS) from refusal
    return amendment


FIELDS = ("reason", "reaches_existing", "reach_reason", "effective_on", "document_number")


def _differing(authority, change: Change) -> dict[str, Any]:
    """The readings asked for that are not already in force."""
    now = readings_of(change.edition, readings_in_force(authority, change.edition.key))
    return {key: value for key, value in change.readings.items() if now.get(key) != value}


def _checked(authority, change: Change, readings: dict, on: date) -> None:
    """ValidationError for a change that says nothing, says too much, or reaches back too early."""
    open_points = {one.key: one.readings for one in change.edition.parameters}
    if not readings and change.effective_on is None:
        raise ValidationError("没有改变任何读法，也没有录入施行日期。")
    if any(value not in open_points.get(key, ()) for key, value in readings.items()):
        raise ValidationError("所选读法不在办法列出的读法之内。")
    if change.effective_on and not lacks_day(authority, change.edition):
        raise ValidationError("施行日期只为文本未写、也未录入过的版本录入。")
    if change.reaches_existing and not change.reach_reason.strip():
        raise ValidationError("及于已有文件的，须写明理由。")
    if change.reaches_existing and change.effective_on and change.effective_on > on:
        raise ValidationError(TOO_EARLY)


def in_words(edition: Edition, readings: dict, effective_on: date | None) -> dict[str, str]:
    """A change as the history keeps it: each point with its reading in words."""
    said = {
        one.label: one.said(readings[one.key]) for one in edition.parameters if one.key in readings
    }
    return said | ({"施行日期": effective_on.isoformat()} if effective_on else {})


def withdraw(amendment: Amendment, *, by, on: date, at: datetime, why: str = "") -> None:
    """Take a change back before it takes effect; raises NotPermitted or NotPossible."""
    with transaction.atomic():
        locked, post = _waiting(amendment, by, on, "withdraw")
        locked.withdrawn_at = at
        locked.save()
        locked.trials.all().delete()
        record("撤回办法变更", locked, by=by, post=post, at=at, why=why)


def _waiting(amendment, by, on, step) -> tuple[Amendment, Appointment]:
    """The change under lock, still waiting, and this person's post for it."""
    locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
    post = keeping_post(by, locked.authority, on)
    if post is None:
        raise NotPermitted(step)
    if not locked.is_waiting:
        raise NotPossible(step)
    return locked, post


def broken_cases(amendment: Amendment) -> list[Worked]:
    """The cases that come out otherwise than written under a change."""
    readings = proposal_of(amendment).readings
    found = tried(amendment.authority.jurisdiction, amendment.edition, readings)
    return [case for case in found if not case.agrees]


def refuse_broken(amendment: Amendment) -> None:
    """A later edition that breaks a case, or has none, is not taken up; raises Broken.

    Other readings may well bring other findings: those cases are shown and do not refuse.
    """
    if amendment.effective_on is None:
        return
    has_any = tried(amendment.authority.jurisdiction, amendment.edition)
    broken = broken_cases(amendment)
    if broken or not has_any:
        raise Broken(broken)


def activate(amendment: Amendment, *, by, on: date, at: datetime, seen: dict[str, int]) -> None:
    """Put a change into force, all of it or nothing, with the counts that were looked through.

    Raises NotPermitted for whoever prepared it, NotPossible, Broken, Stale or Moved.
    """
    with transaction.atomic():
        locked, post = _waiting(amendment, by, on, "activate")
        if by.pk == locked.prepared_by_id:
            raise NotPermitted("activate")
        refuse_broken(locked)
        proposal = proposal_of(locked)
        counts, touched = gone_through(locked, Replay(proposal, on))
        if counts != seen:
            raise Moved(counts)
        _put_in_force(locked, at)
        if locked.reaches_existing:
            _reach(locked, proposal, touched, by=by, post=post, at=at)
        locked.activated_by, locked.activated_at, locked.counts = by, at, counts
        locked.save()
        locked.trials.all().delete()
        after = in_words(locked.edition, locked.readings, locked.effective_on) | _counted(counts)
        record("启用办法变更", locked, by=by, post=post, at=at, after=after, why=locked.reason)


def _counted(counts: dict[str, int]) -> dict[str, str]:
    """The counts as the history keeps them, in words."""
    words = {"applications": "核对的申报", "titles": "核对的称号", **KINDS}
    said = {words[name]: f"{number}件" for name, number in counts.items() if name in words}
    return said | {"应拨付总额的变化": f"{figures(counts['fen'])}元"}


def _put_in_force(amendment: Amendment, at: datetime) -> None:
    """The new readings follow the old ones; a later edition gets its day and the drafts."""
    authority, key = amendment.authority, amendment.edition_key
    former = RuleSetting.objects.in_force().filter(authority=authority, edition_key=key)
    former.filter(key__in=list(amendment.readings)).update(superseded_at=at)
    amendment.settings.update(in_force_from=at)
    authority.__dict__.pop("_readings", None)
    if amendment.effective_on:
        day, number = amendment.effective_on, amendment.document_number
        Adoption.objects.create(
            authority=authority, edition_key=key, effective_on=day, document_number=number
        )
        authority.calls.filter(opened_on=None, opens_on__gte=day).update(edition_key=key)


def _reach(amendment: Amendment, proposal: Proposal, touched: set[int], **acting) -> None:
    """Carry the readings over to opened calls and to titles; their own history says so."""
    why, act = amendment.reach_reason, "办法变更及于已有文件"
    calls = amendment.authority.calls.exclude(opened_on=None)
    calls = calls if proposal.takes_up else calls.filter(edition_key=proposal.edition.key)
    for call in calls:
        _carry(call, proposal)
        call.save(update_fields=["settings", "edition_key"])
        record(act, call, why=why, **acting)
    _carry_titles(proposal)
    titles = Title.objects.filter(authority=amendment.authority).select_related("studio")
    keys = sorted(touched)
    for first in range(0, len(keys), BATCH):
        batch = titles.filter(pk__in=keys[first : first + BATCH]).order_by("pk")
        record_all(act, batch, why=why, **acting)


def _carry_titles(proposal: Proposal) -> None:
    """All titles at once: few differ in their readings, however many there are."""
    titles = proposal.titles()
    for settings in list(titles.order_by().values_list("settings", flat=True).distinct()):
        like = Title(settings=settings, edition_key=proposal.edition.key)
        _carry(like, proposal)
        alike = titles.filter(settings=settings)
        alike.update(settings=like.settings, edition_key=like.edition_key)


def _carry(thing, proposal: Proposal) -> None:
    """The readings and the edition of one call or title, in memory."""
    if proposal.takes_up:
        thing.edition_key = proposal.edition.key
        thing.settings = readings_of(proposal.edition, proposal.readings)
    else:
        thing.settings = {**thing.settings, **proposal.readings}
