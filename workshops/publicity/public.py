"""Pages for everybody, without login: the lists on view, objecting, and the receipt."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from workshops import clock
from workshops.applications.calls import Call

from .actions import lodge
from .forms import ObjectionForm
from .models import Objection, Posting

MOST_AN_HOUR, HOUR = 20, 3600
LISTS = {"label": "公示", "url": reverse_lazy("postings")}


def _posting(request, address) -> Posting:
    seen = Posting.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(seen.select_related("call__authority"), address=address)


@login_not_required
@require_GET
def postings(request):
    """The lists on view, and earlier ones."""
    seen = Posting.objects.visible_to(request.user, on=clock.today())
    rows = seen.select_related("call__authority").order_by("-posted_on", "-pk")
    today = clock.today()
    page = {"rows": [(posting, posting.is_open(today)) for posting in rows]}
    return render(request, "publicity/postings.html", page)


@login_not_required
@require_GET
def posting(request, address):
    """One list, formal and printable: basis, names, days, and how to object."""
    found, on = _posting(request, address), clock.today()
    edition, is_open = found.call.edition, found.is_open(on)
    page = {
        "posting": found,
        "edition": edition,
        "rule": edition.step("publicise"),
        "body": edition.words.get("deciding_body", ""),
        "authority": found.call.authority,
        "is_open": is_open,
        "shows_list": is_open or _serves(request.user, found, on),
        "succeeds": any("former" in entry for entry in found.entries),
        "crumbs": [LISTS, {"label": found.title}],
    }
    return render(request, "publicity/posting.html", page)


def _serves(person, posting, on) -> bool:
    """Whether this person holds a post under the authority, and so still reads the list."""
    calls = (
        Call.objects.visible_to(person, on=on) if person.is_authenticated else Call.objects.none()
    )
    return calls.filter(pk=posting.call_id).exists()


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def object_to(request, address):
    """The form of objection, while the list is on view."""
    found = _posting(request, address)
    is_open, status = found.is_open(clock.today()), 200
    form = ObjectionForm(request.POST or None, request.FILES or None, posting=found)
    page = {"posting": found, "form": form, "is_open": is_open}
    way = {"label": found.title, "url": reverse("posting", args=[address])}
    page["crumbs"] = [LISTS, way, {"label": "提出异议"}]
    if request.method == "POST" and not is_open:
        status = 409
    elif request.method == "POST" and form.is_valid():
        if not _too_many(request):
            filed = lodge(found, at=clock.now(), **form.particulars())
            return redirect("receipt", filed.receipt)
        form.add_error(None, "一小时内提交次数过多，请稍后再提交，或按公示的电话联系。")
        status = 429
    return render(request, "publicity/object.html", page, status=status)


def _too_many(request) -> bool:
    """Whether this network address has objected more often than a person would."""
    address = get_adapter().get_client_ip(request) or ""
    key = f"objections:{salted_hmac('objections', address).hexdigest()[:32]}"
    with transaction.atomic():
        cache.add(key, 0, HOUR)
        return cache.incr(key) > MOST_AN_HOUR


@login_not_required
@never_cache
@require_GET
def receipt(request, code):
    """Whether an objection has been ended; an unknown code reads like one not yet ended."""
    ended = Objection.objects.filter(receipt=code).exclude(finding="").exists()
    return render(request, "publicity/receipt.html", {"code": code, "ended": ended})
