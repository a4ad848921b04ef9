"""Pages on which a file is filled in, section by section, and its materials are handed in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from workshops import clock
from workshops.records.lifecycle import NotPossible
from workshops.records.models import Attachment
from workshops.records.steps import CHANGED, not_yours
from workshops.studios.actions import mark_of
from workshops.studios.forms import SectionForms
from workshops.studios.sections import contents_of, sections_of

from .actions import Stale, add_papers, save_section, take_out
from .lifecycle import State
from .models import Application
from .returns import is_open, locked_items
from .standing import section_url, slots
from .views import crumbs, pages, seen_file

STALE = "另一个窗口刚保存过这一部分。您填写的都还在下面；请核对后再保存一次，将以您这次填写的为准。"
PARTLY = "填写正确的内容已经保存；标出的几处还没有保存，请改正后再保存一次。"


def to_fill(request, pk, section: str, back):
    """The file and the post to fill in this section, or where to go instead."""
    file = seen_file(request, pk)
    standing_rule = file.edition.step("submit")
    post = file.post_for(standing_rule, request.user, clock.today())
    if post is None:
        return file, None, not_yours(request, standing_rule, back)
    if not is_open(file, section):
        said = "这一部分没有要求补正，不能改动。" if file.state == State.RETURNED else CHANGED
        messages.warning(request, said)
        return file, None, redirect(back)
    return file, post, None


@pages
def application_section(request, pk, section):
    """One section of a filing: keeps what is right, shows again what is not."""
    back = reverse("application", args=[pk])
    file, post, elsewhere = to_fill(request, pk, section, back)
    if elsewhere:
        return elsewhere
    asked = next((one for one in sections_of(file.edition) if one.key == section), None)
    if asked is None:
        raise Http404
    options = {
        "contents": contents_of(file.edition),
        "locked": locked_items(file, asked),
        "on": clock.today(),
        "add": request.GET.get("add", ""),
    }
    sent = request.POST if request.method == "POST" else None
    forms = SectionForms(asked, file.written, sent, **options)
    if request.method == "POST":
        return _saved(request, file, forms, post)
    forms.form.initial["seen"] = mark_of(asked, file.content)
    return _section_page(request, file, forms)


def _saved(request, file, forms, post):
    """Save a section and go on, or show it again with what was wrong."""
    whole, add = forms.is_valid(), request.POST.get("add_row", "")
    try:
        save_section(file, forms, by=request.user, at=clock.now(), post=post)
        said = "" if whole else PARTLY
    except NotPossible:
        messages.warning(request, CHANGED)
        return redirect("application", file.pk)
    except Stale:
        said, whole = STALE, False
    if whole:
        messages.success(request, f"“{forms.section.label}”已保存。")
        return redirect(_onwards(request, file, forms.section, add))
    messages.warning(request, said)
    fresh = Application.objects.in_full().get(pk=file.pk)
    mark = mark_of(forms.section, fresh.content)
    return _section_page(request, fresh, forms.again(mark, add))


def _onwards(request, file, section, add: str) -> str:
    """Stay for one more row or a draft; else the next section that is open, or the file."""
    here = section_url(file, section.key)
    if add:
        return f"{here}?add={add}#{add}"
    if request.POST.get("save") == "draft":
        return here
    keys = [*(one.key for one in sections_of(file.edition)), "materials"]
    keys = keys[keys.index(section.key) + 1 :]
    following = next((key for key in keys if is_open(file, key)), None)
    return section_url(file, following) if following else reverse("application", args=[file.pk])


def _section_page(request, file, forms):
    section = forms.section
    page = {
        "application": file,
        "section": section,
        "forms": forms,
        "formsets": forms.formsets(),
        "whole": [one for one in sections_of(file.edition) if is_open(file, one.key)],
        "has_papers": is_open(file, "materials"),
        "crumbs": crumbs(file, section.label),
    }
    return render(request, "applications/section.html", page)


@pages
def application_upload(request, pk):
    """The materials by slot: add papers, take one out."""
    back = reverse("application", args=[pk])
    file, post, elsewhere = to_fill(request, pk, "materials", back)
    if elsewhere:
        return elsewhere
    papers = Attachment.objects.about(file).filter(withdrawn_at=None).order_by("pk")
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        slot, refused = _papers_changed(request, file, papers, post)
        if not refused:
            return redirect(f"{request.path}#slot-{slot}")
        wrong = {slot: refused}
    listed = [one for one in slots(file, papers) if is_open(file, "materials", one["slot"])]
    listed = [one for one in listed if one["slot"] in {m.slot for m in file.edition.materials}]
    page = {"application": file, "back": back, "crumbs": crumbs(file, "申报材料")}
    page["slots"] = [one | {"wrong": wrong.get(one["slot"], [])} for one in listed]
    return render(request, "applications/materials.html", page)


def _papers_changed(request, file, papers, post) -> tuple[str, list[str]]:
    """Take one paper out or add some; the slot, and what was refused, in words."""
    acting = {"by": request.user, "at": clock.now(), "post": post}
    gone = request.POST.get("withdraw", "")
    slot = request.POST.get("slot", "")
    try:
        if gone.isdecimal():
            paper = get_object_or_404(papers, pk=int(gone))
            take_out(file, paper, **acting)
            messages.success(request, f"已撤下“{paper.filename}”。")
            return paper.slot, []
        if slot not in {material.slot for material in file.edition.materials}:
            raise Http404
        uploads = request.FILES.getlist("papers")
        wrong = add_papers(file, slot, uploads, **acting)
    except NotPossible:
        return slot, [CHANGED]
    if len(uploads) > len(wrong):
        messages.success(request, f"已上传 {len(uploads) - len(wrong)} 份。")
    return slot, wrong if uploads else ["请先选择文件，再上传。"]
