"""What is recorded in the years a title is held: duties done and checked, matters to put right."""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Q

from rules.base import Duty, Edition
from rules.kinds import words_of
from workshops.unions.models import Person, TradeUnion

SCORED = "assessment"  # the duty of a result given as a score


class OfTitleQuerySet(models.QuerySet):
    """Rows that belong to a title are seen by those who see the title."""

    title = "title"

    def visible_to(self, person, *, on):
        seen = apps.get_model("workshops", "Title").objects.visible_to(person, on=on)
        return self.filter(**{f"{self.title}__in": seen})


class ItemQuerySet(OfTitleQuerySet):
    """What is to be put right is seen by those who see the order's title."""

    title = "rectification__title"


class Assessment(models.Model):
    """One duty of one year done: assessed, checked, visited or filed (考核、检查、备案)."""

    title = models.ForeignKey(
        "Title", models.PROTECT, verbose_name="称号", related_name="assessments"
    )
    duty = models.CharField("事项", max_length=20, default=SCORED)
    year = models.PositiveSmallIntegerField("年度")
    turn = models.PositiveSmallIntegerField("次数", default=1)
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)
    pass_line = models.PositiveSmallIntegerField("合格标准", null=True)
    met = models.BooleanField("结果", null=True)
    assessed_on = models.DateField("考评日期")
    looked = models.JSONField("逐项情况", default=dict)
    remark = models.CharField("考评说明", max_length=500, blank=True)
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="登记工会", null=True)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", null=True)
    withdrawn_at = models.DateTimeField("撤销登记的时间", null=True)
    withdrawn_why = models.CharField("撤销登记的理由", max_length=300, blank=True)

    objects = OfTitleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核记录"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "duty", "year", "turn"],
                condition=Q(withdrawn_at=None),
                name="one_result_a_year",
                violation_error_message="这个年度已有结果。",
            )
        ]

    def __str__(self):
        return f"{self.year}年度"

    @property
    def passed(self) -> bool | None:
        """The result; the pass line itself passes. None where it is merely filed."""
        return self.met if self.score is None else self.score >= self.pass_line

    def gone_through(self, duty: Duty | None) -> list[tuple[str, dict]]:
        """What was gone through, in the order of the text; a database need not keep any."""
        order = (*duty.looks_at, *duty.signed_by) if duty else ()
        places = {thing: place for place, thing in enumerate(order)}
        return sorted(self.looked.items(), key=lambda one: places.get(one[0], len(places)))


class Rectification(models.Model):
    """A matter to be put right by a day (限期整改), and what the re-check found."""

    title = models.ForeignKey(
        "Title", models.PROTECT, verbose_name="称号", related_name="rectifications"
    )
    ordered_on = models.DateField("通知日期")
    due_on = models.DateField("整改期限")
    ground = models.CharField("未达到的要求", max_length=120, blank=True)
    asks = models.CharField("整改要求", max_length=500, blank=True)
    notice_number = models.CharField("整改通知文号", max_length=60, blank=True)
    rechecked_on = models.DateField("整改复查日期", null=True)
    put_right = models.BooleanField("整改复查达标", null=True)
    recheck_note = models.CharField("复查说明", max_length=500, blank=True)
    closed_on = models.DateField("了结日期", null=True)

    objects = OfTitleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "限期整改"
        constraints = [
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(closed_on=None),
                name="one_rectification_at_a_time",
                violation_error_message="还有一项整改没有了结。",
            )
        ]

    def __str__(self):
        return f"{self.ordered_on}通知的整改"


class RectificationItem(models.Model):
    """One thing to put right, closed with its evidence (整改事项)."""

    rectification = models.ForeignKey(
        Rectification, models.PROTECT, verbose_name="限期整改", related_name="items"
    )
    what = models.CharField("整改事项", max_length=200)
    done_on = models.DateField("完成日期", null=True)
    note = models.CharField("完成情况", max_length=500, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改事项"

    def __str__(self):
        return self.what


def told(edition: Edition, rows: Iterable[Assessment], settled_on: date | None) -> dict:
    """The facts that the records of duties tell, by name.

    Results and checks add up through the years; of what is told once the latest counts, and a
    check that a decision has already settled tells nothing more but the day up to which it closed
    what it looked at. Withdrawn records are passed over.
    """
    gives = {duty.key: duty.gives for duty in edition.duties}
    found: dict = {"results": {}, "checks": {}, "renewed_on": settled_on}
    standing = [row for row in rows if row.withdrawn_at is None]
    for row in sorted(standing, key=lambda one: (one.assessed_on, one.year, one.turn, one.duty)):
        open_ = settled_on is None or row.assessed_on > settled_on
        for fact in gives.get(row.duty, ()):
            if fact == "results":
                found["results"][row.year] = row.passed
            elif fact == "checks":
                found["checks"][row.assessed_on] = row.passed
            elif fact == "yearly_filed_on" or open_:
                found[fact] = row.assessed_on if fact.endswith("_on") else row.passed
            elif fact == "checked_on":
                found["renewed_on"] = row.assessed_on
    return found


def put_right(rows: Iterable[Rectification]) -> dict:
    """The facts that the open rectification tells, if there is one."""
    open_ = next((row for row in rows if row.closed_on is None), None)
    if open_ is None:
        return {}
    names = {"rectify_by": "due_on", "rechecked_on": "rechecked_on", "put_right": "put_right"}
    return {fact: getattr(open_, field) for fact, field in names.items()}


def ordered(edition: Edition, decision) -> dict:
    """What an order to put right says, by the fields of its row; the ground in the text's words."""
    given, rule = decision.particulars, edition.step(decision.step)
    words = words_of(rule, "ground") if rule else {}
    return {
        "ordered_on": decision.decided_on,
        "due_on": given["rectify_by"],
        "ground": words.get(given.get("ground", ""), ""),
        "asks": given.get("reason", ""),
        "notice_number": given.get("notice_number", ""),
    }


def things(given: dict) -> list[str]:
    """The things to put right, one a line as they were written down."""
    return [line.strip() for line in given.get("things", "").splitlines() if line.strip()]
