"""Another leader on public view: the posting of one application beside its call."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.views import crumbs, seen_file
from workshops.applications.ways import step_url
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours
from workshops.reviews.views import moment
from workshops.templatetags.look import cn_date

from .actions import post_list
from .forms import PostingForm
from .notice import entries, waiting
from .views import days


@require_http_methods(["GET", "POST"])
def change_posting(request, pk):
    """What posting the new leader today would mean, day by day; and the act."""
    file, back = seen_file(request, pk), reverse("application", args=[pk])
    rule = file.edition.step("publicise")
    if rule is None:
        raise Http404
    if not file.is_beside:
        return redirect(step_url(file, rule.name))
    if file.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, back)
    office = file.edition.words.get("office") or file.call.authority.title
    first = {"title": f"关于{file.studio.title}拟更换领衔人的公示"[:120]}
    form = PostingForm(request.POST or None, initial=first | {"contact": f"{office}，电话："})
    page = {"call": file.call, "rule": rule, "form": form, "entries": entries(waiting(file))}
    page |= {"back": back, "succeeds": True, "heading": "公示拟更换的领衔人"}
    page |= {"crumbs": crumbs(file, rule.label)} | days(file.call, clock.today())
    if request.method == "POST" and form.is_valid() and page["entries"] and "unknown" not in page:
        return _posted(request, file, form)
    return render(request, "publicity/posting_new.html", page)


def _posted(request, file, form):
    try:
        posting = post_list(file.call, **form.cleaned_data, **moment(request), alone=file)
    except (NotPossible, NotPermitted, Refused, ConcurrentTransition):
        messages.warning(request, CHANGED)
        return redirect("application", file.pk)
    messages.success(request, f"已公示，公示到{cn_date(posting.last_day)}。")
    return redirect("posting", posting.address)
