"""Recommendations for honours, rewards of unions, and what members were given: facts, no rights."""

from django.db import models
from django.db.models import Q

from workshops.studios.models import EarlierTitle
from workshops.titles.models import Title
from workshops.titles.years import OfTitleQuerySet
from workshops.unions.models import LEVELS, TradeUnion

STANDS = Q(struck_on=None)


class Whom(models.TextChoices):
    """For whom something is done."""

    STUDIO = "studio", "工作室"
    LEADER = "leader", "领衔人"
    MEMBER = "member", "成员"


class Recorded(models.Model):
    """A row a union wrote down about a titled studio; kept, or struck out with a reason."""

    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="%(class)ss")
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="登记的工会", related_name="+"
    )
    sort = models.CharField("类别", max_length=16)
    full_name = models.CharField("姓名", max_length=40, blank=True)
    struck_on = models.DateField("冲销日期", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    objects = OfTitleQuerySet.as_manager()
    policy = ""  # the policy of a text under which it is recorded

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.struck_on is None

    @property
    def label(self) -> str:
        """Its sort in the words of the text."""
        policy = self.title.edition.policy(self.policy)
        sort = policy and policy.sort(self.sort)
        return sort.label if sort else self.sort

    @property
    def whose(self) -> str:
        """Whom it concerns: a person by name, or the studio."""
        return self.full_name or Whom.STUDIO.label


class Result(models.TextChoices):
    """What became of a recommendation."""

    WON = "won", "已获得"
    NOT_WON = "not_won", "未获得"


class Recommendation(Recorded):
    """A studio or one of its people recommended for an honour, and what came of it (推荐荣誉)."""

    honour = models.CharField("荣誉或称号的全称", max_length=80)
    whom = models.CharField("推荐对象", max_length=8, choices=Whom)
    recommended_on = models.DateField("推荐日期")
    document_number = models.CharField("推荐文号", max_length=60, blank=True)
    result = models.CharField("结果", max_length=8, choices=Result, blank=True)
    result_on = models.DateField("结果日期", null=True)
    body = models.CharField("授予机关", max_length=80, blank=True)
    level = models.PositiveSmallIntegerField("授予机关级别", choices=LEVELS, null=True)
    result_number = models.CharField("授予文号", max_length=60, blank=True)
    earlier_title = models.ForeignKey(
        EarlierTitle, models.SET_NULL, verbose_name="列入的已有命名", null=True, related_name="+"
    )

    policy = "honours"

    class Meta:
        verbose_name = verbose_name_plural = "推荐荣誉"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "union", "honour", "full_name", "recommended_on"],
                condition=STANDS,
                name="a_recommendation_is_entered_once",
            )
        ]

    def __str__(self):
        return f"{self.whose}：{self.honour}"


class Source(models.TextChoices):
    """From which money a reward was paid."""

    UNION = "union", "工会经费"
    UNIT = "unit", "单位行政经费"
    SUBSIDY = "subsidy", "工作室的补助资金"
    OTHER = "other", "其他来源"


class Reward(Recorded):
    """A reward a union gave a studio or one of its people, and from which money (奖励)."""

    what = models.CharField("奖励内容", max_length=120)
    given_on = models.DateField("奖励日期")
    amount_fen = models.BigIntegerField("金额", default=0)
    source = models.CharField("经费来源", max_length=8, choices=Source, blank=True)
    source_note = models.CharField("经费来源说明", max_length=80, blank=True)
    voucher = models.CharField("凭证号或文号", max_length=60, blank=True)

    policy = "rewards"

    class Meta:
        verbose_name = verbose_name_plural = "工会奖励"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "union", "full_name", "what", "given_on", "amount_fen"],
                condition=STANDS,
                name="a_reward_is_entered_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="rewards_are_not_negative"),
            models.CheckConstraint(
                condition=Q(amount_fen=0) | ~Q(source=""), name="money_has_its_source"
            ),
        ]

    def __str__(self):
        return f"{self.whose}：{self.what}"


class Benefit(Recorded):
    """What a member was given: convalescence, a visit, study (疗休养、考察、学习)."""

    begins_on = models.DateField("开始日期")
    days = models.PositiveSmallIntegerField("天数")
    place = models.CharField("内容、地点", max_length=80, blank=True)

    policy = "benefits"

    class Meta:
        verbose_name = verbose_name_plural = "疗休养、考察和学习"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "union", "sort", "full_name", "begins_on"],
                condition=STANDS,
                name="a_benefit_is_entered_once",
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="benefits_last_a_day"),
        ]

    def __str__(self):
        return f"{self.full_name}：{self.begins_on}"
