"""Pages of claims: those of a title, one claim with what it lists, its steps."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rules import claiming
from workshops import clock
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.offers import offers
from workshops.records.seen import seen_by
from workshops.records.steps import CHANGED, step_page
from workshops.titles.beside import asked_at_once
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.titles.pages import others_on_roll
from workshops.titles.views import way
from workshops.unions.models import Role

from . import actions as acts
from . import pages as parts
from .forms import REFUSE, DecideForm, FileForm, KeepForm, PapersForm, shape_of
from .lifecycle import State
from .models import Claim
from .second import keep_on, secretary_post

pages = require_http_methods(["GET", "POST"])


def _title(request, pk) -> Title:
    """The title, for those who may see what is asked for under it."""
    on, person = clock.today(), request.user
    seen = Title.objects.visible_to(person, on=on)
    title = get_object_or_404(seen.select_related("studio__unit_union", "authority"), pk=pk)
    near = title.authority_id in person.unions_as(*OFFICE, *MONEY, on=on)
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    if not claiming.kinds(title.edition) or not (near or own):
        raise Http404
    return title


def _claim(request, pk) -> Claim:
    """One claim this person may see, with all that is known of its title."""
    joined = "title__studio__unit_union", "title__authority", "title__application__call"
    seen = Claim.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    seen = seen.annotate(others_on_roll=others_on_roll("title__"))
    rows = list(seen.filter(title__claims=pk))
    one = next((row for row in rows if row.pk == pk), None)
    if one is None:
        raise Http404
    one.title.others_on_roll = one.others_on_roll
    if one.title.is_of_the_roll or one.title.turns_on_leaders:
        asked_at_once(one.title)
    prefetch_related_objects([one.title], "assessments", "payments")
    # The others of the title came along: what counts of them need not be asked for again.
    one.title._prefetched_objects_cache["claims"] = list(_beside(rows, one.title))
    return one


def _forms(claim) -> dict:
    return REFUSE | {claim.deciding.name: DecideForm, "file_claim": FileForm}


@pages
def claims(request, pk):
    """What may be asked for under a title, and what was."""
    title, on = _title(request, pk), clock.today()
    may = acts.clerk_post(title, request.user, on) is not None
    if request.method == "POST":
        return _begun(request, title)
    seen = Claim.objects.visible_to(request.user, on=on).filter(title=title).order_by("-pk")
    found = [{"claim": one, "tone": parts.TONES[one.state]} for one in _beside(seen, title)]
    shown = {"title": title, "kinds": claiming.kinds(title.edition), "rows": found, "may": may}
    shown["ended"] = title.state not in HELD or bool(title.base_id)
    shown |= {"back": reverse("title", args=[pk]), "crumbs": way(title, "另行申请的补助")}
    return render(request, "claims/claims.html", shown)


def _beside(rows, title):
    """The claims with their title at hand, so that none of them asks for it."""
    for one in rows:
        one.title = title
        yield one


def _begun(request, title):
    """Begin a claim of the kind asked for, or go on with its draft."""
    kind = request.POST.get("kind", "")
    if claiming.kind_of(title.edition, kind) is None:
        raise Http404
    try:
        one = acts.begin(title, kind, by=request.user, on=clock.today(), at=clock.now())
    except NotPermitted:
        raise Http404 from None
    except NotPossible:
        messages.warning(request, "称号已经终止，或者不是基础称号，不能申请补助。")
        return redirect("claims", title.pk)
    return redirect("claim", one.pk)


@require_safe
def claim(request, pk):
    """One claim: what it lists and brings, its papers, and what can be done now."""
    return _shown(request, _claim(request, pk))


def _shown(request, one, form=None, papers=None, status=200):
    on, mine = clock.today(), acts.clerk_post(one.title, request.user, clock.today())
    editable = mine is not None and one.state == State.DRAFT
    steps = offers(
        one,
        by=request.user,
        on=on,
        address=lambda step: reverse("claim_step", args=[one.pk, step]),
        forms=_forms(one),
    )
    shown = {
        "claim": one,
        "status": parts.status(one),
        "facts": parts.facts(one, on),
        "rows": parts.rows(one),
        "reckoning": parts.reckoning(one, on),
        "form": form or (shape_of(one.rule)(claim=one, on=on) if editable else None),
        "papers": parts.papers(one),
        "papers_form": papers or (PapersForm() if mine and one.state in OPEN else None),
        "payment": parts.payment_of(one, request.user, on),
        "droppable": editable and acts.untouched(one),
        "steps": steps,
        "entries": seen_by(request.user, on, one),
        "crumbs": [*way(one.title), _up(one), {"label": one.rule.label}],
    }
    return render(request, "claims/claim.html", shown, status=status)


OPEN = (State.DRAFT, State.FILED)


def _up(one) -> dict:
    return {"label": "另行申请的补助", "url": reverse("claims", args=[one.title_id])}


@require_POST
def claim_item(request, pk):
    """Put one thing into a draft."""
    one, on = _claim(request, pk), clock.today()
    if acts.clerk_post(one.title, request.user, on) is None:
        raise Http404
    form = shape_of(one.rule)(request.POST, claim=one, on=on)
    if not form.is_valid():
        return _shown(request, one, form=form)
    return _done(request, one, lambda **at: acts.enlist(one, form.details(), **at), "已保存。")


@require_POST
def claim_strike(request, pk, row):
    """Take one thing out of a draft."""
    one = _claim(request, pk)
    entry = get_object_or_404(one.items, pk=row)
    return _done(request, one, lambda **at: acts.strike(entry, **at), "已删去。")


@require_POST
def claim_drop(request, pk):
    """Drop a draft in which nothing was written yet."""
    one = _claim(request, pk)
    back = redirect("claims", one.title_id)
    return _done(request, one, partial(acts.drop, one), "已放弃这份草稿。", back)


def _done(request, one, act, word, back=None):
    """Do it and return with word of it; to the claim, unless it is gone."""
    here = redirect("claim", one.pk)
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except NotPermitted:
        raise Http404 from None
    except NotPossible:
        messages.warning(request, CHANGED)
        return here
    messages.success(request, word)
    return back or here


@require_POST
def claim_paper(request, pk):
    """Keep a paper that proves what is asked for."""
    one, on = _claim(request, pk), clock.today()
    post = acts.clerk_post(one.title, request.user, on)
    if post is None or one.state not in OPEN:
        raise Http404
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, one, papers=form)
    try:
        keep(
            one, parts.SLOT, form.cleaned_data["paper"], by=request.user, at=clock.now(), post=post
        )
    except ValidationError as refused:
        form.add_error("paper", refused)
        return _shown(request, one, papers=form)
    messages.success(request, "材料已上传。")
    return redirect("claim", pk)


@pages
def second_title(request, pk):
    """A second title whose base has fallen: kept with the reason, or ended on its own page."""
    one, on = _claim(request, pk), clock.today()
    waits = Claim.objects.without_base().filter(pk=pk).exists()
    if secretary_post(one, request.user, on) is None or not waits:
        raise Http404
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        return _done(request, one, lambda **at: keep_on(one, why, **at), "已决定保留。")
    shown = {"claim": one, "form": form, "ended": reverse("title", args=[one.second_id])}
    shown |= {"back": reverse("claim", args=[pk]), "crumbs": way(one.title, "是否保留")}
    return render(request, "claims/second.html", shown)


@pages
def claim_step(request, pk, step):
    """File, take back, decide or refuse; whoever comes second is told so."""
    one, on, back = _claim(request, pk), clock.today(), reverse("claim", args=[pk])
    if one.edition.step(step) is None:
        raise Http404
    lines = parts.consequences(one, step, on)
    try:
        return step_page(request, one, step, back=back, forms=_forms(one), consequences=lines)
    except IntegrityError:  # the second net: another used it, or took the place, a moment before
        messages.warning(
            request, "同一发票、证书、成果或名额刚刚已被另一份申请使用，请核对后再办。"
        )
        return redirect(back)
