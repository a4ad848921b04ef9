"""The acts of spending: an expense entered with its invoice, and the two checks of its use."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from subsidies.payments.models import Payment
from subsidies.payments.receipts import keeper
from workshops.records.actions import found, record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .models import INVOICE, Aspect, Expense, UseCheck

LOOKS = {
    Aspect.CONTENT: (Role.REVIEW_OFFICE, Role.SECRETARY),
    Aspect.FIGURES: (Role.FINANCE_CLERK, Role.FINANCE_APPROVER),
}


def drafted(payment: Payment, details: dict, *, by: Person, at: datetime) -> Expense:
    """An expense of a grant as it would be entered; nothing is saved."""
    union = payment.title.unit_union
    return Expense(payment=payment, union=union, entered_by=by, entered_at=at, **details)


def spend(
    payment: Payment, details: dict, papers, *, by: Person, on: date, at: datetime
) -> Expense:
    """Enter what a grant was used for, with its invoices, and return the expense.

    `details` are spent_on, purpose, what, amount_fen, paid_to, invoice_number. Raises
    NotPermitted, NotPossible where the same invoice was entered a moment before, or Refused with
    the verdict of the text and of the house; then nothing has changed.
    """
    expense = drafted(payment, details, by=by, at=at)
    try:
        with transaction.atomic():
            found(expense, "spend", by=by, on=on, at=at, given=said(expense))
            post = keeper(payment, by, on)
            for paper in papers:
                keep(expense, INVOICE, paper, by=by, at=at, post=post)
    except IntegrityError as twice:  # entered by another between our look and our writing
        raise NotPossible("spend") from twice
    return expense


def said(expense: Expense) -> dict:
    """What whoever enters an expense vouches for."""
    names = ("purpose", "what", "amount_fen", "paid_to", "invoice_number", "spent_on")
    return {name: getattr(expense, name) for name in names}


def check_post(payment: Payment, aspect: str, person: Person, on: date) -> Appointment | None:
    """The post in which this person looks at that aspect of a grant's use, or None."""
    roles, authority = LOOKS[Aspect(aspect)], payment.title.authority_id
    posts = (p for p in person.posts(on) if p.role in roles and p.union_id == authority)
    return next(posts, None)


def check_use(
    payment: Payment, aspect: str, *, met: bool, remark: str, by: Person, on: date, at: datetime
) -> UseCheck:
    """Say what was found of one aspect of a grant's use as it stands.

    One person does not look at both, and uses that a person has to judge pass only with a word
    about them. Raises NotPermitted, or NotPossible where whoever looks has looked at the other
    aspect of the same rows, or says nothing of a use that is to be judged.
    """
    post = check_post(payment, aspect, by, on)
    if post is None:
        raise NotPermitted("check_use")
    with transaction.atomic():
        locked = Payment.objects.select_for_update().get(pk=payment.pk)
        now = counted(locked.expenses.standing())
        own = locked.use_checks.filter(by=by, **now).exclude(aspect=aspect)
        if own.exists() or (met and not remark and in_doubt(locked, aspect)):
            raise NotPossible("check_use")
        row = locked.use_checks.create(
            aspect=aspect, met=met, remark=remark, by=by, role=post.role_label,
            checked_on=on, at=at, **now,
        )  # fmt: skip
        after = {"核对": row.get_aspect_display(), "相符": met, "意见": remark}
        record("核对补助使用", locked, by=by, at=at, post=post, after=after)
    return row


def in_doubt(payment: Payment, aspect: str) -> list[Expense]:
    """The expenses of a grant that whoever looks at that aspect has to judge one by one."""
    if aspect != Aspect.CONTENT:
        return []
    return [one for one in payment.expenses.standing().order_by("spent_on", "pk") if one.doubt]


def counted(standing) -> dict:
    """How many expenses of a grant stand and what they come to: what a check looked at."""
    sums = [one.amount_fen for one in standing]
    return {"rows": len(sums), "spent_fen": sum(sums)}
