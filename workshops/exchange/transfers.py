"""What became of an outcome (成果转化): talks, use, transfer; recorded as told, never valued."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from workshops.studios import reach
from workshops.studios.models import Outcome, Studio, outcome_kinds

from .models import Recorded

PROOF = "transfer"  # the slot in which the papers of a record lie


class Status(models.TextChoices):
    """How far an outcome is on its way into use."""

    NOT_YET = "not_yet", "未转化"
    IN_TALKS = "in_talks", "洽谈中"
    APPLIED = "applied", "已应用"
    LICENSED = "licensed", "已许可使用"
    ASSIGNED = "assigned", "已转让"


HANDED_OVER = (Status.APPLIED, Status.LICENSED, Status.ASSIGNED)  # to somebody, who is named


class TransferQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit, those who recommend it, and the office of the authority."""
        return self.filter(reach.whole(person, on, "studio__"))

    def standing(self):
        return self.filter(struck_at=None)


class Transfer(Recorded):
    """One record of what became of an outcome; the last one that stands says where it is now.

    The outcome's name is kept along, for a filing may strike the outcome's own row out later.
    """

    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="transfers"
    )
    outcome = models.ForeignKey(
        Outcome, models.SET_NULL, verbose_name="创新成果", null=True, related_name="transfers"
    )
    outcome_title = models.CharField("成果名称", max_length=120)
    outcome_kind = models.CharField("成果类别", max_length=20, choices=outcome_kinds)
    status = models.CharField("转化情况", max_length=10, choices=Status)
    happened_on = models.DateField("日期")
    receiver = models.CharField("应用或受让单位", max_length=120, blank=True)
    owner = models.CharField("成果归属（如实填写）", max_length=200, blank=True)
    detail = models.TextField("说明", max_length=1000, blank=True)
    struck_at = models.DateTimeField("冲销时间", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "成果转化记录"
        indexes = [
            models.Index(fields=["outcome", "-happened_on"], name="transfer_of_outcome"),
            models.Index(fields=["studio", "-happened_on"], name="transfer_of_studio"),
        ]

    def __str__(self):
        return f"{self.outcome_title}：{self.get_status_display()}"


def catalogue(person, on):
    """The outcomes this person may read, each with its last record that stands."""
    last = Transfer.objects.standing().filter(outcome=OuterRef("pk"))
    last = last.order_by("-happened_on", "-pk")
    rows = Outcome.objects.filter(reach.whole(person, on, "studio__"), studio__copy_of=None)
    told = {name: Subquery(last.values(name)[:1]) for name in ("happened_on", "receiver", "owner")}
    status = Coalesce(Subquery(last.values("status")[:1]), models.Value(Status.NOT_YET.value))
    return rows.annotate(status=status, **told)


def narrowed(rows, *, status="", kind="", year=None, q=""):
    """Those of the catalogue that are asked for; the year is the one in which it was achieved."""
    if status:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(on__year=year)
    if q:
        near = Q(title__icontains=q) | Q(studio__title__icontains=q) | Q(receiver__icontains=q)
        rows = rows.filter(near | Q(studio__unit_union__title__icontains=q))
    return rows.order_by("-on", "-pk")
