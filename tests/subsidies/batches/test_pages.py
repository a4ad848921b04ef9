"""The pages of batches: chosen, checked, taken through in slices; who reaches them; their cost."""

import pytest
from django.urls import reverse

from subsidies.batches import runs
from subsidies.budgets.models import Control
from subsidies.models import Batch, Payment
from tests.make import NAMED_ON, make_city, make_person
from workshops.records.actions import advance
from workshops.unions.models import Role

from .making import AT, batch_of, made, paid, run, states, titles_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_named_day")]
MONEY = ["finance_clerk", "finance_approver", "auditor"]


def text(response) -> str:
    return response.content.decode()


def test_a_clerk_chooses_makes_and_prepares_a_batch_by_the_pages(go):
    city = make_city()
    titles = titles_of(city, 3)
    shown = text(go(city.finance_clerk, "batch_new"))
    assert shown.count('name="chosen"') == 3
    typed = {"title": "三月补助", "chosen": [f"{one.pk}.1" for one in titles[:2]]}

    checked = text(go(city.finance_clerk, "batch_new", typed=typed, follow=True))
    batch = Batch.objects.get()
    done = text(go(city.finance_clerk, "batch_begin", batch.pk, "prepare", typed={}, follow=True))

    assert ("逐笔核对：2笔全部可以编制" in checked, "编制：2笔全部办成" in done) == (True, True)
    assert states(batch) == ["prepared", "prepared"]


@pytest.mark.parametrize(("many", "told"), [(1, False), (2, True)])
def test_the_desk_leads_to_a_batch_where_several_sums_are_due(go, many, told):
    city = make_city()
    titles_of(city, many)

    desk = text(go(city.finance_clerk, "desk"))

    assert (reverse("batch_new") in desk, f"{many}笔可以编成一个批次" in desk) == (told, told)


def test_all_that_fits_is_taken_whatever_was_ticked(go):
    city = make_city()
    titles_of(city, 3)

    go(city.finance_clerk, "batch_new", typed={"title": "全部", "all": "1"}, query="?year=2026")

    assert Batch.objects.get().rows.count() == 3


def test_what_is_in_a_batch_is_not_offered_again_and_says_where_it_is(go):
    city, batch = made(1)

    shown = text(go(city.finance_clerk, "batch_new"))
    refused = go(city.finance_clerk, "batch_new", typed={"title": "又一批", "all": "1"})

    assert f"已列入批次{batch.number}，等待编制。" in shown
    assert (refused.status_code, Batch.objects.count()) == (302, 1)


def test_the_list_filters_by_year_and_kind(go):
    city = make_city()
    title = titles_of(city, 1)[0]

    assert title.studio.title in text(go(city.finance_clerk, "batch_new", query="?kind=命名补助"))
    assert "没有到期应付" in text(go(city.finance_clerk, "batch_new", query="?year=2031"))


def test_without_an_account_a_row_says_so_before_it_is_chosen(go):
    city = make_city()
    titles_of(city, 1, account=False)

    assert "没有可以使用的收款账户" in text(go(city.finance_clerk, "batch_new"))


def test_slices_show_how_far_it_has_come_and_go_on(go, monkeypatch, client):
    city, batch = made(3)
    monkeypatch.setattr("subsidies.batches.run_views.work", lambda *a: runs.work(*a, seconds=0))
    begun = go(city.finance_clerk, "batch_begin", batch.pk, "prepare", typed={})

    client.post(begun.url)
    shown = text(client.get(begun.url))

    assert ("1 / 3 笔" in shown, "data-going" in shown) == (True, True)
    kept = text(go(city.finance_clerk, "batch", batch.pk))
    assert "的“编制”还没有办完。" in kept
    assert "继续办理" in kept


def test_somebody_else_may_look_at_a_run_but_not_go_on_with_it(go):
    city, batch = made(1)
    begun = go(city.finance_clerk, "batch_begin", batch.pk, "prepare", typed={})
    other = make_person(Role.FINANCE_CLERK, union=city.authority)
    number = batch.runs.get().pk

    shown = text(go(other, "batch_run", batch.pk, number, typed={}))

    assert f"由{city.finance_clerk.full_name}继续办理" in shown
    assert (begun.status_code, Payment.objects.count()) == (302, 0)


def test_rows_one_has_signed_are_marked(go, undrawn):
    city, batch = made(1)
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    run(batch, "prepare", both)

    assert "您已编制，须由另一人审批。" in text(go(both, "batch", batch.pk))
    told = text(go(both, "batch_begin", batch.pk, "approve", typed={}, follow=True))
    assert "编制人和审批人不能是同一人" in told


def test_one_row_is_turned_back_from_the_page_and_the_rest_approved(go, undrawn):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    person = city.finance_approver
    go(person, "batch_reject", batch.pk, 1, typed={"reason": "户名有误"})

    go(person, "batch_begin", batch.pk, "approve", typed={}, follow=True)

    assert states(batch) == ["rejected", "approved"]
    assert Payment.objects.get(state="rejected").batch_row.place == 1


def test_paying_asks_for_voucher_and_day_and_refuses_tomorrow(go, undrawn):
    city, batch = made(1)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    begin = ("batch_begin", batch.pk, "pay")
    typed = {"voucher_number": "记-1", "paid_on": "2026-03-11"}

    refused = text(go(city.finance_clerk, *begin, typed=typed))
    go(city.finance_clerk, *begin, typed=typed | {"paid_on": "2026-03-10"}, follow=True)

    assert "拨付日期不能晚于今天" in refused
    assert states(batch) == ["paid"]


def test_a_row_is_taken_out_with_its_reason(go):
    city, batch = made(2)
    go(city.finance_clerk, "batch_out", batch.pk, 1, typed={"why": "下月再付"})

    shown = text(go(city.finance_clerk, "batch", batch.pk))

    assert ("已移出" in shown, "下月再付" in shown) == (True, True)
    assert go(city.finance_approver, "batch_out", batch.pk, 2).status_code == 404


@pytest.mark.parametrize("role", MONEY)
def test_the_money_people_see_a_batch(go, role):
    city, batch = made(1)

    assert batch.number in text(go(getattr(city, role), "batches"))
    assert batch.title in text(go(getattr(city, role), "batch", batch.pk))


@pytest.mark.parametrize("role", ["clerk", "review_office", "screening_officer", "stranger"])
def test_for_others_there_is_no_batch(go, role):
    city, batch = made(1)
    pages = [("batches",), ("batch_new",), ("batch", batch.pk), ("batch_list", batch.pk)]
    pages += [("batch_begin", batch.pk, "prepare"), ("batch_answers", batch.pk)]

    assert {go(getattr(city, role), *page).status_code for page in pages} == {404}


def test_who_may_not_take_a_step_is_told_who_may(go):
    city, batch = made(1)

    refused = go(city.auditor, "batch_begin", batch.pk, "prepare")

    assert (refused.status_code, "由命名机关财务经办办理" in text(refused)) == (403, True)


def test_the_desk_says_what_waits_and_not_what_one_prepared_oneself(go, undrawn):
    city, batch = made(2)
    assert "2笔待编制" in text(go(city.finance_clerk, "desk"))
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    run(batch, "prepare", both)

    assert "2笔待审批" in text(go(city.finance_approver, "desk"))
    assert "笔待审批" not in text(go(both, "desk"))
    run(batch, "approve", city.finance_approver)
    assert "2笔待拨付" in text(go(city.finance_clerk, "desk"))


@pytest.mark.parametrize("name", ["batches", "batch_new", "batch", "batch_begin", "batch_answers"])
def test_a_page_asks_as_many_questions_for_four_rows_as_for_one(
    go, client, undrawn, django_assert_max_num_queries, name
):
    city = make_city()
    one, four = batch_of(city, titles_of(city, 1)), None
    asked = []
    for number in (1, 4):
        four = batch_of(city, titles_of(city, number), title=f"{number}笔")
        run(four, "prepare", city.finance_clerk)
        run(four, "approve", city.finance_approver)
        args = {"batch_begin": [four.pk, "pay"], "batches": [], "batch_new": []}
        url = reverse(name, args=args.get(name, [four.pk]))
        client.force_login(city.finance_clerk)
        client.get(url)
        with django_assert_max_num_queries(12) as found:
            client.get(url)
        asked.append(len(found))

    assert (asked[0], one.rows.count(), AT["on"]) == (asked[1], 1, NAMED_ON)


def test_what_the_sum_leaves_out_is_named_beside_the_number_of_rows(go):
    city, batch = made(3)
    paid(city, batch)
    Payment.objects.filter(batch_row__place=2).update(state="bounced", returned_on=NAMED_ON)

    said = [text(go(city.finance_clerk, *page)) for page in (("batch", batch.pk), ("batches",))]

    assert ["3笔，其中退汇1笔，不计入合计" in one for one in said] == [True, True]
    assert "600,000.00" in said[1]


def test_the_sum_of_a_batch_says_what_it_counts(go):
    city, batch = made(2)

    shown = text(go(city.finance_clerk, "batch", batch.pk))

    assert "批次金额（含待编制的2笔；不能编制、移出、退回和退汇的不计入）" in shown
    assert "600,000.00" in shown
    assert "批次里的款项都已审批，不办的已退回、移出。还有2笔等待编制或审批。先办完" in shown


def test_whoever_signed_first_is_not_offered_to_sign_again(go):
    city, batch = made(2)
    limit = {"entered_by": city.finance_approver, "entered_at": AT["at"]}
    limit |= {"from_on": NAMED_ON, "second_from_fen": 30_000_000, "basis": "财务管理办法"}
    Control.objects.create(authority=city.authority, **limit)
    other = make_person(Role.FINANCE_APPROVER, union=city.authority)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "endorse", city.finance_approver)
    approve = reverse("batch_begin", args=[batch.pk, "approve"])

    first = text(go(city.finance_approver, "batch", batch.pk))

    assert approve not in first
    assert "由您编制或者初次审批，须由另一名财务审批人办理" in first
    assert approve in text(go(other, "batch", batch.pk))


def test_when_all_came_back_the_page_says_when_why_and_what_became_of_the_papers(go, undrawn):
    city, batch = made(1)
    paid(city, batch)
    payment = Payment.objects.get()
    given = {"returned_on": NAMED_ON, "reason": "账号有误"}
    advance(payment, "bounce", by=city.finance_clerk, given=given, **AT)

    shown = text(go(city.finance_clerk, "batch", batch.pk))

    assert "2026年3月10日银行退汇：账号有误" in shown
    assert "导出过的付款清单、拨付通知书随之作废" in shown
    assert shown.count("批次办理：") == 0
    assert "批次办完：登记已拨付" in shown
    assert "记-018，拨付日期2026年3月10日" in shown
