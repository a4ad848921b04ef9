"""Workbooks: text stays text, money is exact, dates are dates."""

import io
from datetime import date

import openpyxl
import pytest

from workshops.documents.workbooks import Column, workbook

COLUMNS = [Column("名称"), Column("金额（元）", "money"), Column("日期", "date")]


def opened(rows, totals=None):
    return openpyxl.load_workbook(io.BytesIO(workbook("登记册", COLUMNS, rows, totals))).active


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_what_looks_like_a_formula_stays_text(text):
    cell = opened([[text, 1, None]])["A3"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_money_is_a_number_of_yuan_and_a_date_a_date():
    sheet = opened([["甲", 30_000_001, date(2026, 3, 10)]], ["合计", 30_000_001, ""])

    assert f"{sheet['B3'].value}" == "300000.01"
    assert sheet["C3"].value.date() == date(2026, 3, 10)
    assert [cell.value for cell in sheet[4]][:1] == ["合计"]


def test_headings_stand_in_the_second_row_and_control_signs_are_left_out():
    sheet = opened([["甲\x07乙", 0, None]])

    assert [cell.value for cell in sheet[2]] == ["名称", "金额（元）", "日期"]
    assert (sheet["A3"].value, sheet["B3"].value) == ("甲乙", 0)


def test_very_many_rows_are_written_without_lines_and_say_the_same(monkeypatch):
    rows = [[f"第{i}项", i * 100, date(2026, 3, 10)] for i in range(3)] + [["=1+1", None, None]]
    ruled = [[cell.value for cell in row] for row in opened(rows, ["合计", 300, ""])]
    monkeypatch.setattr("workshops.documents.workbooks.MOST_RULED", 2)
    sheet = opened(rows, ["合计", 300, ""])

    assert [[cell.value for cell in row] for row in sheet] == ruled
    assert (sheet["A6"].data_type, sheet["A3"].border.left.style) == ("s", None)
