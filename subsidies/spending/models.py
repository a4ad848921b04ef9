"""What a grant was used for: expenses with their invoices, and the checks made of them."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

import rules
from rules import paying, uses
from rules.base import Edition, Seat
from rules.facts import Facts, shown
from subsidies.books.models import SIGNED, Kind, Movement
from subsidies.books.movements import enter, undo
from subsidies.payments.models import Payment
from subsidies.payments.standing import put_beside
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY
from workshops.studios.ledgers import WrittenOnce
from workshops.titles.models import Title
from workshops.unions.models import Person, Role, TradeUnion

from .lifecycle import ExpenseLifecycle, State

INVOICE = "invoice"  # the slot in which an expense's papers lie


def unspent(payment: Payment) -> int | None:
    """What of a grant the unit's union received and has neither used nor given back, in fen."""
    if payment.received_on is None:
        return None
    own = Movement.objects.filter(payment=payment, union=payment.title.unit_union)
    return own.aggregate(fen=Sum(SIGNED))["fen"] or 0


def doubted() -> Q:
    """Expenses in words of their own, or near to what their text bars; as `rules.uses.doubt`."""
    found = Q(pk=None)
    for code, regulation in rules.regulations().items():
        for edition in regulation.editions:
            if edition.spending is None:
                continue
            plain, words = uses.spelt(edition.spending)
            own = Q(payment__title__authority__jurisdiction=code)
            own &= Q(payment__title__edition_key=edition.key)
            odd = ~Q(purpose__in=plain)
            found |= own & (odd | Q(what__iregex=words) if words else odd)
    return found


def left(payment: Payment) -> int | None:
    """What may still be used: nothing where the union has put in money of its own."""
    fen = unspent(payment)
    return None if fen is None else max(fen, 0)


class ExpenseQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit's own; the authority's office and money people see all under its titles."""
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        own = person.unions_as(Role.CLERK, Role.CHAIR, Role.AUDITOR, on=on)
        return self.filter(Q(payment__title__authority__in=above) | Q(union__in=own))

    def standing(self):
        """Those that count."""
        return self.filter(state=State.STANDS)

    def charged_elsewhere(self):
        """Those whose invoice another union charged too."""
        same = Expense.objects.standing().filter(invoice_number=OuterRef("invoice_number"))
        return self.standing().filter(Exists(same.exclude(union=OuterRef("union"))))

    def unlooked(self, aspect):
        """Those entered since anybody last looked at that aspect of their grant's use."""
        looked = UseCheck.objects.filter(payment=OuterRef("payment"), aspect=aspect)
        return self.exclude(Exists(looked.filter(at__gte=OuterRef("entered_at"))))

    def to_judge(self):
        """Those whose use a person has to judge and nobody has since they were entered."""
        return self.standing().filter(doubted()).unlooked(Aspect.CONTENT)


class Expense(ExpenseLifecycle):
    """One use of a grant: when, what for, how much, on which invoice."""

    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="补助", related_name="expenses"
    )
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="列支的工会", related_name="+"
    )
    spent_on = models.DateField("支出日期")
    purpose = models.CharField("支出用途", max_length=60)
    what = models.CharField("事项", max_length=120)
    amount_fen = models.BigIntegerField("金额")
    paid_to = models.CharField("收款方", max_length=80)
    invoice_number = models.CharField("发票、票据号码", max_length=40)
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    entered_at = models.DateTimeField("登记时间")
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=500, blank=True)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "补助支出"
        indexes = [
            models.Index(fields=["payment", "spent_on"], name="expenses_in_order"),
            models.Index(fields=["invoice_number"], name="expenses_by_invoice"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "invoice_number"],
                condition=Q(state="stands"),
                name="an_invoice_is_charged_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="expenses_are_positive"),
        ]

    def __str__(self):
        return f"{self.payment}：{self.what}"[:120]

    @property
    def edition(self) -> Edition:
        title = self.payment.title
        return paying.procedure(title.authority.jurisdiction, title.edition_key)

    def seated(self, seat: Seat) -> list[int]:
        return self.payment.title.seated(seat)

    def known_facts(self, on) -> Facts:
        """What the use of money turns on; once entered, nothing of it is weighed again."""
        if self.pk:
            return Facts(on=on)
        known = {"purpose": self.purpose or None, "amount_fen": self.amount_fen}
        known |= {"used_for": self.what, "spent_on": self.spent_on}
        known |= {"unspent_fen": left(self.payment), "invoice_used": self.invoice_used()}
        title = self.payment.title
        known |= {"settings": title.settings, "workdays": title.workdays()}
        known["claimed_back_fen"] = title.claimed_back()
        return Facts(on=on, **known, **put_beside(self.payment))

    @property
    def doubt(self) -> str:
        """Why a person has to judge this use; empty where it passes by its name."""
        clause = self.edition.spending
        return uses.doubt(clause, self.purpose, self.what) if clause else ""

    def invoice_used(self) -> str | None:
        """Where this invoice was charged before, in words; None where it was not."""
        same = Expense.objects.standing().filter(union=self.union)
        one = same.filter(invoice_number=self.invoice_number).exclude(pk=self.pk).first()
        return f"{shown(one.spent_on)}已列支“{one.what}”" if one else None

    def hold(self, step) -> None:
        """Two expenses of one grant are weighed in turn, and none while the title is struck off."""
        self.payment = Payment.objects.select_for_update().get(pk=self.payment_id)
        titles = Title.objects.select_for_update(no_key=True)
        self.payment.title = titles.get(pk=self.payment.title_id)

    def follow(self, decision) -> None:
        """What was used stands in the books of the unit's union, until it is struck out."""
        own = {"about": self, "by": decision.person, "at": decision.decided_at}
        if decision.step == "strike_expense":
            why = self.struck_why[:300]
            undo(Kind.SPENT, self.union, on=decision.decided_on, why=why, **own)
        else:
            own |= {"title": self.payment.title, "payment": self.payment, "summary": self.what}
            enter(Kind.SPENT, self.union, self.amount_fen, self.spent_on, **own)


class CheckQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Whoever sees the payment sees what was found of its use."""
        return self.filter(payment__in=Payment.objects.visible_to(person, on=on))

    def failing(self):
        """The last looks that found a use not to conform."""
        later = UseCheck.objects.filter(payment=OuterRef("payment"), aspect=OuterRef("aspect"))
        return self.filter(met=False).exclude(Exists(later.filter(pk__gt=OuterRef("pk"))))

    def with_change(self):
        """Each with whether an expense of the grant was struck out or entered since."""
        own = Expense.objects.standing().filter(payment=OuterRef("payment")).order_by()
        of_all = own.values("payment").annotate(many=Count("pk"))
        many = Coalesce(Subquery(of_all.values("many")), 0)
        later = Exists(own.filter(entered_at__gt=OuterRef("at")))
        return self.annotate(changed=Q(later) | ~Q(rows=many))

    def unrighted(self):
        """Those since which nothing of the grant's expenses was changed."""
        return self.failing().with_change().filter(changed=False)

    def righted(self):
        """Those since which something was struck out or entered: to be looked at again."""
        return self.failing().with_change().filter(changed=True)


class Aspect(models.TextChoices):
    """What is looked at when the use of a grant is checked; by two different people."""

    CONTENT = "content", "用途是否合规"
    FIGURES = "figures", "金额票据是否相符"


class UseCheck(WrittenOnce):
    """What one person of the authority found of one aspect of a grant's use."""

    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="补助", related_name="use_checks"
    )
    aspect = models.CharField("核对内容", max_length=10, choices=Aspect)
    met = models.BooleanField("相符")
    remark = models.CharField("核对意见", max_length=300, blank=True)
    rows = models.PositiveIntegerField("核对时的支出笔数")
    spent_fen = models.BigIntegerField("核对时的支出合计")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="核对人", related_name="+")
    role = models.CharField("岗位", max_length=40)
    checked_on = models.DateField("核对日期")
    at = models.DateTimeField("核对时间")

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "使用核对"

    def __str__(self):
        return f"{self.get_aspect_display()}（{self.checked_on}）"
