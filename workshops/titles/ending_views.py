"""Pages after a title ends: its plaque taken in, and the titles of one decision side by side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED, not_yours

from . import plaques
from .endings import standing
from .models import Title
from .views import way
from .year_forms import PlaqueForm
from .year_views import seen

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
def plaque(request, pk):
    """Take in the plaque of a title that ended, or say why it does not come back."""
    one, on, back = seen(request, pk), clock.today(), reverse("title", args=[pk])
    if plaques.receiving_post(one, request.user, on) is None:
        return not_yours(request, plaques.ACT, back, whose="命名机关评审工作人员")
    form = PlaqueForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        try:
            row = plaques.take_in(one, **form.cleaned_data, **moment)
        except plaques.NotTold as refusal:
            form.add_error("returned_on", str(refusal))
        except (NotPermitted, NotPossible):
            messages.warning(request, CHANGED)
            return redirect(back)
        else:
            done = "牌匾已登记收回。" if row.returned_on else "已登记没有收回的原因。"
            messages.success(request, done)
            return redirect(back)
    page = {"title": one, "form": form, "back": back, "told": plaques.told(one)}
    return render(request, "titles/plaque.html", page | {"crumbs": way(one, plaques.ACT)})


@require_safe
def named_together(request):
    """The titles that one decision named, each with the grounds open against it; no mass act."""
    on, number = clock.today(), request.GET.get("number", "").strip()
    titles = Title.objects.visible_to(request.user, on=on).filter(document_number=number)
    joined = "studio__unit_union", "authority", "supervising_union", "application__call"
    found = titles.select_related(*joined).with_years().order_by("plaque_number", "pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    if not number or not page.paginator.count:
        raise Http404
    crumbs = [{"label": "称号", "url": reverse("titles")}, {"label": number}]
    shown = {"number": number, "page": page, "crumbs": crumbs}
    shown["rows"] = [standing(title, request.user, on) for title in page]
    return render(request, "titles/together.html", shown)
