"""Kept records in words: a decision's findings and particulars, a line of the history."""

from datetime import date

from rules import money
from rules.facts import LABELS
from rules.kinds import words_of
from rules.verdict import Verdict

from .models import Decision, Event
from .seen import is_inside
from .timeline import entry, said

INNER = {"passes_over", "score"}  # other candidates, and the score; only the authority reads them
SCORED = {"shortlist", "decide", "pass_over"}  # steps whose findings quote scores
BROKEN = "这一环与封存时不一致，可能被改动过。"


def verdict_of(decision: Decision, person, on: date) -> dict:
    """The findings as they were found that day, in the shape of a verdict."""
    veil = decision.step in SCORED and not is_inside(person, on)
    return {
        "source": decision.source,
        "step": decision.step,
        "step_label": decision.label,
        "article": decision.article,
        "findings": [outlined(f) for f in decision.findings] if veil else decision.findings,
    }


def leading(verdict: Verdict, links: dict[str, dict]) -> dict:
    """A verdict as its fragment takes it, each finding with where it can be put right."""
    findings = [finding.as_record() | links.get(finding.id, {}) for finding in verdict.findings]
    return {"source": verdict.source, "step_label": verdict.step_label, "findings": findings}


def outlined(finding: dict) -> dict:
    """What was asked and how it came out, without the score or the reasons of the meeting."""
    return {**finding, "shown": "", "remedy": "", "reason": ""}


def particulars(decision: Decision, person, on: date) -> list[dict]:
    """What was stated when the step was taken, with labels and units."""
    left_out = set() if is_inside(person, on) else INNER
    stated = grounded(decision).items()
    return [
        {"label": LABELS[name][0], "value": worded(name, value)}
        for name, value in stated
        if name in LABELS and name not in left_out and isinstance(value, str | int | float)
    ]


def grounded(decision: Decision) -> dict:
    """The particulars, the ground in the words of the text."""
    stated = decision.particulars
    rule = decision.subject().edition.step(decision.step) if stated.get("ground") else None
    words = words_of(rule, "ground") if rule else {}
    return stated | ({"ground": words.get(stated["ground"], "")} if rule else {})


def worded(name: str, value) -> str:
    """A value with its unit, where it is a number; money in yuan."""
    if name.endswith("_fen") and isinstance(value, int):
        return f"{money.figures(value)}元"
    unit = LABELS[name][1]
    return said(value) + (unit if unit and not isinstance(value, bool) else "")


def line(event: Event) -> dict:
    """One act for the history: what it was about stands beside the act."""
    shown = entry(event)
    about = f"：{event.title}" if event.title else ""
    shown["act_label"] = f"{event.number}　{event.act}{about}"
    if event.digest != event.sealed():
        shown["why"] = f"{shown['why']}（{BROKEN}）" if shown["why"] else BROKEN
    return shown
