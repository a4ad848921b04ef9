"""The form of a step: reasons for soft provisions, judgements, and its own fields."""

from dataclasses import replace
from datetime import date

from django import forms

from rules.base import Step
from rules.facts import Facts
from rules.verdict import Conclusion, Force, Verdict

from .attachments import checked
from .formats import ACCEPT

BELOW = {
    Force.HARD: "在下面填写",
    Force.JUDGED: "在下面逐项判定",
    Force.SOFT: "确有原因的，在下面写明理由",
}
JUDGEMENTS = [("", "请选择"), ("met", "符合"), ("not_met", "不符合")]


class PaperField(forms.FileField):
    """One paper, looked into before it is kept."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            checked(upload)
        return upload


class StepForm(forms.Form):
    """What a person adds when taking a step; a room's step form adds its own fields.

    Fields named like facts go to the rules by that name; all are kept with the decision.
    """

    sections = ()  # the groups a form is shown in, where it has some
    settled: tuple[str, ...] = ()  # the fields that only carry what was chosen before
    if_asked: tuple[str, ...] = ()  # the fields left out where the step does not turn on them

    def __init__(self, *args, subject, rule: Step, verdict: Verdict, person, on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.rule, self.person, self.on = subject, rule, person, on
        for name in self.if_asked:
            if name not in rule.facts:
                del self.fields[name]
        self._cite(rule)
        for finding in verdict.findings:
            if finding.force is Force.SOFT and finding.outcome.value != "met":
                self._ask_reason(finding)
            if finding.outcome is Conclusion.TO_JUDGE and rule.judging:
                self._ask_judgement(finding)

    def _cite(self, rule: Step):
        """Put beside each field the article of the provision that reads it."""
        nothing = Facts(on=date.min)
        for requirement in rule.requires:
            for name in requirement.reads(nothing) & set(self.fields):
                if rule.in_text:
                    self.fields[name].article = requirement.article.strip("—")

    def _ask_reason(self, finding):
        field = forms.CharField(
            label=f"理由：{finding.asks}",
            help_text=f"{finding.shown}。不写理由不能继续。",
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        field.optional = False
        field.article = finding.article.strip("—")  # the house's own has none
        self.fields[f"reason-{finding.id}"] = field

    def _ask_judgement(self, finding):
        judged = forms.ChoiceField(label=finding.asks, choices=JUDGEMENTS)
        judged.article = finding.article
        self.fields[f"judge-{finding.id}"] = judged
        self.fields[f"remark-{finding.id}"] = forms.CharField(
            label="判定依据", required=False, max_length=300
        )

    @classmethod
    def before(cls, verdict: Verdict, rule: Step, facts: Facts) -> Verdict:
        """The verdict before this form is filled in: what the form will ask does not block yet."""
        asked = set(cls.base_fields) - set(cls.settled)
        if any(isinstance(field, forms.FileField) for field in cls.base_fields.values()):
            asked.add("materials")
        answered = {
            requirement.id
            for requirement in rule.requires
            if requirement.force is not Force.HARD or requirement.reads(facts) & asked
        }
        findings = (
            finding._replace(blocks=False, remedy=BELOW[finding.force])
            if finding.blocks and finding.id in answered
            else finding
            for finding in verdict.findings
        )
        return replace(verdict, findings=tuple(findings))

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

    def papers(self) -> dict:
        """Uploaded papers by material slot; `files` is the form's own name for what came in."""
        found = {
            n: self.cleaned_data.get(n)
            for n, f in self.fields.items()
            if isinstance(f, forms.FileField)
        }
        return {slot: upload for slot, upload in found.items() if upload}


class ReasonForm(StepForm):
    """A step whose only particular is why."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class StrikeForm(forms.Form):
    """Why an entry that was made wrongly is struck out; the entry stays to be read."""

    why = forms.CharField(
        label="冲销的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlainForm(StepForm):
    """A step that needs nothing but the decision to take it."""


class SearchForm(forms.Form):
    """What to look for in the history."""

    q = forms.CharField(label="人员、事项或对象", required=False, max_length=80)
    q.optional = False
