"""The acts of audit: a sample drawn and concluded, a finding written, replied to, closed."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.draws import lots
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .models import ANSWERING, ENDS, Conclusion, Finding, Look, Pool, Sample, Says, Word
from .totals import pool_of

SLOT = "finding_reply"


def audit_post(union: TradeUnion, person: Person, on: date) -> Appointment | None:
    """The post in which this person audits that union, or None."""
    posts = (p for p in person.posts(on) if p.role == Role.AUDITOR)
    return next((p for p in posts if p.union_id == union.pk), None)


def reply_post(finding: Finding, person: Person, on: date) -> Appointment | None:
    """The post in which this person replies for the union that is to put it right, or None."""
    own = (p for p in person.posts(on) if p.union_id == finding.concerned_id)
    return next((p for p in own if p.role in ANSWERING), None)


def _auditor(union: TradeUnion, person: Person, on: date) -> Appointment:
    post = audit_post(union, person, on)
    if post is None:
        raise NotPermitted("audit")
    return post


def draw(
    union: TradeUnion, year: int, pool: Pool, number: int, seed: str, *, by, on, at: datetime
) -> Sample:
    """Draw that many of a year's payments or expenses and keep the pool with them.

    Raises NotPermitted, or NotPossible where there are not so many.
    """
    post = _auditor(union, by, on)
    with transaction.atomic():
        keys = list(pool_of(union, year, pool).order_by("pk").values_list("pk", flat=True))
        if not 0 < number <= len(keys):
            raise NotPossible("draw")
        own = {"union": union, "year": year, "pool": pool, "number": number, "seed": seed}
        own |= {"keys": keys, "drawn": lots(seed, keys, number), "drawn_on": on}
        sample = Sample.objects.create(**own, by=by, at=at)
        after = {"year": year, "kind": sample.get_pool_display(), "rows": number, "what": seed}
        record("审计抽查", sample, by=by, post=post, at=at, after=after)
    return sample


def conclude(sample: Sample, text: str, *, by: Person, on: date, at: datetime) -> Conclusion:
    """Write down what came of a sample, once. Raises NotPermitted, NotPossible."""
    post = _auditor(sample.union, by, on)
    with transaction.atomic():
        locked = Sample.objects.select_for_update().get(pk=sample.pk)
        if Conclusion.objects.filter(sample=locked).exists():
            raise NotPossible("conclude")
        own = {"text": text, "concluded_on": on, "by": by, "at": at}
        conclusion = Conclusion.objects.create(sample=locked, **own)
        record("填写抽查结论", locked, by=by, post=post, at=at, after={"what": text})
    return conclusion


def look(union: TradeUnion, year: int, *, by: Person, on: date, at: datetime) -> Look:
    """Say that the exceptions of a year have been looked at until now. Raises NotPermitted."""
    post = _auditor(union, by, on)
    with transaction.atomic():
        row = Look.objects.create(union=union, year=year, by=by, at=at)
        record("查看例外", union, by=by, post=post, at=at, after={"year": year})
    return row


class About(NamedTuple):
    """What a finding is about: one of these things, or a union by itself."""

    words: str
    unions: list  # those that may be asked to put it right
    things: dict  # the thing, by the name of its field
    basis: str = ""  # the article it stands under, to begin with


def find(
    union: TradeUnion, year: int, about: About, given: dict, *, by: Person, on: date, at: datetime
) -> Finding:
    """Write down what was found; `given` are concerned, text, basis and reply_by.

    Raises NotPermitted, or NotPossible where the union asked has nothing to do with it or the
    day lies behind.
    """
    post = _auditor(union, by, on)
    if given["concerned"] not in about.unions or given["reply_by"] <= on:
        raise NotPossible("find")
    with transaction.atomic():
        own = {"union": union, "year": year, "about": about.words[:160], "found_on": on}
        finding = Finding.objects.create(**own, **about.things, **given, by=by, at=at)
        after = {
            "what": finding.text,
            "basis_of_finding": finding.basis,
            "reply_by": finding.reply_by,
        }
        record("提出审计问题", finding, by=by, post=post, at=at, after=after)
    return finding


def last_word(finding: Finding) -> Word | None:
    return finding.words.order_by("-turn").first()


def reply(finding: Finding, text: str, papers=(), *, by: Person, on: date, at: datetime) -> Word:
    """Reply for the union, with papers. Raises NotPermitted, NotPossible where none is awaited."""
    post = reply_post(finding, by, on)
    if post is None:
        raise NotPermitted("reply")
    with transaction.atomic():
        word = _said(finding, Says.REPLY, (None, Says.AGAIN), text, post, by=by, on=on, at=at)
        for paper in papers:
            keep(finding, f"{SLOT}_{word.turn}", paper, by=by, at=at, post=post)
    return word


def answer(
    finding: Finding,
    kind: Says,
    text: str,
    reply_by: date | None = None,
    *,
    by: Person,
    on: date,
    at: datetime,
) -> Word:
    """Close it, take it back, or ask on by another day. Raises NotPermitted, NotPossible.

    Asking on and closing follow a reply; a finding is taken back at any time before its end.
    """
    post = _auditor(finding.union, by, on)
    if (kind == Says.AGAIN) != (reply_by is not None) or (reply_by and reply_by <= on):
        raise NotPossible("answer")
    after = (Says.REPLY,) if kind != Says.TAKEN_BACK else (None, Says.REPLY, Says.AGAIN)
    return _said(finding, kind, after, text, post, by=by, on=on, at=at, reply_by=reply_by)


def _said(finding, kind, after, text, post, *, by, on, at, reply_by=None) -> Word:
    """Keep a word where the one before it is among those it may follow."""
    with transaction.atomic():
        locked = Finding.objects.select_for_update().get(pk=finding.pk)
        before = last_word(locked)
        if kind not in Says.values or (before.kind if before else None) not in after:
            raise NotPossible("word")
        own = {"finding": locked, "turn": before.turn + 1 if before else 1, "kind": kind}
        own |= {"text": text, "reply_by": reply_by, "said_on": on, "role": post.role_label}
        word = Word.objects.create(**own, by=by, at=at)
        told = {"what": text} | ({"reply_by": reply_by} if reply_by else {})
        record(word.get_kind_display(), locked, by=by, post=post, at=at, after=told)
    return word


def ended(word: Word | None) -> bool:
    return word is not None and word.kind in ENDS
