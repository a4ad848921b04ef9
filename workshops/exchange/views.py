"""Pages of one studio here: whom to call, its exchange, what is shown of it in public."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rules.base import Seat
from workshops import clock
from workshops.records.forms import StrikeForm
from workshops.records.models import Attachment
from workshops.records.steps import not_yours
from workshops.unions.models import Role

from . import offers, pages
from . import studio_acts as acts
from .entry import sent, written
from .forms import DismissForm, ExchangeForm, FindForm, LiaisonForm, ShowForm, WithdrawForm
from .models import Exchange

ON_A_PAGE = 50
entry = require_http_methods(["GET", "POST"])
SHOWING = [
    "文字、工作室名称、所在单位和称号公开，不用登录就能看到；其他信息不公开。",
    "同意只及于这些文字；要改文字，须另行取得同意。",
    "同意可以随时撤回，撤回后立即不再公开。",
]
WITHDRAWING = [
    "文字立即不再公开，公开页上找不到它。",
    "谁在什么时候撤回，记入履历。",
    "以后要再公开，须另行取得同意。",
]


@require_safe
def exchange(request):
    """The way in: what the place has of this room, and the studios with whom to call."""
    on, form = clock.today(), FindForm(request.GET)
    places = {post.union.jurisdiction for post in request.user.posts(on)}
    has = {key for key in offers.KEYS if any(offers.encourages(p, key) for p in places)}
    if not has:
        raise Http404
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    after = request.GET.get("after", "0")
    if not (after.isdecimal() and len(after) < 16):
        raise BadRequest("翻页的地址不对。")
    rows = list(pages.listed(request.user, on, asked).filter(pk__gt=after)[: ON_A_PAGE + 1])
    page = {"form": form, "q": asked, "has": has, "studios": rows[:ON_A_PAGE]}
    page["lacking"] = offers.lacking(has)
    page["next"] = rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None
    return render(request, "exchange/exchange.html", page)


@require_safe
def studio(request, pk):
    """All that stands of one studio here."""
    on = clock.today()
    one = pages.studio_of(request.user, pk, on)
    page = pages.of_studio(one, request.user, on, request.GET.get("before"))
    page["crumbs"] = pages.studio_way(one)
    return render(request, "exchange/studio.html", page)


def _asked(request, pk, key: str):
    """The studio, and the way back to its page."""
    one = pages.studio_of(request.user, pk, clock.today(), key)
    return one, reverse("studio_exchange", args=[pk])


@entry
def liaison(request, pk):
    """Say whom to call from a day on."""
    one, back = _asked(request, pk, offers.EXCHANGE)
    heading = "登记联络人"
    if offers.unit_post(one, request.user, clock.today()) is None:
        return not_yours(request, heading, back, whose=offers.ACTORS[Seat.UNIT])
    form = LiaisonForm(*sent(request), on=clock.today())
    return written(
        request,
        form,
        lambda **by: acts.appoint(one, form.given(), **by),
        back=back,
        done="联络人已登记。",
        heading=heading,
        lead=f"{one.title}。已有联络人的，从新的开始日期起由新的联络人接替。",
        policy=one.offers[offers.EXCHANGE],
        crumbs=pages.studio_way(one, heading),
    )


@entry
def liaison_end(request, pk):
    """End the liaison without a successor."""
    one, back = _asked(request, pk, offers.EXCHANGE)
    heading = "结束联络人"
    if offers.unit_post(one, request.user, clock.today()) is None:
        return not_yours(request, heading, back, whose=offers.ACTORS[Seat.UNIT])
    form = DismissForm(*sent(request), on=clock.today())
    return written(
        request,
        form,
        lambda **by: acts.dismiss(one, form.cleaned_data["until_on"], **by),
        back=back,
        done="联络人已结束。",
        heading=heading,
        lead=f"{one.title}。要换人的，直接登记新的联络人。",
        crumbs=pages.studio_way(one, heading),
    )


@entry
def exchange_new(request, pk):
    """Write down an occasion of a studio."""
    one, back = _asked(request, pk, offers.EXCHANGE)
    heading = "登记交流"
    if offers.near_post(one, request.user, clock.today()) is None:
        return not_yours(request, heading, back, whose="、".join(offers.ACTORS.values()))
    form = ExchangeForm(*sent(request), on=clock.today())
    return written(
        request,
        form,
        lambda **by: acts.write_exchange(one, form.given(), form.brought(), **by),
        back=back,
        done="交流已登记。",
        heading=heading,
        lead=one.title,
        policy=one.offers[offers.EXCHANGE],
        crumbs=pages.studio_way(one, heading),
    )


def _exchange(request, pk) -> tuple[Exchange, str]:
    """An occasion this person may see, and the way back to whose it is."""
    seen = Exchange.objects.visible_to(request.user, on=clock.today())
    joined = "studio__unit_union__screening_union__parent", "alliance__leading", "person", "union"
    row = get_object_or_404(seen.select_related(*joined), pk=pk)
    about = ("studio_exchange", row.studio_id) if row.studio_id else ("alliance", row.alliance_id)
    return row, reverse(about[0], args=[about[1]])


def _strikes(row: Exchange, person, on):
    if row.struck_at:
        return None
    if row.studio_id:
        return offers.near_post(row.studio, person, on)
    return offers.leading_post(row.alliance, person, on)


@require_safe
def exchange_row(request, pk):
    """One occasion with its photographs."""
    row, back = _exchange(request, pk)
    page = {"row": row, "back": back, "facts": _facts(row)}
    page["papers"] = Attachment.objects.about(row).filter(withdrawn_at=None).order_by("pk")
    page["strikes"] = _strikes(row, request.user, clock.today()) is not None
    page["crumbs"] = pages.way((str(row.studio or row.alliance), back), (row.title, ""))
    return render(request, "exchange/exchange_row.html", page)


def _facts(row: Exchange) -> list[dict]:
    people = f"{row.people_count}人" if row.people_count else ""
    said = [
        {"label": "类别", "value": row.get_kind_display()},
        {"label": "日期", "value": row.happened_on},
        {"label": "对方单位", "value": row.partner},
        {"label": "地点", "value": row.place},
        {"label": "人数", "value": people},
        {"label": "详情", "value": row.detail},
        {"label": "登记", "value": f"{row.union}，{row.person}"},
    ]
    return [one for one in said if one["value"]]


@entry
def exchange_strike(request, pk):
    """Strike an occasion out that was written down wrongly."""
    row, back = _exchange(request, pk)
    heading = "冲销交流记录"
    if _strikes(row, request.user, clock.today()) is None and not row.struck_at:
        return not_yours(request, heading, back, whose="登记的工会")
    form = StrikeForm(request.POST or None)
    return written(
        request,
        form,
        lambda **by: acts.strike_exchange(row, form.cleaned_data["why"], **by),
        back=back,
        done="已冲销。写错的请重新登记。",
        heading=heading,
        lead=row.title,
        crumbs=pages.way((str(row.studio or row.alliance), back), (heading, "")),
        consequences=["记录划线保留，理由和冲销人记入履历。", "写错的，冲销以后重新登记。"],
        submit="冲销",
        danger=True,
    )


@entry
def showcase_new(request, pk):
    """Show a text in public, with the consent to these words."""
    one, back = _asked(request, pk, offers.SHOWCASE)
    heading = "公开展示"
    if offers.unit_post(one, request.user, clock.today()) is None:
        return not_yours(request, heading, back, whose=offers.ACTORS[Seat.UNIT])
    form = ShowForm(*sent(request), on=clock.today())
    return written(
        request,
        form,
        lambda **by: acts.publish(one, _consented(form), form.brought(), **by),
        back=back,
        done="已公开展示。同意可以随时撤回。",
        heading=heading,
        lead=one.title,
        policy=one.offers[offers.SHOWCASE],
        consequences=SHOWING,
        submit="公开展示",
        crumbs=pages.studio_way(one, heading),
    )


def _consented(form: ShowForm) -> dict:
    return {name: value for name, value in form.given().items() if name != "papers"}


@entry
def showcase_end(request, pk):
    """Withdraw the consent; the text is gone at once."""
    one, back = _asked(request, pk, offers.SHOWCASE)
    heading = "撤回同意，停止展示"
    if offers.withdrawing_post(one, request.user, clock.today()) is None:
        actor = f"{offers.ACTORS[Seat.UNIT]}、{Role.CHAIR.label}，或者推荐工会、命名机关"
        return not_yours(request, heading, back, whose=actor)
    if not one.showcases.standing().exists() and request.method != "POST":
        return redirect(back)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return written(
        request,
        form,
        lambda **by: acts.withdraw_consent(one, form.cleaned_data["why"], **by),
        back=back,
        done="已撤回，现在不再公开。",
        heading=heading,
        lead=one.title,
        consequences=WITHDRAWING,
        submit="撤回同意",
        danger=True,
        crumbs=pages.studio_way(one, heading),
    )
