"""Pages of the readings of a text, and of a change: prepared, looked through, decided."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import clock
from workshops.applications.amendments import (
    READERS,
    Amendment,
    read_along,
    readings_in_force,
    readings_of,
)
from workshops.applications.history import entries
from workshops.documents.serving import as_workbook
from workshops.documents.workbooks import workbook
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Event
from workshops.unions.models import Kind

from . import amendment_pages as parts
from .amending import Broken, Moved, activate, keeping_post, lacks_day, prepare, withdraw
from .amendment_forms import ActivationForm, AmendmentForm, WithdrawalForm
from .replay import Replay, proposal_of
from .trials import Stale, begin, every_difference

pages = require_http_methods(["GET", "POST"])


def way(code: str, *last: str) -> list[dict]:
    """The way to a page of the readings."""
    here = {"label": "办法参数", "url": reverse("parameters", args=[code])}
    return [here, *({"label": word} for word in last)]


def reading_post(request, code: str = ""):
    """The post in which this person reads the parameters of a regulation; 404 for others."""
    posts = (p for p in request.user.posts(clock.today()) if p.role in READERS)
    found = (p for p in posts if p.union.kind == Kind.AUTHORITY and p.union.regulation)
    post = next((p for p in found if not code or p.union.jurisdiction == code), None)
    if post is None:
        raise Http404
    return post


def _edition(request, authority):
    """The edition asked for, or the one in force."""
    regulation, key = authority.regulation, request.GET.get("edition", "")
    if not key:
        return parts.governing(authority, clock.today())
    found = next((one for one in regulation.editions if one.key == key), None)
    if found is None:
        raise Http404
    return found


@require_safe
def amendments(request):
    """The parameters of one's own authority."""
    return redirect("parameters", reading_post(request).union.jurisdiction)


@require_safe
def parameters(request, code):
    """What the text leaves open, how it is read now, and what else it could be read as."""
    authority, on = reading_post(request, code).union, clock.today()
    edition = _edition(request, authority)
    now = readings_of(edition, readings_in_force(authority, edition.key))
    changes = Amendment.objects.visible_to(request.user, on=on).filter(authority=authority)
    changes = list(changes.select_related("prepared_by", "activated_by").order_by("-pk"))
    page = {
        "authority": authority,
        "edition": edition,
        "code": code,
        "rows": parts.rows(edition, now),
        "editions": parts.editions(authority),
        "kept": parts.kept_otherwise(authority, edition, now),
        "may_prepare": keeping_post(request.user, authority, on) is not None,
        "waiting": next((one for one in changes if one.is_waiting), None),
        "changes": changes,
    }
    return render(request, "amendments/parameters.html", page | {"crumbs": way(code)[:1]})


@pages
def amendment_new(request, code):
    """Prepare a change; it waits for a second person."""
    authority, on = reading_post(request, code).union, clock.today()
    if keeping_post(request.user, authority, on) is None:
        raise Http404
    edition = _edition(request, authority)
    now = readings_of(edition, readings_in_force(authority, edition.key))
    later = edition != parts.governing(authority, on)
    form = AmendmentForm(
        request.POST or None,
        edition=edition,
        now=now,
        needs_day=later and lacks_day(authority, edition),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare(authority, form.change(), by=request.user, on=on, at=clock.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "变更已拟定，尚未生效；请另一人核对后启用。")
            return redirect("amendment", made.pk)
    page = {"form": form, "edition": edition, "back": reverse("parameters", args=[code])}
    return render(request, "amendments/new.html", page | {"crumbs": way(code, "拟定变更")})


def _seen(request, pk) -> Amendment:
    visible = Amendment.objects.visible_to(request.user, on=clock.today())
    joined = visible.select_related("authority", "prepared_by", "activated_by")
    found = get_object_or_404(joined, pk=pk)
    read_along(found)
    return found


@require_safe
def amendment(request, pk):
    """A change: while it waits, whom it would touch; later, what was seen when it was decided."""
    return _page(request, _seen(request, pk))


def _page(request, found: Amendment, *, status=200, warning=""):
    on, mine = clock.today(), keeping_post(request.user, found.authority, clock.today())
    code = found.authority.jurisdiction
    page = {
        "amendment": found,
        "edition": found.edition,
        "points": parts.points(found),
        "facts": parts.facts(found),
        "warning": warning,
        "crumbs": way(code, "变更"),
        "back": reverse("parameters", args=[code]),
        "entries": entries(found, Event.objects.about(found).order_by("-number")),
        "is_mine": found.prepared_by_id == request.user.pk,
        "may_withdraw": mine is not None and found.is_waiting,
    }
    if found.is_waiting:
        page |= parts.outlook(found, request.user, on, clock.now())
        page["may_try"] = mine is not None
        open_ = "counts" in page and not page["refused"]
        page["may_activate"] = mine is not None and not page["is_mine"] and open_
        page["activation"] = ActivationForm.showing(page.get("counts", {}))
        page["withdrawal"] = WithdrawalForm()
    else:
        page["summary"] = parts.summary(found.counts)
    return render(request, "amendments/amendment.html", page, status=status)


@require_POST
def amendment_try(request, pk):
    """Begin to work a large change out beside the pages; its page shows how far it has come."""
    found, on = _seen(request, pk), clock.today()
    if keeping_post(request.user, found.authority, on) is None or not found.is_waiting:
        raise Http404
    begin(found, on=on, at=clock.now())
    return redirect("amendment", pk)


@require_POST
def amendment_activate(request, pk):
    """Put a change into force, as the second person, with the counts that were on the page."""
    found, form = _seen(request, pk), ActivationForm(request.POST)
    acting = {"by": request.user, "on": clock.today(), "at": clock.now()}
    seen = form.counts() if form.is_valid() else {}
    try:
        activate(found, seen=seen, **acting)
    except NotPermitted:
        return _page(
            request, found, status=403, warning="拟定人不能启用自己拟定的变更，请另一人办理。"
        )
    except NotPossible:
        messages.warning(request, "这项变更已经启用或撤回。")
    except Moved:
        said = "在您查看以后，申报或称号有了变化。请核对新的数目，再决定是否启用。"
        return _page(request, found, status=409, warning=said)
    except Stale:
        said = "试算没有完成，或者完成以后情况有了变化，没有启用。请重新试算，核对以后再启用。"
        return _page(request, found, status=409, warning=said)
    except Broken as refusal:
        return _page(request, found, status=409, warning=f"{refusal}，没有启用。")
    else:
        messages.success(request, "变更已启用，记入履历。")
    return redirect("amendment", pk)


@require_POST
def amendment_withdraw(request, pk):
    """Take a waiting change back."""
    found, form = _seen(request, pk), WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=400, warning="撤回须写明理由。")
    acting = {"by": request.user, "on": clock.today(), "at": clock.now()}
    try:
        withdraw(found, why=form.cleaned_data["why"], **acting)
    except NotPermitted:
        raise Http404 from None
    except NotPossible:
        messages.warning(request, "这项变更已经启用或撤回。")
    else:
        messages.success(request, "变更已撤回，没有生效。")
    return redirect("amendment", pk)


@require_safe
def amendment_workbook(request, pk):
    """Every difference of a waiting change as a workbook; the export is recorded."""
    found, on = _seen(request, pk), clock.today()
    if not found.is_waiting:
        raise Http404
    try:
        lines = enumerate(every_difference(found, Replay(proposal_of(found), on)), 1)
    except Stale:
        return redirect("amendment", pk)
    rows = [parts.line(*pair) for pair in lines]
    post = reading_post(request, found.authority.jurisdiction)
    acting = {"by": request.user, "post": post, "at": clock.now()}
    record("导出办法变更的影响", found, after={"行数": f"{len(rows)}"}, **acting)
    title = f"办法变更的影响（{on.year}年{on.month}月{on.day}日）"
    return as_workbook(workbook(title, parts.COLUMNS, rows), f"办法变更的影响{on}")
