"""A union's set of books (账套): its chart, its posting rules, and the months that are closed."""

from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from workshops.studios.ledgers import WrittenOnce
from workshops.titles.models import Title
from workshops.unions.models import Person, Role, TradeUnion

from .charts import READERS, Chart, ChartAccount
from .models import Kind, Movement

ONE_DAY = timedelta(days=1)


def first_of(day: date) -> date:
    """The first day of its month, by which a month is called."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    return first_of(month + timedelta(days=31))


def month_before(month: date) -> date:
    return first_of(month - ONE_DAY)


def unions_read(person, on):
    """The unions whose books one reads: one's own, and for auditors all under their titles."""
    audited = person.unions_as(Role.AUDITOR, on=on)
    titles = Title.objects.filter(authority__in=audited)
    moved = Movement.objects.filter(title__in=titles.values("pk")).values("union")
    own = Q(pk__in=person.unions_as(*READERS, on=on))
    return TradeUnion.objects.filter(
        own | Q(pk__in=titles.values("studio__unit_union")) | Q(pk__in=moved)
    )


class BookQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """One's own union's books; an auditor's those of all unions under the titles."""
        return self.filter(union__in=unions_read(person, on).values("pk"))

    def open_of(self, union_id: int):
        """The books a union keeps now; earlier ones are closed to their end."""
        return self.filter(union=union_id, ended_on=None)

    def with_since(self):
        """Each with the day from which on its union's movements are booked."""
        own = Book.objects.filter(union=OuterRef("union")).order_by("opened_on")
        return self.annotate(since=Subquery(own.values("opened_on")[:1]))


class Book(models.Model):
    """A union's books under one chart, from a month on; new ones end the old at the day before."""

    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="建账工会", related_name="books"
    )
    chart = models.ForeignKey(
        Chart, models.PROTECT, verbose_name="会计科目表", related_name="books"
    )
    opened_on = models.DateField("启用月份")
    ended_on = models.DateField("止用日期", null=True, editable=False)
    reason = models.CharField("沿用已停用科目表的理由", max_length=300, blank=True)
    kept_by = models.ForeignKey(Person, models.PROTECT, verbose_name="建账人", related_name="+")
    kept_at = models.DateTimeField("建账时间")

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "账套"
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=Q(ended_on=None), name="one_open_book_a_union"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("opened_on")),
                name="books_end_after_they_begin",
            ),
        ]

    def __str__(self):
        return f"{self.union.title}账套（{self.opened_on.year}年{self.opened_on.month}月起）"

    def holds(self, day: date) -> bool:
        """Whether a voucher may bear that day, closed months aside."""
        return self.opened_on <= day and (self.ended_on is None or day <= self.ended_on)

    def chart_serves(self, day: date) -> bool:
        """Whether its chart holds on that day, or a recorded reason lets it be used beyond."""
        return bool(self.reason) or self.chart.holds_on(day)

    @cached_property
    def begun_on(self) -> date:
        """The day from which on its union's movements are booked: of its first books."""
        if read := self.__dict__.get("since"):
            return read
        return self.union.books.aggregate(first=models.Min("opened_on"))["first"]

    def closed_until(self) -> date | None:
        """The last closed month, by its first day."""
        return self.closings.aggregate(last=models.Max("month"))["last"]

    def open_month(self) -> date:
        """The first month still open."""
        closed = self.closed_until()
        return month_after(closed) if closed else self.opened_on

    def rules_on(self, day: date) -> dict[str, "PostingRule"]:
        """The rule of each kind of movement that holds for movements of that day."""
        return {rule.kind: rule for rule in self.rules_known if rule.from_on <= day}

    @cached_property
    def rules_known(self) -> list["PostingRule"]:
        """Every rule, the latest last; read once for all the movements of a page."""
        return list(self.rules.select_related("debit", "credit").order_by("from_on", "pk"))


class PostingRule(WrittenOnce):
    """On which accounts a kind of movement is booked from a day on; a later one takes its place."""

    book = models.ForeignKey(Book, models.PROTECT, verbose_name="账套", related_name="rules")
    kind = models.CharField("收支类别", max_length=12, choices=Kind)
    debit = models.ForeignKey(
        ChartAccount, models.PROTECT, verbose_name="借方科目", related_name="+"
    )
    credit = models.ForeignKey(
        ChartAccount, models.PROTECT, verbose_name="贷方科目", related_name="+"
    )
    from_on = models.DateField("适用起日")
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="设置人", related_name="+")
    made_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "记账规则"
        constraints = [
            models.CheckConstraint(
                condition=~Q(debit=F("credit")),
                name="a_rule_has_two_accounts",
                violation_error_message="借方和贷方不能是同一个科目。",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：借 {self.debit}，贷 {self.credit}"


class Closing(WrittenOnce):
    """A month is closed: no voucher is dated into it any more; it is not opened again."""

    book = models.ForeignKey(Book, models.PROTECT, verbose_name="账套", related_name="closings")
    month = models.DateField("月份")
    waiting = models.PositiveIntegerField("结账时待记账的笔数")
    closed_by = models.ForeignKey(Person, models.PROTECT, verbose_name="结账人", related_name="+")
    closed_at = models.DateTimeField("结账时间")

    class Meta:
        verbose_name = verbose_name_plural = "月结"
        constraints = [
            models.UniqueConstraint(fields=["book", "month"], name="a_month_is_closed_once")
        ]

    def __str__(self):
        return f"{self.month.year}年{self.month.month}月"
