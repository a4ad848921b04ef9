"""The last day of a check of all studios at once, where a reading of the text goes by it."""

from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rules.base import Parameter
from rules.facts import shown
from workshops import clock
from workshops.applications.amendments import readings_in_force
from workshops.applications.calling import edition_for
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted
from workshops.studios.fields import DayField
from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion

ANCHOR, CAMPAIGN = "inspect_anchor", "campaign"


def point_of(authority: TradeUnion) -> Parameter | None:
    """The open point of its text that can be read as going by such a day, if it has one."""
    editions = authority.regulation.editions if authority.regulation else ()
    points = (one for edition in reversed(editions) for one in edition.parameters)
    return next((one for one in points if one.key == ANCHOR and CAMPAIGN in one.readings), None)


def fixing_post(person: Person, on: date) -> Appointment | None:
    """The post in which this person fixes the day, or None."""
    posts = (post for post in person.posts(on) if post.role == Role.REVIEW_OFFICE)
    found = (post for post in posts if post.union.kind == Kind.AUTHORITY)
    return next((post for post in found if point_of(post.union)), None)


def fix(post: Appointment | None, day: date, *, by: Person, on: date, at: datetime) -> None:
    """Fix the last day of its year, anew as long as it has not passed.

    Raises NotPermitted for others, ValueError saying why not for a day that has passed.
    """
    if post is None or post.person_id != by.pk:
        raise NotPermitted("campaign")
    with transaction.atomic():
        authority = TradeUnion.objects.select_for_update().get(pk=post.union_id)
        year, before = f"{day.year}", authority.campaigns.get(f"{day.year}")
        if day < on or (before and date.fromisoformat(before) < on):
            raise ValueError(f"{year}年的日期已经过去，不能再定或者再改。")
        authority.campaigns[year] = day.isoformat()
        authority.save(update_fields=["campaigns"])
        change = {"before": {"最后一日": before}} if before else {}
        after = {"年度": year, "最后一日": day.isoformat()}
        record("确定统一检查的最后一日", authority, by=by, post=post, at=at, after=after, **change)


class CampaignForm(forms.Form):
    """The last day; its year is the year of the check."""

    day = DayField(label="统一检查的最后一日", help_text="日期没有到以前可以改；改动记入履历。")


@require_http_methods(["GET", "POST"])
def campaigns(request):
    """The days fixed so far, whether they count by the reading in force, and the next one."""
    on, person = clock.today(), request.user
    post = fixing_post(person, on)
    if post is None:
        raise Http404
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            fix(post, day, by=person, on=on, at=clock.now())
        except ValueError as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, f"{day.year}年统一检查的最后一日定为{shown(day)}。")
            return redirect("campaigns")
    point, authority = point_of(post.union), post.union
    edition = edition_for(authority, on=on)
    now = readings_in_force(authority, edition.key).get(ANCHOR, point.default)
    page = {"form": form, "days": reversed(authority.campaign_days), "point": point}
    page |= {"now": point.said(now), "counts": now == CAMPAIGN, "wanted": point.said(CAMPAIGN)}
    page["crumbs"] = [{"label": "称号", "url": reverse("titles")}, {"label": "统一检查的日期"}]
    return render(request, "titles/campaigns.html", page)
