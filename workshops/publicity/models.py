"""Postings (公示) with their working-day arithmetic, and objections (异议)."""

from django.db import models
from django.db.models import Q

from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.records.models import token
from workshops.unions.models import Person, Role


class PostingQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Postings are public."""
        return self


class Posting(models.Model):
    """One list on public view for a number of working days."""

    call = models.ForeignKey(Call, models.PROTECT, verbose_name="申报批次", related_name="postings")
    applications = models.ManyToManyField(Application, related_name="postings")
    address = models.CharField("公示地址", max_length=40, unique=True, default=token)
    title = models.CharField("标题", max_length=120)
    posted_on = models.DateField("张贴日期")
    last_day = models.DateField("公示最后一日")
    working_days = models.PositiveSmallIntegerField("工作日数")
    arithmetic = models.JSONField("推算过程", default=list)
    other_last_day = models.DateField("另一种读法的最后一日")
    entries = models.JSONField("公示名单", default=list)
    contact = models.CharField("异议受理方式", max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公示"

    def __str__(self):
        return self.title

    def is_open(self, on) -> bool:
        """Whether it is still on view for objections that day; the last day counts."""
        return self.posted_on <= on <= self.last_day


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Those who handle objections at the authority, and its audit: nobody else."""
        handlers = person.unions_as(Role.REVIEW_OFFICE, Role.AUDITOR, on=on)
        return self.filter(posting__call__authority__in=handlers)

    def open(self):
        return self.filter(finding="")


class Finding(models.TextChoices):
    """How an objection ended."""

    DISMISSED = "dismissed", "异议不成立"
    UPHELD = "upheld", "异议成立"


class Objection(models.Model):
    """A named person's objection to one candidate; only its handlers see who that is."""

    posting = models.ForeignKey(
        Posting, models.PROTECT, verbose_name="公示", related_name="objections"
    )
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name="公示对象", related_name="objections"
    )
    receipt = models.CharField("回执码", max_length=40, unique=True, default=token)
    full_name = models.CharField("姓名", max_length=40)
    employer = models.CharField("工作单位", max_length=80)
    phone = models.CharField("联系电话", max_length=20)
    statement = models.TextField("异议事实", max_length=2000)
    received_at = models.DateTimeField("收到时间")
    finding = models.CharField("处理结论", max_length=12, choices=Finding, blank=True)
    answer = models.TextField("处理说明", max_length=2000, blank=True)
    handled_by = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name="处理人",
        null=True,
        blank=True,
        related_name="+",
    )
    handled_on = models.DateField("处理日期", null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        constraints = [
            models.CheckConstraint(
                condition=Q(finding="") | ~Q(answer=""),
                name="a_finding_has_an_answer",
                violation_error_message="请写明处理说明。",
            )
        ]

    def __str__(self):
        return f"异议（{self.received_at:%Y-%m-%d}收到）"
