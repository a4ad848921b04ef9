"""Changes of how a text is read: prepared by one person, in force once a second activates them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

import rules
from rules.base import Edition
from workshops.unions.models import Person, Role, TradeUnion

KEEPERS = (Role.ADMINISTRATOR, Role.CHAIR)
READERS = (*KEEPERS, Role.AUDITOR)
PATIENCE = timedelta(minutes=1)  # a trial at work is heard of every second
ONE_WAITS = "已有一项变更等待启用，请先启用或撤回。"


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Those who keep the readings of one's own authority, and its auditors."""
        return self.filter(authority__in=person.unions_as(*READERS, on=on))

    def waiting(self):
        """Prepared, and neither activated nor withdrawn."""
        return self.filter(activated_at=None, withdrawn_at=None)


class Amendment(models.Model):
    """A prepared change (办法变更): readings of open points, or a later edition's day of effect."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="amendments"
    )
    edition_key = models.CharField("版本", max_length=40)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    document_number = models.CharField("印发文号", max_length=60, blank=True)
    reason = models.CharField("变更理由", max_length=500)
    reaches_existing = models.BooleanField("及于已开放的批次和已命名的称号", default=False)
    reach_reason = models.CharField("及于已有文件的理由", max_length=500, blank=True)
    prepared_by = models.ForeignKey(Person, models.PROTECT, verbose_name="拟定人", related_name="+")
    prepared_at = models.DateTimeField("拟定时间")
    activated_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="启用人", null=True, related_name="+"
    )
    activated_at = models.DateTimeField("启用时间", null=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    counts = models.JSONField("启用时所见的变化", default=dict)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办法变更"
        constraints = [
            models.CheckConstraint(
                condition=Q(activated_by=None) | ~Q(activated_by=F("prepared_by")),
                name="two_people_change_a_reading",
                violation_error_message="拟定人和启用人不能是同一人。",
            ),
            models.CheckConstraint(
                condition=Q(reaches_existing=False) | ~Q(reach_reason=""),
                name="reaching_back_has_a_reason",
                violation_error_message="及于已有文件的，须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(activated_at=None, withdrawn_at=None),
                name="one_amendment_waits",
                violation_error_message=ONE_WAITS,
            ),
        ]

    def __str__(self):
        return f"{self.edition.title}的变更"

    @property
    def edition(self) -> Edition:
        return rules.edition(self.authority.jurisdiction, self.edition_key)

    @property
    def is_waiting(self) -> bool:
        return self.activated_at is None and self.withdrawn_at is None

    @property
    def readings(self) -> dict[str, Any]:
        """The readings it brings, by parameter."""
        return {setting.key: setting.value for setting in self.settings.all()}


class Trial(models.Model):
    """What a change would bring (变更试算), worked out beside the pages where there is too much.

    `mark` says how things stood when it began: a result counts only as long as they still do.
    """

    amendment = models.ForeignKey(
        Amendment, models.CASCADE, verbose_name="办法变更", related_name="trials"
    )
    on = models.DateField("试算所依据的日期")
    mark = models.CharField("开始时的情形", max_length=120)
    begun_at = models.DateTimeField("开始时间")
    heard_at = models.DateTimeField("最近进展的时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    many = models.PositiveIntegerField("须核对的件数")
    done = models.PositiveIntegerField("已核对的件数", default=0)
    counts = models.JSONField("变化", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "变更试算"

    def __str__(self):
        return f"{self.amendment}的试算"

    def is_quiet(self, at: datetime) -> bool:
        """Whether it broke off: not finished, and nothing heard of it for a while."""
        return self.finished_at is None and not timedelta() <= at - self.heard_at < PATIENCE


class TrialLine(models.Model):
    """One thing of one file or title that would be otherwise (试算变化)."""

    trial = models.ForeignKey(Trial, models.CASCADE, verbose_name="变更试算", related_name="lines")
    number = models.PositiveIntegerField("序号")
    is_title = models.BooleanField("称号")
    subject_id = models.PositiveBigIntegerField("对象编号")
    content = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "试算变化"
        indexes = [models.Index(fields=["trial", "number"])]

    def __str__(self):
        return f"{self.number}"


class SettingQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(IN_FORCE)


IN_FORCE = Q(in_force_from__isnull=False, superseded_at=None)


class RuleSetting(models.Model):
    """One reading of one open point (参数选择), from its activation until another follows."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="rule_settings"
    )
    edition_key = models.CharField("版本", max_length=40)
    key = models.CharField("参数", max_length=60)
    value = models.JSONField("读法")
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, verbose_name="所据变更", related_name="settings"
    )
    in_force_from = models.DateTimeField("启用时间", null=True)
    superseded_at = models.DateTimeField("停用时间", null=True)

    objects = SettingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参数选择"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "edition_key", "key"],
                condition=IN_FORCE,
                name="one_reading_in_force",
            )
        ]

    def __str__(self):
        return f"{self.key}＝{self.value}"


def readings_in_force(authority: TradeUnion, edition_key: str) -> dict[str, Any]:
    """What the authority has chosen for an edition; read once for all its editions."""
    if "_readings" not in authority.__dict__:
        found: dict[str, dict[str, Any]] = {}
        for setting in authority.rule_settings.in_force():
            found.setdefault(setting.edition_key, {})[setting.key] = setting.value
        authority.__dict__["_readings"] = found
    return authority.__dict__["_readings"].get(edition_key, {})


def read_along(amendment: Amendment) -> None:
    """The readings a change asks for and those in force, for a page, in one question."""
    rows = amendment.authority.rule_settings.order_by("pk")
    own, in_force = [], {}
    for row in rows.filter(Q(amendment=amendment) | IN_FORCE):
        own += [row] if row.amendment_id == amendment.pk else []
        if row.in_force_from is not None and row.superseded_at is None:
            in_force.setdefault(row.edition_key, {})[row.key] = row.value
    amendment._prefetched_objects_cache = {"settings": own}
    amendment.authority.__dict__["_readings"] = in_force


def readings_of(edition: Edition, chosen: dict[str, Any]) -> dict[str, Any]:
    """Every reading of an edition: what was chosen, else the default; kept with a call."""
    return {one.key: chosen.get(one.key, one.default) for one in edition.parameters}
