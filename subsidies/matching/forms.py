"""The form on which a unit's union says what the unit put beside a payment."""

from django import forms

from subsidies.payments.forms import DayInput
from workshops.records.forms import PaperField
from workshops.studios.fields import YuanField

from .actions import enter_match, wrong


class MatchForm(forms.Form):
    """What the unit put beside it, when, and the paper that shows it."""

    amount_fen = YuanField(label="配套金额", help_text="可以分几笔配套，一笔登记一次。")
    paid_on = forms.DateField(label="配套日期", widget=DayInput())
    proof = PaperField(
        label="配套到位的证明",
        help_text="当时的银行回单或者拨款凭证。登记晚于配套期限的，列入审计的例外。",
    )

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.on = payment, on

    def clean_amount_fen(self):
        amount = self.cleaned_data["amount_fen"]
        if not amount or amount <= 0:
            raise forms.ValidationError("金额须大于零。")
        return amount

    def clean(self):
        given = super().clean()
        if given.keys() >= {"amount_fen", "paid_on"}:
            asked = self.payment, given["amount_fen"], given["paid_on"], self.on
            for name, said in wrong(*asked).items():
                self.add_error(name, said)
        return given

    def enter(self, **moment) -> None:
        """Enter it."""
        enter_match(self.payment, **self.cleaned_data, **moment)
