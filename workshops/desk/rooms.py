"""What waits besides files: calls, score sheets, objections, posts that end."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules.facts import shown
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.publicity.models import Objection
from workshops.reviews.models import ScoreSheet
from workshops.studios.ledgers import LedgerRemark
from workshops.unions.models import Appointment, Role
from workshops.unions.tree import administered

from .waiting import Lines, asks, waits

SOON = timedelta(days=30)


@waits
def calls(person, on):
    """For a clerk the calls now open, for the office those still in draft or not yet begun."""
    clerk, office = person.holds(Role.CLERK, on=on), person.holds(Role.REVIEW_OFFICE, on=on)
    if not (clerk or office):
        return
    own = Application.objects.filter(
        call=OuterRef("pk"), studio__unit_union__in=person.unions_as(Role.CLERK, on=on)
    )
    found = Call.objects.visible_to(person, on=on).select_related("authority")
    found = list(found.annotate(filed=Exists(own)).order_by("-year"))
    tasks = [_to_file(call) for call in found if clerk and _takes(call, on)]
    if office:
        tasks += [_draft(call) for call in found if not call.opened_on]
        tasks += _not_begun(person, found, on)
    yield {"title": "申报批次", "tasks": tasks, "url": reverse("calls")}


def _takes(call, on) -> bool:
    return bool(call.opened_on) and not call.filed and call.opens_on <= on <= call.closes_on


def _to_file(call) -> dict:
    return {
        "title": f"{call}",
        "url": reverse("call", args=[call.pk]),
        "state_label": "正在受理",
        "tone": "good",
        "deadline": call.closes_on,
        "hint": "本单位还没有申报。",
    }


def _draft(call) -> dict:
    rule = call.edition.step("open_call")
    return {
        "title": f"{rule.label}：{call}",
        "url": reverse("call", args=[call.pk]),
        "state_label": "草稿",
        "deadline": call.opens_on,
        "hint": "核对时间、名额、标准和评分表后开放，下属单位才能申报。",
    }


def _not_begun(person, found, on):
    """A line for each authority that has no call this year although its regulation is here."""
    begun = {call.authority_id for call in found if call.year == on.year}
    posts = (post for post in person.posts(on) if post.role == Role.REVIEW_OFFICE)
    for post in posts:
        if post.union_id not in begun and post.union.regulation:
            yield {
                "title": f"建立{on.year}年度申报批次",
                "url": reverse("call_new"),
                "state_label": "未建立",
            }


@waits
def sheets(person, on):
    """The score sheets an expert has not handed in."""
    if not person.holds(Role.EXPERT, on=on):
        return
    found = ScoreSheet.objects.filter(expert=person, submitted_at=None)
    found = found.select_related("application__studio", "application__call").order_by("pk")
    tasks = [
        {
            "title": sheet.application.studio.title,
            "url": reverse("sheet", args=[sheet.pk]),
            "state_label": sheet.state_label,
            "tone": "warn" if sheet.return_reason else "progress",
            "hint": sheet.return_reason,
        }
        for sheet in found
    ]
    yield {"title": "等您评分", "tasks": tasks, "url": reverse("sheets")}


@asks
def objections(person, on):
    """Objections nobody has concluded; who objected is not said here."""
    if not person.holds(Role.REVIEW_OFFICE, on=on):
        return
    found = Objection.objects.visible_to(person, on=on).open()
    plain = JSONObject(pk="pk", at="pk", studio="application__studio__title")
    yield Lines("公示异议", reverse("objections"), found.annotate(plain=plain), _objected)


def _objected(row: dict) -> dict:
    return {
        "title": f"异议：{row['studio']}",
        "url": reverse("objection", args=[row["pk"]]),
        "state_label": "待处理",
        "tone": "warn",
        "hint": "办结前不能命名。",
    }


@asks
def remarks(person, on):
    """For a unit's clerk, what supervision said of a ledger and nobody has answered."""
    units = person.unions_as(Role.CLERK, on=on)
    if not units:
        return
    open_ = LedgerRemark.objects.filter(studio__unit_union__in=units, reply=None).exclude(by=person)
    said = {"text": "text", "ledger": "ledger", "studio": "studio", "title": "studio__title"}
    rows = open_.annotate(plain=JSONObject(pk="pk", at="made_on", union="union__title", **said))
    yield Lines("台账的监督意见", reverse("ledger_studios"), rows, _remarked)


def _remarked(row: dict) -> dict:
    return {
        "title": f"{row['title']}：{row['text']}"[:80],
        "url": reverse("ledger_reply", args=[row["studio"], row["ledger"], row["pk"]]),
        "state_label": "待回复",
        "tone": "warn",
        "hint": f"{row['union']}，{shown(row['at'])}",
    }


@waits
def posts_that_end(person, on):
    """For an administrator: the posts below that end within a month."""
    if not person.holds(Role.ADMINISTRATOR, on=on):
        return
    ending = Appointment.objects.filter(union__in=administered(person, on))
    ending = ending.filter(until_on__gte=on, until_on__lte=on + SOON, person__is_active=True)
    tasks = [
        {
            "title": f"{post.person}：{post}",
            "url": reverse("person", args=[post.person_id]),
            "state_label": "将离任",
            "deadline": post.until_on,
        }
        for post in ending.select_related("person", "union").order_by("until_on", "pk")
    ]
    yield {"title": "任期将满", "tasks": tasks, "url": reverse("people")}
