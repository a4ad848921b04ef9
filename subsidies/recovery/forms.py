"""The forms of recovery: by which day to repay, what came back."""

from django import forms

from rules import money
from rules.facts import shown
from subsidies.payments.forms import account_number
from subsidies.payments.numbers import OUTSIDE, booked_since
from workshops.records.forms import PaperField, StepForm
from workshops.studios.fields import DayField, YuanField, refuse_far

from .reporting import wrong
from .slips import Slip


class DemandForm(forms.Form):
    """By which day the money is to be back, which no text fixes, and to which account."""

    repay_by = DayField(label="退还期限", help_text="办法没有写明期限，由命名机关定。")
    holder = forms.CharField(
        label="退还账户的户名", max_length=80, help_text="应退还的工会按通知写明的账户付款。"
    )
    bank = forms.CharField(label="开户银行", max_length=80, help_text="写到支行。")
    number = forms.CharField(
        label="账号",
        max_length=40,
        help_text="8 至 30 位数字；通知发出以后不再改变，请照开户许可证核对。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_repay_by(self):
        day = self.cleaned_data["repay_by"]
        if day <= self.on:
            raise forms.ValidationError(f"退还期限须晚于今天（{shown(self.on)}）。")
        refuse_far(day, self.on)
        return day

    def clean_number(self):
        return account_number(self.cleaned_data["number"])

    def payee(self) -> dict:
        """The account to repay to, as the notice names it."""
        return {name: self.cleaned_data[name] for name in ("holder", "bank", "number")}


class ExtendForm(StepForm):
    """Another day, with the reason."""

    repay_by = DayField(label="新的退还期限")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_repay_by(self):
        day, former = self.cleaned_data["repay_by"], self.subject.repay_by
        if day <= max(former, self.on):
            raise forms.ValidationError(f"须晚于今天和原来的期限（{shown(former)}）。")
        refuse_far(day, self.on)
        return day


class RepayForm(forms.Form):
    """What came back, when, under which voucher."""

    amount_fen = YuanField(label="退还金额", help_text="可以分几次退还，一次登记一次。")
    came_on = DayField(label="到账日期")
    voucher_number = forms.CharField(label="记账凭证号", max_length=40)
    slip = forms.TypedChoiceField(
        label="对应的单位回单",
        required=False,
        empty_value=None,
        help_text="选了单位上传的回单、本会没有另传的，以这份回单附后。",
    )
    proof = PaperField(label="银行回单", required=False)

    def __init__(self, *args, clawback, on, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.clawback = clawback
        by_key = {f"{slip.pk}": slip for slip in waiting}
        self.fields["slip"].choices = NONE + [(key, named(by_key[key])) for key in by_key]
        self.fields["slip"].coerce = by_key.get
        if not waiting:
            del self.fields["slip"]
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


NONE = [("", "不对应单位上传的回单")]


def named(slip: Slip) -> str:
    """A slip as it is chosen from a list."""
    return f"{shown(slip.sent_on)}，{money.figures(slip.amount_fen)}元，{slip.proof.filename}"


class SlipForm(forms.Form):
    """The bank slip of what the unit repaid."""

    amount_fen = YuanField(label="回单金额", help_text="分几次退还的，一份回单上传一次。")
    sent_on = DayField(label="付款日期")
    proof = PaperField(label="银行回单")

    def __init__(self, *args, clawback, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.clawback, self.on = clawback, on

    def clean(self):
        given = super().clean()
        if given.get("sent_on") and given.get("amount_fen") is not None:
            found = wrong(self.clawback, given["amount_fen"], given["sent_on"], self.on)
            for field, words in found.items():
                self.add_error(field, words)
        return given


class EndSlipForm(forms.Form):
    """Why a slip is taken out."""

    why = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


FORMS = {"extend_demand": ExtendForm}
