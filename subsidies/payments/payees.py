"""The bank accounts of unions: put down by one, confirmed by another, in use from a day on."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rules.facts import shown
from workshops.applications.models import MONEY
from workshops.unions.models import Person, Role, TradeUnion


class AccountQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit's clerk and chair see their own; money people those under their titles."""
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        above = person.unions_as(*MONEY, on=on)
        under = Q(union__studios__titles__authority__in=above)
        return self.filter(Q(union__in=own) | under).distinct()

    def begun(self, on):
        """Confirmed, not withdrawn, and of effect by that day."""
        return self.filter(effective_on__lte=on, withdrawn_on=None)

    def in_use(self, on):
        """The one of each union that money goes to on that day: the last that has begun."""
        later = Q(effective_on__gt=OuterRef("effective_on"))
        later |= Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
        newer = Account.objects.begun(on).filter(later, union=OuterRef("union"))
        return self.begun(on).filter(~Exists(newer))

    def under_way(self, on):
        """Put down and neither of effect yet nor withdrawn."""
        return self.filter(Q(effective_on=None) | Q(effective_on__gt=on), withdrawn_on=None)


class Account(models.Model):
    """The bank account of a union; a new one takes the place of the old, which is kept."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="开户工会", related_name="accounts"
    )
    holder = models.CharField("户名", max_length=80)
    bank = models.CharField("开户银行", max_length=80)
    number = models.CharField("账号", max_length=40)
    recorded_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    recorded_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="确认人", null=True, related_name="+"
    )
    confirmed_on = models.DateField("确认日期", null=True)
    effective_on = models.DateField("生效日期", null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="撤回人", null=True, related_name="+"
    )
    withdrawn_on = models.DateField("撤回日期", null=True)
    withdrawn_why = models.CharField("撤回理由", max_length=300, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收款账户"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by")),
                name="two_people_vouch_for_an_account",
                violation_error_message="登记人和确认人不能是同一人。",
            ),
        ]

    def __str__(self):
        return f"{self.holder} {self.masked}"

    @property
    def masked(self) -> str:
        """The number with its middle hidden."""
        return f"{self.number[:4]} **** {self.number[-4:]}"

    def is_in_use(self, on: date) -> bool:
        return Account.objects.in_use(on).filter(pk=self.pk).exists()


def changing(coming: Account | None) -> str:
    """What whoever handles a payment should know of an account on its way; empty where none is."""
    if coming is None:
        return ""
    if coming.effective_on is None:
        return f"收款账户正在变更：新登记的 {coming.masked} 等待另一人确认，请核实后再办理。"
    day = shown(coming.effective_on)
    said = f"收款账户正在变更：{coming.masked}，{day}起启用；此前仍付原账户"
    return f"{said}，到那一天还没有审批的，须退回重新编制。"


def of_others(union: TradeUnion, authorities, on: date):
    """The accounts, in use or on their way, of other unions with titles of these authorities."""
    rows = Account.objects.exclude(union=union)
    rows = rows.filter(union__studios__titles__authority__in=authorities)
    in_use, coming = (getattr(Account.objects, name)(on) for name in ("in_use", "under_way"))
    return rows.filter(Q(pk__in=in_use.values("pk")) | Q(pk__in=coming.values("pk")))


def account_of(union: TradeUnion, on: date) -> Account | None:
    """The account that money of a union goes to on that day."""
    return union.accounts.in_use(on).first()


def under_way(union: TradeUnion, on: date) -> Account | None:
    """The account that is to take its place: waiting for another person, or for its day."""
    found = union.accounts.under_way(on).select_related("recorded_by", "confirmed_by")
    return found.order_by("pk").first()
