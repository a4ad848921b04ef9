"""Form fields of our own: a plain yes or no, an amount in yuan, a day, a telephone number."""

from datetime import date, timedelta

from django import forms
from django.core.validators import RegexValidator

from rules import money
from rules.facts import shown

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # beyond these a day is a slip of the hand
FAR = timedelta(days=3 * 366)  # a last day further ahead is a year typed wrongly
YOUNGEST, OLDEST = 16, 100  # 16 is the least age at which the labour law lets anybody work
TELEPHONE = RegexValidator(
    r"^(?=(?:[^0-9]*[0-9]){7})[0-9+\-－（）() ]{7,20}$",
    "请填写电话号码，例如 13800000000、0791-86000000。",
)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or nobody has said yet."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        choices = [("true", "是"), ("false", "否")]
        kwargs |= {"choices": choices, "coerce": lambda value: value == "true", "empty_value": None}
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return {True: "true", False: "false"}.get(value, value)

    def clean(self, value):
        return super().clean(self.prepare_value(value))  # a locked field brings the kept value


class YuanField(forms.CharField):
    """An amount typed in yuan, kept in whole fen."""

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        super().__init__(**kwargs)
        self.unit = "元"

    def to_python(self, value):
        if isinstance(value, int):  # a locked field brings the kept fen
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return money.yuan(text)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value):
        return money.figures(value) if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day, picked in the browser's own calendar; also written 2026年3月2日 or 2026.3.2."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"])
        super().__init__(**kwargs)
        self.past_on: date | None = None  # where what is asked has happened already: today

    def validate(self, value):
        super().validate(value)
        if value and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(f"年份写成了{value.year}年，请核对。")
        if value and self.past_on and value > self.past_on:
            raise forms.ValidationError(f"不能晚于今天（{shown(self.past_on)}），请核对年份。")


def refuse_far(day: date, on: date) -> None:
    """Raise ValidationError for a last day so far ahead that its year is a slip of the hand."""
    if day > on + FAR:
        raise forms.ValidationError(f"{shown(day)}离今天超过三年，请核对年份。")


def refuse_birth_year(year: int | None, on: date) -> None:
    """Raise ValidationError for a year in which nobody who works today was born."""
    first, last = on.year - OLDEST, on.year - YOUNGEST
    if year is not None and not first <= year <= last:
        raise forms.ValidationError(f"出生年份应在{first}年至{last}年之间，请写四位年份。")


AHEAD = {"begins_on", "ends_on", "retires_on"}  # a project is planned, a retirement is due


def guard(fields: dict, on: date | None) -> None:
    """Let no day that has passed lie ahead of today, and no telephone be without digits."""
    for name, field in fields.items():
        if isinstance(field, DayField) and name not in AHEAD:
            field.past_on = on
        if name == "phone":
            field.validators.append(TELEPHONE)
