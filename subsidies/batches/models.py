"""Batches of payments (拨付批次), their rows, and who is taking them through which step."""

from django.db import models
from django.db.models import Count, Q, Sum

from rules import batching
from rules.base import Edition, Seat
from rules.facts import Facts
from subsidies.payments.lifecycle import State as Paying
from subsidies.payments.models import Payment
from workshops.applications.models import MONEY
from workshops.titles.models import Title
from workshops.unions.models import Person, TradeUnion

from . import summary
from .lifecycle import BatchLifecycle

SETTLED = (Paying.APPROVED, Paying.PAID)  # what a notice of the batch counts in
ON_THE_WAY = (Paying.PREPARED, Paying.ENDORSED)


class BatchQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The money people of the authority that makes it."""
        return self.filter(authority__in=person.unions_as(*MONEY, on=on))

    def with_counts(self):
        """With the number of its rows and their sum, and how many wait for which hand."""
        still = Q(rows__out_on=None)
        by_state = {
            f"in_{state}": Count("rows", still & Q(rows__payment__state=state)) for state in Paying
        }
        kept = still & (Q(rows__payment=None, rows__reason="") | Q(rows__payment__isnull=False))
        kept &= ~Q(rows__payment__state__in=(Paying.REJECTED, Paying.BOUNCED))
        return self.annotate(
            size=Count("rows"),
            open_rows=Count("rows", still & Q(rows__payment=None, rows__reason="")),
            fen=Sum("rows__amount_fen", filter=kept, default=0),
            **by_state,
        )


class Batch(BatchLifecycle):
    """Payments of one authority, prepared, approved and paid as one list."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="batches"
    )
    number = models.CharField("批次号", max_length=60)
    title = models.CharField("批次名称", max_length=80)
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="编制人", related_name="+")
    made_on = models.DateField("编制日期")

    objects = BatchQuerySet.as_manager()
    counted: dict | None = None  # what is known of its rows, where they were counted before

    class Meta:
        verbose_name = verbose_name_plural = "拨付批次"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "number"], name="a_batch_number_is_used_once"
            )
        ]

    def __str__(self):
        return f"{self.number}{self.title}"

    @property
    def edition(self) -> Edition:
        return batching.EDITION

    def seated(self, seat: Seat) -> list[int]:
        return [self.authority_id]

    def known_facts(self, on) -> Facts:
        if self.pk is None:
            return Facts(on=on)
        return Facts(on=on, **(self.counted or self._count()))

    def _count(self) -> dict:
        """How many of its rows stand where, now."""
        rows = self.rows.filter(out_on=None)
        waiting = Q(payment=None, reason="") | Q(payment__state__in=ON_THE_WAY)
        return rows.aggregate(
            batch_rows=Count("pk"),
            batch_waiting=Count("pk", waiting),
            batch_approved=Count("pk", Q(payment__state__in=SETTLED)),
        )

    def hold(self, step) -> None:
        """A notice counts payments, so none of them may move while it is written."""
        if self.pk:
            list(Payment.objects.select_for_update().filter(batch_row__batch=self).order_by("pk"))

    def settled(self) -> list["BatchRow"]:
        """The rows whose payment is approved or paid, in their order."""
        joined = "payment__account", "title__studio__unit_union"
        found = self.rows.filter(payment__state__in=SETTLED).select_related(*joined)
        return list(found.order_by("place"))

    def announced(self, decision) -> None:
        """What the notice says is taken now and kept with its decision."""
        decision.particulars = {**decision.particulars, **summary.told(self, decision)}

    def follow(self, decision) -> None:
        if summary.KIND in decision.particulars:
            summary.issue_for(self, decision)


class BatchRow(models.Model):
    """One instalment in a batch; its payment says how far it has come.

    Without a payment `reason` says why it cannot be prepared; with one, why the last attempt at
    a step came to nothing. `tried` is the run in which that was; `out_on` that it was taken out.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name="批次", related_name="rows")
    place = models.PositiveIntegerField("序号")
    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="batch_rows")
    instalment = models.CharField("分期", max_length=20)
    label = models.CharField("款项", max_length=40)
    amount_fen = models.BigIntegerField("金额")
    payment = models.OneToOneField(
        Payment, models.PROTECT, verbose_name="拨付", null=True, related_name="batch_row"
    )
    reason = models.CharField("没有办成的原因", max_length=500, blank=True)
    hint = models.CharField("提示", max_length=500, blank=True)
    tried = models.ForeignKey(
        "BatchRun",
        models.PROTECT,
        verbose_name="最近一次办理",
        null=True,
        related_name="tried_rows",
    )
    out_on = models.DateField("移出日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次中的一笔"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "title", "instalment"], name="an_instalment_is_in_a_batch_once"
            ),
            models.CheckConstraint(
                condition=Q(out_on=None) | Q(payment=None), name="a_payment_stays_in_its_batch"
            ),
        ]

    def __str__(self):
        return f"{self.title.studio.title}{self.label}"


class Step(models.TextChoices):
    """What can be done to the rows of a batch, one after another."""

    CHECK = "check", "逐笔核对"
    PREPARE = "prepare", "编制"
    ENDORSE = "endorse", "初次审批"
    APPROVE = "approve", "审批"
    PAY = "pay", "登记已拨付"
    ANSWER = "answer", "登记银行回单"


class BatchRun(models.Model):
    """One person takes the rows of a batch through one step, in slices, until none is left.

    What is left is read from the rows themselves; nothing depends on the slice before.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name="批次", related_name="runs")
    step = models.CharField("步骤", max_length=12, choices=Step)
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="办理人", related_name="+")
    begun_at = models.DateTimeField("开始时间")
    given = models.JSONField("办理内容", default=dict)
    size = models.PositiveIntegerField("笔数", default=0)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次办理"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "step", "by"],
                condition=Q(ended_at=None),
                name="one_open_run_of_a_person",
            )
        ]

    def __str__(self):
        return f"{self.batch.number}{self.get_step_display()}"
