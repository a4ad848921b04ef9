"""The acts on a claim before it is filed: begun, something listed, something struck from it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from workshops.records.actions import record, slots_of
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import State
from .models import Claim, ClaimItem


def clerk_post(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person asks for money under a title, or None."""
    unit = title.studio.unit_union_id
    posts = (p for p in person.posts(on) if p.role == Role.CLERK and p.union_id == unit)
    return next(posts, None)


def begin(title: Title, kind: str, *, by: Person, on: date, at: datetime) -> Claim:
    """The draft of a claim of that kind; the one there is, if there is one.

    Raises NotPermitted, or NotPossible where the title has ended.
    """
    post = clerk_post(title, by, on)
    if post is None:
        raise NotPermitted(kind)
    if title.state not in HELD or title.base_id:
        raise NotPossible(kind)
    drafts = title.claims.filter(kind=kind, state=State.DRAFT)
    try:
        with transaction.atomic():
            if there := drafts.first():
                return there
            claim = title.claims.create(kind=kind)
            record("起草补助申请", claim, by=by, post=post, at=at)
    except IntegrityError:  # somebody else began it in the same moment
        return drafts.get()
    return claim


def _locked(claim: Claim, by: Person, on: date) -> tuple[Claim, Appointment]:
    """The draft under lock and the post; inside the transaction of the act."""
    fresh = Claim.objects.select_for_update().get(pk=claim.pk)
    if fresh.state != State.DRAFT:
        raise NotPossible("claim")
    post = clerk_post(fresh.title, by, on)
    if post is None:
        raise NotPermitted("claim")
    return fresh, post


def enlist(claim: Claim, details: dict, *, by: Person, on: date, at: datetime) -> ClaimItem:
    """Put one thing into a draft; where the text has one thing a claim, in place of the last."""
    with transaction.atomic():
        fresh, post = _locked(claim, by, on)
        if not fresh.rule.many:
            fresh.items.all().delete()
        whose = {"title": fresh.title, "authority": fresh.title.authority, "kind": fresh.kind}
        row = fresh.items.create(**whose, **details)
        _retell(fresh)
        record("填写补助申请", fresh, by=by, post=post, at=at, after=words(row))
    return row


def strike(row: ClaimItem, *, by: Person, on: date, at: datetime) -> None:
    """Take one thing out of a draft. NotPossible, NotPermitted."""
    with transaction.atomic():
        fresh, post = _locked(row.claim, by, on)
        before = words(row)
        fresh.items.filter(pk=row.pk).delete()
        _retell(fresh)
        record("删去补助申请的一项", fresh, by=by, post=post, at=at, before=before)


def untouched(claim: Claim) -> bool:
    """Whether it is a draft in which nothing was written and nothing was kept."""
    return claim.state == State.DRAFT and not claim.items.exists() and not slots_of(claim)


def drop(claim: Claim, *, by: Person, on: date, at: datetime) -> None:
    """Drop an untouched draft; its history stays. NotPossible, NotPermitted."""
    with transaction.atomic():
        fresh, post = _locked(claim, by, on)
        if not untouched(fresh):
            raise NotPossible("claim")
        record("放弃补助申请草稿", fresh, by=by, post=post, at=at)
        fresh.delete()


def _retell(claim: Claim) -> None:
    """What the claim is about, in a few words."""
    rows = list(claim.items.order_by("pk").values_list("what", flat=True))
    more = f"等{len(rows)}项" if len(rows) > 1 else ""
    about = f"{rows[0][: 120 - len(more)]}{more}" if rows else ""
    Claim.objects.filter(pk=claim.pk).update(about=about)


def words(row: ClaimItem) -> dict:
    """One thing as the history keeps it."""
    said = {"what": row.what, "number": row.number, "on": row.on and row.on.isoformat()}
    said |= {"fen": row.fen, "prize": row.prize, "reached": row.reached}
    return {name: value for name, value in said.items() if value}
