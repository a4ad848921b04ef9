"""Money unions gave beside the sums the text fixes: recorded, never computed."""

from django.db import models
from django.db.models import Q

from workshops.records.models import Attachment
from workshops.unions.models import TradeUnion

SUPPORT = "support"  # the policy of a text by which unions give some money of their own
SUPPORTED = "support_fen"  # the fact that it tells, where some provision turns on it


class Sort(models.TextChoices):
    """When and on which ground it was given."""

    BEFORE = "before", "创建前的资助"
    BESIDE = "beside", "其他扶持资金"


class Support(models.Model):
    """Money a union gave towards a studio; kept, or struck out with a reason.

    `union` wrote it down and may strike it out; `giver` gave it, and need not be kept here.
    """

    title = models.ForeignKey("Title", models.PROTECT, verbose_name="称号", related_name="supports")
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="登记的工会", related_name="+"
    )
    sort = models.CharField("资金类别", max_length=8, choices=Sort, default=Sort.BEFORE)
    giver = models.CharField("资助的工会", max_length=80, blank=True)
    amount_fen = models.BigIntegerField("资助金额")
    given_on = models.DateField("资助日期")
    voucher = models.CharField("凭证号或文号", max_length=60, blank=True)
    proof = models.ForeignKey(
        Attachment, models.PROTECT, verbose_name="证明材料", null=True, related_name="+"
    )
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工会的扶持资金"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="supports_are_positive")
        ]

    def __str__(self):
        return f"{self.title}{self.get_sort_display()}"

    @property
    def stands(self) -> bool:
        return self.struck_on is None
