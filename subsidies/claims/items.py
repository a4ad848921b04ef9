"""What a claim lists: a thing bought, a person risen, a prize, a topic or an outcome."""

from django.db import models
from django.db.models import Q

from rules.claims import Purchase, Upgrade
from rules.facts import Skill
from workshops.studios.models import SKILLS
from workshops.titles.models import Title
from workshops.unions.models import TradeUnion


class ClaimItem(models.Model):
    """One thing a claim lists: bought, a person risen, a prize, a topic or an outcome."""

    claim = models.ForeignKey("Claim", models.CASCADE, verbose_name="申请", related_name="items")
    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="+")
    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="+"
    )
    kind = models.CharField("类别", max_length=16)
    what = models.CharField("内容", max_length=120)
    number = models.CharField("发票号、证书号", max_length=60, blank=True)
    on = models.DateField("日期", null=True)
    fen = models.BigIntegerField("金额", null=True)
    used = models.BooleanField("旧设备", default=False)
    appraised_fen = models.BigIntegerField("评估折旧后的价值", null=True)
    before = models.PositiveSmallIntegerField("原等级", choices=SKILLS, null=True)
    reached = models.PositiveSmallIntegerField("达到的等级", choices=SKILLS, null=True)
    on_roster = models.BooleanField("工作室成员", default=False)
    trainee = models.BooleanField("登记在册的培训对象", default=False)
    prize = models.CharField("奖项", max_length=16, blank=True)
    own = models.CharField("自身的标识", max_length=140, blank=True)
    once = models.CharField("只能一次的标识", max_length=140, blank=True)
    counts = models.BooleanField("计入", default=False)
    year = models.PositiveSmallIntegerField("计入的年度", null=True)
    place = models.PositiveSmallIntegerField("当年第几个", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请的一项"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "number"],
                condition=Q(counts=True) & ~Q(number=""),
                name="a_proof_is_used_once",
            ),
            models.UniqueConstraint(
                fields=["title", "kind", "once"],
                condition=Q(counts=True) & ~Q(once=""),
                name="a_thing_is_granted_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "kind", "year", "prize", "place"],
                condition=Q(place__isnull=False),
                name="a_place_is_given_once",
            ),
        ]

    def __str__(self):
        return self.what

    def purchase(self) -> Purchase:
        return Purchase(self.fen, self.on, self.used, self.appraised_fen)

    def upgrade(self) -> Upgrade:
        grades = {"before": Skill(self.before or 0), "reached": Skill(self.reached)}
        who = {"on_roster": self.on_roster, "trainee": self.trainee}
        return Upgrade(self.what, on=self.on, **grades, **who)
