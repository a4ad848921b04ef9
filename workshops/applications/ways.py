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


# Another leader is agreed to by a decision of its own, and applied for beside the call alone.
AGREED = {"name": ("change_name", "application")}
BESIDE = AGREED | {
    "shortlist": ("change_score", "application"),
    "decide": ("change_meeting", "application"),
    "publicise": ("change_posting", "application"),
}


def place_of(application: Application, step: str) -> tuple[str, str]:
    """The page of its own on which that step is taken, and whose it is; empty on the file's."""
    if not is_elsewhere(application, step):
        return "", ""
    others = {} if application.of_title is None else BESIDE if application.is_beside else AGREED
    return (ELSEWHERE | others)[step]


def is_elsewhere(application: Application, step: str) -> bool:
    """Whether that step of this file, as it stands, is taken on a page of its own.

    Where the text has no scores, review and shortlist are judged on the file's own page; whoever
    falls out before or after the meeting, or travels beside the call, falls out alone.
    """
    edition, state = application.edition, application.state
    if step == "review":
        return edition.is_scored and not edition.step("review").judging
    if step == "shortlist":
        return edition.is_scored
    if step == "pass_over" and application.is_beside:
        return False
    if step == "pass_over":
        ranked = edition.is_scored and state == State.IN_REVIEW
        return edition.step("decide") is not None and (ranked or state == State.SHORTLISTED)
    return step in ELSEWHERE


def step_url(application: Application, step: str) -> str:
    """Where that step of this file is taken."""
    name, whose = place_of(application, step)
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
    return [
        application.rule_of(one.name) for one in application.edition.steps if one.name in FORWARD
    ]


def next_step(application: Application) -> Step | None:
    """The step that would bring the file further from its present state."""
    path = path_of(application)
    return next((step for step in path if application.state in step.sources), None)
