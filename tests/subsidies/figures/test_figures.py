"""The money counted from raw movements, and what coming years commit under an assumption."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from subsidies.books.models import Movement
from subsidies.budgets.reckoning import by_year
from subsidies.budgets.unpaid import alike
from subsidies.figures.coming import FAIL, ONCE, PASS, of_groups, of_new, standing
from subsidies.figures.counting import CUTS, MEASURES, counted, seen, total
from tests.make import make_city, make_payment, make_title
from tests.subsidies.budgets.test_budgets import allotted
from tests.subsidies.spending.granted import WHOLE, grant, spent
from tests.workshops.titles.living import NAMED
from workshops.records.actions import advance
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db
YEAR_END = date(2026, 12, 1)


def asked(title, assumed):
    """What one title would ask for, by year."""
    (line,) = of_groups(alike(Title.objects.filter(pk=title.pk)), YEAR_END, assumed)
    return line.sums


@pytest.mark.parametrize("cut", CUTS)
def test_every_cut_sums_to_what_a_recount_of_the_raw_rows_finds(cut):
    city, payment = grant("nanchang")
    spent(city, payment, 300)

    rows = counted(seen(city.finance_clerk, NAMED), cut)

    kinds = dict.fromkeys(MEASURES, 0)
    for one in Movement.objects.all():
        if one.reverses_id is None and not hasattr(one, "reversal"):
            kinds[one.kind] += one.amount_fen
    assert total(rows) == list(kinds.values()) == [WHOLE, WHOLE, 300, 0, 0]


def test_what_was_struck_out_does_not_count():
    city, payment = grant("nanchang")
    one = spent(city, payment, 300)
    at = {"on": NAMED, "at": one.entered_at, "given": {"reason": "退货"}}
    advance(one, "strike_expense", by=city.clerk, **at)

    assert total(counted(seen(city.finance_clerk, NAMED), "year")) == [WHOLE, WHOLE, 0, 0, 0]


@pytest.mark.parametrize(
    ("named", "assumed", "sums"),
    [
        (2026, PASS, {2026: 30_000_000, 2027: 30_000_000, 2028: 40_000_000}),
        (2026, FAIL, {2026: 30_000_000}),
        (2025, PASS, {2026: 60_000_000, 2027: 40_000_000}),
        (2025, ONCE, {2026: 30_000_000, 2027: 30_000_000, 2028: 40_000_000}),
    ],
)
def test_a_title_asks_for_its_instalments_as_the_years_are_assumed(named, assumed, sums):
    title = make_title(make_city(), named_on=date(named, 3, 10))

    assert asked(title, assumed) == sums


def test_what_is_on_its_way_is_not_asked_for_again():
    city = make_city()
    title = make_title(city)
    make_payment(city, title=title)

    assert asked(title, PASS) == {2027: 30_000_000, 2028: 40_000_000}


def test_new_titles_of_each_year_are_added_up():
    edition = make_title(make_city()).edition

    line = of_new(edition, 30, YEAR_END, PASS)

    assert line.sums == {
        2026: 30 * 30_000_000,
        2027: 30 * 60_000_000,
        2028: 30 * 100_000_000,
        2029: 30 * 100_000_000,
        2030: 30 * 100_000_000,
    }


def test_the_pages_show_the_sums_and_the_workbooks_hold_them(go):
    city, _ = grant("nanchang")
    clerk = city.finance_clerk

    assert "10,000.00 元" in go(clerk, "figures", by="region").content.decode()
    said = go(clerk, "coming", assumed="pass", many="2").content.decode()
    assert "每年新命名2个" in said
    for name in ("figures_table", "coming_table"):
        sheet = load_workbook(io.BytesIO(go(clerk, name).content)).active
        assert sheet.cell(2, 1).value in ("年度", "工作室")


def test_what_waits_for_approval_is_taken_off_the_budget_as_the_budget_page_does(go):
    city = make_city()
    make_payment(city)  # 300,000 prepared, nobody has approved it
    allotted(city, 50_000_000)

    said = go(city.finance_clerk, "coming").content.decode()
    book = load_workbook(io.BytesIO(go(city.finance_clerk, "coming_table", assumed="once").content))

    year = next(one for one in by_year([city.authority.pk], NAMED) if one.year == 2026)
    assert (year.left, year.prepared, year.due) == (50_000_000, 30_000_000, 0)
    years, titles, _ = book.worksheets
    assert "假设今年不合格，以后都合格" in years.cell(1, 1).value
    assert [years.cell(3, n).value for n in range(1, 6)] == ["2026年", 0, 300_000, 500_000, 0]
    assert titles.cell(2, 1).value == "工作室"
    assert "已编制待审批" in said
    assert "300,000.00 元" in said


@pytest.mark.parametrize("name", ["figures", "figures_table", "coming", "coming_table"])
def test_only_money_people_see_figures(go, name):
    city, _ = grant("nanchang")

    assert go(city.auditor, name).status_code == 200
    assert go(city.clerk, name).status_code == 404


def test_the_questions_do_not_grow_with_the_titles(client, go, django_assert_max_num_queries):
    city = make_city()
    for _ in range(3):
        make_title(city)
    client.force_login(city.finance_clerk)

    for name in ("figures", "coming"):
        with django_assert_max_num_queries(14):  # two of them read who is signed in
            client.get(reverse(name))
    assert standing([city.authority.pk]).count() == 3
