"""Score sheets: one expert, one application, one mark for each criterion; and who stood aside."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from workshops.applications.calls import OFFICE, Criterion
from workshops.applications.models import Application
from workshops.unions.models import Person, Role


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """An expert's own sheets; the office sees all once every sheet of the file is in."""
        office = person.unions_as(*OFFICE, on=on)
        waiting = ScoreSheet.objects.filter(
            application=models.OuterRef("application"), submitted_at=None
        )
        own = Q(expert=person) if person.holds(Role.EXPERT, on=on) else Q(pk=None)
        return self.filter(
            own | Q(application__call__authority__in=office) & ~models.Exists(waiting)
        )


class ScoreSheet(models.Model):
    """An expert's assessment of one application (评分表)."""

    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name="申报", related_name="sheets"
    )
    expert = models.ForeignKey(
        Person, models.PROTECT, verbose_name="评审专家", related_name="sheets"
    )
    opinion = models.TextField("评审意见", max_length=1000, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True, editable=False)
    return_reason = models.CharField("退回修改的理由", max_length=300, blank=True)
    ranked_at = models.DateTimeField("纳入排名时间", null=True, blank=True, editable=False)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评分表"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "expert"],
                name="one_sheet_an_expert",
                violation_error_message="这位专家已经分到这份申报。",
            )
        ]

    def __str__(self):
        return f"{self.application}评分表"

    @property
    def total(self) -> Decimal:
        """The sum of the marks given so far."""
        return sum((mark.points for mark in self.marks.all()), Decimal(0))

    @property
    def state_label(self) -> str:
        if self.submitted_at:
            return "已提交"
        return "退回修改" if self.return_reason else "待评分"


class Mark(models.Model):
    """The points an expert gives for one criterion."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, verbose_name="评分项目", related_name="+"
    )
    points = models.DecimalField("得分", max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = verbose_name_plural = "分项得分"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="marks_are_not_negative"),
        ]

    def __str__(self):
        return f"{self.points}"


class Recusal(models.Model):
    """An expert stood aside from one application (回避); he is not asked again."""

    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name="申报", related_name="recusals"
    )
    expert = models.ForeignKey(
        Person, models.PROTECT, verbose_name="评审专家", related_name="recusals"
    )
    why = models.CharField("回避事由", max_length=300)
    declared_at = models.DateTimeField("申报回避时间")

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints = [
            models.UniqueConstraint(fields=["application", "expert"], name="one_recusal_an_expert")
        ]

    def __str__(self):
        return f"{self.application}回避"
