"""Many at the same batch or payment at once: each row is done once, and nobody is misled."""

import threading
from collections import Counter

import pytest
from django.db import connection

from subsidies.batches.actions import begin
from subsidies.models import Batch, Payment
from tests.make import make_city, make_payment, make_person
from workshops.records.actions import advance, broken_link
from workshops.records.models import Decision, Paper
from workshops.unions.models import Person, Role

from .making import AT, batch_of, go_on, made, run, states, titles_of

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 32


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch):
    """Papers are drawn when they are opened; what is tried here is who gets through."""
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)


def at_once(*acts) -> Counter:
    """Each act in a thread with a connection of its own, all starting together; their answers."""
    start, answers = threading.Barrier(len(acts)), []

    def attempt(act) -> None:
        try:
            start.wait(timeout=30)
            answers.append(act() or "done")
        except Exception as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return Counter(answers)


def whole(batch, step, by):
    """The act of taking a batch through a step, read anew as a request would."""

    def act():
        person = Person.objects.get(pk=by.pk)
        run(Batch.objects.get(pk=batch.pk), step, person)

    return act


def test_of_32_who_approve_one_payment_at_once_one_approves():
    city = make_city()
    payment = make_payment(city)
    people = [make_person(Role.FINANCE_APPROVER, union=city.authority) for _ in range(MANY)]

    def approve(person):
        one = Person.objects.get(pk=person.pk)
        return lambda: advance(Payment.objects.get(pk=payment.pk), "approve", by=one, **AT) and ""

    answers = at_once(*map(approve, people))

    assert answers == {"done": 1, "NotPossible": MANY - 1}
    assert Decision.objects.about(payment).filter(step="approve").count() == 1
    assert (Paper.objects.count(), broken_link()) == (1, None)


def test_of_several_who_approve_a_batch_at_once_each_row_is_approved_once():
    city, batch = made(4)
    run(batch, "prepare", city.finance_clerk)
    people = [make_person(Role.FINANCE_APPROVER, union=city.authority) for _ in range(4)]

    answers = at_once(*(whole(batch, "approve", one) for one in people))

    assert set(answers) <= {"done", "NotPossible"}  # the latter found nothing left to begin
    assert states(batch) == ["approved"] * 4
    assert Decision.objects.filter(step="approve", subject_type="subsidies.payment").count() == 4
    assert set(batch.rows.values_list("reason", flat=True)) == {""}
    assert (Paper.objects.count(), broken_link()) == (4, None)


def test_two_clerks_with_the_same_rows_in_two_batches_prepare_each_once():
    city = make_city()
    titles = titles_of(city, 4)
    one, two = batch_of(city, titles), batch_of(city, list(reversed(titles)))
    other = make_person(Role.FINANCE_CLERK, union=city.authority)

    at_once(whole(one, "prepare", city.finance_clerk), whole(two, "prepare", other))

    got = Counter(states(one) + states(two))
    assert got == {"prepared": 4, "-": 4}
    assert Payment.objects.count() == 4
    lost = [*one.rows.filter(payment=None), *two.rows.filter(payment=None)]
    assert all("不能重复编制" in row.reason for row in lost)
    assert broken_link() is None


def test_batches_made_at_once_of_what_is_being_prepared_do_not_block_each_other():
    city = make_city()
    titles = titles_of(city, 3)
    one = batch_of(city, titles)
    making = [lambda: batch_of(city, list(reversed(titles))) and "" for _ in range(3)]

    answers = at_once(whole(one, "prepare", city.finance_clerk), *making)

    assert answers == {"done": 4}
    assert len(set(Batch.objects.values_list("number", flat=True))) == 4


def test_a_double_click_on_a_slice_prepares_each_row_once():
    city, batch = made(4)
    one = begin(batch, "prepare", by=city.finance_clerk, **AT)

    at_once(*[lambda: go_on(one) and ""] * 2)

    assert states(batch) == ["prepared"] * 4
    assert set(batch.rows.values_list("reason", flat=True)) == {""}
    assert (Payment.objects.count(), broken_link()) == (4, None)
