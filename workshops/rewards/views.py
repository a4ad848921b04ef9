"""Pages of this room: what one studio was recommended for and given, rosters, lists."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.documents.serving import as_workbook
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.titles.past import DayForm
from workshops.titles.studio_page import rewarded
from workshops.titles.views import way

from . import actions as acts
from . import lists
from . import pages as parts
from .forms import FORMS, ResultForm
from .roster import held_on

ON_A_PAGE = 30
HEADING = "荣誉、奖励和待遇"
STRUCK = "这一条已经冲销，没有再办一次。"
AGAIN = "同样的内容已经登记过，没有再记一次。"
pages = require_http_methods(["GET", "POST"])


def _title(request, pk) -> Title:
    """A named title whose text has something of this room."""
    joined = "studio__unit_union", "authority", "application__call", "supervising_union"
    seen = Title.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    one = get_object_or_404(seen, pk=pk, named_on__isnull=False)
    if not rewarded(one):
        raise Http404
    return one


def _way(one: Title, *last: str) -> list[dict]:
    here = {"label": HEADING, "url": reverse("rewards", args=[one.pk])}
    return [*way(one), here, *({"label": word} for word in last)]


@require_safe
def rewards(request, pk):
    """All of it for one studio."""
    one, on = _title(request, pk), clock.today()
    page = {"title": one, "parts": parts.parts(one, request.user, on), "heading": HEADING}
    page |= {"supported": parts.supported(one), "crumbs": way(one, HEADING)}
    return render(request, "rewards/rewards.html", page)


@pages
def reward_new(request, pk, kind):
    """Record a recommendation, a reward, or what members were given."""
    one, on = _title(request, pk), clock.today()
    policy = one.edition.policy(kind) if kind in FORMS else None
    if policy is None:
        raise Http404
    post, sorts = parts.offered(one, kind, request.user, on)
    back = reverse("rewards", args=[pk])
    if one.state not in HELD:
        messages.info(request, "称号已经终止，不再登记新的内容。")
        return redirect(back)
    if post is None:
        return not_yours(request, parts.NEW[kind], back, whose=who(one, policy))
    form = FORMS[kind](request.POST or None, title=one, on=on, sorts=sorts)
    if request.method == "POST" and form.is_valid():
        return _done(request, pk, lambda **at: _act(kind, one, form.cleaned_data, at))
    page = {"title": one, "policy": policy, "form": form, "back": back, "post": post}
    page |= {"heading": parts.NEW[kind], "brings": [parts.BRINGS[kind]]}
    page["crumbs"] = _way(one, parts.NEW[kind])
    return render(request, "rewards/new.html", page)


def _act(kind: str, one: Title, given: dict, at: dict) -> None:
    """The act of that kind."""
    if kind == "benefits":
        people = given.pop("people")
        acts.give(one, people, given, **at)
    else:
        {"honours": acts.recommend, "rewards": acts.reward}[kind](one, given, **at)


def who(one: Title, policy) -> str:
    """Who records it, in words."""
    seats = {seat for sort in policy.sorts for seat in sort.seats or acts.KEEPERS}
    words = {"unit": "所在单位工会经办人", "recommender": "推荐工会初审员"}
    words |= {"authority": f"{one.authority.title}评审工作人员"}
    return "、".join(words[seat] for seat in acts.KEEPERS if seat in seats)


def _own(request, one: Title, kind: str, row: int):
    """A row that this person's union wrote down."""
    if kind not in parts.KINDS:
        raise Http404
    found = get_object_or_404(parts.KINDS[kind], title=one, pk=row)
    if acts.own_post(found, request.user, clock.today()) is None:
        raise Http404
    found.title = one
    return found


@pages
def recommendation_result(request, pk, row):
    """What came of a recommendation, told once."""
    one, on = _title(request, pk), clock.today()
    found = _own(request, one, "honours", row)
    if found.result or not found.stands:
        said = "这项推荐已经登记过结果；登记有误的，冲销后重新登记。"
        messages.info(request, said if found.stands else STRUCK)
        return redirect("rewards", pk)
    form = ResultForm(request.POST or None, row=found, on=on)
    if request.method == "POST" and form.is_valid():
        return _done(request, pk, lambda **at: acts.conclude(found, form.cleaned_data, **at))
    brings = ["结果只能登记一次；登记有误的，冲销这项推荐后重新登记。"]
    if acts.is_upper(found):
        brings.append("已获得的，列入工作室的“已有命名”，下次申报时直接带出。")
    page = {"title": one, "policy": one.edition.policy("honours"), "form": form, "row": found}
    page |= {"heading": "登记推荐结果", "brings": brings, "back": reverse("rewards", args=[pk])}
    page["crumbs"] = _way(one, "登记推荐结果")
    return render(request, "rewards/new.html", page)


@pages
def reward_strike(request, pk, kind, row):
    """Strike out a row of one's own union, with the reason."""
    one = _title(request, pk)
    found = _own(request, one, kind, row)
    if not found.stands:
        messages.info(request, STRUCK)
        return redirect("rewards", pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(request, pk, lambda **at: acts.strike(found, **form.cleaned_data, **at))
    page = {"title": one, "row": found, "form": form, "back": reverse("rewards", args=[pk])}
    page["brought"] = kind == "honours" and found.earlier_title_id is not None
    return render(request, "rewards/strike.html", page | {"crumbs": _way(one, "冲销")})


def _done(request, pk, act):
    """Do it and return to the page of the studio; say so where somebody was quicker."""
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except acts.Twice:
        messages.info(request, AGAIN)
    except (NotPermitted, NotPossible, Refused):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("rewards", pk)


# Over all studios


def _day(request, on):
    """The day asked for, today without one."""
    form = DayForm(request.GET or None, on=on, initial={"on": on})
    asked = form.cleaned_data["on"] if form.is_valid() else None
    return form, asked or on


def _held(request, on, day) -> list[int]:
    seen = Title.objects.visible_to(request.user, on=on).filter(base=None)
    return held_on(seen, day)


@require_safe
def roster(request):
    """Who stood on the rosters of the titled studios on a day; today's without one."""
    on = clock.today()
    form, day = _day(request, on)
    page = Paginator(_held(request, on, day), ON_A_PAGE).get_page(request.GET.get("page"))
    titles = list(lists.titles_seen(request.user, on, "benefits").filter(pk__in=list(page)))
    query = request.GET.copy()
    query.pop("page", None)
    shown = {"groups": lists.on_roster(titles, day), "page": page, "form": form, "day": day}
    crumbs = [{"label": "称号", "url": reverse("titles")}, {"label": "在册人员"}]
    shown |= {"crumbs": crumbs}
    return render(request, "rewards/roster.html", shown | {"query": query.urlencode()})


@require_safe
def roster_workbook(request):
    """The same to take away."""
    on = clock.today()
    _, day = _day(request, on)
    titles = lists.titles_seen(request.user, on, "benefits")
    titles = titles.filter(pk__in=_held(request, on, day))
    return as_workbook(lists.roster_book(lists.on_roster(list(titles), day), day), f"在册人员{day}")


@require_safe
def priority_workbook(request):
    """Studios and leaders with title, years and results: facts for whoever decides."""
    on = clock.today()
    titles = list(lists.titles_seen(request.user, on, *lists.PRIORITY))
    return as_workbook(lists.priority_book(titles, on), f"创新工作室和领衔人{on}")
