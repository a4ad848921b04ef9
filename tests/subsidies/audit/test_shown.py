"""What an auditor is shown in full: conclusions, lists with totals, reasons, years at rest."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from subsidies.audit import lists
from subsidies.audit.actions import conclude, look
from subsidies.audit.exceptions import exceptions
from subsidies.matching.actions import enter_match
from subsidies.models import Payment
from tests.make import NAMED_ON, make_city, make_payment, make_title, moment
from tests.subsidies.audit.audited import at, drawn, year
from tests.subsidies.audit.test_desk import desk
from tests.subsidies.books.keeping import make_book
from tests.subsidies.budgets.test_budgets import allotted
from tests.subsidies.spending.granted import WHOLE, grant, paper, spent
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.records.actions import advance
from workshops.records.models import CalendarDay
from workshops.titles.models import ROLLING, Title

pytestmark = pytest.mark.django_db
LATER = NAMED + timedelta(days=60)
OVER, LATE = "新的超预算审批，上次看过以后", "新的逾期配套，上次看过以后"


@pytest.fixture
def read(client, settings):
    settings.DEMO = True

    def opened(person, on, name, *args):
        move_to(on)
        client.force_login(person)
        return client.get(reverse(name, args=args))

    return opened


def test_the_workbook_tells_what_came_of_each_sample(read):
    city, _ = year()
    conclude(drawn(city), "逐笔查看，没有问题。", by=city.auditor, **at())
    drawn(city, seed="七一")

    answer = read(city.auditor, NAMED, "audit_book", city.authority.pk, 2026)

    sheet = load_workbook(io.BytesIO(answer.content))["抽查结论"]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[7] for row in told] == ["逐笔查看，没有问题。", "还没有填写"]
    assert [row[5] for row in told] == ["相同", "相同"]


def test_the_file_lists_what_came_was_matched_used_and_left_with_its_totals():
    city, payment = grant("shandong")
    spent(city, payment, 300)
    spent(city, payment, 500, invoice_number="2026-002")

    part = lists.moved(city.authority, 2026)

    told = {one["heading"]: one["tables"][0].caption for one in part.blocks if one["tables"]}
    assert told["单位工会已到账"] == told["已配套"] == "共1笔，10,000.00元。"
    assert told["已支出"] == "共2笔，8.00元。"
    assert told["尚未使用"] == "共1笔，9,992.00元。"
    used = next(one for one in part.blocks if one["heading"] == "已支出")["tables"][0]
    assert [row[2:4] for row in used.rows] == [
        ["设备购置：示波器", "3.00元"],
        ["设备购置：示波器", "5.00元"],
    ]


def test_a_long_list_is_cut_and_its_total_is_not(monkeypatch):
    monkeypatch.setattr(lists, "MOST", 1)
    city, payment = year()
    spent(city, payment, 500, invoice_number="2026-002")

    part = lists.moved(city.authority, 2026)

    used = next(one for one in part.blocks if one["heading"] == "已支出")["tables"][0]
    assert (used.caption, len(used.rows)) == (
        "共2笔，6.00元；这里列出前1笔，全部见导出的工作簿。",
        1,
    )


def test_the_file_has_the_balances_of_the_books(read):
    city, payment = grant("nanchang")
    make_book(city.unit, city.clerk)
    spent(city, payment, 300)

    (block,) = lists.accounts(city.unit, 2026).blocks

    assert [(row[2], row[3]) for row in block["tables"][0].rows] == [
        ("0.00元", "3.00元"),
        ("3.00元", "0.00元"),
    ]
    assert "借贷平衡；本期借方3.00元，贷方3.00元" in block["tables"][0].caption
    assert "没有账套" in lists.accounts(city.authority, 2026).blocks[0]["note"]


def test_money_sent_back_is_listed_with_the_reason_of_the_bank():
    city, payment = grant("nanchang", came=None)
    given = {"returned_on": NAMED, "reason": "户名不符"}
    advance(payment, "bounce", by=city.finance_clerk, given=given, **at())

    (one,) = exceptions(city.authority, 2026, NAMED)

    assert one.why == "2026年3月20日拨出；2026年3月20日银行退汇：户名不符"


def approved_past_budget(city):
    allotted(city, 100)
    payment = make_payment(city)
    given = {"over_budget": "主席办公会纪要〔2026〕5号"}
    on = {"on": NAMED_ON, "at": moment(NAMED_ON)}
    advance(payment, "approve", by=city.finance_approver, given=given, **on)


def test_an_approval_past_the_budget_is_new_until_it_was_looked_at(read):
    city = make_city()
    approved_past_budget(city)

    assert OVER in desk(city.auditor, NAMED_ON)
    assert "主席办公会纪要〔2026〕5号" in read(city.auditor, NAMED_ON, "desk").content.decode()
    when = {"on": NAMED_ON, "at": moment(NAMED_ON, 10)}
    look(city.authority, 2026, by=city.auditor, **when)
    assert OVER not in desk(city.auditor, NAMED_ON)


@pytest.mark.parametrize(("day", "late"), [(NAMED + timedelta(days=5), False), (LATER, True)])
def test_what_was_matched_too_late_is_new_until_it_was_looked_at(day, late):
    city, payment = grant("shandong", matched=False)
    enter_match(payment, WHOLE, day, paper("配套.pdf"), by=city.clerk, **at(day))

    assert (LATE in desk(city.auditor, LATER)) is late
    look(city.authority, day.year, by=city.auditor, **at(LATER + timedelta(days=1)))
    assert LATE not in desk(city.auditor, LATER)


def test_what_was_matched_years_late_is_new_until_its_own_year_was_looked_at():
    city, payment = grant("shandong", matched=False)
    day = LATER.replace(year=LATER.year + 3)
    enter_match(payment, WHOLE, day, paper("配套.pdf"), by=city.clerk, **at(day))

    assert LATE in desk(city.auditor, day)
    look(city.authority, NAMED.year, by=city.auditor, **at(day + timedelta(days=1)))
    assert LATE not in desk(city.auditor, day)


def test_a_year_without_movement_is_there_once_there_are_titles(read):
    city = make_city()
    make_title(city, named_on=date(2024, 5, 1))

    page = read(city.auditor, date(2026, 5, 1), "audit").content.decode()

    years = (2023, 2024, 2025)
    shown = [reverse("audit_year", args=[city.authority.pk, one]) in page for one in years]
    assert shown == [False, True, True]
    assert Payment.objects.count() == 0


def test_however_much_was_matched_late_the_holidays_are_read_once():
    city, payment = grant("shandong", matched=False)
    Title.objects.update(settings={ROLLING: True})
    for fen in (WHOLE, WHOLE + 1, WHOLE + 2):
        enter_match(payment, fen, LATER, paper(f"{fen}.pdf"), by=city.clerk, **at(LATER))

    with CaptureQueriesContext(connection) as asked:
        [group] = [one for one in waiting_for(city.auditor, LATER) if one["title"] == LATE]

    assert len(group["tasks"]) == 3
    assert sum(CalendarDay._meta.db_table in one["sql"] for one in asked) == 1
