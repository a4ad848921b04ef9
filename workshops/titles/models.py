"""Titles and the yearly results that move their money."""

from django.db import models
from django.db.models import Q

import rules
from rules.base import Edition, Seat
from rules.facts import Facts
from rules.schedule import Schedule
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY, Application
from workshops.studios.models import Studio
from workshops.unions.models import Role, TradeUnion

from .lifecycle import State, TitleLifecycle


class TitleQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit's own, those it recommended, and all of one's own authority."""
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        screens = person.unions_as(Role.SCREENING_OFFICER, Role.CHAIR, on=on)
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        return self.filter(
            Q(studio__unit_union__in=own)
            | Q(application__screenings__union__in=screens)
            | Q(authority__in=above)
        ).distinct()


class Title(TitleLifecycle):
    """A title held by a studio (称号): who named it, when, under which number."""

    studio = models.ForeignKey(Studio, models.PROTECT, verbose_name="工作室", related_name="titles")
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name="申报", related_name="named_title"
    )
    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="titles"
    )
    edition_key = models.CharField("依据版本", max_length=40)
    title = models.CharField("称号", max_length=80)
    named_on = models.DateField("命名日期")
    document_number = models.CharField("命名文号", max_length=60)
    plaque_number = models.CharField("牌匾编号", max_length=40)
    settings = models.JSONField("命名时的参数选择", default=dict, editable=False)
    effect_on = models.DateField("确认创建成功、确有实效的日期", null=True, editable=False)
    late_reason = models.CharField("逾期命名的理由", max_length=300, blank=True)

    objects = TitleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "称号"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plaque_number"],
                name="a_plaque_number_is_used_once",
                violation_error_message="这个牌匾编号已经用过。",
            )
        ]

    def __str__(self):
        return f"{self.studio.title}（{self.title}）"

    @property
    def edition(self) -> Edition:
        return rules.edition(self.authority.jurisdiction, self.edition_key)

    @property
    def unit_union(self) -> TradeUnion:
        return self.studio.unit_union

    @property
    def pass_line(self) -> int | None:
        """The pass line of the call in which it was named; yearly results are held against it."""
        return self.application.call.pass_line

    @property
    def is_assessed(self) -> bool:
        """Whether the text has a yearly result, held against a pass line."""
        return "pass_line" in self.edition.step_facts("open_call")

    def seated(self, seat: Seat) -> list[int]:
        return [self.studio.unit_union_id] if seat is Seat.UNIT else [self.authority_id]

    def known_facts(self, on) -> Facts:
        results = {a.year: a.passed for a in self.assessments.all()}
        union = self.unit_union.title
        gone = self.state == State.REVOKED
        more = {"results": results, "unit_union": union, "struck_off": gone}
        more |= {"settings": self.settings, "title_type": self.studio.title_type or None}
        more["real_effect"] = self.effect_on is not None or None
        return Facts(on=on, named_on=self.named_on, **more)

    def schedule(self, on) -> Schedule:
        """The years and instalments as the text has them on that day."""
        return self.edition.schedule(self.known_facts(on))

    def ended(self, decision) -> None:
        """A title struck off bars the studio where the text has such a bar."""
        if not self.edition.step("delist").bars:
            return
        self.studio.barred_by = f"{decision.source}{decision.article}"
        self.studio.save()


class Assessment(models.Model):
    """The result of one year (年度考评)."""

    title = models.ForeignKey(
        Title, models.PROTECT, verbose_name="称号", related_name="assessments"
    )
    year = models.PositiveSmallIntegerField("年度")
    score = models.DecimalField("得分", max_digits=5, decimal_places=2)
    pass_line = models.PositiveSmallIntegerField("合格标准")
    assessed_on = models.DateField("考评日期")
    remark = models.CharField("考评说明", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度考评"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "year"],
                name="one_result_a_year",
                violation_error_message="这个年度已有考评结果。",
            )
        ]

    def __str__(self):
        return f"{self.year}年度"

    @property
    def passed(self) -> bool:
        """The pass line itself passes."""
        return self.score >= self.pass_line
