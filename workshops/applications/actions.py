"""Beginning a file and filling it in: the acts on an application that are not steps."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from workshops.records import attachments
from workshops.records.actions import record
from workshops.records.lifecycle import NotPossible
from workshops.studios.actions import mark_of
from workshops.studios.models import Studio

from .calls import Call
from .lifecycle import FILLING, State
from .models import Application
from .returns import is_open


def why_not(call: Call, studio: Studio | None, *, on) -> str:
    """Why this studio cannot begin a file in this call that day; empty if it can."""
    if call.opened_on is None:
        return "本批次尚未开放。"
    if call.closes_on and on > call.closes_on:
        return "本批次的申报时间已过，请等下一年度的申报批次。"
    if studio is None:
        return ""
    if studio.barred_by:
        return f"已被永久取消申报资格（{studio.barred_by}）。"
    if call.applications.exclude(state=State.WITHDRAWN).filter(studio=studio).exists():
        return "已在本批次申报，请打开原来的申报。"
    return ""


def begin(call: Call, studio: Studio, *, by, on, at, post) -> Application:
    """Begin a draft; a new studio is saved with it. ValidationError says why not."""
    refusal = why_not(call, studio if studio.pk else None, on=on)
    if refusal:
        raise ValidationError(refusal)
    try:
        with transaction.atomic():
            if studio.pk is None:
                studio.save()
            application = Application.objects.create(call=call, studio=studio)
            record("开始填写申报", application, by=by, at=at, post=post)
    except IntegrityError as twice:
        raise ValidationError("同名工作室已经建立，或已在本批次申报，请刷新后核对。") from twice
    return application


class Stale(Exception):
    """Somebody saved the same section after this person opened it."""


def save_section(application: Application, forms, *, by, at, post) -> None:
    """Keep whatever is right of a section and record what changed.

    Raises NotPossible where the file is no longer open, Stale where another window was quicker.
    """
    section = forms.section
    with transaction.atomic():
        locked = _locked(application, section.key)
        if forms.form.data.get("seen") != mark_of(section, locked.content):
            raise Stale
        before, after = forms.save_valid()
        if before or after:
            act, change = f"填写{section.label}", {"before": before, "after": after}
            record(act, application, by=by, at=at, post=post, **change)


def _locked(application: Application, section: str, item: str = "") -> Application:
    """The row under lock, still open for this; raises NotPossible."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state not in FILLING or not is_open(locked, section, item):
        raise NotPossible("submit")
    return locked


def add_papers(application: Application, slot: str, uploads, *, by, at, post) -> list[str]:
    """Keep papers in a slot, each for itself; what was wrong with the others, in words."""
    wrong = []
    for upload in uploads:
        if not is_open(application, "materials", slot):
            raise NotPossible("submit")
        try:
            attachments.keep(application, slot, upload, by=by, at=at, post=post)
        except ValidationError as refusal:
            wrong.append(f"{upload.name[:60]}：{refusal.message}")
    return wrong


def take_out(application: Application, paper, *, by, at, post) -> None:
    """Take a paper out of its slot while the file is open for it; raises NotPossible."""
    with transaction.atomic():
        _locked(application, "materials", paper.slot)
        attachments.withdraw(paper, by=by, at=at, post=post)
