"""Form fields of our own: a plain yes or no, an amount in yuan, a day."""

from django import forms

from rules import money


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
