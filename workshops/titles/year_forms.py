"""What is typed in the named years: a duty recorded, a record withdrawn, a matter put right."""

from django import forms

from rules.base import Duty
from workshops.records.forms import PaperField
from workshops.studios.fields import DayField, YesNoField

NOTHING_SAID = "还没有写情况：逐项对照条件，写明做了什么、还差什么，或者上传材料，再登记。"
WHAT_LACKS = "未达到要求的，写明哪里没有达到，再登记。"
FOUND = [("met", "达到要求"), ("not_met", "未达到要求")]


class RecordForm(forms.Form):
    """One duty of one year done: when, what was found, what proves it."""

    held_on = DayField(label="日期")

    def __init__(self, *args, duty: Duty, on, weighty: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.duty = duty
        self.fields["held_on"].past_on = on
        self.fields["held_on"].initial = on
        for place, thing in enumerate(duty.looks_at):
            self._look_at(place, thing)
        if duty.found and not duty.looks_at:
            self.fields["met"] = forms.ChoiceField(
                label="结果", choices=FOUND, widget=forms.RadioSelect
            )
        self.fields["remark"] = forms.CharField(
            label="情况说明", max_length=500, required=False, widget=forms.Textarea({"rows": 4})
        )
        self.fields["proof"] = PaperField(label="证明材料", required=False)
        if not duty.found:  # of the two one has to be there
            self.fields["remark"].optional = self.fields["proof"].optional = False
            self.fields["remark"].help_text = "情况说明和证明材料至少有一样。"
        if weighty:
            label = "已看清上面写明的后果"
            self.fields["understood"] = forms.BooleanField(label=label)

    def clean(self):
        """A filing that says nothing and brings nothing is none; what falls short is told why."""
        data = super().clean()
        if data.get("remark") or data.get("proof") or {"remark", "proof"} & set(self.errors):
            return data
        if not self.duty.found:
            self.add_error("remark", NOTHING_SAID)
        elif data.get("met") == "not_met":
            self.add_error("remark", WHAT_LACKS)
        for place, thing in enumerate(self.duty.looks_at):
            if data.get(f"look-{place}") == "not_met" and not data.get(f"note-{place}"):
                self.add_error(f"note-{place}", f"{thing}：{WHAT_LACKS}")
        return data

    def _look_at(self, place: int, thing: str):
        self.fields[f"look-{place}"] = forms.ChoiceField(
            label=thing, choices=FOUND, widget=forms.RadioSelect
        )
        self.fields[f"note-{place}"] = forms.CharField(
            label=f"{thing}：说明", max_length=300, required=False
        )

    def details(self) -> dict:
        """What the act is told."""
        given = self.cleaned_data
        looked = {
            thing: {"met": given[f"look-{place}"] == "met", "remark": given[f"note-{place}"]}
            for place, thing in enumerate(self.duty.looks_at)
        }
        found = {"met": given["met"] == "met"} if "met" in given else {}
        papers = (given["proof"],) if given["proof"] else ()
        return {
            "held_on": given["held_on"],
            "looked": looked,
            "remark": given["remark"],
            "papers": papers,
            **found,
        }


class WithdrawForm(forms.Form):
    """Why a record is taken back."""

    why = forms.CharField(
        label="撤销登记的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RecheckForm(forms.Form):
    """What the re-check of a matter to be put right found."""

    held_on = DayField(label="复查日期")
    put_right = YesNoField(label="复查达标")
    note = forms.CharField(
        label="复查说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].past_on = on
        self.fields["held_on"].initial = on


class ItemForm(forms.Form):
    """What the unit did about one thing it was told to put right."""

    done_on = DayField(label="完成日期")
    note = forms.CharField(
        label="完成情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    proof = PaperField(label="证明材料", required=False)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].past_on = on
        self.fields["done_on"].initial = on


class PlaqueForm(forms.Form):
    """The plaque came back on a day, from somebody; or why it did not."""

    returned_on = DayField(label="收回日期", required=False)
    handed_by = forms.CharField(label="交回人", max_length=40, required=False)
    why_not = forms.CharField(
        label="没有收回的原因",
        help_text="收不回来的（例如已经损毁、遗失），写明原因，不填收回日期。",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["returned_on"].past_on = on

    def clean(self):
        data = super().clean()
        day, why = data.get("returned_on"), (data.get("why_not") or "").strip()
        if "returned_on" not in self.errors and bool(day) == bool(why):
            raise forms.ValidationError("收回了的填收回日期；没有收回的写明原因，两样只填一样。")
        if day and not data.get("handed_by"):
            self.add_error("handed_by", "请填写交回人。")
        return data
