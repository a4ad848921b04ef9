"""The pages of batches: chosen, checked, taken through in slices; who reaches them; their cost."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from subsidies.batches import runs
from subsidies.models import Batch, Payment
from tests.make import NAMED_ON, make_city, make_person
from workshops.clock import move_to
from workshops.records.models import Event, Paper
from workshops.unions.models import Role

from .making import AT, batch_of, made, paid, run, states, titles_of

pytestmark = pytest.mark.django_db
MONEY = ["finance_clerk", "finance_approver", "auditor"]


@pytest.fixture(autouse=True)
def _named_day():
    move_to(NAMED_ON)


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST."""

    def visit(person, name, *args, typed=None, query="", follow=False):
        client.force_login(person)
        url = reverse(name, args=args) + query
        answer = client.get(url) if typed is None else client.post(url, typed)
        while follow and answer.status_code == 302:  # as a browser does, the script included
            going = "going=1" in answer.url
            url, answer = answer.url, client.get(answer.url)
            answer = client.post(url.partition("?")[0]) if going and answer.context else answer
        return answer

    return visit


@pytest.fixture
def undrawn(monkeypatch):
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)


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

    assert ("逐笔核对：2笔全部办成" in checked, "编制：2笔全部办成" in done) == (True, True)
    assert states(batch) == ["prepared", "prepared"]


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

    assert "没有登记收款账户" in text(go(city.finance_clerk, "batch_new"))


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

    assert (refused.status_code, "由财务经办办理" in text(refused)) == (403, True)


def test_the_desk_says_what_waits_and_not_what_one_prepared_oneself(go, undrawn):
    city, batch = made(2)
    assert "2笔待编制" in text(go(city.finance_clerk, "desk"))
    both = make_person(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, union=city.authority)
    run(batch, "prepare", both)

    assert "2笔待审批" in text(go(city.finance_approver, "desk"))
    assert "笔待审批" not in text(go(both, "desk"))
    run(batch, "approve", city.finance_approver)
    assert "2笔待拨付" in text(go(city.finance_clerk, "desk"))


def test_the_list_for_the_bank_has_accounts_as_text_and_the_total_of_the_batch(go, undrawn):
    city, batch = made(3)
    assert go(city.finance_clerk, "batch_list", batch.pk).status_code == 302
    paid(city, batch)

    sheet = book(go(city.finance_clerk, "batch_list", batch.pk))

    assert [sheet.cell(3, at).value for at in (1, 2, 4)][2] == "6222000011112222"
    assert (sheet["D3"].data_type, sheet["E6"].value) == ("s", 900_000)
    kept = Event.objects.get(act="导出付款清单")
    assert kept.after == {"rows": 3, "amount": "900,000.00元"}


def book(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def test_the_answers_of_the_bank_come_back_as_a_workbook(go, undrawn):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    sheet = book(go(city.finance_clerk, "batch_answers_book", batch.pk))
    fill(sheet, 3, "已付", "记-7", "2026年3月10日")
    fill(sheet, 4, "退回", "记-8", "2026-03-10", "2026-03-10", "户名不符")

    ready = go(city.finance_clerk, "batch_answers", batch.pk, typed=sent(sheet), follow=True)
    go(city.finance_clerk, "batch_run", batch.pk, ready.context["run"].pk, typed={})

    assert "开始登记" in text(ready)
    assert states(batch) == ["paid", "bounced"]
    assert Payment.objects.get(state="paid").voucher_number == "记-7"


def fill(sheet, row, *values) -> None:
    for column, value in enumerate(values, 5):
        sheet.cell(row, column).value = value


def sent(sheet) -> dict:
    kept = io.BytesIO()
    sheet.parent.save(kept)
    return {"book": SimpleUploadedFile("回单.xlsx", kept.getvalue())}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"C3": "6222999900001111"}, "序号1：账号与批次里的不一致"),
        ({"D3": 1}, "序号1：金额与批次里的不一致（应为300,000.00）"),
        ({"E3": "付了"}, "结果应写“已付”或“退回”"),
        ({"F3": ""}, "已付的须有凭证号和付款日期"),
        ({"G3": "2026-03-11"}, "日期不能晚于今天"),
        ({"G3": "三月"}, "日期写成2026-03-10的样子"),
        ({"A3": "9"}, "批次里没有这个序号"),
        ({"E3": "退回"}, "退回的须有退回日期和退回原因"),
    ],
)
def test_an_answer_that_is_not_right_stops_the_whole_workbook(go, undrawn, change, says):
    city, batch = made(1)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    sheet = book(go(city.finance_clerk, "batch_answers_book", batch.pk))
    fill(sheet, 3, "已付", "记-7", "2026-03-10")
    for cell, value in change.items():
        sheet[cell].value = value

    refused = go(city.finance_clerk, "batch_answers", batch.pk, typed=sent(sheet))

    assert says in text(refused)
    assert (refused.status_code, states(batch)) == (400, ["approved"])


def test_the_notice_of_the_batch_waits_until_all_is_approved(go, undrawn):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    announce = (city.finance_clerk, "batch_step", batch.pk, "announce")

    assert go(*announce, typed={}).status_code == 409
    run(batch, "approve", city.finance_approver)
    go(*announce, typed={})

    paper = Paper.objects.get(kind="batch_summary")
    words = "".join(page.extract_text() for page in pdf(go(city.auditor, "paper", paper.pk)).pages)
    assert (paper.number, "陆拾万元整" in words) == ("演工拨〔2026〕1号", True)


def pdf(response) -> PdfReader:
    return PdfReader(io.BytesIO(response.content))


def test_a_notice_issued_again_says_which_it_replaces(go, undrawn):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    steps = ("announce", "announce_again")
    for step, typed in zip(steps, ({}, {"reason": "一笔退回"}), strict=True):
        go(city.finance_clerk, "batch_step", batch.pk, step, typed=typed)

    says = Paper.objects.get(number="演工拨〔2026〕2号").decision.particulars["batch_summary"]

    assert (says["replaces"], says["reason"]) == ("演工拨〔2026〕1号", "一笔退回")


def test_the_notices_of_a_batch_come_in_one_pdf_in_its_order(go):
    city, batch = made(2)
    paid(city, batch)

    pages = pdf(go(city.finance_clerk, "batch_notices", batch.pk, 1)).pages

    studios = [row.title.studio.title for row in batch.rows.order_by("place")]
    assert [s in page.extract_text() for s, page in zip(studios, pages, strict=True)] == [True] * 2
    assert Event.objects.get(act="打印拨付通知书").after == {"rows": 2}
    assert go(city.finance_clerk, "batch_notices", batch.pk, 2).status_code == 404


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
        with django_assert_max_num_queries(12 if name != "batch" else 14) as found:
            client.get(url)
        asked.append(len(found))

    assert (asked[0], one.rows.count(), AT["on"]) == (asked[1], 1, NAMED_ON)
