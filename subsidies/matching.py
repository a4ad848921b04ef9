"""Money locked until the unit has matched it: received, matched, and what the text says of it."""

from datetime import date, datetime

from django.db import transaction

from rules.facts import Facts
from rules.verdict import Finding, Requirement
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import State
from .models import Matching, Payment

NOTHING = Facts(on=date.min)
SLOT = "matching"


def lock(payment: Payment) -> Requirement | None:
    """The provision that keeps this money locked until matched, where the text has one."""
    spend = payment.edition.step("spend")
    rows = spend.requires if spend and payment.state == State.PAID else ()
    return next((row for row in rows if "received_fen" in row.reads(NOTHING)), None)


def standing(payment: Payment, on: date) -> Finding | None:
    """Whether the money may be used that day, with the reason."""
    rule = lock(payment)
    return rule and rule.judge(facts_of(payment, on), judging=False)


def facts_of(payment: Payment, on: date) -> Facts:
    """What came in, what was put beside it, and when it was whole."""
    rows, total, whole = list(payment.matchings.order_by("paid_on", "pk")), 0, None
    for row in rows:
        total += row.amount_fen
        whole = whole or (row.paid_on if total >= payment.amount_fen else None)
    came = payment.received_on
    known = {"union_received_on": came, "unit_received_on": came, "matched_fen": total}
    known |= {"received_fen": payment.amount_fen if came else None, "matched_on": whole}
    return payment.title.facts(on, known)


def last_day(payment: Payment, on: date) -> date | None:
    """By when the text wants it matched."""
    duty = next((one for one in payment.edition.duties if one.key == "match"), None)
    return duty.due(facts_of(payment, on)) if duty and duty.due else None


def keeper(payment: Payment, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters what the unit's union received and was given."""
    unions = {payment.title.unit_union.pk}
    posts = (p for p in person.posts(on) if p.role == Role.CLERK and p.union_id in unions)
    return next(posts, None)


def enter_receipt(payment: Payment, day: date, *, by: Person, on: date, at: datetime) -> None:
    """The money has reached the union's account; entered once. NotPermitted, NotPossible."""
    post = keeper(payment, by, on)
    if post is None:
        raise NotPermitted("receipt")
    with transaction.atomic():
        locked = Payment.objects.select_for_update().get(pk=payment.pk)
        if locked.received_on or lock(locked) is None:
            raise NotPossible("receipt")
        Payment.objects.filter(pk=payment.pk).update(received_on=day)
        record("登记到账", locked, by=by, at=at, post=post, after={"到账日期": day.isoformat()})


def enter_match(
    payment: Payment, amount_fen: int, paid_on: date, proof, *, by: Person, on: date, at: datetime
) -> Matching:
    """The unit put money beside it, with its proof. NotPermitted, NotPossible."""
    post = keeper(payment, by, on)
    if post is None:
        raise NotPermitted("matching")
    with transaction.atomic():
        locked = Payment.objects.select_for_update().get(pk=payment.pk)
        if locked.received_on is None:
            raise NotPossible("matching")
        row = Matching.objects.create(payment=locked, amount_fen=amount_fen, paid_on=paid_on)
        keep(locked, SLOT, proof, by=by, at=at, post=post)
        after = {"配套金额（分）": f"{amount_fen}", "配套日期": paid_on.isoformat()}
        record("登记配套", locked, by=by, at=at, post=post, after=after)
    return row
