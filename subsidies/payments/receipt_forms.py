"""The forms on which a unit's union says that money came in."""

from django import forms

from rules.facts import shown
from workshops.records.forms import PaperField

from .forms import DayInput
from .receipts import enter_receipt, passed_over, take_back_receipt, touched, was_taken_back

SHOWS = "显示到账日期的回单。"


class ReceiptForm(forms.Form):
    """The day the money reached the union's account."""

    received_on = forms.DateField(label="到账日期", widget=DayInput())

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.on = payment, on
        if payment.received_on is None and was_taken_back(payment):
            self.fields["slip"] = PaperField(label="银行回单", help_text=SHOWS)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if not self.payment.paid_on <= day <= self.on:
            paid = shown(self.payment.paid_on)
            raise forms.ValidationError(
                f"到账日期不能早于拨付日期（{paid}），也不能晚于今天，请按银行回单填写。"
            )
        return day

    def enter(self, **moment) -> None:
        """Enter it."""
        given = self.cleaned_data
        enter_receipt(self.payment, given["received_on"], slip=given.get("slip"), **moment)


class CorrectedForm(ReceiptForm):
    """Another day of receipt, with the reason and the bank slip that shows it."""

    why = forms.CharField(
        label="更正的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    slip = PaperField(label="银行回单", help_text=SHOWS)

    def clean_received_on(self):
        day = super().clean_received_on()
        if day == self.payment.received_on:
            raise forms.ValidationError("与已登记的到账日期相同，不用更正。")
        if since := passed_over(self.payment, day):
            raise forms.ValidationError(
                f"{shown(since)}已登记配套或者支出，到账不能更正到这一日以后。"
                "那一笔登记有误的，先冲销，再更正到账日期。"
            )
        return day

    def enter(self, **moment) -> None:
        """Put it right."""
        given = self.cleaned_data
        asked = given["received_on"], given["why"], given["slip"]
        enter_receipt(self.payment, *asked, **moment)


class TakeBackForm(forms.Form):
    """That the money never came, with the reason."""

    why = forms.CharField(
        label="撤销的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, payment, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment = payment

    def clean(self):
        if touched(self.payment):
            raise forms.ValidationError(
                "这笔补助已经登记配套、支出或者退还，说明款已到账；登记有误的，先冲销再撤销到账。"
            )
        return super().clean()

    def enter(self, **moment) -> None:
        """Take it back."""
        take_back_receipt(self.payment, self.cleaned_data["why"], **moment)
