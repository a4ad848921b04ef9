"""What leaves a batch as a file and what comes back from the bank."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from subsidies.models import Payment
from workshops.records.models import Event, Paper

from .making import made, paid, run, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_named_day")]


def text(response) -> str:
    return response.content.decode()


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


def test_answers_may_be_typed_beside_the_rows(go, undrawn):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    typed = {"typed": "1", "result-1": "已付", "voucher-1": "记-7", "paid-1": "2026-03-10"}
    page = (city.finance_clerk, "batch_answers", batch.pk)

    refused = text(go(*page, typed=typed | {"result-2": "已付"}))
    ready = go(*page, typed=typed, follow=True)
    go(city.finance_clerk, "batch_run", batch.pk, ready.context["run"].pk, typed={})

    assert ("序号2：已付的须有凭证号和付款日期" in refused, 'value="记-7"' in refused) == (
        True,
        True,
    )
    assert ("请在下面改正" in refused, "重新上传" in refused) == (True, False)
    confirmed = text(ready)
    assert [word in confirmed for word in ("将要登记的回单", "记-7，2026年3月10日")] == [True] * 2
    assert "已付合计" in confirmed
    assert states(batch) == ["paid", "approved"]
    assert "没有填写可以登记的结果" in text(go(*page, typed=typed))


def test_a_long_notice_repeats_the_head_of_its_table_on_every_page(go, undrawn):
    city, batch = made(24)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    go(city.finance_clerk, "batch_step", batch.pk, "announce", typed={})
    paper = Paper.objects.get(kind="batch_summary")

    pages = [page.extract_text() for page in pdf(go(city.auditor, "paper", paper.pk)).pages]

    rows = [page for page in pages if "300,000.00" in page]
    assert len(rows) > 1
    assert ["收款单位" in page for page in rows] == [True] * len(rows)
    assert "7,200,000.00" in rows[-1]
    assert not any("6222000011112222" in page for page in pages)  # accounts are for each unit alone
