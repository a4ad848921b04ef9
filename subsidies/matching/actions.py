"""The acts around matched money: what came in, what the unit put beside it, what is struck out."""

from datetime import date, datetime

from django.db import transaction

from rules import money
from subsidies.payments.models import Payment
from subsidies.payments.standing import lock
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .models import Matching

SLOT = "matching"


def keeper(payment: Payment, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters what the unit's union received and was given."""
    unions = {payment.title.unit_union.pk}
    posts = (p for p in person.posts(on) if p.role == Role.CLERK and p.union_id in unions)
    return next(posts, None)


def _locked(payment: Payment, by: Person, on: date) -> tuple[Payment, Appointment]:
    """The payment under lock and the post; inside the transaction of the act."""
    fresh = Payment.objects.select_for_update().get(pk=payment.pk)
    post = keeper(fresh, by, on)
    if post is None:
        raise NotPermitted("matching")
    if lock(fresh) is None:
        raise NotPossible("matching")
    return fresh, post


def enter_receipt(
    payment: Payment, day: date, why: str = "", *, by: Person, on: date, at: datetime
) -> None:
    """The money has reached the union's account; another day only with a reason.

    Raises NotPermitted, or NotPossible where it was entered already.
    """
    with transaction.atomic():
        fresh, post = _locked(payment, by, on)
        if bool(fresh.received_on) != bool(why) or fresh.received_on == day:
            raise NotPossible("receipt")
        before = {"received_on": fresh.received_on.isoformat()} if fresh.received_on else None
        Payment.objects.filter(pk=fresh.pk).update(received_on=day)
        act, after = "更正到账日期" if why else "登记到账", {"received_on": day.isoformat()}
        record(act, fresh, by=by, at=at, post=post, before=before, after=after, why=why)


def enter_match(
    payment: Payment, amount_fen: int, paid_on: date, proof, *, by: Person, on: date, at: datetime
) -> Matching:
    """The unit put money beside it, with its proof; the same once. NotPermitted, NotPossible."""
    with transaction.atomic():
        fresh, post = _locked(payment, by, on)
        if fresh.received_on is None:
            raise NotPossible("matching")
        paper = keep(fresh, SLOT, proof, by=by, at=at, post=post)
        row = Matching(payment=fresh, amount_fen=amount_fen, paid_on=paid_on, proof=paper)
        same = fresh.matchings.filter(struck_on=None, amount_fen=amount_fen, paid_on=paid_on)
        if same.filter(proof__sha256=paper.sha256).exists():
            raise NotPossible("matching")  # sent twice, or by two at once
        row.save()
        record("登记配套", fresh, by=by, at=at, post=post, after=words(row))
    return row


def strike(row: Matching, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out an entry made wrongly; it stays to be read. NotPermitted, NotPossible."""
    with transaction.atomic():
        fresh, post = _locked(row.payment, by, on)
        struck = {"struck_on": on, "struck_why": why}
        if not fresh.matchings.filter(pk=row.pk, struck_on=None).update(**struck):
            raise NotPossible("matching")
        record("冲销配套", fresh, by=by, at=at, post=post, before=words(row), why=why)


def words(row: Matching) -> dict:
    """An entry as the history keeps it."""
    return {"amount": f"{money.figures(row.amount_fen)}元", "paid_on": row.paid_on.isoformat()}
