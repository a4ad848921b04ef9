"""Money given towards a studio while it is being created: entered, or struck out again."""

from datetime import date, datetime

from django.db import transaction

from rules import money
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import State
from .models import SUPPORTERS, Support, Title

OFFICES = (Role.REVIEW_OFFICE, Role.FINANCE_CLERK)  # of the authority, which supports too


def supporter(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person enters what their union gave, while it is being created."""
    if title.state != State.TO_BE_CREATED:
        return None
    seats = {title.supervising_union_id: SUPPORTERS, title.authority_id: OFFICES}
    return next((p for p in person.posts(on) if p.role in seats.get(p.union_id, ())), None)


def given_fen(title: Title) -> int:
    """What was given towards it so far, in fen."""
    given = title.supports.all() if title.application_id is None else ()
    return sum(one.amount_fen for one in given if one.stands)


def _locked(title: Title, by: Person, on: date) -> tuple[Title, Appointment]:
    """The title under lock and the post; inside the transaction of the act."""
    fresh = Title.objects.select_for_update().get(pk=title.pk)
    if fresh.state != State.TO_BE_CREATED:
        raise NotPossible("support")
    post = supporter(fresh, by, on)
    if post is None:
        raise NotPermitted("support")
    return fresh, post


def enter_support(
    title: Title, amount_fen: int, given_on: date, *, by: Person, on: date, at: datetime
) -> Support:
    """The union of this person's post gave so much. NotPossible once named, NotPermitted."""
    with transaction.atomic():
        fresh, post = _locked(title, by, on)
        row = fresh.supports.create(union=post.union, amount_fen=amount_fen, given_on=given_on)
        record("登记创建前的资助", fresh, by=by, at=at, post=post, after=words(row))
    return row


def strike(row: Support, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out what was entered wrongly by one's own union. NotPossible, NotPermitted."""
    with transaction.atomic():
        fresh, post = _locked(row.title, by, on)
        if post.union_id != row.union_id:
            raise NotPermitted("support")
        struck = {"struck_on": on, "struck_why": why}
        if not fresh.supports.filter(pk=row.pk, struck_on=None).update(**struck):
            raise NotPossible("support")
        record("冲销创建前的资助", fresh, by=by, at=at, post=post, before=words(row), why=why)


def words(row: Support) -> dict:
    """An entry as the history keeps it."""
    return {"amount": f"{money.figures(row.amount_fen)}元", "given_on": row.given_on.isoformat()}
