"""The one door to every change of state, and the chained history of every act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rules.base import Step
from rules.verdict import Verdict
from workshops.unions.models import Appointment, Person

from .lifecycle import Governed, NotPermitted, NotPossible, Refused
from .models import (
    Attachment,
    Decision,
    Event,
    HistoryHead,
    NumberSeries,
    Paper,
    subject_of,
)


def advance(
    subject: Governed,
    step: str,
    *,
    by: Person,
    on: date,
    at: datetime,
    given: dict | None = None,
    why: str = "",
) -> Decision:
    """Take one step in the life of a governed thing and return the decision.

    `given` holds the particulars of the step: facts by name, judgements, reasons, and whatever
    the paper must say. Raises NotPossible, NotPermitted or Refused (with the verdict); then
    nothing has changed. The only caller of a transition.
    """
    with transaction.atomic():
        locked = type(subject).objects.select_for_update().get(pk=subject.pk)
        decision = decide(locked, step, by=by, on=on, at=at, given=given, why=why)
        subject.refresh_from_db()
    return decision


def decide(locked, step, *, by, on, at, given=None, why="") -> Decision:
    """Judge, record, move and save one step on a row already locked in this transaction."""
    rule = locked.edition.step(step)
    if rule is None or not locked.may_proceed(rule):
        raise NotPossible(step)
    post = locked.post_for(rule, by, on)
    if post is None:
        raise NotPermitted(step)
    verdict = locked.judge(step, on=on, given=given)
    if not verdict:
        raise Refused(verdict)
    before = locked.state
    decision = _decision(locked, rule, verdict, by=by, post=post, on=on, at=at, given=given)
    getattr(locked, step)(decision)
    decision.after = locked.state
    decision.save()
    locked.save()
    change = {"before": {"state": before}, "after": {"state": locked.state}}
    record(rule.label, locked, by=by, post=post, at=at, why=why, **change)
    return decision


def _decision(subject, rule: Step, verdict: Verdict, *, by, post, on, at, given) -> Decision:
    return Decision(
        **subject_of(subject),
        step=rule.name,
        label=rule.label,
        before=subject.state,
        source=verdict.source,
        article=rule.article,
        findings=[finding.as_record() for finding in verdict.findings],
        particulars=given or {},
        person=by,
        union=post.union,
        role=post.role_label,
        decided_on=on,
        decided_at=at,
    )


def record(
    act: str,
    subject,
    *,
    by: Person | None,
    at: datetime,
    post: Appointment | None = None,
    before: dict | None = None,
    after: dict | None = None,
    why: str = "",
) -> Event:
    """Add one link to the history; runs inside the transaction of the act it records."""
    with transaction.atomic():
        HistoryHead.objects.get_or_create(pk=1)
        head = HistoryHead.objects.select_for_update().get(pk=1)
        event = Event(
            **subject_of(subject),
            number=head.number + 1,
            at=at,
            act=act,
            title=str(subject)[:120],
            person=by,
            who=by.full_name if by else "社会公众",
            post=str(post) if post else "",
            union=post.union if post else None,
            before=before,
            after=after,
            why=why,
            previous=head.digest,
        )
        event.digest = event.sealed()
        event.save()
        head.number, head.digest = event.number, event.digest
        head.save()
    return event


def broken_link() -> Event | int | None:
    """The first history row that was touched, the number of a missing one, or None if sound."""
    expected, digest = 1, "0" * 64
    for event in Event.objects.order_by("number").iterator():
        if event.number != expected:
            return expected
        if event.previous != digest or event.digest != event.sealed():
            return event
        expected, digest = expected + 1, event.digest
    head = HistoryHead.objects.filter(pk=1).first()
    whole = head is None or (head.number, head.digest) == (expected - 1, digest)
    return None if whole else expected


@dataclass(frozen=True)
class OpenStep:
    """A step the present state has, its verdict today, and this person's post for it if any."""

    rule: Step
    verdict: Verdict
    post: Appointment | None


def open_steps(subject: Governed, *, by: Person, on: date) -> list[OpenStep]:
    """Every step the file could take now, with its verdict, before anyone clicks."""
    possible = [rule for rule in subject.edition.steps if subject.may_proceed(rule)]
    return [
        OpenStep(rule, subject.judge(rule.name, on=on), subject.post_for(rule, by, on))
        for rule in possible
    ]


def next_number(union, word: str, year: int) -> str:
    """The next number of a series, such as 昌演工补〔2026〕1号; never given twice."""
    key = {"union": union, "word": word, "year": year}
    with transaction.atomic():
        NumberSeries.objects.get_or_create(**key)
        series = NumberSeries.objects.select_for_update().get(**key)
        series.last += 1
        series.save()
    return f"{union.document_prefix}{word}〔{year}〕{series.last}号"


def issue(kind: str, title: str, decision: Decision, *, word: str, on: date) -> Paper:
    """Number a paper that rests on a decision; it is drawn once the decision is committed."""
    return Paper.objects.create(
        subject_type=decision.subject_type,
        subject_id=decision.subject_id,
        kind=kind,
        number=next_number(decision.union, word, on.year),
        title=title,
        union=decision.union,
        decision=decision,
        issued_on=on,
    )


def slots_of(subject) -> frozenset[str]:
    """The material slots that hold a paper now."""
    there = Attachment.objects.about(subject).filter(withdrawn_at=None)
    return frozenset(there.values_list("slot", flat=True))
