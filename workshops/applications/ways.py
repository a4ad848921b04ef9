"""Where each step of a file is taken, and which comes next under its text."""

from django.urls import NoReverseMatch, reverse

from rules.base import Step

from .lifecycle import FORWARD, State
from .models import Application

# Steps taken from another page: its name, and whether it belongs to the file or to its call.
ELSEWHERE = {
    "review": ("assign", "application"),
    "shortlist": ("ranking", "call"),
    "decide": ("meeting", "call"),
    "pass_over": ("meeting", "call"),
    "publicise": ("posting_new", "call"),
    "name": ("naming", "call"),
}


def is_elsewhere(application: Application, step: str) -> bool:
    """Whether that step of this file, as it stands, is taken on a page of its own.

    Where the text has no scores, review and shortlist are judged on the file's own page; whoever
    falls out before or after the meeting falls out alone.
    """
    edition, state = application.edition, application.state
    if step == "review":
        return edition.is_scored and not edition.step("review").judging
    if step == "shortlist":
        return edition.is_scored
    if step == "pass_over":
        ranked = edition.is_scored and state == State.IN_REVIEW
        return edition.step("decide") is not None and (ranked or state == State.SHORTLISTED)
    return step in ELSEWHERE


def step_url(application: Application, step: str) -> str:
    """Where that step of this file is taken."""
    name, whose = ELSEWHERE[step] if is_elsewhere(application, step) else ("", "")
    if not name:
        return reverse("application_step", args=[application.pk, step])
    return link(name, application.pk if whose == "application" else application.call_id)


def link(name: str, pk: int) -> str:
    """The address of a page of a later room, or nothing where that room has none."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def path_of(application: Application) -> list[Step]:
    """The steps that lead to a name under the governing edition, in its order."""
    return [step for step in application.edition.steps if step.name in FORWARD]


def next_step(application: Application) -> Step | None:
    """The step that would bring the file further from its present state."""
    path = path_of(application)
    return next((step for step in path if application.state in step.sources), None)
