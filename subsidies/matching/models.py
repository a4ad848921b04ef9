"""Money the unit puts beside a payment, where the text wants it matched."""

from django.db import models
from django.db.models import Q

from subsidies.payments.models import Payment
from workshops.records.models import Attachment


class Matching(models.Model):
    """Money the unit put beside a payment, where the text wants it matched; or struck out."""

    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="拨付", related_name="matchings"
    )
    amount_fen = models.BigIntegerField("配套金额")
    paid_on = models.DateField("配套日期")
    proof = models.ForeignKey(
        Attachment, models.PROTECT, verbose_name="配套到位的证明", null=True, related_name="+"
    )
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "配套资金"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="matchings_are_positive")
        ]

    def __str__(self):
        return f"{self.payment}配套"
