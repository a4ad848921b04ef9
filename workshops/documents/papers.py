"""Issued papers as bytes: drawn once from the kept decision, then always the same."""

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.template.loader import render_to_string

from workshops.records.models import Paper

from .pdf import press


def content(paper: Paper) -> bytes:
    """The very bytes of a paper, drawn now if they never were; raises NotDrawn.

    Of two that draw at once the first one's bytes are kept, and both are given those.
    """
    if not paper.sha256:
        drawn = press.draw(page(paper))
        kept = {"content": drawn, "sha256": hashlib.sha256(drawn).hexdigest()}
        Paper.objects.filter(pk=paper.pk, sha256="").update(**kept)
        paper.refresh_from_db()
    return bytes(paper.content)


def page(paper: Paper) -> str:
    """The paper as a page, from what its decision kept under its kind and from nothing else."""
    decision = paper.decision
    says = decision.particulars[paper.kind]
    known = {"paper": paper, "decision": decision, "says": says}
    return render_to_string(f"papers/{paper.kind}.html", known)


def draw_after_commit(paper: Paper) -> None:
    """Draw the paper once its decision is safe; if that fails, its page draws it."""
    after_commit(draw, paper.pk)


def after_commit(draws: Callable, *given) -> None:
    """Draw once all is safe; what goes wrong then is logged and undoes nothing."""

    def drawing() -> None:  # the log of a failure asks for its name, which a partial has not
        draws(*given)

    transaction.on_commit(drawing, robust=True)


def draw(pk: int) -> None:
    """Draw one paper by its key."""
    content(Paper.objects.select_related("decision").get(pk=pk))


def papers_about(subject) -> list[Paper]:
    """The papers issued about a thing, oldest first, without their bytes."""
    return list(Paper.objects.about(subject).defer("content").order_by("pk"))
