"""The unit hands in the bank slip of what it repaid; either side takes a wrong one out."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from rules import money
from rules.facts import shown
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .actions import SLOT, finance_post
from .models import Clawback
from .slips import Slip

NOTHING_LEFT = "应退还的已经全部上报或者退还，不用再上传。"


def unit_post(clawback: Clawback, person: Person, on: date) -> Appointment | None:
    """The post in which this person hands in a slip for the unit that repays."""
    union = clawback.title.unit_union.pk
    posts = (p for p in person.posts(on) if p.union_id == union and p.role == Role.CLERK)
    return next(posts, None)


def unreported(clawback: Clawback) -> int:
    """What neither came back nor is said to be on its way, in fen."""
    waiting = clawback.slips.waiting().aggregate(fen=Sum("amount_fen"))["fen"] or 0
    return clawback.amount_fen - clawback.came() - waiting


def wrong(clawback: Clawback, fen: int, day: date, on: date) -> dict[str, str]:
    """What cannot be on a slip, by field, in words."""
    found, left, first = {}, unreported(clawback), clawback.decision.decided_on
    if left <= 0:
        found["amount_fen"] = NOTHING_LEFT
    elif not 0 < fen <= left:
        found["amount_fen"] = f"须大于零，不超过还没有上报的{money.figures(left)}元。"
    if not first <= day <= on:
        found["sent_on"] = f"须在作出决定的{shown(first)}至今天之间，照回单填写。"
    if clawback.slips.filter(ended_on=None, sent_on=day, amount_fen=fen).exists():
        found["sent_on"] = "同一天同一金额的回单已经上传过。"
    return found


def report(
    clawback: Clawback, fen: int, sent_on: date, proof, *, by: Person, on: date, at: datetime
) -> Slip:
    """Hand in a slip: nothing counts as repaid by it. Raises NotPermitted, or NotPossible where
    something is `wrong`.
    """  # fmt: skip
    with transaction.atomic():
        locked = Clawback.objects.select_for_update().get(pk=clawback.pk)
        post = unit_post(locked, by, on)
        if post is None:
            raise NotPermitted("report")
        if wrong(locked, fen, sent_on, on):
            raise NotPossible("report")
        paper = keep(locked, SLOT, proof, by=by, at=at, post=post)
        own = {"amount_fen": fen, "sent_on": sent_on, "proof": paper}
        row = locked.slips.create(reported_by=by, reported_at=at, **own)
        record("上报退还", locked, by=by, at=at, post=post, after=words(row))
    return row


def ender(slip: Slip, person: Person, on: date) -> Appointment | None:
    """The post in which this person takes a slip out: the unit its own, finance one not there."""
    return unit_post(slip.clawback, person, on) or finance_post(slip.clawback, person, on)


def end_slip(slip: Slip, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Take out a slip that is not right; it stays to be read. NotPermitted, NotPossible."""
    with transaction.atomic():
        locked = Clawback.objects.select_for_update().get(pk=slip.clawback_id)
        post = ender(slip, by, on)
        if post is None:
            raise NotPermitted("end_slip")
        finance = post.role == Role.FINANCE_CLERK
        ended = {"ended_on": on, "ended_why": why, "ended_by": by, "by_finance": finance}
        if not Slip.objects.filter(pk__in=locked.slips.waiting().filter(pk=slip.pk)).update(
            **ended
        ):
            raise NotPossible("end_slip")
        act = "退回退还回单" if finance else "撤回退还回单"
        record(act, locked, by=by, at=at, post=post, before=words(slip), why=why)


def words(row: Slip) -> dict:
    """A slip as the history keeps it."""
    return {"amount": f"{money.figures(row.amount_fen)}元", "slip_on": row.sent_on.isoformat()}
