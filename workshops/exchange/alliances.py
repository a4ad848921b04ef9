"""Pages of alliances: the list, one of them, founding, joining, leaving, leading, ending."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.models import Attachment
from workshops.records.seen import seen_by
from workshops.records.steps import not_yours
from workshops.studios.models import Studio

from . import alliance_acts as acts
from . import offers, pages
from .entry import sent, written
from .forms import DatedForm, ExchangeForm, FoundForm, JoinForm, LeadForm
from .models import Alliance, Membership
from .studio_acts import write_exchange

entry = require_http_methods(["GET", "POST"])
LISTS = ("工作室联盟", "alliances")
FREE = "加入、退出都出于自愿；是不是成员，不影响申报、考核和补助。"


def _policy(person, on):
    """What the text of this person's place says of alliances, or 404."""
    editions = (offers.latest(post.union) for post in person.posts(on))
    found = (one.policy(offers.ALLIANCE) for one in editions if one)
    policy = next((one for one in found if one), None)
    if policy is None:
        raise Http404
    return policy


@require_safe
def alliances(request):
    """The alliances under one's authority, and who may found one."""
    on = clock.today()
    rows = Alliance.objects.visible_to(request.user, on=on).select_related("union", "leading")
    page = {"policy": _policy(request.user, on), "free": FREE}
    page["alliances"] = rows.order_by("ended_on", "-founded_on", "-pk")
    page["founds"] = offers.founding_post(request.user, on) is not None
    page["founders"] = _founders(page["policy"])
    page["crumbs"] = pages.way((LISTS[0], ""))
    return render(request, "exchange/alliances.html", page)


def _founders(policy) -> str:
    return "、".join(offers.ACTORS[seat] for seat in policy.seats)


@entry
def alliance_new(request):
    """Found an alliance, where the text has it begin."""
    on, back, heading = clock.today(), reverse("alliances"), "成立工作室联盟"
    policy = _policy(request.user, on)
    if offers.founding_post(request.user, on) is None:
        return not_yours(request, heading, back, whose=f"{_founders(policy)}（{policy.article}）")
    form = FoundForm(*sent(request), on=on)
    return written(
        request,
        form,
        lambda **by: acts.found_alliance(form.given(), form.brought(), **by),
        back=back,
        done="联盟已登记，请登记成员。",
        onward=lambda made: reverse("alliance", args=[made.pk]),
        heading=heading,
        lead=FREE,
        policy=policy,
        crumbs=pages.way((LISTS[0], back), (heading, "")),
    )


@require_safe
def alliance(request, pk):
    """One alliance: its document, its members with whom to call, what it did."""
    on, person = clock.today(), request.user
    one = pages.alliance_of(person, pk, on)
    page = pages.of_alliance(one, person, on, request.GET.get("before")) | {"free": FREE}
    papers = Attachment.objects.about(one).filter(slot=acts.FOUNDING, withdrawn_at=None)
    page |= {"papers": papers.order_by("pk"), "entries": seen_by(person, on, one)}
    page["crumbs"] = _way(one)
    return render(request, "exchange/alliance.html", page)


def _way(one: Alliance, *last: str) -> list[dict]:
    here = (one.title, reverse("alliance", args=[one.pk]))
    return pages.way((LISTS[0], reverse(LISTS[1])), here, *((label, "") for label in last))


def _kept(request, pk, heading: str):
    """The alliance and the way back; a refusal where somebody else keeps it."""
    one, back = pages.alliance_of(request.user, pk, clock.today()), reverse("alliance", args=[pk])
    refusal = None
    if offers.keeping_post(one, request.user, clock.today()) is None:
        refusal = not_yours(request, heading, back, whose=one.union.title)
    elif one.ended_on:
        refusal = redirect(back)
    return one, back, refusal


@entry
def alliance_join(request, pk):
    """Take a studio in."""
    heading = "登记成员加入"
    one, back, refusal = _kept(request, pk, heading)
    if refusal:
        return refusal
    studios = acts.eligible(one).order_by("title")
    form = JoinForm(*sent(request), on=clock.today(), studios=studios)
    return written(
        request,
        form,
        lambda **by: acts.join(one, *_joining(form), **by),
        back=back,
        done="已登记加入。",
        heading=heading,
        lead=f"{one.title}。{FREE}",
        crumbs=_way(one, heading),
    )


def _joining(form: JoinForm) -> tuple[Studio, dict]:
    given = form.given()
    return given.pop("studio"), given


@entry
def alliance_lead(request, pk):
    """Say which member leads."""
    heading = "确定牵头工作室"
    one, back, refusal = _kept(request, pk, heading)
    if refusal:
        return refusal
    members = Studio.objects.filter(memberships__alliance=one, memberships__left_on=None)
    form = LeadForm(*sent(request), members=members.order_by("title"))
    return written(
        request,
        form,
        lambda **by: acts.lead(one, form.cleaned_data["studio"], **by),
        back=back,
        done="牵头工作室已确定。",
        heading=heading,
        lead=f"{one.title}。从现有成员中确定。",
        crumbs=_way(one, heading),
    )


@entry
def alliance_end(request, pk):
    """End an alliance."""
    heading = "结束联盟"
    one, back, refusal = _kept(request, pk, heading)
    if refusal:
        return refusal
    form = DatedForm(*sent(request), on=clock.today(), label="结束日期")
    return written(
        request,
        form,
        lambda **by: acts.end(one, form.cleaned_data["day"], form.cleaned_data["why"], **by),
        back=back,
        done="联盟已结束。",
        heading=heading,
        lead=one.title,
        consequences=["成员和交流记录保留，以后不能再登记。", "成员的称号、考核和补助不受影响。"],
        submit="结束联盟",
        danger=True,
        crumbs=_way(one, heading),
    )


@entry
def membership_end(request, pk):
    """Write down that a studio left."""
    on, heading = clock.today(), "登记退出联盟"
    seen = Membership.objects.visible_to(request.user, on=on)
    joined = "alliance__union", "studio__unit_union"
    member = get_object_or_404(seen.select_related(*joined), pk=pk)
    one, back = member.alliance, reverse("alliance", args=[member.alliance_id])
    if offers.leaving_post(member.studio, one, request.user, on) is None:
        actor = f"{member.studio.unit_union}或{one.union}"
        return not_yours(request, heading, back, whose=actor)
    form = DatedForm(*sent(request), on=on, label="退出日期")
    return written(
        request,
        form,
        lambda **by: acts.leave(member, form.cleaned_data["day"], form.cleaned_data["why"], **by),
        back=back,
        done="已登记退出。",
        heading=heading,
        lead=f"{member.studio.title}退出{one.title}。记录保留；{FREE}",
        crumbs=_way(one, heading),
    )


@entry
def alliance_exchange(request, pk):
    """Write down what an alliance did."""
    on, heading = clock.today(), "登记联盟活动"
    one, back = pages.alliance_of(request.user, pk, on), reverse("alliance", args=[pk])
    if offers.leading_post(one, request.user, on) is None:
        return not_yours(request, heading, back, whose=f"{one.union}或牵头工作室的经办人")
    form = ExchangeForm(*sent(request), on=on)
    return written(
        request,
        form,
        lambda **by: write_exchange(one, form.given(), form.brought(), **by),
        back=back,
        done="活动已登记。",
        heading=heading,
        lead=one.title,
        crumbs=_way(one, heading),
    )
