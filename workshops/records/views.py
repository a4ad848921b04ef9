"""Pages of what is kept: attachments to take away, decisions, the history."""

from django.apps import apps
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.unions.models import Person, Role
from workshops.unions.tree import overseen

from .actions import broken_link
from .forms import SearchForm
from .models import Attachment, Decision, Event, HistoryHead
from .reading import line, particulars, verdict_of

PER_PAGE = 50


@require_safe
def attachment(request, pk):
    """The file of an attachment, for whoever may see what it is about; never shown in the page."""
    on = clock.today()
    found = get_object_or_404(Attachment, pk=pk)
    mine = found.kept_by_id == request.user.pk or request.user.holds(Role.AUDITOR, on=on)
    if not found.subject_visible_to(request.user, on=on) or (found.withdrawn_at and not mine):
        raise Http404
    try:
        kept = found.content.open("rb")
    except FileNotFoundError:
        raise Http404("文件不在存放处，请联系系统管理员。") from None
    response = FileResponse(
        kept, as_attachment=True, filename=found.filename, content_type=found.content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
def decision(request, pk):
    """One decision as it was taken: its findings, its particulars, its papers."""
    on = clock.today()
    kept = Decision.objects.select_related("person", "union")
    found = get_object_or_404(kept, pk=pk)
    if not found.subject_visible_to(request.user, on=on):
        raise Http404
    page = {
        "decision": found,
        "subject": found.subject(),
        "verdict": verdict_of(found, request.user, on),
        "particulars": particulars(found, request.user, on),
        "papers": found.papers.defer("content").order_by("pk"),
    }
    return render(request, "records/decision.html", page)


@require_safe
def history(request):
    """Every act in the unions one oversees, newest first; auditors and administrators only."""
    on, form = clock.today(), SearchForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    unions = overseen(request.user, on)
    if not unions:
        raise Http404
    events = acts_within(unions, request.user, on)
    if asked:
        said = Q(who__icontains=asked) | Q(title__icontains=asked) | Q(act__icontains=asked)
        events = events.filter(said)
    before = request.GET.get("before", "")
    if before and not (before.isdecimal() and len(before) < 16):
        raise BadRequest("翻页的地址不对。")
    rows = list((events.filter(number__lt=before) if before else events)[: PER_PAGE + 1])
    page = {
        "q": asked,
        "form": form,
        "entries": [line(event) for event in rows[:PER_PAGE]],
        "before": before,
    }
    page["older"] = rows[PER_PAGE - 1].number if len(rows) > PER_PAGE else None
    page["links"] = HistoryHead.objects.values_list("number", flat=True).first() or 0
    if "check" in request.GET:
        page |= {"checked": True, "broken": broken_link()}
    return render(request, "records/history.html", page)


def acts_within(unions: list[int], person, on):
    """The acts of these unions, of their people without a post, and of the public towards them."""
    staff = Person.objects.filter(appointments__union__in=unions)
    seen = Q(union__in=unions) | Q(union=None, person__in=staff)
    public = Event.objects.filter(union=None, person=None)
    for label in public.order_by().values_list("subject_type", flat=True).distinct():
        door = getattr(apps.get_model(label).objects, "visible_to", None)
        if door:
            theirs = door(person, on=on).values("pk")
            seen |= Q(union=None, person=None, subject_type=label, subject_id__in=theirs)
    return Event.objects.filter(seen).order_by("-number")
