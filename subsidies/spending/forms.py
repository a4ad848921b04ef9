"""The forms of spending: an expense with its invoices, and a check of how a grant was used."""

from django import forms

from rules import uses
from rules.base import Edition, Spending
from subsidies.payments.forms import paper_number
from workshops.records.forms import ReasonForm
from workshops.studios.fields import DayField, YesNoField, YuanField
from workshops.studios.ledger_forms import PapersForm

OTHER = "other"


def purposes(edition: Edition) -> list:
    """What a grant may be used for: as the text names it, as is usual; and what it may not."""
    clause = edition.spending
    allowed = clause.allowed if isinstance(clause, Spending) else ()
    barred = clause.forbidden if isinstance(clause, Spending) else ()
    groups = [("", "请选择")]
    groups += [("办法列举的用途", [(use, use) for use in allowed])] if allowed else []
    usual = uses.common(clause)
    groups += [("常见的用途（办法没有点名）", [(use, use) for use in usual])] if usual else []
    if not (isinstance(clause, Spending) and clause.closed):
        groups += [("都不合适的", [(OTHER, "写明用途（在下面一栏填写）")])]
    groups += [("办法不许列支的", [(use, use) for use in barred])] if barred else []
    return groups


class ExpenseForm(PapersForm):
    """When, what for, how much, to whom, on which invoice."""

    spent_on = DayField(label="支出日期")
    purpose = forms.ChoiceField(label="支出用途")
    other = forms.CharField(
        label="写明用途",
        max_length=60,
        required=False,
        help_text="自行写明的用途，命名机关核对时逐笔判定。",
    )
    what = forms.CharField(label="事项", max_length=120, help_text="买了什么、办了什么。")
    amount_fen = YuanField(label="金额")
    paid_to = forms.CharField(label="收款方", max_length=80)
    invoice_number = forms.CharField(
        label="发票、票据号码", max_length=40, help_text="一张发票只能列支一次。"
    )
    field_order = (
        "spent_on",
        "purpose",
        "other",
        "what",
        "amount_fen",
        "paid_to",
        "invoice_number",
    )

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.on = payment, on
        clause = payment.edition.spending
        self.fields["purpose"].choices = purposes(payment.edition)
        self.fields["purpose"].article = clause.article if clause else ""
        self.fields["spent_on"].past_on = on
        self.fields["papers"].help_text = "拍照或者选择文件，至少一样。"
        for name in ("other", "photograph", "papers"):
            self.fields[name].optional = False  # asked for in one way or the other
        if getattr(clause, "closed", False):
            del self.fields["other"]

    def clean_spent_on(self):
        day, came = self.cleaned_data["spent_on"], self.payment.received_on
        if came and day < came:
            raise forms.ValidationError(
                f"不能早于到账日期（{came.year}年{came.month}月{came.day}日）。"
                "到账以前的开支不由这笔补助列支。"
            )
        return day

    def clean_invoice_number(self):
        """The bare number, by which an invoice is known again."""
        return paper_number(self.cleaned_data["invoice_number"])

    def clean(self):
        given = super().clean()
        if given.get("purpose") == OTHER and not given.get("other"):
            self.add_error("other", "请写明是什么用途。")
        if "papers" in given and "photograph" in given and not self.brought():
            self.add_error("papers", "请拍照或者上传发票、票据。")
        return given

    def details(self) -> dict:
        """The expense as typed, its purpose in words."""
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("papers", "photograph")}
        other = given.pop("other", "")
        return given | {"purpose": other if given["purpose"] == OTHER else given["purpose"]}


JUDGED = "有待判定的用途，请写明逐笔判定的结论和理由。"


class CheckForm(forms.Form):
    """What was found when the use of a grant was looked at."""

    met = YesNoField(label="相符")
    remark = forms.CharField(
        label="核对意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, doubtful=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.doubtful = doubtful
        if doubtful:
            self.fields["remark"].required = True
            self.fields["remark"].help_text = "有待判定的用途：写明逐笔判定的结论和理由。"
            self.fields["remark"].error_messages["required"] = JUDGED

    def clean(self):
        given = super().clean()
        if given.get("met") is False and not given.get("remark") and not self.doubtful:
            self.add_error("remark", "不相符的，请写明哪一笔、什么问题。")
        return given


FORMS = {"strike_expense": ReasonForm}
