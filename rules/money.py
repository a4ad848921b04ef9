"""Amounts of money in whole fen: read exactly, shared without loss, written for papers.

Every amount is an int of fen (1 yuan = 100 fen); no function here touches binary fractions.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

FEN_PER_YUAN = 100
CEILING_YUAN = 10**12  # 一万亿元: beyond any union's purse, so a larger figure is a slip
FULL_WIDTH = str.maketrans("０１２３４５６７８９，．￥－　", "0123456789,.¥- ")
WRITTEN = re.compile(r"¥? ?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)? ?(万)? ?元?")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
SECTIONS = ("", "万", "亿")


def yuan(amount: str | int | Decimal) -> int:
    """Read an amount of yuan and return it in fen: 300000, "300,000", "３０万", "12.50元".

    Thousands may be parted by commas, 万 multiplies by ten thousand, full-width signs are read.
    Raises ValueError with a sentence for the user: not a number, negative, finer than one fen,
    written with more than two decimals, from a binary fraction, or a trillion yuan and more.
    """
    if isinstance(amount, str):
        amount = _read(amount)
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise ValueError("金额不能用浮点数或其他类型，请写成“300000.00”这样的数字")
    value = Decimal(amount)
    if not value.is_finite():
        raise ValueError("金额不是有效的数字，请写成“300000.00”这样的数字")
    if value < 0:
        raise ValueError("金额不能为负数，请填写零或正数")
    if value >= CEILING_YUAN:
        raise ValueError("金额过大，请核对单位是元还是万元")
    fen = _exact_fen(value)
    if fen is None:
        raise ValueError("金额最多精确到分，小数点后不能超过两位")
    return fen


def _read(text: str) -> Decimal:
    plain = text.translate(FULL_WIDTH).strip()
    if plain.startswith("-"):
        raise ValueError("金额不能为负数，请填写零或正数")
    match = WRITTEN.fullmatch(plain)
    if match is None:
        raise ValueError(f"“{text[:20]}”不是金额，请写成“300000.00”或“30万”")
    whole, decimals, ten_thousands = match[1].replace(",", ""), match[2] or "", bool(match[3])
    # 12.500 may be meant as twelve thousand five hundred: ask rather than guess.
    if len(decimals) > (7 if ten_thousands else 3):
        raise ValueError("金额最多精确到分，小数点后不能超过两位")
    return Decimal(whole + decimals + ("E4" if ten_thousands else ""))


def _exact_fen(value: Decimal) -> int | None:
    if 0 < value < Decimal("0.01"):  # also keeps 1E-999999999 from being spelled out
        return None
    fen = Fraction(value) * FEN_PER_YUAN
    return fen.numerator if fen.denominator == 1 else None


def figures(fen: int) -> str:
    """Write fen as yuan in figures, thousands parted, always with two decimals: 300,000.00."""
    whole, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def capitals(fen: int) -> str:
    """Write fen in the Chinese capitals of vouchers: 30000000 is 叁拾万元整.

    整 closes an amount that ends with 元 or 角 and never one that ends with 分 (standard
    accounting practice, 会计基础工作规范 art. 52). Of the forms the payment rules allow for a
    nought (支付结算办法, annex 1) the house uses one: every gap between two written digits of the
    yuan takes one 零 (壹拾万零柒仟元), 元 and 角 are never parted (壹仟陆佰捌拾元叁角贰分),
    元 and 分 without 角 always are (叁佰贰拾伍元零肆分).
    Raises ValueError for a negative amount and for a trillion yuan and more.
    """
    if not 0 <= fen < CEILING_YUAN * FEN_PER_YUAN:
        raise ValueError("大写金额只能写零以上、一万亿元以下的数")
    whole, rest = divmod(fen, FEN_PER_YUAN)
    jiao, single = divmod(rest, 10)
    written = f"{_whole(whole)}元" if whole or not fen else ""
    if jiao:
        written += f"{DIGITS[jiao]}角"
    if not single:
        return f"{written}整"
    gap = "零" if whole and not jiao else ""
    return f"{written}{gap}{DIGITS[single]}分"


def _whole(number: int) -> str:
    """Write a whole number from the highest section of four digits down, one 零 a gap."""
    if not number:
        return DIGITS[0]
    written, gap = "", False
    for index, figure in reversed(list(enumerate(map(int, reversed(str(number)))))):
        section, place = divmod(index, 4)
        if figure:
            written += ("零" if gap else "") + DIGITS[figure] + PLACES[place]
        gap = not figure
        if place == 0 and number // 10**index % 10**4:
            written += SECTIONS[section]
    return written


def shares(total_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Part `total_fen` by `weights` into fen that add up to the whole exactly.

    Each share is rounded down; the last party with a weight takes the rest, less than one fen
    for each party before it. Raises ValueError for a negative total or weight, or no weight.
    """
    if total_fen < 0 or not weights or min(weights) < 0 or not sum(weights):
        raise ValueError("分配金额和比例都不能为负，且至少有一方的比例大于零")
    parts = [total_fen * weight // sum(weights) for weight in weights]
    last = max(index for index, weight in enumerate(weights) if weight)
    parts[last] += total_fen - sum(parts)
    return tuple(parts)


def percent_half_up(fen: int, percent: int | Decimal) -> int:
    """`percent` per cent of `fen`, rounded once, half a fen upwards: 10 % of 5 fen is 1 fen.

    Raises ValueError for a negative amount or percentage and for a binary fraction.
    """
    if isinstance(percent, bool) or not isinstance(percent, int | Decimal):
        raise ValueError("百分比请写成整数或十进制小数")
    if fen < 0 or not Decimal(percent).is_finite() or percent < 0:
        raise ValueError("金额和百分比都不能为负，且须为有效数字")
    return int(Fraction(percent) * fen / 100 + Fraction(1, 2))
