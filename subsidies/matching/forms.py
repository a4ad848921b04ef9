"""The form on which a unit's union says what the unit put beside a payment."""

from django import forms

from subsidies.payments.forms import DayInput
from workshops.records.forms import PaperField
from workshops.studios.fields import YuanField

from .actions import enter_match


class MatchForm(forms.Form):
    """What the unit put beside it, when, and the paper that shows it."""

    amount_fen = YuanField(label="配套金额", help_text="可以分几笔配套，一笔登记一次。")
    paid_on = forms.DateField(label="配套日期", widget=DayInput())
    proof = PaperField(label="配套到位的证明")

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.on = payment, on

    def clean_amount_fen(self):
        amount = self.cleaned_data["amount_fen"]
        if not amount or amount <= 0:
            raise forms.ValidationError("金额须大于零。")
        return amount

    def clean_paid_on(self):
        day = self.cleaned_data["paid_on"]
        if day > self.on:
            raise forms.ValidationError("配套日期不能晚于今天，请按实际配套的日期填写。")
        return day

    def enter(self, **moment) -> None:
        """Enter it."""
        enter_match(self.payment, **self.cleaned_data, **moment)
