"""Pages of what was given towards a studio while it is being created."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED

from . import direct_support as acts
from .direct_forms import SupportForm
from .models import Title
from .views import way

pages = require_http_methods(["GET", "POST"])


def _title(request, pk) -> Title:
    """A title that came in from the roll and was created under supervision."""
    joined = "studio__unit_union", "authority", "supervising_union"
    seen = Title.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    return get_object_or_404(seen, pk=pk, supervising_union__isnull=False)


@pages
def support(request, pk):
    """What was given, and by whom; entered by those who gave it."""
    one, on = _title(request, pk), clock.today()
    post = acts.supporter(one, request.user, on)
    form = SupportForm(request.POST or None, on=on) if post else None
    if request.method == "POST" and form and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        return done(request, pk, lambda: acts.enter_support(one, **form.cleaned_data, **moment))
    page = {"title": one, "form": form, "post": post, "given_fen": acts.given_fen(one)}
    page["rows"] = one.supports.select_related("union").order_by("given_on", "pk")
    page["offsets"] = one.edition.parameter("precreation_offsets_grant").chosen(one.own_facts(on))
    page |= {"rule": one.edition.step("supervise"), "back": reverse("title", args=[pk])}
    return render(request, "titles/support.html", page | {"crumbs": way(one, "创建前的资助")})


@pages
def strike_support(request, pk, row):
    """Strike out one entry with the reason."""
    one, on = _title(request, pk), clock.today()
    post = acts.supporter(one, request.user, on)
    entry = get_object_or_404(one.supports.filter(struck_on=None), pk=row)
    if post is None or post.union_id != entry.union_id:
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        return done(request, pk, lambda: acts.strike(entry, **form.cleaned_data, **moment))
    page = {"form": form, "what": "创建前的资助", "back": reverse("support", args=[pk])}
    page |= {"day": entry.given_on, "fen": entry.amount_fen}
    return render(request, "records/strike.html", page | {"crumbs": way(one, "冲销")})


def done(request, pk, act):
    """Do it and return to the list; say so where somebody was quicker."""
    try:
        act()
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("support", pk)
