"""A batch through its steps: each row by the acts of a single payment, what fails left out."""

import pytest

from subsidies.batches.actions import begin, take_out
from subsidies.models import Movement, Payment
from subsidies.payments.actions import prepare
from tests.make import NAMED_ON, make_city, make_person, make_title
from workshops.records.actions import advance, broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Event, Paper
from workshops.unions.models import Role

from .making import AT, PAID, batch_of, go_on, made, paid, run, states, titles_of

pytestmark = pytest.mark.django_db


def reasons(batch) -> list[str]:
    return list(batch.rows.order_by("place").values_list("reason", flat=True))


def test_a_batch_goes_from_made_to_paid_row_by_row():
    city, batch = made(3)

    paid(city, batch)

    assert states(batch) == ["paid"] * 3
    ended = Event.objects.about(batch).filter(act__startswith="批次办完")
    assert list(ended.values_list("why", flat=True)) == ["", "", ""]
    assert set(Payment.objects.values_list("voucher_number", "paid_on")) == {("记-018", NAMED_ON)}
    assert (Paper.objects.count(), Movement.objects.filter(kind="paid").count()) == (3, 3)
    assert broken_link() is None


def test_making_a_batch_numbers_it_and_prepares_nothing():
    _, batch = made(2)

    assert (batch.number, batch.made_on) == ("演工批〔2026〕1号", NAMED_ON)
    assert Payment.objects.count() == 0
    assert Event.objects.about(batch).get().act == "编制批次"


def test_an_empty_batch_is_refused_and_takes_no_number():
    city = make_city()

    with pytest.raises(Refused):
        batch_of(city, [])
    assert batch_of(city, titles_of(city, 1)).number == "演工批〔2026〕1号"


def test_the_check_writes_beside_each_row_why_it_cannot_be_prepared():
    city, batch = made(3)
    first = batch.rows.get(place=1)
    prepare(first.title, "1", by=city.finance_clerk, **AT)
    second = batch.rows.get(place=2)
    type(second.title).objects.filter(pk=second.title_id).update(state="revoked")

    run(batch, "check", city.finance_clerk)

    ended = Event.objects.about(batch).get(act="批次办完：逐笔核对")
    assert ended.why == "没有办成的2笔，原因写在各行"
    one, two, three = reasons(batch)
    assert f"这一笔已由{city.finance_clerk.full_name}于3月10日编制" in one
    assert "称号已撤销或应予撤销" in two
    assert (three, Payment.objects.count()) == ("", 1)


def test_rows_that_fail_are_left_out_and_the_rest_goes_on():
    city, batch = made(2)
    prepare(batch.rows.get(place=1).title, "1", by=city.finance_clerk, **AT)

    run(batch, "prepare", city.finance_clerk)

    assert (states(batch), reasons(batch)[1]) == (["-", "prepared"], "")
    assert "不能重复编制" in reasons(batch)[0]


def test_without_an_account_the_row_says_so_and_is_taken_up_once_there_is_one():
    city = make_city()
    batch = batch_of(city, titles_of(city, 1, account=False))
    run(batch, "check", city.finance_clerk)
    assert "没有可以使用的收款账户" in reasons(batch)[0]
    with pytest.raises(NotPossible):
        begin(batch, "prepare", by=city.finance_clerk, **AT)
    titles_of(city, 1)

    run(batch, "check", city.finance_clerk)
    run(batch, "prepare", city.finance_clerk)

    assert (states(batch), reasons(batch)) == (["prepared"], [""])


def test_whoever_prepared_is_told_beside_each_row_that_another_approves():
    city, batch = made(2)
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    prepare(batch.rows.get(place=1).title, "1", by=both, **AT)
    own = batch_of(city, [row.title for row in batch.rows.all()])
    run(own, "prepare", both)

    run(own, "approve", both)

    assert states(own) == ["-", "prepared"]
    assert "编制人和审批人不能是同一人：这一笔由您编制" in reasons(own)[1]
    run(own, "approve", city.finance_approver)
    assert (states(own), reasons(own)[1]) == (["-", "approved"], "")


def test_a_row_turned_back_does_not_stop_the_batch():
    city, batch = made(3)
    run(batch, "prepare", city.finance_clerk)
    row = batch.rows.get(place=2)
    advance(row.payment, "reject", by=city.finance_approver, given={"reason": "户名有误"}, **AT)

    run(batch, "approve", city.finance_approver)

    assert states(batch) == ["approved", "rejected", "approved"]


def test_a_slice_stops_by_its_time_and_the_next_takes_up_what_is_left():
    city, batch = made(3)
    one = begin(batch, "prepare", by=city.finance_clerk, **AT)

    assert [go_on(one, seconds=0) for _ in range(3)] == [2, 1, 0]
    one.refresh_from_db()
    assert (one.size, one.ended_at) == (3, AT["at"])
    assert Event.objects.filter(act="批次办完：编制").get().after == {"rows": 3}


def test_clicking_twice_begins_one_run_and_does_everything_once():
    city, batch = made(2)
    first, second = (begin(batch, "prepare", by=city.finance_clerk, **AT) for _ in range(2))

    go_on(first)
    go_on(second)

    assert (first.pk, Payment.objects.count()) == (second.pk, 2)
    assert Event.objects.filter(act="批次办理：编制").count() == 1


@pytest.mark.parametrize(("step", "role"), [("prepare", "finance_approver"), ("approve", "clerk")])
def test_a_step_is_for_those_who_hold_its_post(step, role):
    city, batch = made(1)

    with pytest.raises(NotPermitted):
        begin(batch, step, by=getattr(city, role), **AT)


def test_a_row_taken_out_stays_out_with_its_reason():
    city, batch = made(2)
    row = batch.rows.get(place=1)
    take_out(row, "下月再付", by=city.finance_clerk, **AT)

    run(batch, "prepare", city.finance_clerk)

    assert (states(batch), reasons(batch)[0]) == (["-", "prepared"], "下月再付")
    with pytest.raises(NotPossible):
        take_out(row, "再来一次", by=city.finance_clerk, **AT)


def test_a_day_before_its_approval_is_refused_beside_the_row():
    city, batch = made(1)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)

    run(batch, "pay", city.finance_clerk, PAID | {"paid_on": "2026-03-01"})

    assert (states(batch), reasons(batch)) == (
        ["approved"],
        ["拨付日期早于这一笔的审批日期，请核对后单独登记。"],
    )


def test_what_the_bank_answers_is_entered_row_by_row():
    city, batch = made(3)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    one, two, three = batch.rows.order_by("place")
    back = PAID | {"result": "returned", "returned_on": "2026-03-10", "reason": "户名不符"}
    refused = {"result": "returned", "reason": "账号不存在", "returned_on": "2026-03-10"}
    answers = {str(one.pk): PAID | {"result": "paid"}, str(two.pk): back, str(three.pk): refused}

    run(batch, "answer", city.finance_clerk, {"answers": answers})

    assert states(batch) == ["paid", "bounced", "approved"]
    assert "银行没有付出：账号不存在" in reasons(batch)[2]
    assert Movement.objects.total("paid") == one.amount_fen


def test_one_title_in_another_city_does_not_come_along():
    city, batch = made(1)
    other = make_title(city)
    paid(city, batch)

    assert Payment.objects.filter(title=other).count() == 0
