"""From sheets to a ranking: exact means, shared ranks, the line, and the act that fixes them."""

import hashlib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Q

from rules.facts import Facts
from rules.verdict import Verdict
from workshops.applications.calls import Call
from workshops.applications.lifecycle import State
from workshops.applications.models import Application
from workshops.records.actions import advance, record
from workshops.records.lifecycle import NotPermitted

from .actions import Unready
from .models import ScoreSheet

HUNDREDTH = Decimal("0.01")
SETTLED = (State.DECIDED, State.IN_PUBLICITY, State.NAMED)


@dataclass(frozen=True)
class Standing:
    """One file in the ranking: its anonymous totals, mean, rank, and what the text says of it."""

    application: Application
    totals: tuple[Decimal | None, ...]
    score: Decimal | None
    rank: int | None
    verdict: Verdict

    @property
    def complete(self) -> bool:
        return bool(self.totals) and None not in self.totals

    @property
    def handed_in(self) -> int:
        return sum(total is not None for total in self.totals)


def mean(totals: tuple[Decimal, ...]) -> Decimal:
    """The arithmetic mean, exact, to two decimals, half up."""
    return (sum(totals, Decimal(0)) / len(totals)).quantize(HUNDREDTH, ROUND_HALF_UP)


def rank_of(score: Decimal, scores: list[Decimal]) -> int:
    """One more than the number of higher scores, so that ties share a rank."""
    return 1 + sum(other > score for other in scores)


def scored(call: Call):
    """The files of a call that are being scored or have been."""
    there = Q(state=State.IN_REVIEW) | Q(score__isnull=False)
    return with_sheets(Application.objects.filter(there, call=call).in_batch())


def with_sheets(files):
    """These files with their sheets and all that a ranking shows of them."""
    return files.select_related("studio__unit_union", "call__authority").prefetch_related(
        "sheets__marks"
    )


def standings(call: Call, files, *, on) -> list[Standing]:
    """The files best first; a score stays hidden (None) until every sheet of every file is in."""
    totals = {file.pk: _totals(file) for file in files}
    ready = all(row and None not in row for row in totals.values())
    scores = {file.pk: mean(totals[file.pk]) for file in files} if ready else {}
    scores |= {file.pk: file.score for file in files if file.score is not None}
    rows = [_standing(call, file, totals[file.pk], scores, on) for file in files]
    return sorted(rows, key=lambda row: (row.rank or 0, row.application.pk))


def _totals(file: Application) -> tuple[Decimal | None, ...]:
    sheets = sorted(file.sheets.all(), key=lambda sheet: sheet.pk)
    return tuple(sheet.total if sheet.submitted_at else None for sheet in sheets)


def _standing(call: Call, file: Application, totals, scores, on) -> Standing:
    score = scores.get(file.pk)
    place = None if score is None else rank_of(score, list(scores.values()))
    handed_in = sum(total is not None for total in totals)
    facts = Facts(
        on=on,
        score=score,
        shortlist_line=call.shortlist_line,
        sheets_due=len(totals),
        sheets_in=handed_in,
    )
    return Standing(file, totals, score, place, call.edition.judge("shortlist", facts))


def why_not_rankable(rows: list[Standing]) -> str:
    """Why the scores cannot be fixed now; empty when they can."""
    if not rows:
        return "还没有进入评审的申报。请先在申报页办理受理评审、分派专家。"
    if any(row.application.state in SETTLED for row in rows):
        return "本批次已研究确定，排名不再变动。"
    late = [row.application.studio.title for row in rows if not row.complete]
    if late:
        return f"评分表还没有交齐：{'、'.join(late)}。请分派专家或提醒专家提交。"
    if all(row.application.rank is not None for row in rows):
        return "得分已经汇总排名，评分表已固定。"
    return ""


def rank(call: Call, *, by, on, at, alone: Application | None = None) -> list[Standing]:
    """Fix every score and rank, freeze the sheets, and shortlist those the text lets through.

    Those below stay for whoever the text makes say so; where that is the same post, they are
    passed over at once. `alone` is a file beside its call, which has nobody to be ranked against.
    Raises Unready or NotPermitted; then nothing has changed.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        rule = call.edition.step("shortlist")
        post = rule and call.post_for(rule, by, on)
        if post is None:
            raise NotPermitted("shortlist")
        files = with_sheets(Application.objects.filter(pk=alone.pk)) if alone else scored(call)
        rows = standings(call, list(files.select_for_update(of=("self",))), on=on)
        if why := why_not_rankable(rows):
            raise Unready(why)
        _fix(rows, at)
        fixed = {"files": len(rows), "line": call.shortlist_line, "digest": digest(rows)}
        act, of = ("汇总得分", rows[0].application) if alone else ("汇总得分并排名", call)
        record(act, of, by=by, post=post, at=at, after=fixed)
        for row in rows:
            _send_on(row, by=by, on=on, at=at)
    return rows


def _fix(rows: list[Standing], at) -> None:
    for row in rows:
        row.application.score, row.application.rank = row.score, row.rank
        row.application.save(update_fields=["score", "rank"])
    files = [row.application.pk for row in rows]
    ScoreSheet.objects.filter(application__in=files, ranked_at=None).update(ranked_at=at)


def _send_on(row: Standing, *, by, on, at) -> None:
    file, edition = row.application, row.application.edition
    if file.state != State.IN_REVIEW:
        return
    if row.verdict:
        given = {"score": row.score, "rank": row.rank}
        advance(file, "shortlist", by=by, on=on, at=at, given=given)
        return
    passing = edition.step("pass_over")
    if passing and passing.role == edition.step("shortlist").role and file.may_proceed(passing):
        advance(file, "pass_over", by=by, on=on, at=at, given={"reason": below(file)})


def below(file: Application) -> str:
    """The reason given to a file that fell short of the line; its unit reads it, not the score."""
    return f"得分未达到入围标准{file.call.shortlist_line}分。"


def digest(rows: list[Standing]) -> str:
    """SHA-256 over every sheet's total, so that a later change of a sheet shows."""
    lines = sorted(
        f"{row.application.pk}:{','.join(map(str, row.totals))}:{row.score}" for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
