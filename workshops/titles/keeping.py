"""The acts of the named years: a duty recorded, a record withdrawn, a matter put right."""

from datetime import date, datetime

from django.db import transaction

from rules.base import Duty
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Decision
from workshops.unions.models import Person, Role

from .duties import is_scored, keeper, standing, why_shut
from .lifecycle import State
from .models import Title
from .reminders import tell
from .year_sheets import issue_sheet
from .years import Assessment, Rectification, RectificationItem

PROOF = "proof"
RESULT = {True: "达到要求", False: "未达到要求", None: "已登记"}


class NotRecordable(Exception):
    """The duty cannot be recorded so; says why."""


def found_of(duty: Duty, met: bool | None, looked: dict) -> bool | None:
    """The result: of all that was gone through where the text lists it, else as it was found."""
    if not duty.found:
        return None
    return all(one["met"] for one in looked.values()) if duty.looks_at else met


def fulfil(
    title: Title,
    duty: Duty,
    year: int,
    held_on: date,
    *,
    by: Person,
    on: date,
    at: datetime,
    met: bool | None = None,
    looked: dict | None = None,
    remark: str = "",
    papers: tuple = (),
) -> Assessment:
    """Record one duty of one year as done, with what was found, and return the record.

    `looked` holds each thing gone through: {"met": bool, "remark": str}; where the text lists
    such things the result is theirs. Raises NotPermitted or NotRecordable; then nothing is kept.
    """
    post = keeper(title, duty, by, on)
    if post is None:
        raise NotPermitted(duty.key)
    with transaction.atomic():
        locked = Title.objects.select_for_update().get(pk=title.pk)
        refuse_record(locked, duty, year, held_on, on)
        result = Assessment(title=locked, duty=duty.key, year=year, looked=looked or {})
        result.turn = sum((row.duty, row.year) == (duty.key, year) for row in standing(locked)) + 1
        result.met = found_of(duty, met, result.looked)
        result.assessed_on, result.remark = held_on, remark
        result.union, result.person = post.union, by
        result.save()
        after = {"事项": duty.label, "年度": year, "日期": held_on.isoformat()}
        after["结果"] = RESULT[result.met]
        record(f"登记{duty.label}", locked, by=by, post=post, at=at, after=after, why=remark)
        for upload in papers:
            keep(result, PROOF, upload, by=by, at=at, post=post)
        issue_sheet(result, duty, by=by, at=at, post=post)
    return result


def refuse_record(title: Title, duty: Duty, year: int, held_on: date, on: date) -> None:
    """Raise NotRecordable where that duty cannot be recorded for that year and day."""
    if is_scored(title, duty):
        raise NotRecordable("按得分判定的年度结果在“登记年度考评”里登记。")
    if why := why_shut(title, duty, year, on):
        raise NotRecordable(why)
    if not title.named_on <= held_on <= on:
        raise NotRecordable("日期须在命名之日以后，且不能晚于今天。")


def why_kept(row: Assessment) -> str:
    """Why a record can no longer be withdrawn; empty where it can.

    A decision on the title taken since may rest on it; then only another decision mends matters.
    """
    if row.withdrawn_at is not None:
        return "已经撤销登记。"
    if row.score is not None:
        return "按得分登记的年度结果，登记后不能修改。"
    since = Decision.objects.about(row.title).filter(decided_on__gte=row.assessed_on)
    first = since.exclude(step="confirm_effect").order_by("pk").first()
    return f"此后已办理“{first.label}”，不能再撤销登记。" if first else ""


def withdraw(row: Assessment, *, by: Person, on: date, at: datetime, why: str) -> None:
    """Take back a record entered by mistake; it stays readable. NotPermitted, NotPossible."""
    duty = row.title.edition.duty(row.duty)
    post = keeper(row.title, duty, by, on) if duty else None
    if post is None:
        raise NotPermitted("withdraw")
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().get(pk=row.pk)
        if why_kept(locked):
            raise NotPossible("withdraw")
        locked.withdrawn_at, locked.withdrawn_why = at, why
        locked.save()
        before = {"事项": duty.label, "年度": locked.year, "结果": RESULT[locked.passed]}
        act = f"撤销登记：{duty.label}"
        record(act, locked.title, by=by, post=post, at=at, before=before, why=why)
        tell(locked.title, on)


def rechecking_post(order: Rectification, person: Person, on: date):
    """The post in which this person records the re-check: the office that ordered it."""
    posts = (p for p in person.posts(on) if p.role == Role.REVIEW_OFFICE)
    return next((p for p in posts if p.union_id == order.title.authority_id), None)


def recheck(
    order: Rectification, held_on: date, put_right: bool, note: str, *, by, on, at: datetime
) -> None:
    """Record what the re-check found; it may come before the limit, and be repeated.

    Raises NotPermitted, NotPossible once the matter is closed, NotRecordable for a wrong day.
    """
    post = rechecking_post(order, by, on)
    if post is None:
        raise NotPermitted("recheck")
    if not order.ordered_on <= held_on <= on:
        raise NotRecordable("复查日期须在通知日期以后，且不能晚于今天。")
    with transaction.atomic():
        locked = Rectification.objects.select_for_update().get(pk=order.pk)
        if locked.closed_on or locked.title.state != State.RECTIFYING:
            raise NotPossible("recheck")
        locked.rechecked_on, locked.put_right, locked.recheck_note = held_on, put_right, note
        locked.save()
        after = {"复查日期": held_on.isoformat(), "结果": RESULT[put_right]}
        record("登记整改复查", locked.title, by=by, post=post, at=at, after=after, why=note)


def fixes(title: Title, person: Person, on: date):
    """The post in which this person says what the unit put right, or None."""
    clerks = (p for p in person.posts(on) if p.role == Role.CLERK)
    return next((p for p in clerks if p.union_id == title.studio.unit_union_id), None)


def close_item(
    item: RectificationItem, done_on: date, note: str, papers, *, by, on, at: datetime
) -> None:
    """The unit says what it did about one thing, with its evidence; said once.

    Raises NotPermitted, NotPossible, NotRecordable for a wrong day.
    """
    order = item.rectification
    post = fixes(order.title, by, on)
    if post is None:
        raise NotPermitted("close_item")
    if not order.ordered_on <= done_on <= on:
        raise NotRecordable("完成日期须在通知日期以后，且不能晚于今天。")
    with transaction.atomic():
        locked = RectificationItem.objects.select_for_update().get(pk=item.pk)
        if locked.done_on or order.closed_on:
            raise NotPossible("close_item")
        locked.done_on, locked.note = done_on, note
        locked.save()
        after = {"整改事项": locked.what, "完成日期": done_on.isoformat()}
        record("完成整改事项", order.title, by=by, post=post, at=at, after=after, why=note)
        for upload in papers:
            keep(locked, PROOF, upload, by=by, at=at, post=post)
