"""Payee accounts: put down by one, confirmed by another, withdrawn by either side."""

from datetime import date, datetime, timedelta

from django.db import transaction

from subsidies.budgets.models import Control
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .payees import Account, account_of, under_way

# The role at the unit's union, and the one at the authority.
RECORD = (Role.CLERK, Role.FINANCE_CLERK)
CONFIRM = (Role.CHAIR, Role.FINANCE_APPROVER)
WITHDRAW = ((Role.CLERK, Role.CHAIR), (Role.FINANCE_CLERK, Role.FINANCE_APPROVER))


def post_of(title: Title, person: Person, on: date, roles) -> Appointment | None:
    """The post of one of these roles, of the unit's union or the authority; or None."""
    unit, authority = (role if isinstance(role, tuple) else (role,) for role in roles)
    seats = {title.studio.unit_union_id: unit}
    seats[title.authority_id] = (*seats.get(title.authority_id, ()), *authority)
    return next((p for p in person.posts(on) if p.role in seats.get(p.union_id, ())), None)


def in_full(title: Title, person: Person, on: date) -> bool:
    """Whether they need the whole number: those who pay to the account, and those who keep it."""
    return post_of(title, person, on, WITHDRAW) is not None


def at_unit(title: Title, person: Person, on: date) -> bool:
    """Whether they speak for the unit whose account it is, and need not ask it."""
    return title.studio.unit_union_id in person.unions_as(Role.CLERK, Role.CHAIR, on=on)


def confirmer(title: Title, account: Account, person: Person, on: date) -> Appointment | None:
    """The post in which this person confirms it: never whoever put it down, in any post."""
    if account.confirmed_on or person.pk == account.recorded_by_id:
        return None
    return post_of(title, person, on, CONFIRM)


def put_down(title: Title, details: dict, *, by: Person, on: date, at: datetime) -> Account:
    """Put down an account for a title's money; it waits for another person to confirm it.

    `details` are holder, bank and number. Raises NotPermitted, or NotPossible while another is
    under way.
    """
    post = _post(title, by, on, RECORD)
    union = title.unit_union
    with transaction.atomic():
        TradeUnion.objects.select_for_update(no_key=True).get(pk=union.pk)
        if under_way(union, on):
            raise NotPossible("account")
        old = account_of(union, on)
        new = Account.objects.create(union=union, recorded_by=by, recorded_at=at, **details)
        act = "登记收款账户变更" if old else "登记收款账户"
        record(act, title, by=by, post=post, at=at, before=old and words(old), after=words(new))
    return new


def confirm(account: Account, title: Title, *, by: Person, on: date, at: datetime) -> Account:
    """Another person confirms it: a first one is used at once, a change after its days.

    Raises NotPermitted, NotPossible.
    """
    with transaction.atomic():
        locked = _locked(account, on)
        if locked.confirmed_on:
            raise NotPossible("confirm")
        post = confirmer(title, locked, by, on)
        if post is None:
            raise NotPermitted("confirm")
        locked.confirmed_by, locked.confirmed_on = by, on
        locked.effective_on = on + waits(locked.union, on)
        locked.save()
        after = words(locked) | {"effective_on": locked.effective_on.isoformat()}
        record("确认收款账户", title, by=by, post=post, at=at, after=after)
    return locked


def withdraw(
    account: Account, title: Title, why: str, *, by: Person, on: date, at: datetime
) -> Account:
    """Either side says it is not theirs, before it takes effect. NotPermitted, NotPossible."""
    post = _post(title, by, on, WITHDRAW)
    with transaction.atomic():
        locked = _locked(account, on)
        locked.withdrawn_by, locked.withdrawn_on, locked.withdrawn_why = by, on, why
        locked.save()
        record("撤回收款账户", title, by=by, post=post, at=at, before=words(locked), why=why)
    return locked


def waits(union: TradeUnion, on: date) -> timedelta:
    """How long a change waits: the longest of the authorities that pay this union; a first none."""
    if account_of(union, on) is None:
        return timedelta(0)
    titles = Title.objects.filter(studio__unit_union=union).order_by()
    authorities = titles.values_list("authority", flat=True).distinct()
    days = [Control.objects.in_force(pk, on).cooling_days for pk in authorities]
    return timedelta(days=max(days))


def _post(title: Title, person: Person, on: date, roles) -> Appointment:
    post = post_of(title, person, on, roles)
    if post is None:
        raise NotPermitted("account")
    return post


def _locked(account: Account, on: date) -> Account:
    """The account under the lock of its union, while it is still under way."""
    TradeUnion.objects.select_for_update(no_key=True).get(pk=account.union_id)
    locked = Account.objects.under_way(on).filter(pk=account.pk).select_related("union").first()
    if locked is None:
        raise NotPossible("account")
    return locked


def words(account: Account) -> dict:
    """An account as the history keeps it: its number with the middle hidden."""
    return {"account": str(account), "bank": account.bank}
