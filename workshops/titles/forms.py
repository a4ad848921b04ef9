"""What is typed in this room: the naming decision, a year's result, the striking off."""

from dataclasses import replace

from django import forms

from rules.payable import PaidBack, paid_back
from rules.verdict import Conclusion, Finding, Requirement
from workshops.records.forms import StepForm
from workshops.records.models import Paper
from workshops.studios.fields import DayField

from .asked import FRAUD, GROUND
from .lifecycle import State
from .models import Title
from .recovery import recovery, supposed
from .year_papers import CIRCULAR, CRITICISM, NUMBER, ORDER, REVOCATION, WARNING, suggested

OWN = ("pick-", "plaque-", "title-")  # what each studio of a decision has of its own


class NamingForm(StepForm):
    """One naming decision: its number, who is named in it, each one's plaque."""

    document_number = forms.CharField(
        label="命名文号", max_length=60, help_text="已按本机关编号排好，可以改成实际文号。"
    )
    plaque_number = forms.CharField(required=False, widget=forms.HiddenInput())
    composed_title = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args, applications, plaques, titles=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.applications = {application.pk: application for application in applications}
        self.titles = {file.pk: name for file, name in zip(applications, titles, strict=False)}
        for application, plaque in zip(applications, plaques, strict=True):
            self._offer(application, plaque)

    @property
    def sections(self):
        """The decision first, then each studio with its plaque."""
        studios = [self[name] for name in self.fields if name.startswith(OWN)]
        rest = [field for field in self.visible_fields() if field not in studios]
        return (
            {"legend": "命名决定", "fields": rest},
            {"legend": "工作室和牌匾", "fields": studios},
        )

    @property
    def asks_reason(self) -> bool:
        """Whether the text lets the naming pass only with a reason, as after the year's end."""
        return any(name.startswith("reason-") for name in self.fields)

    def _offer(self, application, plaque):
        label = f"{application.studio.title}（{application.studio.unit_union.title}）"
        pick = forms.BooleanField(label=f"命名：{label}", initial=True, required=False)
        pick.optional = False
        number = forms.CharField(
            label=f"牌匾编号：{application.studio.title}",
            initial=plaque,
            max_length=40,
            required=False,
        )
        number.optional = False
        self.fields |= {f"pick-{application.pk}": pick, f"plaque-{application.pk}": number}
        if suggested := self.titles.get(application.pk):
            name = forms.CharField(
                label=f"称号名称：{application.studio.title}", initial=suggested, max_length=80
            )
            self.fields[f"title-{application.pk}"] = name

    def clean_document_number(self):
        number = self.cleaned_data["document_number"].strip()
        union = next(iter(self.applications.values())).call.authority
        if Paper.objects.filter(union=union, number=number).exists():
            raise forms.ValidationError("这个文号已经用过，请核对后换一个。")
        return number

    def clean(self):
        cleaned = super().clean()
        picked = [pk for pk in self.applications if cleaned.get(f"pick-{pk}")]
        if not picked:
            raise forms.ValidationError("请至少勾选一个要命名的工作室。")
        numbers = {pk: cleaned.get(f"plaque-{pk}", "").strip() for pk in picked}
        taken = set(
            Title.objects.filter(plaque_number__in=numbers.values()).values_list(
                "plaque_number", flat=True
            )
        )
        for pk, number in numbers.items():
            self._check(f"plaque-{pk}", number, taken, list(numbers.values()))
        return cleaned

    def _check(self, field, number, taken, numbers):
        if not number:
            self.add_error(field, "请填写牌匾编号。")
        elif number in taken:
            self.add_error(field, "这个牌匾编号已经用过，请换一个。")
        elif numbers.count(number) > 1:
            self.add_error(field, "同一次命名里牌匾编号不能相同。")

    def plaques(self) -> dict:
        """The picked applications, each with its plaque number."""
        cleaned = self.cleaned_data
        return {
            application: cleaned[f"plaque-{pk}"].strip()
            for pk, application in self.applications.items()
            if cleaned[f"pick-{pk}"]
        }

    def composed(self) -> dict:
        """The name each picked application is given, by its key, where the text composes one."""
        picked = (application.pk for application in self.plaques())
        names = {pk: self.cleaned_data.get(f"title-{pk}", "").strip() for pk in picked}
        return {pk: name for pk, name in names.items() if name}

    def particulars(self) -> dict:
        """What every file of the decision is given."""
        given = super().particulars()
        single = (*OWN, "plaque_number", "composed_title")
        return {name: value for name, value in given.items() if not name.startswith(single)}


class AssessmentForm(forms.Form):
    """The result of one year."""

    year = forms.TypedChoiceField(label="考评年度", coerce=int)
    score = forms.DecimalField(label="得分", min_value=0, max_digits=5, decimal_places=2)
    remark = forms.CharField(
        label="考评说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, title, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = title
        self.fields["year"].choices = [
            (year, f"{year}年度（第{year - title.named_on.year + 1}年）") for year in years
        ]
        full = title.application.call.full_marks if title.application else 0
        score = self.fields["score"]
        score.unit, score.help_text = "分", f"合格标准 {title.pass_line} 分，达到即为合格。"
        if full:
            score.help_text += f"满分 {full} 分。"
        self.full = full

    def clean_score(self):
        score = self.cleaned_data["score"]
        if self.full and score > self.full:
            raise forms.ValidationError(f"得分不能超过满分 {self.full} 分。")
        return score


class NumberedForm(StepForm):
    """A step that brings a paper: its number is the next of the series unless typed over."""

    paper = ""  # the kind of paper
    number = NUMBER

    def __init__(self, *args, subject, rule, on=None, **kwargs):
        super().__init__(*args, subject=subject, rule=rule, on=on, **kwargs)
        series = [(self.number, self.paper), (CRITICISM, CIRCULAR)]
        self.series = {name: kind for name, kind in series if name in self.fields}
        for name, kind in self.series.items():
            field = self.fields[name]
            field.initial = suggested(subject.authority, kind, on.year)
            field.required = field.optional = False
            field.help_text = "已按本机关编号排好，可以改成实际文号。"

    def clean(self):
        data = super().clean()
        for name in self.series:
            data[name] = (data.get(name) or "").strip() or self.fields[name].initial
            if Paper.objects.filter(union=self.subject.authority, number=data[name]).exists():
                self.add_error(name, "这个文号已经用过，请核对后换一个。")
        return data


class WarningForm(NumberedForm):
    """A warning, by its number."""

    paper = WARNING
    paper_number = forms.CharField(label="通知文号", max_length=60)


class OrderForm(NumberedForm):
    """An order to put matters right: each thing on a line of its own."""

    paper, number = ORDER, "notice_number"
    notice_number = forms.CharField(label="整改通知文号", max_length=60)
    things = forms.CharField(
        label="整改事项",
        help_text="每行写一项；单位逐项填报完成情况和证明材料。",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def rests_on_it(requirement: Requirement, finding: Finding) -> bool:
    """Whether a provision would be read otherwise once the finding of fraud is written."""
    denied = finding.outcome is Conclusion.NOT_MET
    return denied or isinstance(requirement.test, PaidBack)


class DelistForm(NumberedForm):
    """Struck off: by which document, by when the plaque comes back; what money does is computed."""

    paper = REVOCATION
    paper_number = forms.CharField(label="决定文号", max_length=60)
    return_by = DayField(label="牌匾、证书交回期限", required=False)
    recover_fen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, subject, rule, on=None, **kwargs):
        super().__init__(*args, subject=subject, rule=rule, on=on, **kwargs)
        ground = self.fields[GROUND].initial if GROUND in self.fields else None
        self.known = subject.facts(on, {GROUND: ground})
        self.fields["return_by"].help_text = "写了期限，决定书里就写明；称号页面会提醒收回。"

    @classmethod
    def before(cls, verdict, rule, facts):
        """Resting on a finding still to be written, the verdict does not deny what it asks for."""
        if facts.ground == FRAUD and not facts.verified_finding:
            then, rows = supposed(facts), zip(rule.requires, verdict.findings, strict=True)
            found = [
                one.judge(then, judging=rule.judging) if rests_on_it(one, finding) else finding
                for one, finding in rows
            ]
            verdict = replace(verdict, findings=tuple(found))
        return super().before(verdict, rule, facts)

    @property
    def recovery(self) -> dict | None:
        """What would come back by what is stored so far."""
        return recovery(self.subject, self.rule, self.known)

    def clean_return_by(self):
        day = self.cleaned_data["return_by"]
        if day and day <= self.on:
            raise forms.ValidationError("交回期限须晚于今天。")
        return day

    def particulars(self) -> dict:
        """The sum is what the facts make it; nobody types it."""
        given = super().particulars()
        found = paid_back(self.rule)
        given.pop("recover_fen", None)
        if found is None:
            return given
        return given | {"recover_fen": found.due(self.subject.facts(self.on, given))}


class FilterForm(forms.Form):
    """Which titles to show."""

    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *State.choices], required=False)
    year = forms.ChoiceField(label="命名年份", required=False)
    q = forms.CharField(label="工作室或单位", max_length=40, required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "全部"), *((y, f"{y}年") for y in years)]
        for field in self.fields.values():
            field.optional = False


FORMS = {
    "yellow_card": WarningForm,
    "order_rectification": OrderForm,
    "delist": DelistForm,
}
