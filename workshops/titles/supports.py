"""Money unions give while a studio is created or while it holds a title: entered, struck out."""

from datetime import date, datetime

from django.db import transaction

from rules import money
from rules.clauses import Policy
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import HELD, State
from .models import SUPPORTERS, Title
from .supported import SUPPORT, Sort, Support

OFFICES = (Role.REVIEW_OFFICE, Role.FINANCE_CLERK)  # of the authority, which supports too
SLOT = "support"


class Twice(NotPossible):
    """The same sum stands already: sent twice, or by two at once."""


def sort_of(title: Title) -> Sort | None:
    """The sort of money that can be entered now; None where the text has none, or it ended."""
    if title.state == State.TO_BE_CREATED:
        return Sort.BEFORE
    return Sort.BESIDE if title.state in HELD and policy(title) else None


def policy(title: Title) -> Policy | None:
    """What the text says of money of other unions, for a title that stands on its own."""
    return None if title.base_id else title.edition.policy(SUPPORT)


def supporter(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters now what unions gave."""
    sort = sort_of(title)
    if sort is None:
        return None
    above = {title.authority_id: OFFICES}
    if sort == Sort.BEFORE:
        seats = {title.supervising_union_id: SUPPORTERS} | above
    else:
        seats = dict.fromkeys((one.pk for one in title.recommending_unions), SUPPORTERS)
        seats |= {title.studio.unit_union_id: (Role.CLERK,)} | above
    return next((p for p in person.posts(on) if p.role in seats.get(p.union_id, ())), None)


def _locked(title: Title, by: Person, on: date) -> tuple[Title, Appointment]:
    """The title under lock and the post; inside the transaction of the act."""
    fresh = Title.objects.select_for_update().get(pk=title.pk)
    if sort_of(fresh) is None:
        raise NotPossible("support")
    post = supporter(fresh, by, on)
    if post is None:
        raise NotPermitted("support")
    return fresh, post


def enter_support(
    title: Title, amount_fen: int, given_on: date, giver="", voucher="", proof=None, *, by, on, at
) -> Support:
    """A union gave so much, that of this person's post unless another is named.

    Raises NotPossible once nothing can be entered, or the same stands already; NotPermitted.
    """
    with transaction.atomic():
        fresh, post = _locked(title, by, on)
        plain = {"amount_fen": amount_fen, "given_on": given_on, "voucher": voucher}
        plain |= {"giver": giver or post.union.title, "sort": sort_of(fresh)}
        if fresh.supports.filter(struck_on=None, **plain).exists():
            raise Twice("support")
        paper = keep(fresh, SLOT, proof, by=by, at=at, post=post) if proof else None
        row = fresh.supports.create(union=post.union, proof=paper, **plain)
        record(f"登记{row.get_sort_display()}", fresh, by=by, at=at, post=post, after=words(row))
    return row


def strike(row: Support, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out what was entered wrongly by one's own union. NotPossible, NotPermitted."""
    with transaction.atomic():
        fresh, post = _locked(row.title, by, on)
        if post.union_id != row.union_id:
            raise NotPermitted("support")
        struck = {"struck_on": on, "struck_why": why}
        now = fresh.supports.filter(pk=row.pk, struck_on=None, sort=sort_of(fresh))
        if not now.update(**struck):
            raise NotPossible("support")
        act = f"冲销{row.get_sort_display()}"
        record(act, fresh, by=by, at=at, post=post, before=words(row), why=why)


def words(row: Support) -> dict:
    """An entry as the history keeps it."""
    said = {"amount": f"{money.figures(row.amount_fen)}元", "given_on": row.given_on.isoformat()}
    named = {"giver": row.giver, "voucher": row.voucher}
    return said | {name: value for name, value in named.items() if value}
