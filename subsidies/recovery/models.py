"""Money claimed back by a decision: the sum, the day, and what has come back of it."""

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from rules import paying
from rules.base import Edition, Seat
from rules.facts import Facts
from subsidies.payments.models import Payment
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY
from workshops.records.models import Attachment, Decision
from workshops.titles.models import Title
from workshops.unions.models import Person, Role

from . import notices
from .lifecycle import ClawbackLifecycle

STANDING = Q(repayments__struck_on=None)


class ClawbackQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The authority's office and money people, and the unit that is to repay."""
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        own = person.unions_as(Role.CLERK, Role.CHAIR, Role.AUDITOR, on=on)
        return self.filter(Q(title__authority__in=above) | Q(title__studio__unit_union__in=own))

    def with_sums(self):
        """Each with what came back of it and what is left, in fen."""
        came = Coalesce(Sum("repayments__amount_fen", filter=STANDING), 0)
        return self.annotate(came_fen=came).annotate(left_fen=F("amount_fen") - F("came_fen"))

    def open(self):
        """Those of which something is still to come."""
        return self.with_sums().filter(left_fen__gt=0)


class Clawback(ClawbackLifecycle):
    """A sum to be repaid by a day, as a decision on the title has it."""

    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="clawbacks")
    decision = models.OneToOneField(
        Decision, models.PROTECT, verbose_name="所据决定", related_name="clawback"
    )
    amount_fen = models.BigIntegerField("追回金额")
    repay_by = models.DateField("退还期限")
    demanded_on = models.DateField("通知日期")

    objects = ClawbackQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "追回"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="clawbacks_are_positive")
        ]

    def __str__(self):
        return f"{self.title.studio.title}{self.word}"

    @property
    def article(self) -> str:
        """What the decision cites, which is narrower than all that its step may rest on."""
        says = self.decision.particulars.get("revocation_decision") or {}
        return says.get("article", self.decision.article)

    @property
    def word(self) -> str:
        """The verb of the text: 追回, 收回."""
        return (self.decision.particulars.get("recovery") or {}).get("word") or "追回"

    @property
    def lines(self) -> list[dict]:
        """The arithmetic as the decision kept it; none where it fixed the sum by itself."""
        return (self.decision.particulars.get("recovery") or {}).get("lines") or []

    @property
    def edition(self) -> Edition:
        return paying.procedure(self.title.authority.jurisdiction, self.title.edition_key)

    def seated(self, seat: Seat) -> list[int]:
        return self.title.seated(seat)

    def known_facts(self, on) -> Facts:
        return Facts(on=on, recover_fen=self.amount_fen)

    def may_proceed(self, step) -> bool:
        """Once everything has come back, no more time is to be given."""
        return super().may_proceed(step) and self.came() < self.amount_fen

    def came(self) -> int:
        """What has come back so far, in fen."""
        return sum(one.amount_fen for one in self.repayments.all() if one.struck_on is None)

    def says(self, on, repay_by, payee=None) -> dict:
        """What the notice says, kept with the decision to send it."""
        return {notices.KIND: notices.content(self, on, repay_by, payee)}

    def follow(self, decision) -> None:
        """The demand brings its notice with it."""
        if decision.step == "demand":
            notices.issue_for(self, decision)


class RepaymentQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Whoever sees the claim sees what came back."""
        return self.filter(clawback__in=Clawback.objects.visible_to(person, on=on))

    def standing(self):
        return self.filter(struck_on=None)


class Repayment(models.Model):
    """Money that came back, set against the payment it belongs to; or struck out."""

    clawback = models.ForeignKey(
        Clawback, models.PROTECT, verbose_name="追回", related_name="repayments"
    )
    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="拨付", null=True, related_name="repayments"
    )
    amount_fen = models.BigIntegerField("退还金额")
    came_on = models.DateField("到账日期")
    voucher_number = models.CharField("记账凭证号", max_length=40)
    proof = models.ForeignKey(
        Attachment, models.PROTECT, verbose_name="银行回单", null=True, related_name="+"
    )
    slip = models.ForeignKey(
        "Slip", models.PROTECT, verbose_name="退还回单", null=True, related_name="repayments"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    objects = RepaymentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "退还"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="repayments_are_positive")
        ]

    def __str__(self):
        return f"{self.clawback}退还"
