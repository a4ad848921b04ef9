"""Pages for everybody: the studios that agreed to be shown, in the words they agreed to."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workshops.titles.lifecycle import HELD

from .forms import FindForm
from .showcases import Showcase

ON_A_PAGE = 20


def _shown():
    """What is on show, with the studio's titles; read anew each time, for consent may end."""
    return Showcase.objects.on_show().select_related("studio__unit_union")


def _told(one: Showcase) -> dict:
    """What the public reads: the text, the studio, its unit, its titles; nobody's particulars."""
    union = one.studio.unit_union
    held = one.studio.titles.filter(state__in=HELD, named_on__isnull=False)
    titles = [f"{title.title}（{title.named_on.year}年）" for title in held.order_by("named_on")]
    parts = [line.strip() for line in one.text.splitlines() if line.strip()]
    return {"show": one, "unit": union.unit or union.title, "titles": titles, "parts": parts}


@login_not_required
@never_cache
@require_safe
def showcases(request):
    """The studios on show, newest first."""
    form = FindForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    rows = _shown().order_by("-pk")
    if asked:
        unit = Q(studio__unit_union__title__icontains=asked)
        rows = rows.filter(unit | Q(studio__title__icontains=asked))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "form": form, "q": asked}
    shown["label"] = f"第{page.start_index()}–{page.end_index()}条，共{page.paginator.count}条"
    if page.has_previous():
        shown["previous_url"] = f"?q={asked}&page={page.previous_page_number()}"
    if page.has_next():
        shown["next_url"] = f"?q={asked}&page={page.next_page_number()}"
    return render(request, "exchange/showcases.html", shown)


@login_not_required
@never_cache
@require_safe
def showcase(request, pk):
    """One studio in the words it agreed to; gone as soon as consent is withdrawn."""
    one = get_object_or_404(_shown(), pk=pk)
    page = _told(one)
    page["crumbs"] = [
        {"label": "风采展示", "url": reverse("showcases")},
        {"label": one.studio.title},
    ]
    return render(request, "exchange/showcase.html", page)
