"""The regulations as they are applied, for everybody to read and print."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

import rules
from rules.base import Edition, Regulation, Seat, Step
from rules.facts import Facts
from rules.schedule import Schedule
from workshops import clock
from workshops.applications.calls import Adoption
from workshops.applications.lifecycle import FORWARD
from workshops.titles.lifecycle import State as TitleState
from workshops.unions.models import Role

from .articles import articles
from .imagined import all_passed
from .moneyline import drawn, marks_of

MONEY = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER)
SEATS = {Seat.UNIT: "所在单位工会", Seat.RECOMMENDER: "推荐工会", Seat.AUTHORITY: "命名机关"}
LEAST_YEARS = 3


@login_not_required
@require_safe
def rulebook(request):
    """The regulations that are loaded."""
    rows = [
        {"code": code, "regulation": one, "edition": one.editions[-1]}
        for code, one in rules.regulations().items()
    ]
    return render(request, "desk/rules.html", {"rows": rows})


@login_not_required
@require_safe
def regulation(request, code):
    """One regulation: its articles, procedure, money, papers, and the points it leaves open."""
    found = rules.regulations().get(code)
    if found is None:
        raise Http404
    edition = _edition(found, request.GET.get("edition"))
    page = {
        "code": code,
        "regulation": found,
        "edition": edition,
        "facts": about(edition, _adopted(code, edition)),
        "articles": articles(code, edition),
        "procedure": procedure(edition),
        "asides": asides(edition),
        "sums": sums(edition, clock.today()),
        "readings": readings(edition),
        "seats": SEATS.values(),
        "crumbs": [{"label": "各地办法", "url": reverse("rulebook")}, {"label": found.name}],
    }
    return render(request, "desk/rule.html", page)


def _edition(found: Regulation, key: str | None) -> Edition:
    """The edition asked for, or the latest."""
    if not key:
        return found.editions[-1]
    edition = next((one for one in found.editions if one.key == key), None)
    if edition is None:
        raise Http404
    return edition


def _adopted(code: str, edition: Edition) -> Adoption | None:
    typed = Adoption.objects.filter(authority__jurisdiction=code, edition_key=edition.key)
    return typed.select_related("authority").order_by("effective_on").first()


def about(edition: Edition, adopted: Adoption | None) -> list[dict]:
    """What the text says of itself."""
    effective = {"label": "施行日期", "value": edition.effective, "kind": "date"}
    if edition.effective is None and adopted:
        effective |= {"value": adopted.effective_on, "note": f"文本未写，由{adopted.authority}录入"}
    elif edition.effective is None:
        effective |= {"value": "须录入", "note": "文本未写，由命名机关录入后才能使用"}
    return [
        {"label": "名称", "value": edition.title},
        {"label": "文号", "value": edition.number or "文本没有文号"},
        {"label": "印发机关", "value": edition.issuer},
        effective,
        {"label": "由谁解释", "value": edition.interpreter},
        {"label": "称号", "value": "；".join(edition.plaques.values()) or edition.plaque},
        *({"label": "废止", "value": one} for one in edition.repeals),
    ]


def sums(edition: Edition, on: date) -> list[dict]:
    """The money of a title named today, for each type of title the text pays for."""
    found = []
    for code, label in (edition.plaques or {"": ""}).items():
        schedule = all_passed(edition, on, Facts(on=on, title_type=code or None))
        years = range(on.year, on.year + shown_years(schedule, on))
        drawing = drawn(schedule, marks_of(schedule, years, dict.fromkeys(years[1:], True)))
        found.append({"label": label, "schedule": schedule, "drawing": drawing})
    return found


def shown_years(schedule: Schedule, on: date) -> int:
    """As many years as the money takes, and one more in which the title is only kept."""
    last = max((one.year or on.year for one in schedule.instalments), default=on.year)
    return max(LEAST_YEARS, last - on.year + 2)


# The procedure


def procedure(edition: Edition) -> list[dict]:
    """The steps that lead to a name, in the order of the text, each in the lane of who takes it."""
    order = ("open_call", *FORWARD)
    return [_taken(step, edition) for step in edition.steps if step.name in order]


def asides(edition: Edition) -> list[dict]:
    """The other steps: beside the way, of a title, of the money."""
    others = [step for step in edition.steps if step.name not in ("open_call", *FORWARD)]
    held = {state.value for state in TitleState}
    money = [step for step in others if step.role in MONEY]
    titled = [step for step in others if step not in money and held.intersection(step.sources)]
    beside = [step for step in others if step not in money and step not in titled]
    named = (("途中的其他处理", beside), ("命名以后", titled), ("办理拨付", money))
    return [
        {"label": label, "steps": [_taken(step, edition) for step in steps]}
        for label, steps in named
        if steps
    ]


def _taken(step: Step, edition: Edition) -> dict:
    return {
        "step": step,
        "lane": step.seat.value,
        "who": SEATS[step.seat],
        "role": Role(step.role).label,
        "asks": step.asks,
        "count": len(step.requires),
    }


def readings(edition: Edition) -> list[dict]:
    """The points the text leaves open: how they are read, and how else they could be."""
    return [
        {"one": one, "taken": one.said(one.default), "others": [*map(one.said, one.alternatives)]}
        for one in edition.parameters
    ]
