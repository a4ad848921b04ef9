"""The forms of the money room."""

import re
import unicodedata

from django import forms

from rules.facts import shown
from workshops.records.forms import PaperField, ReasonForm, StepForm
from workshops.studios.fields import YuanField

from .lifecycle import State
from .matching import enter_match, enter_receipt
from .models import Account


def plain(text: str) -> str:
    """Text without spaces, full-width signs read as what they mean."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


class AccountForm(forms.ModelForm):
    """The bank account of a unit's union, in that union's own name."""

    class Meta:
        model = Account
        fields = ("holder", "bank", "number")
        help_texts = {
            "bank": "写到支行，例如：某某银行某某支行。",
            "number": "8 至 30 位数字；可以带空格，保存时自动去掉。",
        }

    def __init__(self, *args, union, article="", **kwargs):
        super().__init__(*args, **kwargs)
        self.union = union
        self.fields["holder"].help_text = f"须与申报单位工会全称完全一致：{union.title}"
        self.fields["holder"].article = article
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_holder(self):
        holder = self.cleaned_data["holder"].strip()
        if plain(holder) != plain(self.union.title):
            raise forms.ValidationError(
                f"户名应为“{self.union.title}”，现在填写的是“{holder}”。"
                "补助资金只能拨付到申报单位工会账户，请核对开户许可证后重填。"
            )
        return self.union.title

    def clean_number(self):
        number = plain(self.cleaned_data["number"])
        if not re.fullmatch(r"[0-9]{8,30}", number):
            raise forms.ValidationError("账号应为 8 至 30 位数字，请核对后重填。")
        return number


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class PayForm(StepForm):
    """The money has left: the voucher and the day."""

    voucher_number = forms.CharField(label="记账凭证号", max_length=40)
    paid_on = forms.DateField(label="拨付日期", widget=DayInput())

    def clean_voucher_number(self):
        return self.cleaned_data["voucher_number"].strip()

    def clean_paid_on(self):
        day, approved = self.cleaned_data["paid_on"], self.subject.approved_on
        if day > self.on:
            raise forms.ValidationError("拨付日期不能晚于今天，请按实际拨付的日期填写。")
        if day < approved:
            raise forms.ValidationError(
                f"拨付日期不能早于审批日期（{approved.year}年{approved.month}月{approved.day}日）。"
            )
        return day


class StateForm(forms.Form):
    """Which payments to show."""

    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *State.choices], required=False)
    state.optional = False


class ReceiptForm(forms.Form):
    """The day the money reached the union's account."""

    received_on = forms.DateField(label="到账日期", widget=DayInput())

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.on = payment, on

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
        enter_receipt(self.payment, self.cleaned_data["received_on"], **moment)


class CorrectedForm(ReceiptForm):
    """Another day of receipt, with the reason."""

    why = forms.CharField(
        label="更正的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_received_on(self):
        day = super().clean_received_on()
        if day == self.payment.received_on:
            raise forms.ValidationError("与已登记的到账日期相同，不用更正。")
        return day

    def enter(self, **moment) -> None:
        """Put it right."""
        given = self.cleaned_data
        enter_receipt(self.payment, given["received_on"], given["why"], **moment)


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


FORMS = {"pay": PayForm, "reject": ReasonForm}
