"""Pages of what unions gave: while a studio is being created, or beside the sums of the text."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rules.payable import paid_back
from workshops import clock
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED

from . import supports as acts
from .models import Title
from .support_forms import BesideForm, SupportForm
from .supported import Sort
from .views import way

pages = require_http_methods(["GET", "POST"])


def _title(request, pk) -> Title:
    """A title towards which unions give: created under supervision, or by a policy of its text."""
    joined = "studio__unit_union", "authority", "supervising_union", "application__call__authority"
    seen = Title.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    one = get_object_or_404(seen, pk=pk)
    if one.supervising_union is None and acts.policy(one) is None:
        raise Http404
    return one


@pages
def support(request, pk):
    """What was given, and by whom; entered by those who gave it or received it."""
    one, on = _title(request, pk), clock.today()
    post, sort = acts.supporter(one, request.user, on), page_of(one)
    form = _form(request, post, sort, on) if post else None
    if request.method == "POST" and form and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        return done(request, pk, lambda: acts.enter_support(one, **form.cleaned_data, **moment))
    rows = one.supports.filter(sort=sort).select_related("union", "proof")
    page = {"title": one, "form": form, "post": post, "sort": sort, "heading": sort.label}
    page |= {"rows": rows.order_by("given_on", "pk"), "given_fen": one.given_fen(sort)}
    page |= {"rule": rule_of(one, sort), "effect": effect(one, sort, on)}
    page |= {"back": reverse("title", args=[pk]), "crumbs": way(one, sort.label)}
    return render(request, "titles/support.html", page)


def _form(request, post, sort, on):
    kind = SupportForm if sort == Sort.BEFORE else BesideForm
    form = kind(request.POST or None, request.FILES or None, on=on)
    if sort == Sort.BESIDE:
        form.fields["giver"].initial = post.union.title
    return form


def page_of(one: Title) -> Sort:
    """What its page is about: what was given before the name, where it was created under eyes."""
    return Sort.BEFORE if one.supervising_union_id else Sort.BESIDE


def rule_of(one: Title, sort: Sort):
    """The provision it rests on."""
    return one.edition.step("supervise") if sort == Sort.BEFORE else acts.policy(one)


def effect(one: Title, sort: Sort, on) -> str:
    """What the sum brings with it, by the readings in force for this title."""
    facts = one.own_facts(on)
    if sort == Sort.BEFORE:
        offsets = one.edition.parameter("precreation_offsets_grant").chosen(facts)
        said = "按所选读法，" if offsets else "另行记录，不"
        return f"{said}从命名后的资助中抵扣。"
    rule = one.edition.step("delist")
    back = paid_back(rule) if rule else None
    if back is None:
        return "只作记录；办法没有规定追回。"
    reaches = one.claims_support_back and back.scope.chosen(facts) == back.wide
    said = "一并" if reaches else "不"
    return f"只作记录，不由系统计算。查实弄虚作假撤销称号的，按所选读法{said}{back.word}。"


@pages
def strike_support(request, pk, row):
    """Strike out one entry with the reason."""
    one, on = _title(request, pk), clock.today()
    post = acts.supporter(one, request.user, on)
    entry = get_object_or_404(one.supports, pk=row)
    if post is None or post.union_id != entry.union_id or entry.sort != acts.sort_of(one):
        raise Http404
    if not entry.stands:
        messages.info(request, "这一笔已经冲销，没有再办一次。")
        return redirect("support", pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        return done(request, pk, lambda: acts.strike(entry, **form.cleaned_data, **moment))
    page = {"form": form, "what": entry.get_sort_display(), "back": reverse("support", args=[pk])}
    page |= {"day": entry.given_on, "fen": entry.amount_fen}
    return render(request, "records/strike.html", page | {"crumbs": way(one, "冲销")})


def done(request, pk, act):
    """Do it and return to the list; say so where somebody was quicker."""
    try:
        act()
    except acts.Twice:
        messages.info(request, "同样的一笔已经登记过，没有再记一次。")
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("support", pk)
