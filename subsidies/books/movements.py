"""The one door into the books: a movement entered, or reversed with its reason."""

from datetime import date, datetime

from django.db import transaction

from workshops.records.models import subject_of
from workshops.unions.models import Person, TradeUnion

from .models import Kind, Movement
from .posting import post_at_once


def enter(
    kind: Kind,
    union: TradeUnion,
    fen: int,
    day: date,
    *,
    about,
    title,
    summary: str,
    payment=None,
    by: Person,
    at: datetime,
) -> Movement:
    """Enter what moved in a union's hands on a day; runs inside the transaction of the act.

    `about` is the thing it rests on, such as a payment, an expense, a repayment; the same thing
    is entered once for a union and kind, and again only after a reversal: the database refuses a
    second (IntegrityError). The row of the union is the lock that keeps entries in line. Where
    the union's books know how, its voucher is drawn at once; otherwise it waits to be booked.
    """
    with transaction.atomic():
        TradeUnion.objects.select_for_update(no_key=True).get(pk=union.pk)
        own = {"union": union, "kind": kind, **subject_of(about)}
        undone = Movement.objects.filter(reverses=None, reversal__isnull=False, **own).count()
        movement = Movement.objects.create(
            **own,
            on=day,
            amount_fen=fen,
            summary=summary[:120],
            title=title,
            payment=payment,
            turn=undone + 1,
            entered_by=by,
            entered_at=at,
        )
        post_at_once(movement)
    return movement


def undo(
    kind: Kind, union: TradeUnion, *, about, on: date | None, why: str, by: Person, at: datetime
) -> Movement | None:
    """Reverse what stands of that thing in a union's books, on a day, with the reason.

    `on` is the day on which money moved back. None says that it was entered wrongly: it is
    reversed on its own day, lest the union's money be counted twice until the correction; its
    voucher bears that day as any other does, or where the month is closed the first open one.
    Returns the reversal, or None where nothing of it stands (it was before there were books).
    """
    with transaction.atomic():
        TradeUnion.objects.select_for_update(no_key=True).get(pk=union.pk)
        own = {"union": union, "kind": kind, **subject_of(about)}
        wrong = Movement.objects.standing().filter(**own).first()
        if wrong is None:
            return None
        same = {"amount_fen": wrong.amount_fen, "title": wrong.title, "payment": wrong.payment}
        same |= {"summary": f"冲销：{wrong.summary}"[:120], "turn": wrong.turn}
        who = {"entered_by": by, "entered_at": at}
        back = Movement.objects.create(
            **own, **same, on=on or wrong.on, reverses=wrong, reason=why, **who
        )
        post_at_once(back)
    return back
