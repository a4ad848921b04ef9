"""Payee accounts and payments: money owed under a title, moved once."""

from dataclasses import replace
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from rules import paying
from rules.base import Edition, Seat
from rules.facts import Facts
from subsidies.books.models import Kind
from subsidies.books.movements import enter, undo
from subsidies.budgets.models import hold
from subsidies.budgets.reckoning import WAITING, house_facts, told
from workshops.applications.models import MONEY
from workshops.records.lifecycle import NotPossible
from workshops.records.models import Decision
from workshops.titles.lifecycle import State as Standing
from workshops.titles.models import Title
from workshops.unions.models import Person, Role, TradeUnion

from . import notices, numbers
from .lifecycle import FALLEN, PaymentLifecycle, State
from .payees import Account, account_of


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Money people of the authority see all; a unit's clerk, chair and auditor their own."""
        above = person.unions_as(*MONEY, on=on)
        own = person.unions_as(Role.CLERK, Role.CHAIR, Role.AUDITOR, on=on)
        return self.filter(Q(title__authority__in=above) | Q(title__studio__unit_union__in=own))

    def standing(self):
        """All that were turned back neither by hand nor by the bank."""
        return self.exclude(state__in=FALLEN)

    def with_house(self, on):
        """Ready for its facts: what the authority's own rules turn on is read along."""
        own = told("title__authority", on)
        used = Exists(Account.objects.in_use(on).filter(pk=OuterRef("account")))
        return self.annotate(house=JSONObject(**own, account_in_use=used))

    def with_numbers(self):
        """Each with the voucher of the books, where its authority keeps any here."""
        return self.annotate(**numbers.told())


class Payment(PaymentLifecycle):
    """One instalment on its way to the unit union's account."""

    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="payments")
    instalment = models.CharField("分期", max_length=20)
    label = models.CharField("款项", max_length=40)
    amount_fen = models.BigIntegerField("金额")
    account = models.ForeignKey(
        Account, models.PROTECT, verbose_name="收款账户", related_name="payments"
    )
    article = models.CharField("条款", max_length=80)
    prepared_by = models.ForeignKey(Person, models.PROTECT, verbose_name="编制人", related_name="+")
    prepared_on = models.DateField("编制日期")
    endorsed_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="初次审批人", null=True, related_name="+"
    )
    endorsed_on = models.DateField("初次审批日期", null=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="审批人", null=True, related_name="+"
    )
    approved_on = models.DateField("审批日期", null=True)
    voucher_number = models.CharField("记账凭证号", max_length=40, blank=True)
    paid_on = models.DateField("拨付日期", null=True)
    returned_on = models.DateField("退汇日期", null=True)
    received_on = models.DateField("基层工会账户到账日期", null=True, editable=False)

    objects = PaymentQuerySet.as_manager()
    house: dict | None = None  # what the authority's rules turn on, where it was read along
    booked: dict | None = None  # its voucher and since when there are books, read by `with_numbers`
    books_since: date | None = None

    class Meta:
        verbose_name = verbose_name_plural = "拨付"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "instalment"],
                condition=~Q(state__in=FALLEN),
                name="an_instalment_is_paid_once",
                violation_error_message="这一笔已经编制，不能重复。",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payments_are_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("prepared_by")),
                name="two_people_move_money",
                violation_error_message="编制人和审批人不能是同一人。",
            ),
            models.CheckConstraint(
                condition=Q(endorsed_by=None)
                | ~Q(endorsed_by=models.F("prepared_by"))
                & (Q(approved_by=None) | ~Q(endorsed_by=models.F("approved_by"))),
                name="three_people_move_large_sums",
                violation_error_message="编制人、初次审批人和审批人不能是同一人。",
            ),
        ]

    def __str__(self):
        return f"{self.title.studio.title}{self.label}"

    @property
    def numbers(self) -> tuple[str, str]:
        """The number of its voucher, and the one typed beside it."""
        return numbers.numbers(self)

    @property
    def edition(self) -> Edition:
        """The edition of the title, with what the house of money keeps to beside it."""
        return paying.procedure(self.title.authority.jurisdiction, self.title.edition_key)

    def seated(self, seat: Seat) -> list[int]:
        return self.title.seated(seat)

    def known_facts(self, on) -> Facts:
        account = self.account if self.account_id else None
        more = {"instalment": self.instalment, "payee_holder": account and account.holder}
        more |= {"amount_fen": self.amount_fen, "endorsed": self.endorsed_by_id is not None}
        more["union_received_on"] = self.received_on
        if self.state == State.APPROVED and self.title.state == Standing.REVOKED:
            more["ended_on"] = ended_on(self.title)
        if self.state in WAITING:
            more |= self.house_sums(on) | {"payee_replaced": self.replaced(on)}
        if self.state == State.APPROVED and self.replaced(on):
            now = account_of(self.account.union, on)
            more["payee_changed_on"] = now and now.effective_on
        return replace(self.title.lasting_facts(on), **more)  # no money turns on the filing

    def replaced(self, on) -> bool:
        """Whether another account of the union has taken the place of this one."""
        if self.house is not None:
            return not self.house["account_in_use"]
        return bool(self.account_id) and not self.account.is_in_use(on)

    def read_house(self, on) -> None:
        """Read the same for a draft, whose account is the one in use, once for its whole page."""
        own = told("pk", on)
        read = TradeUnion.objects.annotate(**own).values(*own).get(pk=self.title.authority_id)
        self.house = read | {"account_in_use": True}

    def house_sums(self, on) -> dict:
        """What is left of the year's budget and from which sum two sign."""
        return house_facts(self.title.authority_id, on, self.house)

    def house_facts(self, on) -> Facts:
        """As much as the authority's own rules turn on."""
        return Facts(on=on, amount_fen=self.amount_fen, **self.house_sums(on))

    def hold(self, step) -> None:
        """An approval waits for the one before it, so that both cannot pass the same budget."""
        if step.name in ("endorse", "approve", "pay"):  # nor while the title is being struck off
            self.title = Title.objects.select_for_update(no_key=True).get(pk=self.title_id)
        if step.name == "bounce" and self.passed_on:
            raise NotPossible("bounce")  # the union between strikes out its entry first
        if step.name == "approve":
            hold(self.title.authority_id)

    @property
    def passed_on(self) -> bool:
        """Whether the union between has entered that it came and was passed on."""
        return self.passings.filter(struck_on=None).exists()

    def post_for(self, step, person, on):
        """Whoever prepared or signed a payment may not sign it; only its preparer takes it back."""
        signed = (self.prepared_by_id, self.endorsed_by_id)
        if step.name in ("endorse", "approve") and person.pk in signed:
            return None
        if step.name == "take_back" and person.pk != self.prepared_by_id:
            return None
        return super().post_for(step, person, on)

    def kept_from(self, step, person) -> str:
        """Whoever prepared or signed it is told so, and who signs next."""
        if step.name == "take_back":
            return f"由编制人{self.prepared_by.full_name}撤回；别人编制有误的，由财务审批人退回。"
        if step.name not in ("endorse", "approve"):
            return ""
        if person.pk == self.prepared_by_id:
            return f"这一笔由您编制；编制和审批须由不同的人，{step.label}由另一名财务审批人办理。"
        if person.pk == self.endorsed_by_id:
            return "您已经初次审批这一笔，须由另一名财务审批人审批。"
        return ""

    def notice(self, on) -> dict:
        """What the notice of this payment says, kept with the approval."""
        return {notices.KIND: notices.content(self, on)}

    def altered(self, decision) -> tuple[dict, dict]:
        """What was registered before and after, for the history."""
        given = decision.particulars
        if decision.step == "bounce":
            return {}, {"returned_on": given["returned_on"]}
        if decision.step not in ("pay", "correct"):
            return given.get("former", {}), {}
        after = numbers.kept(given, self.voucher_number) | {"sent_on": self.paid_on}
        return given.get("former", {}), after

    def follow(self, decision) -> None:
        """An approval brings the notice with it; what left or came back goes into the books."""
        if decision.step == "approve":
            notices.issue_for(self, decision)
        if decision.step in ("bounce", "correct"):
            undo(Kind.PAID, self.title.authority, about=self, **undone(decision))
        if decision.step in ("pay", "correct"):
            self.enter_paid(decision)

    def enter_paid(self, decision) -> None:
        """The money has left the authority's hands."""
        who = {"by": decision.person, "at": decision.decided_at}
        about = {"about": self, "title": self.title, "payment": self, "summary": f"拨付{self}"}
        enter(Kind.PAID, self.title.authority, self.amount_fen, self.paid_on, **about, **who)


def ended_on(title):
    """The day of the decision by which a title ended."""
    told = Decision.objects.about(title).filter(step="delist").order_by("-pk")
    return told.values_list("decided_on", flat=True).first()


def undone(decision) -> dict:
    """On which day, why and by whom a movement is reversed: what was sent back, the day it came."""
    given = decision.particulars
    return {
        "on": given.get("returned_on"),
        "why": given["reason"],
        "by": decision.person,
        "at": decision.decided_at,
    }
