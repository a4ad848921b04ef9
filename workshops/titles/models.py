"""Titles and the yearly results that move their money."""

from django.db import models
from django.db.models import Q

import rules
from rules.base import Edition, Seat
from rules.facts import Facts
from rules.schedule import Schedule
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY, Application
from workshops.studios.filing import filing_of, known
from workshops.studios.models import Studio
from workshops.unions.models import Role, TradeUnion

from .direct_papers import KIND, direct_says, issue_direct
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
        Application, models.PROTECT, verbose_name="申报", null=True, related_name="named_title"
    )
    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="titles"
    )
    edition_key = models.CharField("依据版本", max_length=40)
    title = models.CharField("称号", max_length=80)
    named_on = models.DateField("命名日期", null=True)
    document_number = models.CharField("命名文号", max_length=60, blank=True)
    plaque_number = models.CharField("牌匾编号", max_length=40, blank=True)
    roll_year = models.PositiveSmallIntegerField("名册年度", null=True, editable=False)
    roll_number = models.CharField("名册编号", max_length=40, blank=True, editable=False)
    supervisor = models.CharField("督导创建的工会", max_length=80, blank=True, editable=False)
    settings = models.JSONField("命名时的参数选择", default=dict, editable=False)
    effect_on = models.DateField("确认创建成功、确有实效的日期", null=True, editable=False)
    late_reason = models.CharField("逾期命名的理由", max_length=300, blank=True)

    objects = TitleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "称号"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plaque_number"],
                condition=~Q(plaque_number=""),
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
        return self.application.call.pass_line if self.application else None

    @property
    def is_assessed(self) -> bool:
        """Whether the text has a yearly result, held against a pass line."""
        return "pass_line" in self.edition.step_facts("open_call")

    def seated(self, seat: Seat) -> list[int]:
        return [self.studio.unit_union_id] if seat is Seat.UNIT else [self.authority_id]

    def known_facts(self, on) -> Facts:
        results = {a.year: a.passed for a in self.assessments.all()} if self.pk else {}
        union = self.unit_union.title
        gone = self.state == State.REVOKED
        more = {"results": results, "unit_union": union, "struck_off": gone}
        more |= {"settings": self.settings, "title_type": self.studio.title_type or None}
        more["real_effect"] = self.effect_on is not None or None
        if self.application_id is None:
            more |= self.from_the_roll()
        return Facts(on=on, named_on=self.named_on, **more)

    def from_the_roll(self) -> dict:
        """What is known where no filing was: the studio as it stands, and its place on the roll."""
        others = self.authority.titles.filter(roll_year=self.roll_year, named_on__isnull=False)
        others = others.filter(studio__title_type=self.studio.title_type).exclude(pk=self.pk)
        roll = {"roll_year": self.roll_year, "roll_number": self.roll_number or None}
        roll |= {"supervisor": self.supervisor or None, "roll_studios": others.count()}
        return known(filing_of(self.studio)) | roll

    def follow(self, decision) -> None:
        """A naming without a filing brings its own paper."""
        if KIND in decision.particulars and self.application_id is None:
            issue_direct(self, decision)

    def schedule(self, on) -> Schedule:
        """The years and instalments as the text has them on that day."""
        return self.edition.schedule(self.known_facts(on))

    def entitled(self, decision) -> None:
        """Named after having been created under supervision."""
        given, on = decision.particulars, decision.decided_on
        self.named_on, self.document_number = on, given["document_number"]
        self.plaque_number = given["plaque_number"]
        says = direct_says(self, self.edition.step(decision.step), on)
        decision.particulars = {**given, KIND: says}

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
