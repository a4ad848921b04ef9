"""The acts of the room: a sum allotted, a wrong one reversed, the controls set."""

from datetime import date, datetime, timedelta

from django.db import transaction

from rules import money
from rules.uses import bare
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .models import Allotment, Budget, Control, hold
from .reckoning import left_fen


def keeper(authority: TradeUnion, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters budgets and controls there, or None."""
    posts = (p for p in person.posts(on) if p.role == Role.FINANCE_APPROVER)
    return next((p for p in posts if p.union_id == authority.pk), None)


def _post(authority: TradeUnion, person: Person, on: date) -> Appointment:
    post = keeper(authority, person, on)
    if post is None:
        raise NotPermitted("budget")
    return post


class Short(NotPossible):
    """More would be taken off a budget than is left of it; says how much is."""


def refuse_short(authority_id: int, year: int, amount_fen: int) -> None:
    """Raise Short where a sum taken off leaves less than nothing, or than was approved."""
    if amount_fen >= 0:
        return
    left = left_fen(authority_id, date(year, 12, 31))
    if left is None:
        raise Short(f"{year}年度还没有下达预算，不能核减。")
    if left + amount_fen < 0:
        most = money.figures(max(left, 0))
        raise Short(f"最多可以核减{most}元：预算核减以后不能少于已审批的。请核对金额和年度。")


def refuse_undone(row: Allotment) -> None:
    """Raise Short where a row reversed would leave less than was approved."""
    left = left_fen(row.budget.authority_id, date(row.budget.year, 12, 31)) or 0
    if row.amount_fen > 0 and left < row.amount_fen:
        said = f"还可审批{money.figures(max(left, 0))}元，这一笔{money.figures(row.amount_fen)}元"
        raise Short(
            f"现在不能冲销：预算冲销以后不能少于已审批的（{said}）。"
            "先登记正确的一笔或者追加预算，再冲销。"
        )


def allot(
    authority: TradeUnion, year: int, given: dict, *, by: Person, on: date, at: datetime
) -> Allotment:
    """Enter a sum allotted to a year, or taken off it, with the number of its document.

    `given` are amount_fen, document_number and decided_on. Raises NotPermitted, or NotPossible
    where that sum of that document stands already, sent twice; Short where it takes off too much.
    """
    post = _post(authority, by, on)
    with transaction.atomic():
        budget, _ = Budget.objects.get_or_create(authority=authority, year=year)
        Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
        if _entered(budget, given):
            raise NotPossible("allot")
        hold(authority.pk)  # an approval waits, so that it cannot pass what is taken off
        refuse_short(authority.pk, year, given["amount_fen"])
        row = budget.allotments.create(entered_by=by, entered_at=at, **given)
        record(f"{row.word}预算", budget, by=by, post=post, at=at, after=words(row))
    return row


def _entered(budget: Budget, given: dict) -> bool:
    """Whether the same sum of the same document stands, however its number was typed."""
    own = budget.allotments.standing().filter(amount_fen=given["amount_fen"])
    numbers = own.values_list("document_number", flat=True)
    return bare(given["document_number"]) in map(bare, numbers)


def reverse_allotment(row: Allotment, why: str, *, by: Person, on: date, at: datetime) -> Allotment:
    """Reverse a wrong row, with the reason. Raises NotPermitted, NotPossible; Short where the
    budget would be less than was approved.
    """  # fmt: skip
    post = _post(row.budget.authority, by, on)
    with transaction.atomic():
        Budget.objects.select_for_update(no_key=True).get(pk=row.budget_id)
        wrong = Allotment.objects.standing().filter(pk=row.pk).first()
        if wrong is None:
            raise NotPossible("reverse")
        hold(row.budget.authority_id)  # an approval waits, as it does for a sum taken off
        refuse_undone(wrong)
        same = {"budget": row.budget, "document_number": wrong.document_number, "decided_on": on}
        who = {"entered_by": by, "entered_at": at, "reason": why}
        undone = Allotment.objects.create(
            amount_fen=-wrong.amount_fen, reverses=wrong, **same, **who
        )
        kept = {"by": by, "post": post, "at": at, "why": why}
        record("冲销预算指标", row.budget, before=words(wrong), **kept)
    return undone


def set_controls(
    authority: TradeUnion, given: dict, *, by: Person, on: date, at: datetime
) -> Control:
    """Set what controls payments from a day on. Raises NotPermitted, or NotPossible if passed.

    `given` are from_on, second_from_fen (or None), cooling_days and basis.
    """
    post = _post(authority, by, on)
    with transaction.atomic():
        TradeUnion.objects.select_for_update(no_key=True).get(pk=authority.pk)
        before = Control.objects.in_force(authority.pk, given["from_on"])
        if given["from_on"] < on + loosened(before, given):
            raise NotPossible("controls")
        row = Control.objects.create(authority=authority, entered_by=by, entered_at=at, **given)
        change = {"before": said(before), "after": said(row)}
        record("设定资金控制规定", row, by=by, post=post, at=at, why=row.basis, **change)
    return row


def loosened(before: Control, given: dict) -> timedelta:
    """How long a laxer rule waits, so that others on the desk see it first; a stricter one none."""
    old, new = before.second_from_fen, given["second_from_fen"]
    laxer = old is not None and (new is None or new > old)
    return timedelta(days=laxer or given["cooling_days"] < before.cooling_days)


def words(row: Allotment) -> dict:
    """A row as the history keeps it."""
    kept = {"amount": f"{money.figures(row.amount_fen)}元", "document_number": row.document_number}
    return kept | {"decided_on": row.decided_on.isoformat()}


def said(row: Control) -> dict:
    """The controls as the history keeps them."""
    limit = row.second_from_fen
    second = f"{money.figures(limit)}元" if limit is not None else "不设"
    kept = {"second_from": second, "cooling_days": f"{row.cooling_days}天"}
    return kept | ({"from_on": row.from_on.isoformat()} if row.from_on else {})
