"""The acts of recovery: a demand sent, money entered as it comes back, an entry struck out."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from rules import money
from subsidies.books.models import Kind
from subsidies.books.movements import enter, undo
from subsidies.payments.forms import plain
from subsidies.payments.lifecycle import State as PaymentState
from workshops.records.actions import found, record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Decision
from workshops.titles.models import Title
from workshops.titles.recovery import claiming
from workshops.unions.models import Appointment, Person, Role

from .models import Clawback, Repayment

SLOT = "repayment"


def undemanded():
    """The decisions that claim money back and of which nobody has sent notice."""
    return claiming().filter(clawback=None)


def drafted(decision: Decision, *, on: date, repay_by: date | None = None) -> Clawback:
    """The demand as it would be sent; its sum is the one the decision has."""
    title, fen = decision.subject(), decision.particulars["recover_fen"]
    own = {"title": title, "decision": decision, "amount_fen": fen, "demanded_on": on}
    return Clawback(repay_by=repay_by, **own)


def demand(
    decision: Decision, repay_by: date, *, by: Person, on: date, at: datetime, payee=None
) -> Clawback:
    """Send notice of what a decision claims back, to be repaid by a day; return the claim.

    `payee` is the account to repay to: holder, bank, number. Raises NotPossible where notice was
    sent before, NotPermitted, or Refused.
    """
    with transaction.atomic():
        Title.objects.select_for_update().get(pk=decision.subject_id)
        if not undemanded().filter(pk=decision.pk).exists():
            raise NotPossible("demand")
        clawback = drafted(decision, on=on, repay_by=repay_by)
        given = {"recover_fen": clawback.amount_fen, "repay_by": repay_by}
        given |= clawback.says(on, repay_by, payee) | ({"payee": payee} if payee else {})
        found(clawback, "demand", by=by, on=on, at=at, given=given)
    return clawback


def finance_post(clawback: Clawback, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters what came back."""
    near = (p for p in person.posts(on) if p.union_id == clawback.title.authority_id)
    return next((p for p in near if p.role == Role.FINANCE_CLERK), None)


def repay(
    clawback: Clawback,
    fen: int,
    came_on: date,
    voucher_number: str,
    proof,
    *,
    by: Person,
    on: date,
    at: datetime,
    slip=None,
) -> list[Repayment]:
    """Enter money that came back, set against the payments in the order in which they left.

    Returns a row for each payment it reaches, and one of no payment for what other unions gave.
    `slip` is what the unit handed in of it. A number is entered once a month, for vouchers begin
    anew with each. Raises NotPermitted, or NotPossible where more came than is claimed or that
    number was entered before.
    """  # fmt: skip
    with transaction.atomic():
        locked = Clawback.objects.select_for_update().get(pk=clawback.pk)
        post = finance_post(locked, by, on)
        if post is None:
            raise NotPermitted("repay")
        if fen > locked.amount_fen - locked.came() or entered(locked, voucher_number, came_on):
            raise NotPossible("repay")
        if slip and not locked.slips.waiting().filter(pk=slip.pk).exists():
            raise NotPossible("repay")
        paper = keep(locked, SLOT, proof, by=by, at=at, post=post) if proof else None
        own = {"came_on": came_on, "voucher_number": voucher_number, "slip": slip}
        own |= {"proof": paper or (slip and slip.proof), "entered_by": by, "entered_at": at}
        shares = shared(locked, fen)
        rows = [locked.repayments.create(payment=p, amount_fen=f, **own) for p, f in shares]
        for row in rows:
            booked(row)
        after = {"amount": f"{money.figures(fen)}元", "came_on": came_on.isoformat()}
        record("登记退还", locked, by=by, at=at, post=post, after=after)
    return rows


def entered(clawback: Clawback, number: str, day: date) -> bool:
    """Whether money came back under that number in that month; however it was typed."""
    own = clawback.repayments.filter(struck_on=None)
    month = own.filter(came_on__year=day.year, came_on__month=day.month)
    return same(number) in map(same, month.values_list("voucher_number", flat=True))


def same(number: str) -> str:
    """A number as it is compared: in full width, with spaces or in small letters it is the same."""
    return plain(number).upper()


def shared(clawback: Clawback, fen: int) -> list[tuple]:
    """A sum laid over the payments that left, oldest first; what reaches beyond them by itself."""
    paid = clawback.title.payments.filter(state=PaymentState.PAID).order_by("paid_on", "pk")
    back = dict(
        Repayment.objects.standing()
        .filter(payment__in=paid)
        .values_list("payment")
        .annotate(Sum("amount_fen"))
    )
    found = []
    for payment in paid:
        part = min(fen, payment.amount_fen - back.get(payment.pk, 0))
        if part > 0:
            found.append((payment, part))
            fen -= part
    return [*found, (None, fen)] if fen else found


def booked(row: Repayment) -> None:
    """What came back leaves the unit's union and comes to the authority."""
    title = row.clawback.title
    who = {"by": row.entered_by, "at": row.entered_at, "about": row}
    who |= {"title": title, "payment": row.payment, "summary": f"{row}"}
    enter(Kind.GIVEN_BACK, title.unit_union, row.amount_fen, row.came_on, **who)
    enter(Kind.RECOVERED, title.authority, row.amount_fen, row.came_on, **who)


def strike(row: Repayment, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out an entry made wrongly; it stays to be read. NotPermitted, NotPossible."""
    with transaction.atomic():
        locked = Clawback.objects.select_for_update().get(pk=row.clawback_id)
        post, title = finance_post(locked, by, on), locked.title
        if post is None:
            raise NotPermitted("repay")
        standing = locked.repayments.filter(pk=row.pk, struck_on=None)
        if not standing.update(struck_on=on, struck_why=why):
            raise NotPossible("repay")
        wrong = {"about": row, "on": None, "why": why, "by": by, "at": at}
        undo(Kind.GIVEN_BACK, title.unit_union, **wrong)
        undo(Kind.RECOVERED, title.authority, **wrong)
        before = {"amount": f"{money.figures(row.amount_fen)}元"}
        record("冲销退还", locked, by=by, at=at, post=post, before=before, why=why)
