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
    rule = locked.rule_of(step)
    if rule is None or not locked.may_proceed(rule):
        raise NotPossible(step)
    locked.hold(rule)
    decision, post = _weighed(locked, rule, by=by, on=on, at=at, given=given)
    getattr(locked, step)(decision)
    locked.save()
    return _kept(decision, locked, post, why)


def found(subject: Governed, step: str, *, by, on, at, given=None, why="") -> Decision:
    """Create a governed thing by the step that founds it, such as a payment by preparing it.

    `subject` is not saved yet. Raises what `advance` raises; then nothing was created.
    """
    rule = subject.edition.step(step)
    if rule is None:
        raise NotPossible(step)
    with transaction.atomic():
        subject.hold(rule)
        decision, post = _weighed(subject, rule, by=by, on=on, at=at, given=given)
        subject.save()
        decision.subject_id, decision.before = subject.pk, ""
        return _kept(decision, subject, post, why)


def _weighed(subject, rule, *, by, on, at, given) -> tuple[Decision, Appointment]:
    post = subject.post_for(rule, by, on)
    if post is None:
        raise NotPermitted(rule.name)
    verdict = subject.judge(rule.name, on=on, given=given)
    if not verdict:
        raise Refused(verdict)
    return _decision(subject, rule, verdict, by=by, post=post, on=on, at=at, given=given), post


def _kept(decision, subject, post, why) -> Decision:
    """Save the decision with its link in the history, then let what follows follow."""
    decision.after = subject.state
    decision.save()
    after = {"state": decision.after, "decision": decision.pk, "sealed": decision.sealed()}
    was, became = subject.altered(decision)
    change = {"before": {"state": decision.before} | was, "after": after | became}
    record(
        decision.label,
        subject,
        by=decision.person,
        post=post,
        at=decision.decided_at,
        why=why,
        **change,
    )
    subject.follow(decision)
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
    more = {"before": before, "after": after, "why": why}
    return record_all(act, [subject], by=by, at=at, post=post, **more)[0]


def record_all(act: str, subjects, *, by, at, post=None, **more) -> list[Event]:
    """The same act on many things: a link for each, in their order, under one lock."""
    plain = {"act": act, "at": at, "person": by, "who": by.full_name if by else "社会公众"}
    plain |= {"post": str(post) if post else "", "union": post.union if post else None, **more}
    with transaction.atomic():
        HistoryHead.objects.get_or_create(pk=1)
        head = HistoryHead.objects.select_for_update().get(pk=1)
        links = []
        for one in subjects:
            about = subject_of(one) | {"title": str(one)[:120]}
            event = Event(**about, number=head.number + 1, previous=head.digest, **plain)
            event.digest = event.sealed()
            head.number, head.digest = event.number, event.digest
            links.append(event)
        Event.objects.bulk_create(links, batch_size=500)
        head.save()
    return links


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
    last = (head.number, head.digest) if head else (0, "0" * 64)
    return None if last == (expected - 1, digest) else expected


def altered_decisions() -> list[Decision]:
    """The decisions that no longer are what their link in the history sealed."""
    links = Event.objects.filter(after__has_key="sealed").values_list("after", flat=True)
    sealed = {after["decision"]: after["sealed"] for after in links}
    return [d for d in Decision.objects.iterator() if sealed.get(d.pk) != d.sealed()]


@dataclass(frozen=True)
class OpenStep:
    """A step the present state has, its verdict today, and this person's post for it if any."""

    rule: Step
    verdict: Verdict
    post: Appointment | None


def open_steps(subject: Governed, *, by: Person, on: date, facts=None) -> list[OpenStep]:
    """Every step the file could take now, with its verdict, before anyone clicks.

    `facts` spares reading them again where a page has them already.
    """
    facts = facts or subject.known_facts(on)
    possible = [subject.rule_of(r.name) for r in subject.edition.steps if subject.may_proceed(r)]
    return [
        OpenStep(rule, subject.weigh(rule.name, facts), subject.post_for(rule, by, on))
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
    return series.number(series.last)


def suggested_number(union, word: str, year: int) -> str:
    """What the next number of a series would be; nothing is taken."""
    key = {"union": union, "word": word, "year": year}
    series = NumberSeries.objects.filter(**key).first() or NumberSeries(**key)
    return series.number(series.last + 1)


def numbered(union, word: str, year: int, typed: str) -> str:
    """The number a paper is given: the one typed, or the next of its own series."""
    if typed and typed != suggested_number(union, word, year):
        return typed
    number = next_number(union, word, year)
    while Paper.objects.filter(union=union, number=number).exists():
        number = next_number(union, word, year)
    return number


def issue(kind: str, title: str, decision: Decision, *, on: date, number: str, about=None) -> Paper:
    """Issue a paper that rests on a decision; it is drawn once the decision is committed.

    It is about what the decision is about, or about `about` where it rests on several.
    """
    subject = about or decision.subject()
    paper = Paper.objects.create(
        **subject_of(subject),
        kind=kind,
        number=number,
        title=title,
        union=decision.union,
        decision=decision,
        issued_on=on,
    )
    after = {"number": number, "title": title}
    post = post_behind(decision)
    record("制发文书", subject, by=decision.person, post=post, at=decision.decided_at, after=after)
    return paper


def post_behind(decision: Decision) -> Appointment | None:
    """The post in which a decision was taken, for what follows from it."""
    posts = decision.person.posts(decision.decided_on)
    held = (p for p in posts if p.union_id == decision.union_id)
    return next((p for p in held if p.role_label == decision.role), None)


def slots_of(subject) -> frozenset[str]:
    """The material slots that hold a paper now."""
    there = Attachment.objects.about(subject).filter(withdrawn_at=None)
    return frozenset(there.values_list("slot", flat=True))
