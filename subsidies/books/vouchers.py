"""Vouchers (记账凭证): numbered by book and month, in balance, written once."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum

from workshops.studios.ledgers import WrittenOnce
from workshops.unions.models import Person

from .charts import ChartAccount
from .models import Movement
from .sets import Book


class Source(models.TextChoices):
    """What a voucher rests on."""

    MOVEMENT = "movement", "收支"
    OPENING = "opening", "期初余额"
    MANUAL = "manual", "手工"
    REVERSAL = "reversal", "红字冲销"
    YEAR_END = "year_end", "年终结转"


class VoucherQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Those in books one may read."""
        return self.filter(book__in=Book.objects.visible_to(person, on=on).values("pk"))

    def with_sums(self):
        """Each with its sum, which is that of both sides."""
        return self.annotate(fen=Sum("lines__debit_fen"))

    def standing(self):
        """Those that book a movement still: not struck by hand, to be booked anew."""
        return self.filter(Q(reversal=None) | Q(reversal__movement__isnull=False))


class Voucher(WrittenOnce):
    """One voucher; a wrong one is reversed in red by another and stays to be read."""

    book = models.ForeignKey(Book, models.PROTECT, verbose_name="账套", related_name="vouchers")
    month = models.DateField("所属月份")
    number = models.PositiveIntegerField("凭证号")
    on = models.DateField("凭证日期")
    source = models.CharField("凭证来源", max_length=10, choices=Source)
    summary = models.CharField("摘要", max_length=120)
    movement = models.ForeignKey(
        Movement, models.PROTECT, verbose_name="收支", null=True, related_name="vouchers"
    )
    turn = models.PositiveSmallIntegerField("第几次", default=1)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name="所冲销的凭证", null=True, related_name="reversal"
    )
    reason = models.CharField("理由", max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="制单人", related_name="+")
    made_at = models.DateTimeField("制单时间")
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="审核人", null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField("审核时间", null=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "记账凭证"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "month", "number"], name="a_voucher_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["movement", "turn"],
                condition=Q(movement__isnull=False),
                name="a_movement_is_booked_once",
            ),
            models.UniqueConstraint(
                fields=["book", "month", "turn"],
                condition=Q(source=Source.YEAR_END),
                name="a_year_is_cleared_once",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("made_by")),
                name="two_people_book_by_hand",
                violation_error_message="制单人和审核人不能是同一人。",
            ),
            models.CheckConstraint(
                condition=Q(movement__isnull=False) | Q(reviewed_by__isnull=False),
                name="what_is_typed_is_reviewed",
            ),
        ]

    def __str__(self):
        return f"{self.month.year}年{self.month.month}月 {self.label}"

    @property
    def label(self) -> str:
        return f"记-{self.number}"


class VoucherLine(WrittenOnce):
    """One line of a voucher: an account with a sum on one side, below nothing where it is red."""

    voucher = models.ForeignKey(
        Voucher, models.PROTECT, verbose_name="记账凭证", related_name="lines"
    )
    place = models.PositiveSmallIntegerField("行次")
    account = models.ForeignKey(
        ChartAccount, models.PROTECT, verbose_name="会计科目", related_name="lines"
    )
    summary = models.CharField("摘要", max_length=120)
    debit_fen = models.BigIntegerField("借方金额", default=0)
    credit_fen = models.BigIntegerField("贷方金额", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "分录"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["voucher", "place"], name="a_line_has_its_place"),
            models.CheckConstraint(
                condition=Q(debit_fen=0) & ~Q(credit_fen=0) | Q(credit_fen=0) & ~Q(debit_fen=0),
                name="a_line_stands_on_one_side",
            ),
        ]

    def __str__(self):
        side, fen = ("借", self.debit_fen) if self.debit_fen else ("贷", self.credit_fen)
        return f"{side} {self.account} {fen}"


class Draft(models.Model):
    """A voucher typed by hand that waits for another person's review."""

    book = models.ForeignKey(Book, models.PROTECT, verbose_name="账套", related_name="drafts")
    source = models.CharField("凭证来源", max_length=10, choices=Source)
    on = models.DateField("凭证日期")
    summary = models.CharField("摘要", max_length=120)
    lines = models.JSONField("分录", default=list)
    reverses = models.ForeignKey(
        Voucher, models.PROTECT, verbose_name="所冲销的凭证", null=True, related_name="drafts"
    )
    reason = models.CharField("理由", max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="制单人", related_name="+")
    made_at = models.DateTimeField("制单时间")
    decided_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="审核人", null=True, related_name="+"
    )
    decided_at = models.DateTimeField("审核时间", null=True)
    refusal = models.CharField("退回理由", max_length=300, blank=True)
    voucher = models.OneToOneField(
        Voucher, models.PROTECT, verbose_name="记账凭证", null=True, related_name="draft"
    )

    objects = VoucherQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待审凭证"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(voucher=None) | ~Q(decided_by=F("made_by")),
                name="two_people_review_a_draft",
                violation_error_message="制单人和审核人不能是同一人。",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False, decided_at=None),
                name="one_reversal_waits_for_review",
            ),
            models.UniqueConstraint(
                fields=["book"],
                condition=Q(source=Source.YEAR_END, decided_at=None),
                name="one_year_end_waits_for_review",
            ),
        ]

    def __str__(self):
        return self.summary

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None


def booked():
    """Whether a movement has its voucher, for annotating movements."""
    return Exists(Voucher.objects.standing().filter(movement=OuterRef("pk")))


def waiting(book: Book):
    """The movements that no voucher books yet, in the order in which they happened.

    What earlier books did not book before they ended waits in the books kept now.
    """
    if book.ended_on:
        return Movement.objects.none()
    found = Movement.objects.filter(~booked(), union_id=book.union_id, on__gte=book.begun_on)
    return found.order_by("on", "pk")
