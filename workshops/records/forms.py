"""The form of a step: reasons for soft provisions, judgements, and its own fields."""

from django import forms

from rules.base import Step
from rules.verdict import Force, Verdict

JUDGEMENTS = [("", "请选择"), ("met", "符合"), ("not_met", "不符合")]


class StepForm(forms.Form):
    """What a person adds when taking a step; a room's step form adds its own fields.

    Fields named like facts go to the rules by that name; all are kept with the decision.
    """

    def __init__(self, *args, subject, rule: Step, verdict: Verdict, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.rule, self.person = subject, rule, person
        for finding in verdict.findings:
            if finding.force is Force.SOFT and finding.outcome.value != "met":
                self._ask_reason(finding)
            if finding.force is Force.JUDGED and rule.judging:
                self._ask_judgement(finding)

    def _ask_reason(self, finding):
        field = forms.CharField(
            label=f"理由：{finding.asks}",
            help_text=f"{finding.shown}。{finding.remedy}",
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        field.article = finding.article
        self.fields[f"reason-{finding.id}"] = field

    def _ask_judgement(self, finding):
        judged = forms.ChoiceField(label=finding.asks, choices=JUDGEMENTS)
        judged.article = finding.article
        self.fields[f"judge-{finding.id}"] = judged
        self.fields[f"remark-{finding.id}"] = forms.CharField(
            label="判定依据", required=False, max_length=300
        )

    def particulars(self) -> dict:
        """What the step is given: own fields by name, judgements, reasons; files stay outside."""
        given = {"judgements": {}, "reasons": {}}
        for name, value in self.cleaned_data.items():
            kind, _, key = name.partition("-")
            if kind == "reason" and key:
                given["reasons"] |= {key: value} if value else {}
            elif kind == "judge" and key:
                given["judgements"][key] = self._judgement(key, value)
            elif kind != "remark" and not isinstance(self.fields[name], forms.FileField):
                given[name] = value
        return given

    def _judgement(self, key, value) -> dict:
        remark = self.cleaned_data.get(f"remark-{key}", "")
        return {"met": value == "met", "by": self.person.full_name, "remark": remark}

    def files(self) -> dict:
        """Uploaded papers by material slot."""
        found = {
            n: self.cleaned_data.get(n)
            for n, f in self.fields.items()
            if isinstance(f, forms.FileField)
        }
        return {slot: upload for slot, upload in found.items() if upload}


class ReasonForm(StepForm):
    """A step whose only particular is why."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class PlainForm(StepForm):
    """A step that needs nothing but the decision to take it."""
