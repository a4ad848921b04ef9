"""One click into the demo, and the page of a union with the regulation it works under."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from workshops import clock

from .accounts import BACKEND
from .models import Person, TradeUnion


@login_not_required
@require_POST
def demo_enter(request, pk):
    """Sign in as one of the demo's invented people; there is no such door outside the demo."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person, pk=pk, is_demo=True, is_active=True)
    login(request, person, backend=BACKEND)
    onwards = request.POST.get("next", "")
    safe = onwards.startswith("/") and url_has_allowed_host_and_scheme(onwards, None)
    return redirect(onwards if safe else "desk")


@require_safe
def union(request, pk):
    """What a union is, whom it stands under, and what its regulation leaves open."""
    on = clock.today()
    chain = TradeUnion.objects.select_related("parent__parent__parent", "screening_union")
    found = get_object_or_404(chain, pk=pk)
    if found.authority.pk not in {post.union.authority.pk for post in request.user.posts(on)}:
        raise Http404
    regulation = found.regulation
    edition = regulation.editions[-1] if regulation else None
    return render(request, "unions/union.html", {"union": found, "edition": edition})
