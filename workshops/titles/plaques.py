"""The plaque of a title that ended: come back, or why not, kept until it is told."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Person, Role, TradeUnion

from .lifecycle import State
from .models import Title
from .years import OfTitleQuerySet

ACT = "登记牌匾收回"


class PlaqueReturn(models.Model):
    """What became of the plaque of a title that ended (牌匾收回): given back, or why it was not."""

    title = models.ForeignKey(
        Title, models.PROTECT, verbose_name="称号", related_name="plaque_returns"
    )
    returned_on = models.DateField("收回日期", null=True)
    handed_by = models.CharField("交回人", max_length=40, blank=True)
    why_not = models.CharField("没有收回的原因", max_length=300, blank=True)
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="登记工会", related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    recorded_on = models.DateField("登记日期")

    objects = OfTitleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "牌匾收回"
        constraints = [
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(returned_on__isnull=False),
                name="a_plaque_comes_back_once",
                violation_error_message="牌匾已经登记收回。",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=False) ^ ~Q(why_not=""),
                name="come_back_or_why_not",
            ),
        ]

    def __str__(self):
        return f"{self.title}的牌匾"


class NotTold(Exception):
    """The return cannot be recorded so; says why."""


def receiving_post(title: Title, person: Person, on: date):
    """The post in which this person takes the plaque in: the office of the naming authority."""
    if title.state != State.REVOKED:
        return None
    posts = (p for p in person.posts(on) if p.role == Role.REVIEW_OFFICE)
    return next((p for p in posts if p.union_id == title.authority_id), None)


def told(title: Title) -> PlaqueReturn | None:
    """What was recorded last."""
    return max(title.plaque_returns.all(), key=lambda row: row.pk, default=None)


def take_in(
    title: Title,
    *,
    returned_on: date | None,
    handed_by: str,
    why_not: str,
    by: Person,
    on: date,
    at: datetime,
) -> PlaqueReturn:
    """Record that the plaque came back, or why it did not; what comes later may still be recorded.

    Raises NotPermitted, NotPossible once it is back, NotTold for a wrong day.
    """
    post = receiving_post(title, by, on)
    if post is None:
        raise NotPermitted(ACT)
    if returned_on and not title.named_on <= returned_on <= on:
        raise NotTold("收回日期须在命名之日以后，且不能晚于今天。")
    with transaction.atomic():
        locked = Title.objects.select_for_update().get(pk=title.pk)
        if locked.plaque_returns.filter(returned_on__isnull=False).exists():
            raise NotPossible(ACT)
        said = {"returned_on": returned_on, "handed_by": handed_by, "why_not": why_not}
        row = locked.plaque_returns.create(union=post.union, person=by, recorded_on=on, **said)
        after = {"牌匾编号": locked.plaque_number, "收回日期": returned_on, "交回人": handed_by}
        act = ACT if returned_on else "说明牌匾没有收回的原因"
        record(act, locked, by=by, post=post, at=at, after=after, why=why_not)
    return row
