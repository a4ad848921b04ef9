"""What auditors write: samples drawn by lot, findings, and the words that go back and forth."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from subsidies.books.vouchers import Voucher
from subsidies.matching.models import Matching
from subsidies.payments.models import Payment
from subsidies.spending.models import Expense
from workshops.studios.ledgers import WrittenOnce
from workshops.unions.models import Person, Role, TradeUnion

ANSWERING = (Role.CLERK, Role.CHAIR, Role.FINANCE_CLERK, Role.FINANCE_APPROVER)


class Pool(models.TextChoices):
    """Out of what a sample is drawn."""

    PAYMENTS = "payments", "拨付"
    EXPENSES = "expenses", "补助支出"


class SampleQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The auditors of the union whose money is looked at."""
        return self.filter(union__in=person.unions_as(Role.AUDITOR, on=on))


class Sample(WrittenOnce):
    """Lots drawn over a year's payments or expenses, kept so that anybody can draw again."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="审计的工会", related_name="samples"
    )
    year = models.PositiveSmallIntegerField("年度")
    pool = models.CharField("抽查范围", max_length=10, choices=Pool)
    seed = models.CharField("抽签种子", max_length=80)
    number = models.PositiveSmallIntegerField("抽取数量")
    keys = models.JSONField("参加抽签的编号", default=list)
    drawn = models.JSONField("抽中的编号", default=list)
    drawn_on = models.DateField("抽取日期")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="抽取人", related_name="+")
    at = models.DateTimeField("抽取时间")

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计抽查"

    def __str__(self):
        return f"{self.year}年度{self.get_pool_display()}抽查"


class ConclusionQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Whoever sees the sample."""
        return self.filter(sample__in=Sample.objects.visible_to(person, on=on))


class Conclusion(WrittenOnce):
    """What came of a sample, once all that was drawn has been looked at."""

    sample = models.OneToOneField(
        Sample, models.PROTECT, verbose_name="审计抽查", related_name="conclusion"
    )
    text = models.TextField("抽查结论", max_length=1000)
    concluded_on = models.DateField("日期")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="填写人", related_name="+")
    at = models.DateTimeField("填写时间")

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查结论"

    def __str__(self):
        return f"{self.sample}的结论"


class LookQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The auditors of the union."""
        return self.filter(union__in=person.unions_as(Role.AUDITOR, on=on))


class Look(WrittenOnce):
    """An auditor says that the exceptions of a year were looked at up to that moment."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="审计的工会", related_name="looks"
    )
    year = models.PositiveSmallIntegerField("年度")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="查看人", related_name="+")
    at = models.DateTimeField("查看时间")

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "查看例外"

    def __str__(self):
        return f"{self.year}年度例外（{self.at:%Y-%m-%d}）"


class FindingQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The auditors of the union that found it, and the union that is to put it right."""
        return self.filter(
            Q(union__in=person.unions_as(Role.AUDITOR, on=on))
            | Q(concerned__in=person.unions_as(*ANSWERING, on=on))
        )

    def with_last(self):
        """Each with the last word about it, and the day by which a reply is wanted."""
        words = Word.objects.filter(finding=OuterRef("pk")).order_by("-turn")
        asked = words.filter(reply_by__isnull=False)
        return self.annotate(
            last=Subquery(words.values("kind")[:1]),
            again_by=Subquery(asked.values("reply_by")[:1]),
        )


class Finding(WrittenOnce):
    """What an auditor found about a payment, an expense, matched money, a voucher or a union."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="审计的工会", related_name="findings"
    )
    concerned = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="整改的工会", related_name="findings_about"
    )
    year = models.PositiveSmallIntegerField("年度")
    about = models.CharField("审计对象", max_length=160)
    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name="拨付", null=True, related_name="findings"
    )
    expense = models.ForeignKey(
        Expense, models.PROTECT, verbose_name="补助支出", null=True, related_name="findings"
    )
    matching = models.ForeignKey(
        Matching, models.PROTECT, verbose_name="配套资金", null=True, related_name="findings"
    )
    voucher = models.ForeignKey(
        Voucher, models.PROTECT, verbose_name="记账凭证", null=True, related_name="findings"
    )
    text = models.TextField("问题", max_length=1000)
    basis = models.CharField("依据条款", max_length=160)
    reply_by = models.DateField("回复期限")
    found_on = models.DateField("提出日期")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="提出人", related_name="+")
    at = models.DateTimeField("提出时间")

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计问题"
        indexes = [models.Index(fields=["union", "year"], name="findings_of_a_year")]

    def __str__(self):
        return f"审计问题：{self.about}"[:120]

    @property
    def about_url(self) -> str:
        """The page of the thing it is about; nothing where it is about a union."""
        if self.voucher_id:
            return reverse("voucher", args=[self.voucher_id])
        if self.expense_id:
            return reverse("expense", args=[self.expense_id])
        if self.payment_id:
            return reverse("matching" if self.matching_id else "payment", args=[self.payment_id])
        return ""


class Says(models.TextChoices):
    """What a word does: the union replies, the auditor asks on, closes or takes it back."""

    REPLY = "reply", "整改回复"
    AGAIN = "again", "要求继续整改"
    CLOSED = "closed", "整改到位"
    TAKEN_BACK = "taken_back", "撤回问题"


ENDS = (Says.CLOSED, Says.TAKEN_BACK)


class WordQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Whoever sees the finding reads what was said of it."""
        return self.filter(finding__in=Finding.objects.visible_to(person, on=on))


class Word(WrittenOnce):
    """One word about a finding: a reply of the union, or what the auditor answers."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, verbose_name="审计问题", related_name="words"
    )
    turn = models.PositiveSmallIntegerField("第几次")
    kind = models.CharField("类别", max_length=12, choices=Says)
    text = models.TextField("内容", max_length=1000)
    reply_by = models.DateField("新的回复期限", null=True)
    said_on = models.DateField("日期")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="填写人", related_name="+")
    role = models.CharField("岗位", max_length=40)
    at = models.DateTimeField("填写时间")

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改往来"
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "turn"], name="a_word_has_its_turn"),
            models.UniqueConstraint(
                fields=["finding"], condition=Q(kind__in=ENDS), name="a_finding_ends_once"
            ),
        ]

    def __str__(self):
        return f"{self.finding}{self.get_kind_display()}"
