"""A batch keeps to the authority's budget and second signature, row by row."""

import pytest

from subsidies.budgets.actions import allot, set_controls
from subsidies.models import Payment
from tests.make import NAMED_ON, make_person
from tests.people import moment
from workshops.clock import move_to
from workshops.records.models import Decision
from workshops.unions.models import Role

from .making import AT, made, run, states

pytestmark = pytest.mark.django_db
GRANT = 30_000_000  # fen of the first instalment


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)
    move_to(NAMED_ON)


def budget(city, fen: int) -> None:
    given = {"amount_fen": fen, "document_number": "演工发〔2026〕2号", "decided_on": NAMED_ON}
    allot(city.authority, 2026, given, by=city.finance_approver, **AT)


def second_from(city, fen: int) -> None:
    given = {"from_on": NAMED_ON, "second_from_fen": fen, "cooling_days": 3, "basis": "内控制度"}
    set_controls(city.authority, given, by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))


def reasons(batch) -> list[str]:
    return list(batch.rows.order_by("place").values_list("reason", flat=True))


def test_the_check_says_from_which_row_on_the_budget_does_not_reach():
    city, batch = made(3)
    budget(city, 2 * GRANT)

    run(batch, "check", city.finance_clerk)

    hints = list(batch.rows.order_by("place").values_list("hint", flat=True))
    assert hints[:2] == ["", ""]
    assert "本年度预算还可审批0.00元，本笔300,000.00元" in hints[2]
    assert reasons(batch) == ["", "", ""]


def test_rows_past_the_budget_are_left_and_the_rest_approved():
    city, batch = made(3)
    budget(city, 2 * GRANT)
    run(batch, "prepare", city.finance_clerk)

    run(batch, "approve", city.finance_approver)

    assert states(batch) == ["approved", "approved", "prepared"]
    assert "不超过本年度预算" in reasons(batch)[2]


def test_a_decision_past_the_budget_is_kept_with_the_rows_it_lets_pass_alone():
    city, batch = made(2)
    budget(city, GRANT)
    run(batch, "prepare", city.finance_clerk)

    run(batch, "approve", city.finance_approver, {"over_budget": "会议纪要〔2026〕3号"})

    kept = {}
    for payment in Payment.objects.all():
        decision = payment_decision(payment)
        kept[payment.batch_row.place] = decision.particulars.get("over_budget")
    assert (states(batch), kept) == (["approved"] * 2, {1: None, 2: "会议纪要〔2026〕3号"})


def payment_decision(payment):
    return Decision.objects.about(payment).get(step="approve")


def test_large_sums_go_through_two_signatures_of_two_people():
    city, batch = made(2)
    second_from(city, GRANT)
    other = make_person(Role.FINANCE_APPROVER, union=city.authority)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "endorse", other)

    run(batch, "approve", other)
    assert "这一笔由您作了初次审批，须由另一名财务审批人办理" in reasons(batch)[0]
    run(batch, "approve", city.finance_approver)

    assert states(batch) == ["approved"] * 2
    assert set(Payment.objects.values_list("endorsed_by", flat=True)) == {other.pk}


def test_the_page_says_how_far_it_goes_past_the_budget_and_asks_for_the_decision(client):
    city, batch = made(2)
    budget(city, GRANT)
    run(batch, "prepare", city.finance_clerk)
    client.force_login(city.finance_approver)

    shown = client.get(f"/batches/{batch.pk}/begin/approve/").content.decode()

    assert "本年度预算还可审批300,000.00元，这些款项超过300,000.00元" in shown
    assert "同意超出预算的决定文号" in shown
