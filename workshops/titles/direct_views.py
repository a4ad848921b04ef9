"""Pages of the second entrance: the roll, its two roads, and filling in what is being created."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.documents.pdf import press
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.studios.forms import SectionForms
from workshops.studios.sections import contents_of, sections_of
from workshops.unions.models import Kind, Role, TradeUnion

from .direct import ROADS, drafted, enrol, enter, entrance, on_the_roll, words_asked
from .direct_forms import DirectForm, EnrolForm
from .lifecycle import HELD, State
from .models import Title

pages = require_http_methods(["GET", "POST"])


def door(request):
    """The post and the text of this person's second entrance; 404 for anybody else."""
    found = entrance(request.user, clock.today())
    if found is None:
        raise Http404
    return found


@pages
def roll(request):
    """Those on the roll whose studios hold no title yet, and the two roads of each."""
    post, edition = door(request)
    units = TradeUnion.objects.filter(jurisdiction=post.union.jurisdiction, kind=Kind.UNIT)
    asked = {"unions": units, "rolls": words_asked(edition, "leaders", "roll")}
    asked["types"] = words_asked(edition, "title_type")
    form = EnrolForm(request.POST or None, **asked)
    if request.method == "POST" and form.is_valid():
        enrol(form.details(), by=request.user, at=clock.now(), post=post)
        messages.success(request, "已登记。接着办理直接命名或者督导创建。")
        return redirect("roll")
    roads = [edition.step(name) for name in ROADS]
    page = {"edition": edition, "studios": on_the_roll(post.union, edition), "form": form}
    return render(request, "titles/roll.html", page | {"roads": roads, "rule": roads[0]})


@pages
def roll_step(request, pk, step):
    """Name directly, or list for supervised creation: reasons first, then the form."""
    post, edition = door(request)
    if step not in ROADS:
        raise Http404
    studio = next((one for one in on_the_roll(post.union, edition) if one.pk == pk), None)
    if studio is None:
        return too_late(request, post.union, pk)
    on, rule = clock.today(), edition.step(step)
    title = drafted(studio, step, post.union, edition, on)
    facts = title.facts(on)
    verdict = DirectForm.before(edition.judge(step, facts), rule, facts)
    asked = {"subject": title, "rule": rule, "person": request.user, "verdict": verdict, "on": on}
    form, refused = DirectForm(request.POST or None, **asked), False
    locked = request.method == "GET" and bool(verdict.blocking)
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        try:
            enter(title, step, form.particulars(), **moment)
        except (NotPossible, NotPermitted):
            return too_late(request, post.union, pk)
        except Refused as refusal:
            verdict, refused = refusal.verdict, True
        else:
            messages.success(request, f"已办理：{rule.label}。")
            return redirect("title", title.pk)
    press.warm()
    page = {"rule": rule, "verdict": verdict, "form": form, "subject": title, "refused": refused}
    page |= {"back": reverse("roll"), "locked": locked}
    return render(request, "records/step.html", page, status=409 if refused else 200)


def too_late(request, authority, studio):
    """The studio has its title already: whoever comes second is led to it."""
    title = authority.titles.filter(studio=studio).order_by("pk").last()
    if title is None:
        raise Http404
    messages.warning(request, f"“{title.studio.title}”已经办理，不能重复办理。")
    return redirect("title", title.pk)


@pages
def created_section(request, pk, section):
    """The unit fills in what it has: all of it while creating, later what changes by itself."""
    on = clock.today()
    one = get_object_or_404(Title.objects.visible_to(request.user, on=on), pk=pk)
    posts = (p for p in request.user.posts(on) if p.role == Role.CLERK)
    post = next((p for p in posts if p.union_id == one.studio.unit_union_id), None)
    whole = sections_open(one)
    here = next((known for known in whole if known.key == section), None)
    if post is None or here is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    options = {"contents": contents_of(one.edition), "on": on, "add": request.GET.get("add", "")}
    forms = SectionForms(here, one.studio, sent, **options)
    if request.method == "POST" and forms.is_valid():
        before, after = forms.save_valid()
        words = {"before": before, "after": after}
        record(f"填写{here.label}", one, by=request.user, at=clock.now(), post=post, **words)
        messages.success(request, f"“{here.label}”已保存。")
        return redirect(onwards(request, one, whole, here))
    page = {"title": one, "section": here, "whole": whole, "forms": forms}
    page |= {"formsets": forms.formsets(), "back": reverse("title", args=[pk])}
    return render(request, "titles/created_section.html", page)


KEPT_UP = (
    "members",
    "venue",
    "projects",
    "outcomes",
    "body",
)  # another leader is a step of its own


def sections_open(title) -> list:
    """What the unit may fill in now; what a filing froze stays as it was filed."""
    if title.state == State.TO_BE_CREATED:
        return list(sections_of(title.edition))
    kept_up = KEPT_UP if title.state in HELD else ()
    return [section for section in sections_of(title.edition) if section.key in kept_up]


def onwards(request, title, whole, here) -> str:
    """One more row here, or the next section, or back to the title."""
    if add := request.POST.get("add_row", ""):
        return f"{request.path}?add={add}#{add}"
    later = whole[whole.index(here) + 1 :]
    if not later:
        return reverse("title", args=[title.pk])
    return reverse("created_section", args=[title.pk, later[0].key])
