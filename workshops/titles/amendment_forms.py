"""The forms of a change: which readings, why, how far it reaches, what was looked through."""

import json

from django import forms

from rules.base import Edition, Parameter
from workshops.studios.fields import DayField

from .amending import Change

FREE = "由命名机关在批次或资料中录入，这里没有可选的读法。"


class AmendmentForm(forms.Form):
    """One choice for each open point, the reason, and for a later edition its day of effect."""

    reason = forms.CharField(
        label="变更理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据，例如集体研究的会议纪要。记入履历。",
    )
    reaches_existing = forms.BooleanField(
        label="及于已开放的批次和已命名的称号",
        required=False,
        help_text="不勾选：已开放的批次和已命名的称号仍按原来的读法，新读法只用于以后开放的批次。",
    )
    reach_reason = forms.CharField(
        label="及于已有文件的理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="勾选上一项时必须填写。",
    )

    def __init__(self, *args, edition: Edition, now: dict, needs_day: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.now, self.needs_day = edition, now, needs_day
        self.chosen = [one for one in edition.parameters if one.alternatives]
        for parameter in self.chosen:
            self.fields[f"point-{parameter.key}"] = self._choice(parameter)
        if needs_day:
            self._ask_day()

    def _choice(self, parameter: Parameter):
        now = self.now[parameter.key]
        field = forms.ChoiceField(
            label=parameter.label,
            choices=[(f"{i}", said(parameter, i, now)) for i in range(len(parameter.readings))],
            initial=f"{parameter.readings.index(now) if now in parameter.readings else 0}",
            widget=forms.RadioSelect,
            help_text=parameter.why,
        )
        field.article = parameter.article
        return field

    def _ask_day(self):
        day = DayField(
            label="施行日期", help_text="文本没有写施行日期，须对照印发文件录入，只能录入一次。"
        )
        number = forms.CharField(label="印发文号", max_length=60, required=False)
        self.fields |= {"effective_on": day, "document_number": number}

    @property
    def sections(self) -> list[dict]:
        """The open points, then the day if it is asked for, then why and how far."""
        points = [self[f"point-{one.key}"] for one in self.chosen]
        found = [{"legend": "办法没有写明之处", "fields": points}] if points else []
        if self.needs_day:
            found.append(
                {"legend": "施行", "fields": [self["effective_on"], self["document_number"]]}
            )
        why = [self[name] for name in ("reason", "reaches_existing", "reach_reason")]
        return [*found, {"legend": "理由和范围", "fields": why}]

    def clean(self):
        given = super().clean()
        if given.get("reaches_existing") and not given.get("reach_reason"):
            self.add_error("reach_reason", "及于已有文件的，须写明理由。")
        return given

    def change(self) -> Change:
        """What was asked for."""
        given = self.cleaned_data
        readings = {one.key: one.readings[int(given[f"point-{one.key}"])] for one in self.chosen}
        plain = ("reason", "reaches_existing", "reach_reason", "effective_on", "document_number")
        return Change(self.edition, readings, **{n: given[n] for n in plain if n in given})


def said(parameter: Parameter, place: int, now) -> str:
    """One reading, marked where it is the default or the one in force."""
    reading = parameter.readings[place]
    marks = ["默认"] * (place == 0) + ["现在的读法"] * (reading == now)
    return parameter.said(reading) + (f"（{'，'.join(marks)}）" if marks else "")


class ActivationForm(forms.Form):
    """The counts that were on the page when somebody decided."""

    seen = forms.JSONField(widget=forms.HiddenInput)

    @classmethod
    def showing(cls, counts: dict[str, int]) -> "ActivationForm":
        return cls(initial={"seen": counts})

    def counts(self) -> dict:
        seen = self.cleaned_data["seen"]
        return seen if isinstance(seen, dict) else json.loads("{}")


class WithdrawalForm(forms.Form):
    """Why a change is taken back."""

    why = forms.CharField(label="撤回理由", max_length=300)
