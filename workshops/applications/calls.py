"""Calls: the batches in which a naming authority takes filings, and what they score."""

from django.db import models
from django.db.models import Q

import rules
from rules.base import Edition, Seat
from rules.facts import Facts
from workshops.records.lifecycle import Governed
from workshops.unions.models import Role, TradeUnion

from .amendments import readings_in_force, readings_of

OFFICE = (Role.REVIEW_OFFICE, Role.SECRETARY, Role.CHAIR, Role.AUDITOR)


class Adoption(models.Model):
    """The day of effect a naming authority typed in for an edition whose text has none."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="adoptions"
    )
    edition_key = models.CharField("版本", max_length=40)
    effective_on = models.DateField("施行日期")
    document_number = models.CharField("印发文号", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "办法启用"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "edition_key"], name="an_edition_is_adopted_once"
            )
        ]

    def __str__(self):
        return f"{self.authority} {self.effective_on}"


class CallQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """One's own authority's calls; below it only those that have opened."""
        posts = person.posts(on)
        mine = {post.union_id for post in posts if post.role in OFFICE}
        below = {post.union.authority.pk for post in posts}
        opened = Q(authority__in=below, opened_on__isnull=False)
        return self.filter(Q(authority__in=mine) | opened)


class Call(Governed):
    """A batch (申报批次): year, window, target, lines, publicity, who screens, what is scored."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="calls"
    )
    edition_key = models.CharField("依据版本", max_length=40)
    year = models.PositiveSmallIntegerField("申报年度")
    document_number = models.CharField("通知文号", max_length=60, blank=True)
    opens_on = models.DateField("申报开始日", null=True, blank=True)
    closes_on = models.DateField("申报截止日", null=True, blank=True)
    target = models.PositiveSmallIntegerField("年度名额", null=True, blank=True)
    shortlist_line = models.PositiveSmallIntegerField("入围标准", null=True, blank=True)
    pass_line = models.PositiveSmallIntegerField("合格标准", null=True, blank=True)
    posting_days = models.PositiveSmallIntegerField("公示工作日数", null=True, blank=True)
    screeners = models.ManyToManyField(
        TradeUnion, verbose_name="推荐工会", blank=True, related_name="screening_calls"
    )
    opened_on = models.DateField("开放日期", null=True, blank=True, editable=False)
    settings = models.JSONField("开放时的参数选择", default=dict, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申报批次"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year"],
                name="one_call_a_year",
                violation_error_message="本年度的申报批次已经建立，请打开它修改。",
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=models.F("opens_on")),
                name="a_call_closes_after_it_opens",
                violation_error_message="申报截止日不能早于开始日。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年度{self.edition.plaque}申报"

    @property
    def state(self):
        """A call is a draft until it is opened; the window is then the calendar's affair."""
        return "open" if self.opened_on else "draft"

    @property
    def edition(self) -> Edition:
        return rules.edition(self.authority.jurisdiction, self.edition_key)

    def seated(self, seat: Seat) -> list[int]:
        return [self.authority_id] if seat is Seat.AUTHORITY else []

    def may_proceed(self, step) -> bool:
        return step.name == "open_call" and self.state in step.sources

    def open_call(self, decision) -> None:
        """The machine of a call is this one step; it is taken only by `advance`.

        From here on the call keeps its readings, whatever is chosen later.
        """
        self.settings = readings_of(self.edition, self.readings)
        self.opened_on = decision.decided_on

    @property
    def readings(self) -> dict:
        """How the open points are read here: as kept since it opened, until then as now chosen."""
        if self.opened_on:
            return self.settings
        return readings_in_force(self.authority, self.edition_key)

    def named_in(self, year: int) -> int:
        """How many the authority has named that year after a filing."""
        return self.authority.titles.filter(named_on__year=year, application__isnull=False).count()

    @property
    def counts_names(self) -> bool:
        """Whether the text limits how many are named in a year."""
        steps = (self.edition.step_facts(name) for name in ("decide", "name"))
        return any("named_this_year" in facts for facts in steps)

    @property
    def full_marks(self) -> int:
        return sum(criterion.full_marks for criterion in self.criteria.all())

    def known_facts(self, on) -> Facts:
        adopted = self.authority.adoptions.filter(edition_key=self.edition_key).first()
        return Facts(
            on=on,
            call_number=self.document_number or None,
            decided_year=self.year,
            effective_on=self.edition.effective or (adopted and adopted.effective_on),
            shortlist_line=self.shortlist_line,
            pass_line=self.pass_line,
            full_marks=self.full_marks or None,
            target=self.target,
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            posting_days=self.posting_days,
            screener_kinds=tuple(union.kind for union in self.screeners.all()) if self.pk else None,
            settings=self.readings,
        )


class Criterion(models.Model):
    """One line of the score sheet a call defines."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    place = models.PositiveSmallIntegerField("序号")
    title = models.CharField("评分项目", max_length=60)
    full_marks = models.PositiveSmallIntegerField("满分")
    guidance = models.CharField("评分说明", max_length=300, blank=True)
    is_example = models.BooleanField("示例", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "评分项目"
        ordering = ["place", "pk"]

    def __str__(self):
        return f"{self.title}（{self.full_marks}分）"
