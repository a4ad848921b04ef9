"""The forms of recovery: by which day to repay, what came back."""

from django import forms

from rules import money
from rules.facts import shown
from subsidies.payments.numbers import OUTSIDE, booked_since
from workshops.records.forms import PaperField, StepForm
from workshops.studios.fields import DayField, YuanField


class DemandForm(forms.Form):
    """By which day the money is to be back; no text fixes how long."""

    repay_by = DayField(label="退还期限", help_text="办法没有写明期限，由命名机关定。")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_repay_by(self):
        day = self.cleaned_data["repay_by"]
        if day <= self.on:
            raise forms.ValidationError(f"退还期限须晚于今天（{shown(self.on)}）。")
        return day


class ExtendForm(StepForm):
    """Another day, with the reason."""

    repay_by = DayField(label="新的退还期限")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_repay_by(self):
        day, former = self.cleaned_data["repay_by"], self.subject.repay_by
        if day <= max(former, self.on):
            raise forms.ValidationError(f"须晚于今天和原来的期限（{shown(former)}）。")
        return day


class RepayForm(forms.Form):
    """What came back, when, under which voucher."""

    amount_fen = YuanField(label="退还金额", help_text="可以分几次退还，一次登记一次。")
    came_on = DayField(label="到账日期")
    voucher_number = forms.CharField(label="记账凭证号", max_length=40)
    proof = PaperField(label="银行回单", required=False)

    def __init__(self, *args, clawback, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.clawback = clawback
        self.fields["came_on"].past_on = on
        if booked_since(clawback.title.authority_id):
            self.fields["voucher_number"].label = OUTSIDE
            self.fields["voucher_number"].help_text = "记账凭证号由账套自动编号，这里照回单填写。"

    def clean_amount_fen(self):
        fen, left = self.cleaned_data["amount_fen"], self.clawback.amount_fen - self.clawback.came()
        if not fen or not 0 < fen <= left:
            raise forms.ValidationError(f"须大于零，不超过还没有退还的{money.figures(left)}元。")
        return fen

    def clean_came_on(self):
        day, first = self.cleaned_data["came_on"], self.clawback.decision.decided_on
        if day < first:
            raise forms.ValidationError(f"不能早于作出决定的日期（{shown(first)}）。")
        return day


FORMS = {"extend_demand": ExtendForm}
