"""Movements of money: what came into a union's hands for a studio or left them, written once."""

from django.db import models
from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Coalesce

from workshops.applications.models import MONEY
from workshops.records.models import Record
from workshops.studios.ledgers import WrittenOnce
from workshops.titles.models import Title
from workshops.unions.models import Person, Role, TradeUnion


class Kind(models.TextChoices):
    """What moved, as the union whose books it stands in sees it."""

    PAID = "paid", "拨出补助"
    PASSED_IN = "passed_in", "收到待转拨的补助"
    PASSED_ON = "passed_on", "转拨补助"
    RECEIVED = "received", "收到补助"
    SPENT = "spent", "支出"
    GIVEN_BACK = "given_back", "退回补助"
    RECOVERED = "recovered", "收回补助"


INWARD = (Kind.PASSED_IN, Kind.RECEIVED, Kind.RECOVERED)
CAME = Q(kind__in=INWARD, reverses=None) | (~Q(kind__in=INWARD) & Q(reverses__isnull=False))
SIGNED = Case(When(CAME, then=F("amount_fen")), default=-F("amount_fen"))  # as `signed_fen`


class MovementQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """One's own union's movements; the authority's money people see all under its titles."""
        above = person.unions_as(*MONEY, on=on)
        own = person.unions_as(Role.CLERK, Role.CHAIR, Role.FINANCE_CLERK, on=on)
        return self.filter(Q(union__in=own) | Q(title__authority__in=above))

    def standing(self):
        """What counts: neither reversed nor a reversal.

        Nearly every row is no reversal: written as a sum, no database looks that up first.
        """
        undoes = Coalesce("reverses_id", 0, output_field=models.BigIntegerField())
        return self.alias(undoes=undoes).filter(undoes=0, reversal=None)

    def total(self, *kinds) -> int:
        """The sum in fen of what stands of these kinds."""
        of_kinds = self.standing().filter(kind__in=kinds)
        return of_kinds.aggregate(fen=Sum("amount_fen"))["fen"] or 0


class Movement(WrittenOnce, Record):
    """One movement of money in one union's hands; a wrong one is reversed and written again."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="记账工会", related_name="movements"
    )
    kind = models.CharField("收支类别", max_length=12, choices=Kind)
    on = models.DateField("收支日期")
    amount_fen = models.BigIntegerField("金额")
    summary = models.CharField("摘要", max_length=120)
    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="movements")
    payment = models.ForeignKey(
        "subsidies.Payment",
        models.PROTECT,
        verbose_name="拨付",
        null=True,
        related_name="movements",
    )
    turn = models.PositiveSmallIntegerField("第几次", default=1)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name="所冲销的收支", null=True, related_name="reversal"
    )
    reason = models.CharField("冲销理由", max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收支"
        indexes = [
            models.Index(fields=["union", "on", "id"], name="movements_in_order"),
            models.Index(fields=["payment", "kind"], name="movements_of_a_grant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "subject_type", "subject_id", "turn"],
                condition=Q(reverses=None),
                name="a_movement_is_entered_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="movements_are_positive"),
            models.CheckConstraint(
                condition=Q(reverses=None, reason="") | (~Q(reverses=None) & ~Q(reason="")),
                name="a_reversed_movement_says_why",
            ),
        ]

    def __str__(self):
        return self.summary

    @property
    def signed_fen(self) -> int:
        """The sum with its direction: above nothing where money came in, or an outgo is undone."""
        inward = (self.kind in INWARD) == (self.reverses_id is None)
        return self.amount_fen if inward else -self.amount_fen
