"""The studio and what it is made of; rows are live, and frozen into each filing."""

from django.db import models

from rules.facts import Skill
from workshops.unions.models import LEVELS, Role, TradeUnion

SKILLS = [(int(skill), skill.label) for skill in Skill]


class StudioQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The studios of the units whose clerk or chair this person is."""
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        return self.filter(unit_union__in=own)


class Studio(models.Model):
    """An innovation studio (创新工作室) of one unit's union."""

    unit_union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="所在单位工会", related_name="studios"
    )
    title = models.CharField("工作室名称", max_length=80)
    trade = models.CharField("所属行业", max_length=40, blank=True)
    founded_on = models.DateField("创建日期", null=True, blank=True)
    content = models.CharField("创新内容", max_length=60, blank=True)
    introduction = models.TextField("工作室简介", max_length=2000, blank=True)
    has_venue = models.BooleanField("有固定活动场所", null=True, blank=True)
    address = models.CharField("场所地址", max_length=120, blank=True)
    area = models.DecimalField("场所面积", max_digits=8, decimal_places=2, null=True, blank=True)
    equipment = models.TextField("设施设备", max_length=1000, blank=True)
    dedicated_funds = models.BooleanField("有专项工作经费", null=True, blank=True)
    funds_fen = models.BigIntegerField("本年度专项经费", null=True, blank=True)
    unit_pays = models.BooleanField("日常经费由所在单位承担", null=True, blank=True)
    established_body = models.BooleanField("是有建制的科室、研发机构或班组", null=True, blank=True)
    body_note = models.CharField("机构情况说明", max_length=200, blank=True)
    barred_by = models.CharField("永久取消申报资格的依据", max_length=120, blank=True)

    objects = StudioQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "创新工作室"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_union", "title"],
                name="a_unit_names_a_studio_once",
                violation_error_message="本单位已有同名工作室，请直接用它申报。",
            )
        ]

    def __str__(self):
        return self.title


class Part(models.Model):
    """A row that belongs to a studio."""

    studio = models.ForeignKey(Studio, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class Leader(Part):
    """Somebody who leads the studio (领衔人)."""

    full_name = models.CharField("姓名", max_length=40)
    position = models.CharField("职务、职称", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    skill = models.PositiveSmallIntegerField("技能等级", choices=SKILLS, default=0)
    trade_leader = models.BooleanField("行业职业技能带头人", default=False)
    innovator = models.BooleanField("职工技术创新能手", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "领衔人"

    def __str__(self):
        return self.full_name


class Honour(Part):
    """A title of honour of one of the leaders."""

    leader_name = models.CharField("获得人", max_length=40)
    kind = models.CharField("荣誉称号", max_length=60)
    level = models.PositiveSmallIntegerField("级别", choices=LEVELS)
    on = models.DateField("授予日期", null=True, blank=True)
    body = models.CharField("授予机关", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"

    def __str__(self):
        return self.kind


class Member(Part):
    """Somebody on the team."""

    full_name = models.CharField("姓名", max_length=40)
    specialty = models.CharField("专业", max_length=40, blank=True)
    education = models.CharField("学历", max_length=20, blank=True)
    birth_year = models.PositiveSmallIntegerField("出生年份", null=True, blank=True)
    skill = models.PositiveSmallIntegerField("技能等级", choices=SKILLS, default=0)
    duty = models.CharField("分工", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "成员"

    def __str__(self):
        return self.full_name


class Project(Part):
    """An innovation topic or research project."""

    title = models.CharField("课题或项目名称", max_length=120)
    begins_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    goal = models.CharField("目标", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "创新课题、攻关项目"

    def __str__(self):
        return self.title


class OutcomeKind(models.TextChoices):
    """What an outcome is."""

    PATENT = "patent", "专利"
    AWARD = "award", "科技奖励"
    PAPER = "paper", "核心期刊论文"
    METHOD = "method", "先进操作法"
    OTHER = "other", "其他成果"


class Outcome(Part):
    """What the studio achieved."""

    title = models.CharField("成果名称", max_length=120)
    kind = models.CharField("成果类别", max_length=12, choices=OutcomeKind)
    on = models.DateField("取得日期")
    recognised_by = models.CharField("认定机构", max_length=80, blank=True)
    recogniser_level = models.PositiveSmallIntegerField(
        "认定机构级别", choices=LEVELS, null=True, blank=True
    )
    document_number = models.CharField("证书或文号", max_length=60, blank=True)
    economic_benefit = models.BooleanField("有经济效益", default=False)
    social_benefit = models.BooleanField("有社会效益", default=False)
    benefit_note = models.CharField("效益说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "创新成果"

    def __str__(self):
        return self.title


class EarlierTitle(Part):
    """A naming the studio already holds (创建基础)."""

    title = models.CharField("命名名称", max_length=80)
    body = models.CharField("命名工会", max_length=80)
    level = models.PositiveSmallIntegerField("命名工会层级", choices=LEVELS)
    on = models.DateField("命名日期")
    document_number = models.CharField("命名文号", max_length=60, blank=True)
    must_be_filed = models.BooleanField("由教科文卫体工会或直属基层工会所属单位命名", default=False)
    filing_number = models.CharField("备案号", max_length=60, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已有命名"

    def __str__(self):
        return self.title
