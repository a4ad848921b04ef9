"""What can be done with a file now, and why the rest cannot, as `_next.html` takes it."""

from collections.abc import Callable, Mapping
from datetime import date

from workshops.unions.models import Person, Role

from .actions import OpenStep, open_steps
from .forms import PlainForm, StepForm
from .lifecycle import Governed


def offers(
    subject: Governed,
    *,
    by: Person,
    on: date,
    address: Callable[[str], str],
    forms: Mapping[str, type[StepForm]] | None = None,
) -> list[dict]:
    """This person's steps with what stands in their way, and what now waits for somebody else."""
    facts, kinds = subject.facts(on), forms or {}
    found = []
    for step in open_steps(subject, by=by, on=on, facts=facts):
        kind = kinds.get(step.rule.name, PlainForm)
        blocking = kind.before(step.verdict, step.rule, facts).blocking
        if step.post or not blocking:
            found.append(offer(step, blocking, address(step.rule.name)))
    return found


def offer(step: OpenStep, blocking, address: str) -> dict:
    """One step: may it be taken by this person now, and if not, what stands in the way."""
    mine = step.post is not None
    return {
        "name": step.rule.name,
        "label": step.rule.label,
        "url": address if mine else "",
        "lawful": mine and not blocking,
        "reason": "；".join(f"{f.asks}{f.shown}。{f.remedy}" for f in blocking),
        "actor_label": Role(step.rule.role).label,
        "article": step.rule.article if step.rule.in_text else "",
    }
