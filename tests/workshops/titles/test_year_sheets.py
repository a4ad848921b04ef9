"""The sheet of the joint check: blank before the visit, numbered and kept the same after it."""

import io
from datetime import date

import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.make import make_payment
from tests.people import moment
from tests.subsidies.spending import granted
from workshops.clock import move_to
from workshops.titles import keeping, year_sheets
from workshops.titles.year_sheets import CheckSheet, Spent, drawn

from .living import done, titled

pytestmark = pytest.mark.django_db
PAID, CHECKED = date(2026, 5, 8), date(2028, 10, 20)


@pytest.fixture
def place():
    """A Quzhou title whose ten thousand yuan were paid in 2026."""
    city, title = titled("quzhou")
    paid = {"state": "paid", "paid_on": PAID, "voucher_number": "记-9"}
    make_payment(city, title=title, instalment="base", **paid)
    move_to(CHECKED)
    return city, type(title).objects.get(pk=title.pk)


def words(pdf: bytes) -> str:
    """The words of a sheet, which is one page long."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    return "".join(reader.pages[0].extract_text().split())


def opened(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def test_before_the_visit_it_is_printed_blank_with_the_money_and_three_places_to_sign(
    client, place
):
    city, title = place

    page = opened(client, city.review_office, "blank_sheet", title.pk, "fund_check", 2028)
    said = words(page.content)

    assert "专项经费联合检查表" in said
    assert "2026年5月8日工作室工作经费10,000.00" in said
    assert [said.count(one) for one in ("年月日", "□达到要求")] == [4, 4]
    assert all(one in said for one in ("经济工作部", "财务部", "经审办", "第十六条"))
    assert not CheckSheet.objects.exists()


def test_recorded_it_is_issued_under_its_number_with_what_each_department_found(client, place):
    city, title = place
    looked = {one: {"met": True, "remark": ""} for one in ("经济工作部", "财务部")}
    looked["经审办"] = {"met": False, "remark": "一笔差旅没有事由"}
    duty, at = title.edition.duty("fund_check"), {"on": CHECKED, "at": moment(CHECKED)}

    row = keeping.fulfil(title, duty, 2028, CHECKED, looked=looked, by=city.review_office, **at)
    said = words(opened(client, city.clerk, "check_sheet", row.pk).content)

    assert CheckSheet.objects.get().number == "演工检〔2028〕1号"
    assert "演工检〔2028〕1号" in said
    assert "经审办一笔差旅没有事由未达到要求" in said
    assert "检查结果未达到要求" in said
    assert said.count("年月日") == 3


def test_the_same_bytes_are_served_whatever_is_paid_afterwards(client, place):
    city, title = place
    row = done(title, "fund_check", 2028, city.review_office, CHECKED)
    first = drawn(CheckSheet.objects.get())
    title.payments.update(amount_fen=5)

    assert opened(client, city.review_office, "check_sheet", row.pk).content == first


@pytest.mark.parametrize("change", [{"number": "x"}, {"says": {}}, {"content": b"x"}])
def test_the_database_keeps_an_issued_sheet_as_it_is(place, change):
    city, title = place
    done(title, "fund_check", 2028, city.review_office, CHECKED)
    drawn(CheckSheet.objects.get())

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        CheckSheet.objects.update(**change)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        CheckSheet.objects.all().delete()


def test_what_rooms_of_money_tell_as_spent_stands_on_it(monkeypatch, place):
    _, title = place
    spent = [
        Spent(date(2027, 1, 4), "资料印刷", 20_000),
        Spent(date(2026, 9, 1), "分析测试", 5_000),
    ]
    monkeypatch.setattr(year_sheets, "SPENDING", [lambda title, until: spent])

    says = year_sheets.blank(title, title.edition.duty("fund_check"), 2028, CHECKED)

    assert [one[1] for one in says["spent"]] == ["分析测试", "资料印刷"]
    assert (says["came"], says["went"], says["left"]) == ("10,000.00", "250.00", "9,750.00")


def test_many_expenses_are_summed_by_what_they_were_for():
    rows = [Spent(date(2027, 1, day), "资料印刷", 1_000) for day in range(1, 12)]

    assert year_sheets.listed(rows[:2])[1] == ["2027年1月2日", "资料印刷", "10.00"]
    assert year_sheets.listed([*rows, Spent(date(2027, 2, 1), "分析测试", 500)]) == [
        ["共11笔", "资料印刷", "110.00"],
        ["共1笔", "分析测试", "5.00"],
    ]


def test_the_expenses_a_unit_entered_stand_on_its_sheet():
    city, payment = granted.grant("quzhou")
    granted.spent(city, payment, 30_000, purpose="分析测试", what="振动测试")
    title = payment.title

    says = year_sheets.blank(title, title.edition.duty("fund_check"), 2028, CHECKED)

    assert says["spent"] == [["2026年3月20日", "分析测试：振动测试", "300.00"]]
    assert says["left"] == "9,700.00"


def test_the_pages_of_the_duty_lead_to_it_and_no_other_duty_has_one(client, place):
    city, title = place
    blank = reverse("blank_sheet", args=[title.pk, "fund_check", 2028])
    assert blank in opened(client, city.review_office, "duties", title.pk).text
    assert blank in opened(client, city.review_office, "duty", title.pk, "fund_check", 2028).text
    row = done(title, "fund_check", 2028, city.review_office, CHECKED)
    done(title, "cycle", 2029, city.review_office, date(2029, 3, 25))

    shown = opened(client, city.clerk, "duty_record", row.pk).text
    assert reverse("check_sheet", args=[row.pk]) in shown
    assert CheckSheet.objects.get().record == row
    other = opened(client, city.review_office, "blank_sheet", title.pk, "cycle", 2029)
    assert other.status_code == 404


def test_strangers_see_no_sheet(client, place):
    city, title = place
    row = done(title, "fund_check", 2028, city.review_office, CHECKED)

    for name, args in (("check_sheet", [row.pk]), ("blank_sheet", [title.pk, "fund_check", 2028])):
        assert opened(client, city.other_clerk, name, *args).status_code == 404
