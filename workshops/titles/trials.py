"""Works a change out beside the pages: begun by a click, done by a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Subquery

from workshops.applications.amendments import Amendment, Trial, TrialLine
from workshops.records.models import Event

from .differences import Difference, Subject
from .replay import BATCH, Replay, proposal_of

AT_ONCE = 2000  # files and titles that a page goes through itself: about two seconds
AMENDMENT = Amendment._meta.label_lower


class Stale(Exception):
    """There is no finished trial that still holds: it must be made, or made again."""


def is_large(replay: Replay) -> bool:
    """Whether there is too much to go through while somebody waits for the page."""
    return replay.many > AT_ONCE


def last_link():
    """The digest of the last link of the history that is not about changes themselves."""
    others = Event.objects.exclude(subject_type=AMENDMENT).order_by("-number")
    return others.values_list("digest", flat=True)[:1]


def mark_of(replay: Replay, link: str | None) -> str:
    """How things stand: what there is, and the last link.

    All that rules look at is written with a link; a result holds as long as no link was added.
    """
    return f"{replay.many}/{link or ''}"


def latest(amendment: Amendment) -> Trial | None:
    """The last trial that was begun of a change, knowing its lines and the last link of today."""
    known = {"total": Max("lines__number"), "link": Subquery(last_link())}
    return amendment.trials.annotate(**known).order_by("-pk").first()


def holds(trial: Trial, replay: Replay) -> bool:
    """Whether a trial was made for that day and nothing was written since it began."""
    return trial.on == replay.on and trial.mark == mark_of(replay, trial.link)


def begin(amendment: Amendment, *, on: date, at: datetime) -> Trial:
    """Begin a trial in a process of its own, unless one is at work; the former ones go."""
    with transaction.atomic():
        locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
        former, replay = latest(locked), Replay(proposal_of(locked), on)
        if former and former.finished_at is None and not former.is_quiet(at):
            return former
        locked.trials.all().delete()
        moments = {"begun_at": at, "heard_at": at}
        mark = mark_of(replay, last_link().first())
        trial = locked.trials.create(on=on, mark=mark, many=replay.many, **moments)
        transaction.on_commit(lambda: send_off(trial))
    return trial


def send_off(trial: Trial) -> None:
    """Start the process; it belongs to no request and outlives the server's workers."""
    subprocess.Popen(
        [sys.executable, "manage.py", "replay", "--trial", f"{trial.pk}"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def work_out(trial: Trial, now: Callable[[], datetime]) -> None:
    """Go through everything and keep what would change; stops when nobody wants it any more."""
    row = Trial.objects.filter(pk=trial.pk)

    def told(done: int) -> None:
        if not row.update(done=done, heard_at=now()):
            raise Stale

    replay = Replay(proposal_of(trial.amendment), trial.on, told)
    found = replay.differences()
    number = 0
    while part := list(islice(found, BATCH)):
        told(replay.looked.total())
        lines = (_line(trial, number + place, one) for place, one in enumerate(part, 1))
        TrialLine.objects.bulk_create(lines)
        number += len(part)
    told(replay.looked.total())
    row.update(counts=replay.counts(), finished_at=now())


def _line(trial: Trial, number: int, one: Difference) -> TrialLine:
    about = {"is_title": one.subject.is_title, "subject_id": one.subject.pk}
    content = {**vars(one), "subject": list(one.subject)}
    return TrialLine(trial=trial, number=number, content=content, **about)


def differences(trial: Trial) -> Iterator[Difference]:
    """What the trial found, in its order."""
    kept = trial.lines.order_by("number").values_list("content", flat=True)
    for content in kept.iterator(chunk_size=BATCH):
        yield Difference(**{**content, "subject": Subject(*content["subject"])})


def standing(amendment: Amendment, replay: Replay) -> Trial:
    """The finished trial that still holds; raises Stale."""
    trial = latest(amendment)
    if trial is None or trial.finished_at is None or not holds(trial, replay):
        raise Stale
    return trial


def every_difference(amendment: Amendment, replay: Replay) -> Iterator[Difference]:
    """All that would be otherwise; of much as the last trial found it, or Stale."""
    if is_large(replay):
        return differences(standing(amendment, replay))
    return replay.differences()


def gone_through(amendment: Amendment, replay: Replay) -> tuple[dict[str, int], set[int]]:
    """The counts, and which titles would be touched; of much by the last trial, or Stale."""
    if not is_large(replay):
        touched = {one.subject.pk for one in replay.differences() if one.subject.is_title}
        return replay.counts(), touched
    trial = standing(amendment, replay)
    lines = trial.lines.filter(is_title=True)
    return trial.counts, set(lines.values_list("subject_id", flat=True))
