"""Charts of accounts: which accounts a version of the accounting system has, and for which days."""

from django.db import models
from django.db.models import F, Q

from rules.facts import shown
from workshops.studios.ledgers import WrittenOnce
from workshops.unions.models import Person, Role, TradeUnion

READERS = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.CLERK, Role.CHAIR, Role.AUDITOR)


class Class(models.TextChoices):
    """The classes of accounts; assets and expenditure stand on the debit side."""

    ASSET = "asset", "资产"
    LIABILITY = "liability", "负债"
    NET_ASSET = "net_asset", "净资产"
    INCOME = "income", "收入"
    EXPENDITURE = "expenditure", "支出"


DEBIT_CLASSES = (Class.ASSET, Class.EXPENDITURE)
OF_A_YEAR = (Class.INCOME, Class.EXPENDITURE)  # cleared at its end, to net assets


class ChartQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Published ones for all who keep books; those a union or its authority brought in."""
        posts = [post for post in person.posts(on) if post.role in READERS]
        if not posts:
            return self.none()
        near = {one.pk for post in posts for one in (post.union, post.union.authority)}
        audited = [post.union_id for post in posts if post.role == Role.AUDITOR]
        used = Q(books__union__movements__title__authority__in=audited)
        return self.filter(
            pk__in=self.filter(Q(union=None) | Q(union__in=near) | used).values("pk")
        )

    def on(self, day):
        """Those that hold on that day."""
        open_ = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(open_, valid_from__lte=day)


class Chart(WrittenOnce):
    """The accounts of one version of the accounting system; a published one belongs to no union."""

    title = models.CharField("科目表名称", max_length=60)
    source = models.CharField("依据", max_length=120)
    valid_from = models.DateField("起用日期")
    valid_until = models.DateField("停用日期", null=True, blank=True)
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="录入工会", null=True, related_name="charts"
    )
    entered_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="录入人", null=True, related_name="+"
    )
    entered_at = models.DateTimeField("录入时间", null=True)

    objects = ChartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会计科目表"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="a_chart_ends_after_it_begins",
                violation_error_message="停用日期不能早于起用日期。",
            ),
            models.UniqueConstraint(
                fields=["title"], condition=Q(union=None), name="a_published_chart_stands_once"
            ),
            models.UniqueConstraint(fields=["union", "title"], name="a_chart_is_brought_in_once"),
        ]

    def __str__(self):
        return self.title

    def holds_on(self, day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def validity(self) -> str:
        """From when until when, in words."""
        until = f"{shown(self.valid_until)}止" if self.valid_until else "现行"
        return f"{shown(self.valid_from)}起，{until}"


class ChartAccount(WrittenOnce):
    """One account (科目), its parents before it in `full_title`; posted to if it has no parts."""

    chart = models.ForeignKey(
        Chart, models.PROTECT, verbose_name="会计科目表", related_name="accounts"
    )
    code = models.CharField("科目编号", max_length=20)
    title = models.CharField("科目名称", max_length=60)
    full_title = models.CharField("科目全称", max_length=200)
    kind = models.CharField("科目类别", max_length=12, choices=Class)
    is_posted = models.BooleanField("末级科目", default=True)
    holds_money = models.BooleanField("现金、银行科目", default=False)
    clears_to = models.ForeignKey(
        "self", models.PROTECT, verbose_name="年末转入科目", null=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "会计科目"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["chart", "code"], name="a_code_stands_once_in_a_chart")
        ]

    def __str__(self):
        return f"{self.code} {self.full_title}"

    @property
    def is_debit(self) -> bool:
        """Whether what it holds stands on the debit side."""
        return self.kind in DEBIT_CLASSES
