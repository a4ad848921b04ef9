"""The forms of batches: what to choose from, its title, and what a step over all rows is given."""

from django import forms

from rules.facts import shown
from subsidies.payments.forms import DayInput, Numbered
from subsidies.payments.models import Payment
from subsidies.payments.numbers import booked_since
from workshops.records.forms import ReasonForm

from .models import Step


class ChooseForm(forms.Form):
    """Which of what is due to show."""

    authority = forms.ChoiceField(label="命名机关", required=False)
    kind = forms.ChoiceField(label="补助", required=False)
    year = forms.ChoiceField(label="到期年度", required=False)

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [(pk, union.title) for pk, union in authorities.items()]
        if len(authorities) < 2:
            del self.fields["authority"]
        for field in self.fields.values():
            field.optional = False

    def offer(self, found) -> None:
        """The kinds and years there are."""
        kinds = sorted({one.kind for one in found})
        years = sorted({one.year for one in found}, reverse=True)
        self.fields["kind"].choices = [("", "全部"), *((kind, kind) for kind in kinds)]
        self.fields["year"].choices = [("", "全部"), *((str(y), f"{y}年") for y in years)]


class MakeForm(forms.Form):
    """What a batch is called, in the papers too."""

    title = forms.CharField(
        label="批次名称",
        max_length=60,
        help_text="写进汇总通知的标题，例如：2026年第一批创新工作室补助。",
    )


class OutForm(forms.Form):
    """Why a row is taken out of a batch."""

    why = forms.CharField(
        label="移出的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class BeginForm(forms.Form):
    """A step that needs nothing but the decision to take it."""

    def __init__(self, *args, on, batch=None, short=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def given(self) -> dict:
        """What all rows are given, as it is kept."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class ApproveAllForm(BeginForm):
    """To approve past the budget takes a decision."""

    over_budget = forms.CharField(
        label="同意超出预算的决定文号",
        max_length=60,
        required=False,
        help_text="超过本年度预算的各笔，随审批决定保存这个文号；没有决定的，超过的各笔留下。",
    )

    def __init__(self, *args, short=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not short:
            del self.fields["over_budget"]


class PayAllForm(Numbered, BeginForm):
    """One number and one day for all that left together."""

    paid_on = forms.DateField(label="拨付日期", widget=DayInput())

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, batch=batch, **kwargs)
        others = Payment.objects.filter(title__authority=batch.authority_id)
        others = others.exclude(pk__in=batch.rows.exclude(payment=None).values("payment"))
        self.number_of(booked_since(batch.authority_id), others)

    def clean_paid_on(self):
        day = self.cleaned_data["paid_on"]
        if day > self.on:
            raise forms.ValidationError(
                f"拨付日期不能晚于今天（{shown(self.on)}），请按实际拨付的日期填写。"
            )
        return day

    def given(self):
        return super().given() | {"paid_on": self.cleaned_data["paid_on"].isoformat()}


class AnswersForm(forms.Form):
    """The list of the bank with its answers, brought back."""

    book = forms.FileField(
        label="银行回单（XLSX）",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="用本页导出的表填写：结果写“已付”或“退回”。没有结果的行留空，下次再导入。",
    )


FORMS = {Step.APPROVE: ApproveAllForm, Step.PAY: PayAllForm}
AGAIN = {"announce_again": ReasonForm}
