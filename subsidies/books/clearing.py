"""Which account of income or expenditure clears to which of net assets (结转规则)."""

from django.db import models

from workshops.studios.ledgers import WrittenOnce
from workshops.unions.models import Person

from .charts import OF_A_YEAR, ChartAccount, Class
from .sets import Book


class ClearingRule(WrittenOnce):
    """Where finance says an account goes at the end of a year; a later one takes its place."""

    book = models.ForeignKey(Book, models.PROTECT, verbose_name="账套", related_name="clearings")
    account = models.ForeignKey(
        ChartAccount, models.PROTECT, verbose_name="收入、支出科目", related_name="+"
    )
    target = models.ForeignKey(
        ChartAccount, models.PROTECT, verbose_name="年末转入科目", related_name="+"
    )
    made_by = models.ForeignKey(Person, models.PROTECT, verbose_name="设置人", related_name="+")
    made_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "结转规则"

    def __str__(self):
        return f"{self.account} 转入 {self.target}"


def targets(book: Book, accounts) -> dict[int, ChartAccount]:
    """Where each of these accounts goes: as finance said last, else as the chart carries it."""
    found = {one.pk: one.clears_to for one in accounts if one.clears_to_id}
    said = book.clearings.select_related("target").order_by("pk")
    return found | {one.account_id: one.target for one in said}


def to_clear(book: Book) -> list[ChartAccount]:
    """The accounts of income and expenditure that these books use, in the order of codes."""
    of_a_year = book.chart.accounts.filter(kind__in=OF_A_YEAR, is_posted=True)
    ruled = {pk for rule in book.rules_known for pk in (rule.debit_id, rule.credit_id)}
    used = of_a_year.filter(models.Q(lines__voucher__book=book) | models.Q(pk__in=ruled))
    return list(used.distinct().select_related("clears_to").order_by("code"))


def receiving(accounts) -> list[ChartAccount]:
    """The accounts of net assets to which a year may be cleared."""
    return [one for one in accounts if one.kind == Class.NET_ASSET and one.is_posted]
