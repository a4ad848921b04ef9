"""Budgets by authority and year, the sums allotted to them, and what controls a payment."""

from django.db import models
from django.db.models import Q

from workshops.applications.models import MONEY
from workshops.studios.ledgers import WrittenOnce
from workshops.unions.models import Person, TradeUnion

COOLING_DAYS = 3  # before another account is paid to, where the authority has set nothing


class OwnQuerySet(models.QuerySet):
    """Rows of an authority, for its money people."""

    def visible_to(self, person, *, on):
        return self.filter(authority__in=person.unions_as(*MONEY, on=on))


class Budget(models.Model):
    """The money an authority may approve in one year; its row is the lock of its approvals."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="budgets"
    )
    year = models.PositiveSmallIntegerField("年度")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="one_budget_a_year")
        ]

    def __str__(self):
        return f"{self.authority}{self.year}年度预算"


def hold(authority_id: int) -> None:
    """Lock the budgets of an authority, so that whoever approves next sees what was approved."""
    rows = Budget.objects.select_for_update(no_key=True).filter(authority=authority_id)
    list(rows.order_by("pk"))


class AllotmentQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        return self.filter(budget__authority__in=person.unions_as(*MONEY, on=on))

    def standing(self):
        """What counts: neither reversed nor a reversal."""
        return self.filter(reverses=None, reversal=None)


class Allotment(WrittenOnce):
    """A sum allotted to a year, or taken off it where it is below nothing; reversed if wrong."""

    budget = models.ForeignKey(
        Budget, models.PROTECT, verbose_name="预算", related_name="allotments"
    )
    amount_fen = models.BigIntegerField("金额")
    document_number = models.CharField("依据文号", max_length=60)
    decided_on = models.DateField("下达日期")
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name="所冲销的指标", null=True, related_name="reversal"
    )
    reason = models.CharField("冲销理由", max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算指标"
        constraints = [
            models.CheckConstraint(condition=~Q(amount_fen=0), name="allotments_are_sums"),
            models.CheckConstraint(
                condition=Q(reverses=None, reason="") | (~Q(reverses=None) & ~Q(reason="")),
                name="a_reversed_allotment_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.budget}（{self.document_number}）"

    @property
    def word(self) -> str:
        """What the row does to the budget."""
        if self.reverses_id:
            return "冲销"
        return "下达" if self.amount_fen > 0 else "核减"


class ControlQuerySet(OwnQuerySet):
    def in_force(self, authority_id: int, on):
        """What the authority has set for that day; the house's own where it has set nothing."""
        begun = self.filter(authority=authority_id, from_on__lte=on)
        return begun.order_by("-from_on", "-pk").first() or Control()


class Control(WrittenOnce):
    """From which sum two sign, and how long another account waits, from a day on."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="controls"
    )
    from_on = models.DateField("施行日期")
    second_from_fen = models.BigIntegerField("两人审批的起点金额", null=True)
    cooling_days = models.PositiveSmallIntegerField("变更账户的等待天数", default=COOLING_DAYS)
    basis = models.CharField("依据或者理由", max_length=300)
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")

    objects = ControlQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资金控制规定"
        constraints = [
            models.CheckConstraint(
                condition=Q(second_from_fen=None) | Q(second_from_fen__gt=0),
                name="two_sign_from_a_sum",
            )
        ]

    def __str__(self):
        return f"{self.authority}{self.from_on}起施行的资金控制规定"
