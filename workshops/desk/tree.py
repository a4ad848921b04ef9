"""The pages on which an administrator keeps the unions below, each act recorded."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.actions import record
from workshops.unions.forms import UnionForm
from workshops.unions.models import TradeUnion

from .people import Office

pages = require_http_methods(["GET", "POST"])
KEPT = ("title", "kind", "parent", "screening_union")


@require_safe
def unions(request):
    """The unions one administers, as a tree read from the top."""
    office = Office(request)
    found = TradeUnion.objects.filter(pk__in=office.unions)
    found = found.select_related("parent", "screening_union").order_by("-level", "pk")
    return render(request, "unions/unions.html", {"unions": found, "crumbs": crumbs("")})


@pages
def union_new(request):
    """Add a union under one of those one administers."""
    office = Office(request)
    made = TradeUnion(jurisdiction=office.post.union.jurisdiction)
    return _kept(request, office, made, "添加工会")


@pages
def union_edit(request, pk):
    """Change what is kept of a union; its place at the top stays as it was."""
    office = Office(request)
    found = get_object_or_404(TradeUnion, pk=pk)
    if found.pk not in office.unions or found.pk == office.post.union_id:
        raise Http404
    return _kept(request, office, found, "修改工会")


def _kept(request, office, union, label):
    before = said(union) if union.pk else None
    form = UnionForm(request.POST or None, instance=union, unions=office.unions)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            change = {"before": before, "after": said(union)}
            record(label, union, by=office.person, post=office.post, at=clock.now(), **change)
        messages.success(request, f"已保存：{union}。")
        return redirect("unions")
    page = {"form": form, "label": label, "crumbs": crumbs(label)}
    return render(request, "unions/union_form.html", page)


def crumbs(label: str) -> list[dict]:
    """Where a page lies: people, unions, this page."""
    trail = [{"label": "人员", "url": reverse("people")}]
    trail.append({"label": "工会", "url": reverse("unions")})
    return [*trail, {"label": label}] if label else trail


def said(union) -> dict:
    """What the history keeps of a union."""
    return {name: str(getattr(union, name) or "") for name in KEPT}
