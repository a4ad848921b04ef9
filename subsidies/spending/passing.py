"""Money that goes by way of the union between: it comes there and is passed on whole."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

import rules
from rules.base import Edition
from subsidies.books.models import Kind
from subsidies.books.movements import enter, undo
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from workshops.applications.models import MONEY
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, Role, TradeUnion
from workshops.unions.models import Kind as Sort


class PassingQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The union between, and the authority's money people."""
        own = person.unions_as(*PASSERS, Role.CHAIR, on=on)
        above = person.unions_as(*MONEY, on=on)
        return self.filter(Q(union__in=own) | Q(payment__title__authority__in=above))

    def standing(self):
        return self.filter(struck_on=None)


PASSERS = (Role.FINANCE_CLERK, Role.SCREENING_OFFICER)


class Passing(models.Model):
    """One payment on its way through the union between: when it came, when it went on."""

    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="拨付", related_name="passings"
    )
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="转拨的工会", related_name="passings"
    )
    came_on = models.DateField("收到日期")
    passed_on = models.DateField("转拨日期")
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    objects = PassingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "转拨"
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(struck_on=None), name="money_is_passed_on_once"
            ),
            models.CheckConstraint(
                condition=Q(passed_on__gte=models.F("came_on")), name="it_came_before_it_went_on"
            ),
        ]

    def __str__(self):
        return f"{self.payment}转拨"


def goes_between(payment: Payment) -> bool:
    """Whether the text books the money at a union between on its way."""
    return books_between(payment.edition)


def by_text() -> Q:
    """The payments under texts that book the money at a union between."""
    found = Q(pk=None)
    for place, regulation in rules.regulations().items():
        keys = [one.key for one in regulation.editions if books_between(one)]
        if keys:
            found |= Q(title__authority__jurisdiction=place, title__edition_key__in=keys)
    return found


def books_between(edition: Edition) -> bool:
    return any(one.kind == Kind.PASSED_IN for one in edition.bookings)


def between(unit: TradeUnion) -> TradeUnion | None:
    """The union a unit's money comes through: the city's, where its county stands between them."""
    above = unit.screening_union
    if above and above.parent and above.parent.kind == Sort.CITY:
        return above.parent
    return above


def passers(person: Person, on: date):
    """The payments that left and may come through a union of this person, with what it entered."""
    own = person.unions_as(*PASSERS, on=on)
    above = "title__studio__unit_union__screening_union"
    by_city = Q(**{f"{above}__parent__kind": Sort.CITY})
    through = (Q(**{f"{above}__in": own}) & ~by_city) | (
        Q(**{f"{above}__parent__in": own}) & by_city
    )
    found = Payment.objects.filter(through, state=State.PAID)
    return found.select_related("title__studio__unit_union", "title__authority")


def passing_post(payment: Payment, person: Person, on: date) -> Appointment | None:
    """The post in which this person passes the money on: at the union between."""
    union = between(payment.title.unit_union)
    near = (p for p in person.posts(on) if union and p.union_id == union.pk)
    return next((p for p in near if p.role in PASSERS), None)


def pass_on(
    payment: Payment, came_on: date, passed_on: date, *, by: Person, on: date, at: datetime
) -> Passing:
    """Enter that the money came to the union between and went on whole to the unit's union.

    Raises NotPermitted, or NotPossible where the text has no such way, nothing was paid, or it
    was entered before.
    """
    with transaction.atomic():
        locked = Payment.objects.select_for_update().get(pk=payment.pk)
        post = passing_post(locked, by, on)
        if post is None:
            raise NotPermitted("pass_on")
        before = locked.passings.standing().exists()
        if before or locked.state != State.PAID or not goes_between(locked):
            raise NotPossible("pass_on")
        days = {"came_on": came_on, "passed_on": passed_on}
        who = {"entered_by": by, "entered_at": at}
        row = Passing.objects.create(payment=locked, union=post.union, **days, **who)
        own = {"about": row, "title": locked.title, "payment": locked, "by": by, "at": at}
        fen = locked.amount_fen
        enter(Kind.PASSED_IN, post.union, fen, came_on, summary=f"收到{locked}", **own)
        enter(Kind.PASSED_ON, post.union, fen, passed_on, summary=f"转拨{locked}", **own)
        after = {name: day.isoformat() for name, day in days.items()}
        record("登记转拨", locked, by=by, at=at, post=post, after=after)
    return row


def take_back(row: Passing, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out an entry made wrongly; it stays to be read. NotPermitted, NotPossible."""
    with transaction.atomic():
        locked = Payment.objects.select_for_update().get(pk=row.payment_id)
        post = passing_post(locked, by, on)
        if post is None:
            raise NotPermitted("pass_on")
        standing = Passing.objects.standing().filter(pk=row.pk)
        if not standing.update(struck_on=on, struck_why=why):
            raise NotPossible("pass_on")
        wrong = {"about": row, "on": None, "why": why, "by": by, "at": at}
        undo(Kind.PASSED_ON, row.union, **wrong)
        undo(Kind.PASSED_IN, row.union, **wrong)
        record("冲销转拨", locked, by=by, at=at, post=post, why=why)
