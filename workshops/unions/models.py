"""Trade unions as a tree, people, and the posts they hold in a union."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

import rules
from rules.facts import Level


class Role(models.TextChoices):
    """What a person does in a union; one person may hold several."""

    CLERK = "clerk", "经办人"
    CHAIR = "chair", "工会主席"
    SCREENING_OFFICER = "screening_officer", "初审员"
    REVIEW_OFFICE = "review_office", "评审工作人员"
    EXPERT = "expert", "评审专家"
    SECRETARY = "secretary", "会议秘书"
    FINANCE_CLERK = "finance_clerk", "财务经办"
    FINANCE_APPROVER = "finance_approver", "财务审批"
    AUDITOR = "auditor", "经审人员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Kind(models.TextChoices):
    """The classes of union the texts name."""

    AUTHORITY = "authority", "命名机关"
    CITY = "city", "市总工会"
    COUNTY = "county", "县区总工会"
    ZONE = "zone", "开发区、管理局工会工委"
    INDUSTRY = "industry", "产业和直属基层工会工作部"
    EDUCATION = "education", "教科文卫体工会"
    PROVINCIAL_INDUSTRY = "provincial_industry", "省产业工会"
    ORGAN = "organ", "省直机关工会"
    LARGE_ENTERPRISE = "large_enterprise", "大企业工会"
    SYSTEM_COMMITTEE = "system_committee", "市直系统工委"
    SUBDISTRICT = "subdistrict", "街道、镇总工会"
    TRADE = "trade", "行业工会"
    DIRECT = "direct", "直属工会"
    AFFILIATED = "affiliated", "直属单位工会"
    UNIT = "unit", "单位工会"


class UnitKind(models.TextChoices):
    """What sort of employer a unit is."""

    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "事业单位"
    ORGAN = "organ", "机关"


def union_kinds() -> list[tuple[str, str]]:
    """The classes of union, with those a single text has of its own."""
    return [*Kind.choices, *rules.terms("screener_kinds").items()]


LEVELS = [(int(level), level.label) for level in Level]


class TradeUnion(models.Model):
    """A trade union (工会) and its place in the tree."""

    title = models.CharField("工会名称", max_length=80, unique=True)
    short_title = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("工会类别", max_length=24, choices=union_kinds)
    level = models.PositiveSmallIntegerField("层级", choices=LEVELS)
    jurisdiction = models.CharField("适用办法", max_length=40)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级工会",
        null=True,
        blank=True,
        related_name="children",
    )
    screening_union = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="推荐工会",
        null=True,
        blank=True,
        related_name="screened",
    )
    unit = models.CharField("所在单位", max_length=80, blank=True)
    unit_kind = models.CharField("单位性质", max_length=12, choices=UnitKind, blank=True)
    document_prefix = models.CharField("机关代字", max_length=20, blank=True)
    campaigns = models.JSONField("统一检查的最后一日", default=dict, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "工会"

    def __str__(self):
        return self.title

    @property
    def campaign_days(self) -> tuple[date, ...]:
        """The last days it fixed for looking at all its studios at once, by year."""
        return tuple(date.fromisoformat(self.campaigns[year]) for year in sorted(self.campaigns))

    @property
    def regulation(self):
        """The regulation in force here, or None where its rules are not loaded."""
        return rules.regulations().get(self.jurisdiction)

    @property
    def authority(self) -> "TradeUnion":
        """The naming authority at the top of this union's tree."""
        union = self
        while union.kind != Kind.AUTHORITY and union.parent:
            union = union.parent
        return union

    def recommenders(self, levels: int) -> list["TradeUnion"]:
        """The screening chain of a unit union, lowest first, `levels` long at most."""
        chain, union = [], self.screening_union
        while union and union.kind != Kind.AUTHORITY and len(chain) < levels:
            chain.append(union)
            union = union.parent
        return chain


class Person(AbstractUser):
    """Somebody who signs in; what they may do comes from their posts alone."""

    first_name = last_name = None
    full_name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    is_demo = models.BooleanField("演示人员", default=False)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        """Django's own hook for the name shown in its pages."""
        return self.full_name

    def posts(self, on) -> list["Appointment"]:
        """The appointments in force on that day, with their unions; read once a day."""
        cache = self.__dict__.setdefault("_posts", {})
        if on not in cache:
            up = "union__parent__parent__parent"  # the way to its authority
            found = self.appointments.in_force(on).select_related(up)
            cache[on] = list(found) if self.is_active else []
        return cache[on]

    def unions_as(self, *roles, on) -> list[int]:
        """The ids of the unions in which this person holds one of the roles that day."""
        return [post.union_id for post in self.posts(on) if post.role in roles]

    def holds(self, *roles, on) -> bool:
        return bool(self.unions_as(*roles, on=on))


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, on):
        """Begun and not yet ended on that day; the last day counts."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)


class Appointment(models.Model):
    """A post: this person holds this role in this union from a day, until a day."""

    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="人员", related_name="appointments"
    )
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="工会", related_name="appointments"
    )
    role = models.CharField("岗位", max_length=20, choices=Role)
    from_on = models.DateField("任职日期")
    until_on = models.DateField("离任日期", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="appointment_ends_after_it_begins",
                violation_error_message="离任日期不能早于任职日期。",
            ),
            models.UniqueConstraint(
                fields=["person", "union", "role"],
                condition=Q(until_on=None),
                name="one_open_appointment_per_role",
                violation_error_message="此人已在该工会担任这个岗位。",
            ),
        ]

    def __str__(self):
        return f"{self.union}{self.role_label}"

    @property
    def role_label(self):
        return self.get_role_display()
