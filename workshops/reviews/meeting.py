"""The deciding body's meeting: who stands on the list, what it chooses, and entering it."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from rules.facts import Facts
from rules.verdict import Verdict
from workshops.applications.calls import Call
from workshops.applications.lifecycle import State
from workshops.applications.models import Application
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPossible

from .ranking import below


@dataclass(frozen=True)
class Motion:
    """What a meeting resolves: its day, its minutes, the files chosen (ids), and the reasons."""

    met_on: date
    minutes_number: str
    chosen: frozenset[int]
    rest_reason: str
    reasons: dict[str, str] = field(default_factory=dict)


def ballot(call: Call) -> list[Application]:
    """The files the meeting may choose from, best first."""
    rule = call.edition.step("decide")
    files = Application.objects.filter(call=call, state__in=rule.sources).in_batch()
    return list(
        files.select_related("studio__unit_union", "call__authority").order_by("rank", "pk")
    )


def fallen_short(call: Call) -> list[Application]:
    """The files ranked below the line and still awaiting their answer."""
    files = call.applications.in_batch().filter(state=State.IN_REVIEW, rank__isnull=False)
    return list(files.select_related("studio", "call__authority").order_by("rank", "pk"))


def unranked(call: Call) -> int:
    """How many files of the call are on their way to a ranking and not in one yet.

    Without scores nobody waits for the others: those not yet judged come to a later meeting.
    """
    if not call.edition.is_scored:
        return 0
    files = call.applications.in_batch()
    return files.filter(state__in=(State.RECOMMENDED, State.IN_REVIEW), rank=None).count()


def proposed(files: list[Application], target: int | None) -> tuple[list[int], list[Application]]:
    """The ids proposed strictly by score within the target, and those tied across the cut.

    Where a tie runs across the cut none of the tied is proposed: the meeting chooses. Without
    a target or without scores it chooses among them all.
    """
    if target is None or len(files) <= target:
        return [file.pk for file in files], []
    if any(file.score is None for file in files):
        return [], []
    cut = files[target].score
    tied = [file for file in files if file.score == cut]
    across = bool(target) and files[target - 1].score == cut
    kept = [file.pk for file in files[:target] if not across or file.score > cut]
    return kept, tied if across else []


def passed_by(file: Application, files: list[Application], chosen: frozenset[int]) -> str:
    """Those who scored higher than this chosen file and were not chosen, by name and score."""
    if file.score is None:
        return ""
    above = [f for f in files if f.pk not in chosen and f.score and f.score > file.score]
    return "、".join(f"{f.studio.title}（{f.score_text}）" for f in above)


def particulars(file: Application, files: list[Application], motion: Motion) -> dict:
    """What the step `decide` is given for one chosen file."""
    return {
        "met_on": motion.met_on,
        "minutes_number": motion.minutes_number,
        "chosen": len(motion.chosen),
        "passes_over": passed_by(file, files, motion.chosen),
        "reasons": motion.reasons,
    }


def verdicts(call: Call, files: list[Application], motion: Motion, *, on) -> list[Verdict]:
    """What the text says of each chosen file, before the meeting is entered."""
    known = {"on": on, "target": call.target, "shortlist_line": call.shortlist_line}
    if call.counts_names:
        known["named_this_year"] = call.named_in(on.year)
    return [
        call.edition.judge(
            "decide", Facts(**known, score=file.score, **particulars(file, files, motion))
        )
        for file in files
        if file.pk in motion.chosen
    ]


def hold(call: Call, motion: Motion, *, by, on, at) -> None:
    """Enter the meeting: decide the chosen, pass over the rest, all or nothing.

    Raises NotPossible where the list has changed meanwhile, NotPermitted, or Refused.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        files = ballot(call)
        if not motion.chosen <= {file.pk for file in files} or not files or unranked(call):
            raise NotPossible("decide")
        for file in files:
            if file.pk in motion.chosen:
                given = particulars(file, files, motion)
                why = "；".join(motion.reasons.values()) if given["passes_over"] else ""
                advance(file, "decide", by=by, on=on, at=at, given=given, why=why)
        minutes = {"met_on": motion.met_on, "minutes_number": motion.minutes_number}
        rest = [(f, motion.rest_reason) for f in files if f.pk not in motion.chosen]
        rest += [(file, below(file)) for file in fallen_short(call)]
        for file, reason in rest:
            _pass_over(file, {**minutes, "reason": reason}, by=by, on=on, at=at)


def _pass_over(file: Application, given: dict, *, by, on, at) -> None:
    """Say so to a file left out, where the text gives this to the same post as the decision."""
    edition = file.edition
    passing, deciding = edition.step("pass_over"), edition.step("decide")
    if passing and passing.role == deciding.role and file.may_proceed(passing):
        why = given["reason"]
        advance(file, "pass_over", by=by, on=on, at=at, given=given, why=why)
