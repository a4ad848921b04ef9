"""What waits of named studios that change: reports to answer, leaders soon to retire."""

from datetime import timedelta

from django.db.models import Min
from django.urls import reverse

from workshops.titles.changing import Change
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Role

from .waiting import waits

HALF_A_YEAR = timedelta(days=183)


@waits
def reports(person, on):
    """Changes reported by units that the office has not answered yet."""
    if not person.holds(Role.REVIEW_OFFICE, on=on):
        return
    found = Change.objects.visible_to(person, on=on).waiting()
    found = found.filter(title__authority__in=person.unions_as(Role.REVIEW_OFFICE, on=on))
    tasks = [
        {
            "title": f"{change}",
            "url": reverse("change", args=[change.pk]),
            "state_label": "待处理",
            "tone": "progress",
            "hint": f"{change.title.studio.unit_union.title}报告",
        }
        for change in found.select_related("title__studio__unit_union").order_by("pk")
    ]
    yield {"title": "变更报告", "tasks": tasks, "url": reverse("titles")}


@waits
def retirements(person, on):
    """Leaders who reach the statutory age within half a year, where the text asks what then."""
    posts = [p for p in person.posts(on) if p.role in (Role.CLERK, Role.REVIEW_OFFICE)]
    if not any(_asks(post.union.authority.regulation) for post in posts):
        return
    near = {"studio__leaders__retires_on__lte": on + HALF_A_YEAR}
    seen = Title.objects.visible_to(person, on=on).filter(state__in=HELD, kept_on=None, **near)
    joined = seen.select_related("studio", "authority").annotate(
        retires=Min("studio__leaders__retires_on")
    )
    tasks = [
        _retiring(title, on)
        for title in joined.order_by("pk")
        if "retires_on" in title.asked_of_leaders()
    ]
    yield {"title": "领衔的人将退休", "tasks": tasks, "url": reverse("titles")}


def _asks(regulation) -> bool:
    """Whether a regulation turns on when somebody who leads retires; it is asked of no row."""
    editions = regulation.editions if regulation else ()
    return any("retires_on" in edition.step_facts("keep_on") for edition in editions)


def _retiring(title, on) -> dict:
    rule = title.edition.step("keep_on")
    over = title.retires < on
    return {
        "title": title.studio.title,
        "url": reverse("title", args=[title.pk]),
        "state_label": "已到退休年龄" if over else "将到退休年龄",
        "tone": "warn",
        "deadline": title.retires,
        "overdue": over,
        "hint": f"本人愿意、单位同意的，由命名机关办理“{rule.label}”（{rule.article}）。",
    }
