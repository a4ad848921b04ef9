"""What is typed in this room: points, reasons, and the meeting."""

from django import forms

from rules.base import Step
from rules.verdict import Force

from .meeting import Motion


class SheetForm(forms.Form):
    """The points of one sheet, at most one decimal each; blank ones are allowed while drafting."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[f"points-{criterion.pk}"] = self._points(criterion)
        self.fields["opinion"] = forms.CharField(
            label="评审意见",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def _points(self, criterion) -> forms.DecimalField:
        full = criterion.full_marks
        field = forms.DecimalField(
            label=criterion.title,
            help_text=criterion.guidance,
            required=False,
            min_value=0,
            max_value=full,
            max_digits=5,
            decimal_places=1,
            error_messages={
                "invalid": "请填数字，例如 8.5。",
                "min_value": f"不能低于0分，满分{full}分。",
                "max_value": f"不能超过满分{full}分。",
                "max_decimal_places": "最多一位小数。",
                "max_digits": f"须在0分到{full}分之间，最多一位小数。",
                "max_whole_digits": f"不能超过满分{full}分。",
            },
            widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
        )
        field.unit, field.optional = f"/ {full} 分", False
        return field

    def points(self) -> dict:
        """The points that are valid, by criterion id; None clears one."""
        return {
            int(name.removeprefix("points-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("points-")
        }


class WhyForm(forms.Form):
    """An act on a sheet that needs its reason."""

    why = forms.CharField(
        label="理由",
        max_length=300,
        error_messages={"required": "请写明理由。"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MeetingForm(forms.Form):
    """The meeting as its minutes have it, and the files it chose."""

    met_on = forms.DateField(
        label="会议日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写会议日期。", "invalid": "请填写完整的日期。"},
    )
    minutes_number = forms.CharField(
        label="会议纪要编号", max_length=60, error_messages={"required": "请填写会议纪要编号。"}
    )
    chosen = forms.TypedMultipleChoiceField(
        label="确定名单",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "名单已经变化，请核对后重新勾选。"},
    )
    rest_reason = forms.CharField(
        label="未确定者的理由",
        help_text="列在名单上而没有勾选的，按这一理由记为未入选，不影响以后申报。",
        max_length=300,
        initial="经研究，未列入本年度确定名单。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rule: Step, files, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["chosen"].choices = [(file.pk, file.studio.title) for file in files]
        for requirement in rule.requires:
            if requirement.force is Force.SOFT:
                self.fields[f"reason-{requirement.id}"] = self._reason(requirement)

    def _reason(self, requirement) -> forms.CharField:
        field = forms.CharField(
            label="理由（与下述规定不一致时填写）",
            help_text=requirement.asks,
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        field.article = requirement.article
        return field

    def clean_met_on(self):
        day = self.cleaned_data["met_on"]
        if day > self.today:
            raise forms.ValidationError("会议日期不能晚于今天；会后再登记。")
        return day

    def motion(self) -> Motion:
        """The resolution these fields state."""
        given = self.cleaned_data
        reasons = {n.partition("-")[2]: v for n, v in given.items() if n.startswith("reason-")}
        return Motion(
            given["met_on"],
            given["minutes_number"],
            frozenset(given["chosen"]),
            given["rest_reason"],
            {key: value for key, value in reasons.items() if value},
        )

    def hide(self) -> None:
        """Carry everything along unseen while the person confirms."""
        for field in self.fields.values():
            field.widget = field.hidden_widget()

    @property
    def particulars(self) -> list:
        """The fields shown one below the other; the choice itself stands in the ranked table."""
        return [field for field in self if field.name not in ("chosen", "confirmed")]
