"""Several processes at the same money at once: one gets through, the others are told plainly."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connections

from subsidies.budgets.reckoning import left_fen
from subsidies.models import Budget, Payment
from subsidies.payments.actions import AlreadyPrepared, prepare
from tests.make import (
    NAMED_ON,
    make_account,
    make_city,
    make_payment,
    make_person,
    make_title,
    moment,
)
from workshops.records.actions import advance, broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event, Paper
from workshops.titles.models import Title
from workshops.unions.models import Person, Role

# Real processes on a real file; a forked one must not use the connection of its parent.
FORK = multiprocessing.get_context("fork")
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


def approve(payment: int, by: Person) -> None:
    advance(Payment.objects.get(pk=payment), "approve", by=by, **AT)


def prepare_first(title: int, by: Person) -> None:
    prepare(Title.objects.get(pk=title), "1", by=by, **AT)


def at_once(act, attempts: list[tuple[int, Person]]) -> Counter:
    """Let each attempt run in a process of its own, all starting together; count the answers."""
    start, answers = FORK.Barrier(len(attempts)), FORK.SimpleQueue()
    connections.close_all()

    def attempt(thing: int, person: int) -> None:
        answers.put(answer(start, act, thing, person))
        connections.close_all()

    tries = [FORK.Process(target=attempt, args=(thing, by.pk)) for thing, by in attempts]
    for process in tries:
        process.start()
    found = Counter(answers.get() for _ in tries)
    for process in tries:
        process.join(timeout=60)
    return found


def answer(start, act, thing: int, person: int) -> str:
    """What one attempt is told."""
    try:
        start.wait(timeout=30)
        act(thing, Person.objects.get(pk=person))
    except AlreadyPrepared as late:
        return str(late)
    except Exception as refusal:
        return type(refusal).__name__
    return "done"


@pytest.fixture
def city():
    return make_city()


def people(role, city, number: int) -> list[Person]:
    return [make_person(role, union=city.authority) for _ in range(number)]


@pytest.mark.parametrize("rivals", [2, 8])
def test_of_those_who_approve_at_once_one_approves(city, rivals):
    payment = make_payment(city)
    approvers = people(Role.FINANCE_APPROVER, city, rivals)

    answers = at_once(approve, [(payment.pk, by) for by in approvers])

    assert answers == {"done": 1, NotPossible.__name__: rivals - 1}
    payment.refresh_from_db()
    assert (payment.state, payment.approved_on) == ("approved", NAMED_ON)
    assert Decision.objects.about(payment).filter(step="approve").count() == 1
    assert Paper.objects.about(payment).count() == 1
    assert broken_link() is None


@pytest.mark.parametrize("rivals", [2, 6])
def test_approvals_at_once_do_not_pass_the_budget_together(city, rivals):
    budget = Budget.objects.create(authority=city.authority, year=NAMED_ON.year)
    sums = {"amount_fen": 50_000_000, "document_number": "一号", "decided_on": NAMED_ON}
    budget.allotments.create(**sums, entered_by=city.finance_approver, entered_at=moment(NAMED_ON))
    payments = [make_payment(city, title=make_title(city)) for _ in range(rivals)]  # 300,000 each

    answers = at_once(approve, [(p.pk, city.finance_approver) for p in payments])

    assert answers == {"done": 1, Refused.__name__: rivals - 1}
    assert left_fen(city.authority.pk, NAMED_ON) == 20_000_000


def test_one_person_clicking_twice_approves_once(city):
    payment = make_payment(city)

    answers = at_once(approve, [(payment.pk, city.finance_approver)] * 2)

    assert answers == {"done": 1, NotPossible.__name__: 1}


@pytest.mark.parametrize("rivals", [2, 8])
def test_of_those_who_prepare_the_same_instalment_at_once_one_prepares(city, rivals):
    title = make_title(city)
    make_account(title.unit_union, city.clerk)
    clerks = people(Role.FINANCE_CLERK, city, rivals)

    answers = at_once(prepare_first, [(title.pk, by) for by in clerks])

    payment = Payment.objects.get()
    by = payment.prepared_by.full_name
    late = f"这一笔已由{by}于3月10日编制（待审批），不能重复编制。"
    assert answers == {"done": 1, late: rivals - 1}
    assert Event.objects.filter(act="编制拨付").count() == 1
    assert broken_link() is None


def test_notices_approved_at_once_bear_different_numbers(city):
    payments = [make_payment(city, title=make_title(city)) for _ in range(2)]

    answers = at_once(approve, [(p.pk, city.finance_approver) for p in payments])

    assert answers == {"done": 2}
    assert sorted(Paper.objects.values_list("number", flat=True)) == [
        "演工补〔2026〕1号",
        "演工补〔2026〕2号",
    ]


def test_whoever_prepared_does_not_approve_however_often_he_tries(city):
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    payment = make_payment(city, prepared_by=both)

    answers = at_once(approve, [(payment.pk, both)] * 2)

    assert answers == {NotPermitted.__name__: 2}
    assert Payment.objects.get().state == "prepared"
