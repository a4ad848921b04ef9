"""What is kept for good: decisions, history, attachments, numbered papers, the calendar."""

import hashlib
import json
import secrets
from datetime import UTC, datetime

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from rules.calendar import Calendar, parse_holidays
from workshops.unions.models import Person, TradeUnion


def subject_of(thing) -> dict:
    """The two fields by which a record points at any governed thing."""
    return {"subject_type": thing._meta.label_lower, "subject_id": thing.pk}


def is_moment(value) -> bool:
    return isinstance(value, datetime)


def seal(content: dict) -> str:
    """SHA-256 over values as the database gives them back: keys as text, moments in UTC."""
    moments = {k: v.astimezone(UTC).isoformat() for k, v in content.items() if is_moment(v)}
    plain = json.loads(json.dumps(content | moments, cls=DjangoJSONEncoder))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class RecordQuerySet(models.QuerySet):
    def about(self, thing):
        """The records of one thing."""
        return self.filter(**subject_of(thing))


class Record(models.Model):
    """A row about some thing, by its model and key."""

    subject_type = models.CharField("对象类型", max_length=60, editable=False)
    subject_id = models.PositiveBigIntegerField("对象编号", editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def subject(self):
        """The thing this record is about."""
        return apps.get_model(self.subject_type)._base_manager.get(pk=self.subject_id)

    def subject_visible_to(self, person, *, on) -> bool:
        """Whether this person may see the thing, and so the record."""
        scoped = apps.get_model(self.subject_type).objects.visible_to(person, on=on)
        return scoped.filter(pk=self.subject_id).exists()


class Kept(Record):
    """A record that is written once and never changed; the database refuses too."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None and not self._state.adding:
            raise TypeError(f"{type(self).__name__} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} is never deleted")


class Decision(Kept):
    """One step taken: by whom, on what findings, with what particulars."""

    step = models.CharField("步骤", max_length=30)
    label = models.CharField("办理事项", max_length=40)
    before = models.CharField("办理前", max_length=30)
    after = models.CharField("办理后", max_length=30)
    source = models.CharField("依据", max_length=160)
    article = models.CharField("条款", max_length=80)
    findings = models.JSONField("逐条结论", default=list)
    particulars = models.JSONField("办理内容", default=dict, encoder=DjangoJSONEncoder)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="办理人", related_name="+")
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="办理工会", related_name="+")
    role = models.CharField("岗位", max_length=40)
    decided_on = models.DateField("办理日期")
    decided_at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = verbose_name_plural = "决定"
        indexes = [models.Index(fields=["subject_type", "subject_id", "step"])]

    def __str__(self):
        return f"{self.label}（{self.decided_on}）"

    def sealed(self) -> str:
        """The digest its link in the history carries: over every field of the decision."""
        return seal({field.attname: getattr(self, field.attname) for field in self._meta.fields})


class Event(Kept):
    """One link of the history: who did what, as whom, to what, before and after, why, when."""

    number = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    act = models.CharField("事项", max_length=60)
    title = models.CharField("对象", max_length=120)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="办理人", null=True, related_name="+"
    )
    who = models.CharField("姓名", max_length=40)
    post = models.CharField("身份", max_length=120, blank=True)
    union = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="工会", null=True, related_name="+"
    )
    before = models.JSONField("变更前", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("变更后", null=True, encoder=DjangoJSONEncoder)
    why = models.TextField("理由", blank=True)
    previous = models.CharField("前一环", max_length=64)
    digest = models.CharField("本环", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "履历"
        indexes = [models.Index(fields=["subject_type", "subject_id", "number"])]

    def __str__(self):
        return f"{self.number} {self.act}"

    def sealed(self) -> str:
        """The digest this row should carry: SHA-256 over every field and the link before it."""
        names = "number act title who post before after why previous subject_type subject_id"
        content = {name: getattr(self, name) for name in names.split()}
        return seal({**content, "at": self.at, "person": self.person_id, "union": self.union_id})


class HistoryHead(models.Model):
    """The last link of the history; its row is the lock that keeps links in line."""

    number = models.PositiveBigIntegerField("已有环数", default=0)
    digest = models.CharField("末环", max_length=64, default="0" * 64)

    class Meta:
        verbose_name = verbose_name_plural = "履历末环"

    def __str__(self):
        return f"{self.number}"


def token() -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(18)


def stored_name(attachment, filename) -> str:
    """Files lie under names of our own, never under the sender's."""
    return f"{attachment.kept_at:%Y/%m}/{secrets.token_hex(16)}"


class Attachment(Record):
    """A paper somebody handed in, in a named slot of some thing."""

    slot = models.CharField("材料类别", max_length=30)
    filename = models.CharField("文件名", max_length=160)
    content_type = models.CharField("格式", max_length=80)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    content = models.FileField("文件", upload_to=stored_name)
    kept_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="上传人", null=True, related_name="+"
    )
    kept_at = models.DateTimeField("上传时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        indexes = [models.Index(fields=["subject_type", "subject_id", "slot"])]

    def __str__(self):
        return self.filename


class NumberSeries(models.Model):
    """The last number given in one series of one union in one year."""

    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="工会")
    word = models.CharField("字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"
        constraints = [
            models.UniqueConstraint(fields=["union", "word", "year"], name="one_series_a_year")
        ]

    def __str__(self):
        return self.number(self.last)

    def number(self, place: int) -> str:
        """The document number at that place of the series."""
        return f"{self.union.document_prefix}{self.word}〔{self.year}〕{place}号"


class Paper(Record):
    """An issued paper: its number, and from its first drawing the very bytes."""

    kind = models.CharField("文种", max_length=30)
    number = models.CharField("文号", max_length=60)
    title = models.CharField("标题", max_length=120)
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="制发机关", related_name="+")
    decision = models.ForeignKey(
        Decision, models.PROTECT, verbose_name="所据决定", related_name="papers"
    )
    issued_on = models.DateField("制发日期")
    content = models.BinaryField("内容", null=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        constraints = [
            models.UniqueConstraint(fields=["union", "number"], name="a_number_is_used_once"),
            models.UniqueConstraint(fields=["kind", "decision"], name="one_paper_a_decision"),
        ]

    def __str__(self):
        return f"{self.title}（{self.number}）"


class CalendarQuerySet(models.QuerySet):
    def calendar(self) -> Calendar:
        """The published calendar, for counting working days."""
        rows = self.order_by("date").values("notice_year", "date", "name", "is_off")
        return parse_holidays(
            {**row, "date": row["date"].isoformat(), "is_off": str(int(row["is_off"]))}
            | {"notice_year": str(row["notice_year"])}
            for row in rows
        )


class CalendarDay(models.Model):
    """One day of a published holiday notice: off, or a weekend day worked."""

    date = models.DateField("日期", unique=True)
    name = models.CharField("名称", max_length=20)
    is_off = models.BooleanField("放假")
    notice_year = models.PositiveSmallIntegerField("通知年度")

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "放假安排"

    def __str__(self):
        return f"{self.date} {self.name}"
