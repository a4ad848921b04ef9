"""What is typed of money that unions gave: how much, when, and by which papers it is shown."""

from django import forms

from workshops.records.forms import PaperField
from workshops.studios.fields import DayField, YuanField


class SupportForm(forms.Form):
    """What one's own union gave towards the creation, and when."""

    amount_fen = YuanField(label="资助金额")
    given_on = DayField(label="资助日期")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_amount_fen(self):
        amount = self.cleaned_data["amount_fen"]
        if not amount or amount <= 0:
            raise forms.ValidationError("金额须大于零。")
        return amount

    def clean_given_on(self):
        day = self.cleaned_data["given_on"]
        if day > self.on:
            raise forms.ValidationError("资助日期不能晚于今天，请按实际资助的日期填写。")
        return day


class BesideForm(SupportForm):
    """What some union gave a named studio: which one, and the papers that show it."""

    giver = forms.CharField(label="资助的工会", max_length=80, help_text="写全称。")
    voucher = forms.CharField(
        label="凭证号或文号", max_length=60, help_text="记账凭证、银行回单或者拨款文件的编号。"
    )
    proof = PaperField(label="证明材料", required=False)

    field_order = ("giver", "amount_fen", "given_on", "voucher", "proof")

    def clean_giver(self):
        return self.cleaned_data["giver"].strip()

    def clean_voucher(self):
        return self.cleaned_data["voucher"].strip()
