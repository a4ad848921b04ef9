"""Amounts read, shared and written to the fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.money import capitals, figures, percent_half_up, shares, yuan

FEN = st.integers(0, 10**14 - 1)
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
DIGITS = "零壹贰叁肆伍陆柒捌玖"


# Reading


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("300000", 30_000_000),
        ("300,000", 30_000_000),
        ("1,340,000.50", 134_000_050),
        ("３００，０００．０５", 30_000_005),
        ("30万", 30_000_000),
        ("３０ 万元", 30_000_000),
        ("1.5万元", 1_500_000),
        ("0.000001万", 1),
        ("12.50", 1_250),
        ("12.5 元", 1_250),
        ("￥12.50", 1_250),
        (" 0 ", 0),
        (300000, 30_000_000),
        (Decimal("0.01"), 1),
        (Decimal("1.500"), 150),
        (Decimal("1E+5"), 10_000_000),
        ("999999999999.99", 10**14 - 1),
    ],
)
def test_an_amount_is_read_to_the_fen(written, fen):
    assert yuan(written) == fen


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (12.5, "不能用浮点数"),
        (True, "不能用浮点数"),
        (None, "不能用浮点数"),
        ("-1", "不能为负数"),
        ("－1", "不能为负数"),
        (-1, "不能为负数"),
        ("12.345", "小数点后不能超过两位"),
        ("12.500", "小数点后不能超过两位"),
        ("1.2345678万", "小数点后不能超过两位"),
        (Decimal("0.001"), "小数点后不能超过两位"),
        (Decimal("1.00000000000000000000000000000000001"), "小数点后不能超过两位"),
        (Decimal("1E-999999999"), "小数点后不能超过两位"),
        (Decimal("NaN"), "不是有效的数字"),
        (Decimal("sNaN"), "不是有效的数字"),
        (Decimal("Infinity"), "不是有效的数字"),
        ("NaN", "不是金额"),
        ("", "不是金额"),
        ("三十万", "不是金额"),
        ("10²", "不是金额"),
        ("12 50", "不是金额"),
        ("30,00", "不是金额"),
        ("1e5", "不是金额"),
        ("٣", "不是金额"),
        ("1000000000000", "金额过大"),
        (Decimal("1E+999999999"), "金额过大"),
        ("100000000万", "金额过大"),
    ],
)
def test_what_is_not_an_exact_amount_is_refused(written, reason):
    with pytest.raises(ValueError, match=reason):
        yuan(written)


@given(FEN)
def test_figures_are_read_back_as_they_were_written(fen):
    assert yuan(figures(fen)) == fen


def test_figures_part_thousands_and_show_the_fen():
    written = [figures(fen) for fen in (30_000_000, 5, 100_000, 0, -1_250)]
    assert written == ["300,000.00", "0.05", "1,000.00", "0.00", "-12.50"]


# Capitals


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        # the examples of the payment rules, 整 added after 角 as accounting practice asks
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # the amounts of the subsidies
        ("300000", "叁拾万元整"),
        ("400000", "肆拾万元整"),
        ("1000000", "壹佰万元整"),
        ("1340000", "壹佰叁拾肆万元整"),
        ("53500", "伍万叁仟伍佰元整"),
        ("10000", "壹万元整"),
        # noughts, small and large
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("10", "壹拾元整"),
        ("10050.30", "壹万零伍拾元叁角整"),
        ("20000.20", "贰万元贰角整"),
        ("100000.05", "壹拾万元零伍分"),
        ("1010000", "壹佰零壹万元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000000000", "壹拾亿元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_an_amount_in_capitals(amount, written):
    assert capitals(yuan(amount)) == written


def read_section(text: str) -> int:
    """Read up to four digits with their places; 零 only fills a gap."""
    total = 0
    digit = 0
    for sign in text:
        if sign in UNITS:
            total, digit = total + digit * UNITS[sign], 0
        else:
            digit = DIGITS.index(sign)
    return total + digit


def read_capitals(text: str) -> int:
    """Read an amount in capitals back into fen, section by section."""
    whole, found, small = text.rpartition("元")
    jiao, has_jiao, single = small.removesuffix("整").rpartition("角")
    fen = read_section(jiao) * 10 if has_jiao else 0
    fen += read_section(single.removesuffix("分"))
    if not found:
        return fen
    for unit, worth in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, cut, rest = whole.partition(unit) if unit else (whole, "元", "")
        if cut:
            fen, whole = fen + read_section(section) * worth * 100, rest
    return fen


@given(st.one_of(FEN, st.integers(0, 10**6), st.integers(0, 10**8).map(lambda n: n * 10**4)))
def test_capitals_are_read_back_as_the_same_amount(fen):
    assert read_capitals(capitals(fen)) == fen


@given(FEN)
def test_capitals_are_written_by_the_rules(fen):
    written = capitals(fen)
    assert written.endswith("分") == bool(fen % 10)
    assert written.endswith("整") != bool(fen % 10)
    assert "零零" not in written
    assert all(f"零{unit}" not in written for unit in "拾佰仟万亿角分")


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_capitals_refuse_what_cannot_be_paid(fen):
    with pytest.raises(ValueError, match="大写金额只能写"):
        capitals(fen)


# Sharing and percentages


def test_the_last_party_takes_the_rest():
    assert shares(100, (1, 1, 1)) == (33, 33, 34)
    assert shares(100_000_000, (3, 3, 4)) == (30_000_000, 30_000_000, 40_000_000)


def test_a_party_without_weight_takes_nothing():
    assert shares(100, (1, 1, 1, 0)) == (33, 33, 34, 0)


@given(FEN, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_shares_add_up_to_the_whole(total, weights):
    parts = shares(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part - total * weight // sum(weights) < len(weights)


@pytest.mark.parametrize(("total", "weights"), [(-1, (1,)), (1, ()), (1, (0, 0)), (1, (2, -1))])
def test_what_cannot_be_shared_is_refused(total, weights):
    with pytest.raises(ValueError, match="分配金额和比例"):
        shares(total, weights)


@pytest.mark.parametrize(
    ("fen", "percent", "wanted"),
    [
        (12_345_600, 10, 1_234_560),
        (4, 10, 0),
        (5, 10, 1),
        (15, 10, 2),
        (25, 10, 3),
        (333, Decimal("33.3"), 111),
        (0, 10, 0),
        (100, 0, 0),
    ],
)
def test_a_percentage_is_rounded_half_up_to_the_fen(fen, percent, wanted):
    assert percent_half_up(fen, percent) == wanted


@pytest.mark.parametrize(
    ("fen", "percent"),
    [(-1, 10), (1, -10), (1, Decimal("NaN")), (1, Decimal("sNaN")), (1, 0.1), (1, True)],
)
def test_a_percentage_that_makes_no_sense_is_refused(fen, percent):
    with pytest.raises(ValueError, match="百分比"):
        percent_half_up(fen, percent)
