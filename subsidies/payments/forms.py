"""The forms of the money room."""

import re
import unicodedata

from django import forms

from rules.facts import shown
from rules.verdict import Conclusion
from workshops.records.forms import ReasonForm, StepForm

from . import numbers
from .lifecycle import State
from .payees import Account


def plain(text: str) -> str:
    """Text without spaces, full-width signs read as what they mean."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def paper_number(text: str) -> str:
    """The bare number of an invoice or a certificate, however it was typed: full width, in small
    letters, with spaces, dashes or “No.”.
    """  # fmt: skip
    number = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", plain(text))
    number = re.sub(r"^NO(?=\d)", "", number.upper())
    if not number:
        raise forms.ValidationError("请填写发票、票据上的号码。")
    return number


def account_number(text: str) -> str:
    """The digits of an account; ValidationError where it cannot be one."""
    number = plain(text)
    if not re.fullmatch(r"[0-9]{8,30}", number):
        raise forms.ValidationError("账号应为 8 至 30 位数字，请核对后重填。")
    return number


class AccountForm(forms.ModelForm):
    """The bank account of a unit's union, in that union's own name."""

    class Meta:
        model = Account
        fields = ("holder", "bank", "number")
        help_texts = {
            "bank": "写到支行，例如：某某银行某某支行。",
            "number": "8 至 30 位数字；可以带空格，保存时自动去掉。",
        }

    def __init__(self, *args, union, article="", used=None, others=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.union, self.used, self.others = union, used, others
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
        number = account_number(self.cleaned_data["number"])
        if self.used and self.used.number == number:
            raise forms.ValidationError("这就是正在使用的账号，不用更换。")
        if self.others is not None and self.others.filter(number=number).exists():
            raise forms.ValidationError(
                "这个账号已经登记在另一家工会名下，请照开户许可证核对；"
                "那一家登记错了的，先由那一家更换或者撤回。"
            )
        return number


class WithdrawForm(forms.Form):
    """Why an account that was put down is not theirs."""

    why = forms.CharField(
        label="撤回理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：单位没有办理过这项变更。",
    )


class AgainForm(forms.Form):
    """The account an instalment came back from was looked at before it is paid to again."""

    checked = forms.BooleanField(label="已与单位核对收款账户，户名、账号和开户银行无误")


class ApproveForm(StepForm):
    """An approval; past the budget it names the decision that allows it."""

    over_budget = forms.CharField(
        label="同意超出预算的决定文号",
        max_length=60,
        help_text="超过本年度预算的，写明准许超出的会议纪要或者批复文号，随审批决定保存。",
    )

    def __init__(self, *args, verdict, **kwargs):
        super().__init__(*args, verdict=verdict, **kwargs)
        short = {f.id for f in verdict.findings if f.outcome is Conclusion.NOT_MET}
        if "house-budget" not in short:
            del self.fields["over_budget"]

    def clean_over_budget(self):
        return self.cleaned_data["over_budget"].strip()


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class Numbered(forms.Form):
    """The number under which money left: the books' own, or one typed, not used before."""

    voucher_number = forms.CharField(label=numbers.VOUCHER, max_length=40)
    shared = forms.BooleanField(label=numbers.SHARED, required=False)

    def number_of(self, since, payments) -> None:
        """Since when the authority's money is booked here, and its other payments."""
        self.since, self.others = since, payments
        field = self.fields["voucher_number"]
        field.help_text = numbers.HELP_BOOKS if since else numbers.HELP_OUTSIDE
        if since:
            field.label, field.required, field.article = numbers.OUTSIDE, False, ""
        if not self.is_bound:
            del self.fields["shared"]

    def clean_voucher_number(self):
        return self.cleaned_data["voucher_number"].strip()

    def clean(self):
        given = super().clean()
        number, day = given.get("voucher_number"), given.get("paid_on")
        if day and number == "" and not (self.since and self.since <= day):
            self.add_error("voucher_number", "拨付日期在账套启用以前，请填写记账凭证号。")
        where = number and day and numbers.used(self.others, number, day.year)
        if where and not given.get("shared"):
            self.add_error("voucher_number", numbers.again(day.year, number, where))
        elif not where:
            del self.fields["shared"]
        given.pop("shared", None)
        return given


class PayForm(Numbered, StepForm):
    """The money has left: the day, and the number where the books do not give it."""

    paid_on = forms.DateField(label="拨付日期", widget=DayInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        authority, model = self.subject.title.authority_id, type(self.subject)
        others = model.objects.filter(title__authority=authority).exclude(pk=self.subject.pk)
        self.number_of(numbers.booked_since(authority), others)

    def particulars(self):
        given = super().particulars()
        return given | numbers.as_given(self.since, given["voucher_number"], given["paid_on"])

    def clean_paid_on(self):
        day, approved = self.cleaned_data["paid_on"], self.subject.approved_on
        if day > self.on:
            raise forms.ValidationError("拨付日期不能晚于今天，请按实际拨付的日期填写。")
        if day < approved:
            raise forms.ValidationError(
                f"拨付日期不能早于审批日期（{approved.year}年{approved.month}月{approved.day}日）。"
            )
        return day


class BounceForm(StepForm):
    """The bank sent the money back: when, and why."""

    returned_on = forms.DateField(label="退回日期", widget=DayInput())
    reason = forms.CharField(
        label="退汇原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="照银行退汇回单填写，例如：账号户名不符。",
    )

    def clean(self):
        if self.subject.passed_on:
            raise forms.ValidationError("转拨的工会已登记转拨这一笔，退汇前先由其冲销转拨登记。")
        return super().clean()

    def clean_returned_on(self):
        day, paid = self.cleaned_data["returned_on"], self.subject.paid_on
        if not paid <= day <= self.on:
            raise forms.ValidationError(
                f"退回日期不能早于拨付日期（{shown(paid)}），也不能晚于今天，请按退汇回单填写。"
            )
        return day


class CorrectForm(PayForm):
    """The voucher and the day as they should have been entered, and why."""

    reason = forms.CharField(
        label="更正理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, subject, **kwargs):
        now = {"voucher_number": subject.voucher_number, "paid_on": subject.paid_on}
        super().__init__(*args, subject=subject, initial=now, **kwargs)

    def clean_paid_on(self):
        day, came = super().clean_paid_on(), self.subject.received_on
        if came and day > came:
            raise forms.ValidationError(
                f"基层工会已登记{shown(came)}到账，拨付日期不能晚于这一天；到账登记有误的先由其更正。"
            )
        return day

    def clean(self):
        given, one = super().clean(), self.subject
        same = given.get("voucher_number"), given.get("paid_on")
        if same == (one.voucher_number, one.paid_on):
            raise forms.ValidationError("号码和日期与已登记的相同，不用更正。")
        return given


class StateForm(forms.Form):
    """Which payments to show."""

    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *State.choices], required=False)
    state.optional = False


FORMS = {
    "approve": ApproveForm,
    "pay": PayForm,
    "reject": ReasonForm,
    "take_back": ReasonForm,
    "bounce": BounceForm,
    "correct": CorrectForm,
}
