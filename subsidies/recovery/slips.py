"""The bank slips by which a unit says that it has repaid; what came is entered by finance."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from workshops.records.models import Attachment
from workshops.unions.models import Person

from .models import Clawback, Repayment

WAITS, ENTERED = "单位已上报，待财务确认", "已登记退还"
TAKEN_BACK, TURNED_BACK = "单位已撤回", "财务已退回"


class SlipQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Whoever sees the claim sees what was handed in for it."""
        return self.filter(clawback__in=Clawback.objects.visible_to(person, on=on))

    def with_entry(self):
        """Each with whether a standing entry rests on it."""
        rows = Repayment.objects.standing().filter(slip=OuterRef("pk"))
        return self.annotate(entered=Exists(rows))

    def waiting(self):
        """Neither entered by finance nor taken out."""
        return self.with_entry().filter(entered=False, ended_on=None)


class Slip(models.Model):
    """A bank slip handed in for a claim, with its day and sum; it counts once finance enters it."""

    clawback = models.ForeignKey(
        Clawback, models.PROTECT, verbose_name="追回", related_name="slips"
    )
    amount_fen = models.BigIntegerField("回单金额")
    sent_on = models.DateField("付款日期")
    proof = models.ForeignKey(Attachment, models.PROTECT, verbose_name="银行回单", related_name="+")
    reported_by = models.ForeignKey(Person, models.PROTECT, verbose_name="上报人", related_name="+")
    reported_at = models.DateTimeField("上报时间")
    ended_on = models.DateField("撤下日期", null=True)
    ended_why = models.CharField("撤下的理由", max_length=300, blank=True)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="撤下人", null=True, related_name="+"
    )
    by_finance = models.BooleanField("财务退回", default=False)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "退还回单"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="slips_are_positive"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False) & ~Q(ended_why=""),
                name="a_slip_taken_out_says_why",
            ),
            models.UniqueConstraint(
                fields=["clawback", "sent_on", "amount_fen"],
                condition=Q(ended_on=None),
                name="a_slip_is_handed_in_once",
            ),
        ]

    def __str__(self):
        return f"{self.clawback}退还回单"

    @property
    def standing(self) -> str:
        """Where it stands, in words; read by `with_entry`."""
        if self.ended_on:
            return TURNED_BACK if self.by_finance else TAKEN_BACK
        return ENTERED if self.entered else WAITS
