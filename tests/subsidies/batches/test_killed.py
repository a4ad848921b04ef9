"""The process that works through a batch is killed again and again; nothing is lost or doubled.

KILLS and KILL_ROWS in the environment make it as long as one likes.
"""

import multiprocessing
import os
import random
import time

import pytest
from django.db import connection, connections
from django.db.models import Count

from subsidies.batches.actions import begin
from subsidies.models import Batch, Movement, Payment
from workshops.records.actions import altered_decisions, broken_link
from workshops.records.lifecycle import NotPossible
from workshops.records.models import Decision, Paper
from workshops.unions.models import Person

from .making import AT, PAID, go_on, made

FORK = multiprocessing.get_context("fork")
KILLS, ROWS = int(os.environ.get("KILLS", "5")), int(os.environ.get("KILL_ROWS", "20"))
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
PACE, START = 0.03, 0.02  # seconds a row takes in a step, as long as it is not measured; a start
STEPS = (("prepare", "finance_clerk"), ("approve", "finance_approver"), ("pay", "finance_clerk"))


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch):
    """Papers are drawn when opened; and of a killed writer the journal must be there."""
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)
    if connection.vendor == "sqlite":  # tests keep it in memory, where a kill would take it along
        options = connection.settings_dict["OPTIONS"]
        kept = {**options, "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;"}
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", kept)
        connections.close_all()


def carry_on(batch: int, people: dict) -> None:
    """What a person does who finds a batch half done: takes up every step again, to its end."""
    one = Batch.objects.get(pk=batch)
    for step, role in STEPS:
        by = Person.objects.get(pk=people[role])
        given = PAID if step == "pay" else None
        try:
            run = begin(one, step, given, by=by, **AT)
        except NotPossible:  # nothing left of it
            continue
        while go_on(run, seconds=0.2):
            pass


def started(batch, people):
    """The work in a process of its own, as a server's worker would do it."""
    connections.close_all()
    process = FORK.Process(target=carry_on, args=(batch, people))
    process.start()
    return process


def killed(process, after: float) -> bool:
    """Kill it after so many seconds; False where it was through before."""
    process.join(timeout=after)
    alive = process.is_alive()
    process.kill()
    process.join()
    return alive


def test_killed_at_any_point_and_taken_up_again_each_payment_is_made_once():
    city, batch = made(ROWS)
    people = {role: getattr(city, role).pk for _, role in STEPS}
    chance, hit, begun = random.Random(20261121), 0, time.monotonic()
    for number in range(KILLS):
        left = ROWS * len(STEPS) - done()
        pace = (time.monotonic() - begun) / done() if done() else PACE
        life = 2 * pace * left / (KILLS - number + 1)  # so that the kills fall all over the work
        hit += killed(started(batch.pk, people), chance.uniform(0, life) + START)
        assert at_most_once()
    before = done()
    last = started(batch.pk, people)
    last.join(timeout=1800)

    assert last.exitcode == 0
    seen = {"killed": hit, "rows": ROWS, "steps done when killed for the last time": before}
    seen["seconds"] = round(time.monotonic() - begun)
    print(seen, figures(batch))
    assert hit > 0
    assert figures(batch) == {
        "rows paid": ROWS,
        "payments": ROWS,
        "decisions": {"prepare": ROWS, "approve": ROWS, "pay": ROWS},
        "papers": ROWS,
        "in the books": sum(batch.rows.values_list("amount_fen", flat=True)),
    }
    assert (broken_link(), altered_decisions()) == (None, [])
    assert batch.runs.filter(ended_at=None).count() == 0


def done() -> int:
    """How many steps of payments were taken."""
    return Decision.objects.filter(subject_type="subsidies.payment").count()


def at_most_once() -> bool:
    """No instalment has two payments, and the books have what is paid and nothing else."""
    twice = Payment.objects.values("title", "instalment").annotate(n=Count("pk")).filter(n__gt=1)
    lonely = Payment.objects.filter(batch_row=None)  # prepared, but the batch would not know it
    paid = sum(Payment.objects.filter(state="paid").values_list("amount_fen", flat=True))
    return not twice.exists() and not lonely.exists() and Movement.objects.total("paid") == paid


def figures(batch) -> dict:
    """What there is at the end."""
    steps = Decision.objects.filter(subject_type="subsidies.payment").values("step")
    return {
        "rows paid": batch.rows.filter(payment__state="paid").count(),
        "payments": Payment.objects.count(),
        "decisions": {row["step"]: row["n"] for row in steps.annotate(n=Count("pk"))},
        "papers": Paper.objects.filter(kind="disbursement_notice").count(),
        "in the books": Movement.objects.total("paid"),
    }
