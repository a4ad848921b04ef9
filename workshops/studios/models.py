"""The studio and what it is made of; rows are live, and frozen into each filing."""

from django.db import models

import rules
from rules.facts import Skill
from workshops.unions.models import LEVELS, Role, TradeUnion

from . import reach

SKILLS = [(int(skill), skill.label) for skill in Skill]


class Category(models.TextChoices):
    """In which line a studio files, where the text has lines."""

    TECHNICAL = "technical", "技术创新型"
    SERVICE = "service", "服务创新型"
    MANAGEMENT = "management", "管理创新型"


# Each with the codes that a single text has of its own; a new text needs no change of the database.


def categories() -> list[tuple[str, str]]:
    """The lines a studio may file in."""
    return [*Category.choices, *rules.terms("category").items()]


def title_types() -> list[tuple[str, str]]:
    """The sorts of studio by who leads it, where a text keeps them apart."""
    return list(rules.terms("title_type").items())


def honour_families() -> list[tuple[str, str]]:
    """The sorts of honour."""
    return [*HonourFamily.choices, *rules.terms("leaders.honours.family").items()]


def outcome_kinds() -> list[tuple[str, str]]:
    """The sorts of outcome."""
    return [*OutcomeKind.choices, *rules.terms("outcomes.kind").items()]


def namer_kinds() -> list[tuple[str, str]]:
    """The classes of union that named a studio before."""
    return [*NamerKind.choices, *rules.terms("earlier_titles.kind").items()]


class StudioQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The studios of the units whose clerk or chair this person is."""
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        return self.filter(unit_union__in=own, copy_of=None)

    def barred_leaders(self, jurisdiction: str) -> frozenset[str]:
        """The names of those who lead a studio shut out for good under the rules of a place."""
        barred = self.filter(unit_union__jurisdiction=jurisdiction).exclude(barred_by="")
        names = barred.filter(leaders__isnull=False).values_list("leaders__full_name", flat=True)
        return frozenset(names)

    def with_ledgers_for(self, person, *, on):
        """The studios in whose ledgers this person reads: `sees_all`, or the sums alone."""
        whole = reach.whole(person, on)
        every_row = models.Exists(Studio.objects.filter(whole, pk=models.OuterRef("pk")))
        read = self.filter(whole | reach.money(person, on), copy_of=None)
        return read.annotate(sees_all=every_row)


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
    title_type = models.CharField("工作室类型", max_length=16, choices=title_types, blank=True)
    category = models.CharField("申报类别", max_length=12, choices=categories, blank=True)
    direction = models.CharField("攻关方向", max_length=20, blank=True)
    operating_since = models.DateField("开始运行日期", null=True, blank=True)
    goals = models.TextField("攻关课题和创新目标", max_length=1000, blank=True)
    legal_person = models.BooleanField("所在单位有法人资格且工会健全", null=True, blank=True)
    has_venue = models.BooleanField("有固定活动场所", null=True, blank=True)
    address = models.CharField("场所地址", max_length=120, blank=True)
    area = models.DecimalField("场所面积", max_digits=8, decimal_places=2, null=True, blank=True)
    equipment = models.TextField("设施设备", max_length=1000, blank=True)
    dedicated_funds = models.BooleanField("有专项工作经费", null=True, blank=True)
    funds_fen = models.BigIntegerField("本年度专项经费", null=True, blank=True)
    budgeted = models.BooleanField("工作经费纳入单位预算", null=True, blank=True)
    unit_pays = models.BooleanField("日常经费由所在单位承担", null=True, blank=True)
    established_body = models.BooleanField("是有建制的科室、研发机构或班组", null=True, blank=True)
    research_body = models.BooleanField("是单位原有建制的专门研发机构", null=True, blank=True)
    body_note = models.CharField("机构情况说明", max_length=200, blank=True)
    barred_by = models.CharField("永久取消申报资格的依据", max_length=120, blank=True)
    copy_of = models.ForeignKey(  # written in while another leader is applied for
        "self", models.CASCADE, verbose_name="所据工作室", null=True, editable=False
    )

    objects = StudioQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "创新工作室"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_union", "title"],
                condition=models.Q(copy_of=None),
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
    same_treatment = models.BooleanField("享受同等待遇", default=False)
    craftsman = models.BooleanField("业内认可的工匠人才", default=False)
    frontline = models.BooleanField("一线职工", default=False)
    employed = models.BooleanField("在职", null=True, blank=True)
    relation_here = models.BooleanField("工会关系在本区", null=True, blank=True)
    roll = models.CharField("所在名册", max_length=20, blank=True)
    retires_on = models.DateField("法定退休日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "领衔人"

    def __str__(self):
        return self.full_name


class HonourFamily(models.TextChoices):
    """The sorts of honour the texts tell apart."""

    MODEL_WORKER = "model_worker", "劳动模范"
    MAY_DAY = "may_day", "五一劳动奖章"
    ADVANCED = "advanced", "先进工作者、先进个人"
    CRAFTSMAN = "craftsman", "工匠人才"
    OTHER = "other", "其他荣誉"


class Honour(Part):
    """A title of honour of one of the leaders."""

    leader_name = models.CharField("获得人", max_length=40)
    kind = models.CharField("荣誉称号", max_length=60)
    family = models.CharField("荣誉类别", max_length=12, choices=honour_families, blank=True)
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
    terms_fixed = models.BooleanField("内容、时限、要求、考核标准明确", default=False)
    funded = models.BooleanField("经费有保障", default=False)

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
    SCIENCE_PRIZE = "science_prize", "科技奖"
    INNOVATION_AWARD = "innovation_award", "技术创新成果奖"
    INVENTION_PATENT = "invention_patent", "国家发明专利"
    SERVICE_BRAND = "service_brand", "服务名牌、品牌"
    MANAGEMENT_AWARD = "management_award", "管理成果认定或奖励"
    OTHER = "other", "其他成果"


GRADES = [(0, "未分等次"), (1, "一等奖"), (2, "二等奖"), (3, "三等奖")]


class Outcome(Part):
    """What the studio achieved."""

    title = models.CharField("成果名称", max_length=120)
    kind = models.CharField("成果类别", max_length=20, choices=outcome_kinds)
    grade = models.PositiveSmallIntegerField("奖项等次", choices=GRADES, default=0)
    on = models.DateField("取得日期")
    recognised_by = models.CharField("认定机构", max_length=80, blank=True)
    recogniser_level = models.PositiveSmallIntegerField(
        "认定机构级别", choices=LEVELS, null=True, blank=True
    )
    document_number = models.CharField("证书或文号", max_length=60, blank=True)
    economic_benefit = models.BooleanField("有经济效益", default=False)
    social_benefit = models.BooleanField("有社会效益", default=False)
    benefit_note = models.CharField("效益说明", max_length=200, blank=True)
    applied = models.BooleanField("已在实践中应用", default=False)
    spread = models.BooleanField("已在本行业（系统）推广", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "创新成果"

    def __str__(self):
        return self.title


class NamerKind(models.TextChoices):
    """Of which class the union is that named a studio before."""

    COUNTY = "county", "县（市、区）总工会"
    CITY = "city", "市总工会"
    PROVINCIAL_INDUSTRY = "provincial_industry", "省产业工会"
    ORGAN = "organ", "省直机关工会"
    LARGE_ENTERPRISE = "large_enterprise", "大企业工会"
    SECOND_LEVEL = "second_level", "集团直属二级单位工会"
    OTHER = "other", "其他工会"


class EarlierTitle(Part):
    """A naming the studio already holds (创建基础)."""

    title = models.CharField("命名名称", max_length=80)
    body = models.CharField("命名工会", max_length=80)
    level = models.PositiveSmallIntegerField("命名工会层级", choices=LEVELS)
    kind = models.CharField("命名工会类别", max_length=20, choices=namer_kinds, blank=True)
    on = models.DateField("命名日期")
    document_number = models.CharField("命名文号", max_length=60, blank=True)
    must_be_filed = models.BooleanField("由教科文卫体工会或直属基层工会所属单位命名", default=False)
    filing_number = models.CharField("备案号", max_length=60, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已有命名"

    def __str__(self):
        return self.title
