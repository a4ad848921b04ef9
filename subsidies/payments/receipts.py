"""What the unit's union received: the day entered by its clerk, or put right with the slip."""

from datetime import date, datetime

from django.db import transaction

from subsidies.books.models import Kind, Movement
from subsidies.books.movements import enter, undo
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Event
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import State
from .models import Payment

SLOT = "receipt"  # where the bank slip of a correction lies
TAKEN_BACK = "撤销到账登记"


def keeper(payment: Payment, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters what the unit's union received and was given."""
    unions = {payment.title.unit_union.pk}
    posts = (p for p in person.posts(on) if p.role == Role.CLERK and p.union_id in unions)
    return next(posts, None)


def kept_by(payment: Payment, by: Person, on: date) -> tuple[Payment, Appointment]:
    """A payment that has left, under lock, and the post; inside the transaction of an act.

    Raises NotPermitted, or NotPossible where nothing was paid.
    """
    fresh = Payment.objects.select_for_update().get(pk=payment.pk)
    post = keeper(fresh, by, on)
    if post is None:
        raise NotPermitted("receipt")
    if fresh.state != State.PAID:
        raise NotPossible("receipt")
    return fresh, post


def slips(payment: Payment):
    """The bank slips by which its day of receipt was put right, for whoever sees the payment."""
    if payment.received_on is None:
        return []
    return Attachment.objects.about(payment).filter(slot=SLOT, withdrawn_at=None).order_by("pk")


def passed_over(payment: Payment, day: date) -> date | None:
    """The first day before the new one on which the money was used or matched as received.

    A day of receipt cannot move past what was done with the money since. What was matched
    before the day that stands now says nothing of it: the text only bounds the end.
    """
    former = payment.received_on
    matched = payment.matchings.filter(struck_on=None, paid_on__gte=former, paid_on__lt=day)
    spent = payment.expenses.filter(struck_on=None, spent_on__lt=day)
    days = matched.values_list("paid_on").union(spent.values_list("spent_on"))
    return min((row[0] for row in days), default=None)


def enter_receipt(
    payment: Payment, day: date, why: str = "", slip=None, *, by: Person, on: date, at: datetime
) -> None:
    """The money has reached the union's account; another day only with a reason and the slip,
    and a day after one that was taken back with the slip too.

    Raises NotPermitted, or NotPossible where it was entered already, the slip is missing, or
    the new day lies after what was done with the money.
    """
    with transaction.atomic():
        fresh, post = kept_by(payment, by, on)
        former = fresh.received_on
        if bool(former) != bool(why) or former == day:
            raise NotPossible("receipt")
        if slip is None and (former or was_taken_back(fresh)):
            raise NotPossible("receipt")
        if former and passed_over(fresh, day):
            raise NotPossible("receipt")
        Payment.objects.filter(pk=fresh.pk).update(received_on=day)
        own = {"about": fresh, "by": by, "at": at}
        union = fresh.title.unit_union
        if slip:
            keep(fresh, SLOT, slip, by=by, at=at, post=post)
        if former:
            undo(Kind.RECEIVED, union, on=None, why=why, **own)
        says = {"title": fresh.title, "payment": fresh, "summary": f"收到{fresh}"}
        enter(Kind.RECEIVED, union, fresh.amount_fen, day, **says, **own)
        before = {"received_on": former.isoformat()} if former else None
        act, after = "更正到账日期" if why else "登记到账", {"received_on": day.isoformat()}
        record(act, fresh, by=by, at=at, post=post, before=before, after=after, why=why)


def was_taken_back(payment: Payment) -> bool:
    """Whether a day of receipt was taken back: the next one has to be shown, as another day is."""
    return Event.objects.about(payment).filter(act=TAKEN_BACK).exists()


def touched(payment: Payment) -> bool:
    """Whether money was put beside a grant, or anything was done with it since it came."""
    unit = payment.title.unit_union
    done = Movement.objects.standing().filter(payment=payment, union=unit)
    beside = payment.matchings.filter(struck_on=None)
    return beside.exists() or done.exclude(kind=Kind.RECEIVED).exists()


def take_back_receipt(payment: Payment, why: str, *, by: Person, on: date, at: datetime) -> None:
    """The money never reached the union's account: its entry is reversed, with the reason.

    Raises NotPermitted, or NotPossible where nothing was entered or the money was used.
    """
    with transaction.atomic():
        fresh, post = kept_by(payment, by, on)
        former = fresh.received_on
        if former is None or touched(fresh):
            raise NotPossible("receipt")
        Payment.objects.filter(pk=fresh.pk).update(received_on=None)
        own = {"about": fresh, "by": by, "at": at}
        undo(Kind.RECEIVED, fresh.title.unit_union, on=None, why=why, **own)
        before = {"received_on": former.isoformat()}
        record(TAKEN_BACK, fresh, by=by, at=at, post=post, before=before, why=why)
