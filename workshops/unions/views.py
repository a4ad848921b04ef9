"""One click into the demo."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from .accounts import BACKEND
from .models import Person


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
