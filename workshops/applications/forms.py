"""The forms with which a file is begun, submitted, consented to, screened, sent back or ended."""

from django import forms

from rules.verdict import Force
from workshops.records.actions import slots_of, suggested_number
from workshops.records.forms import PaperField, ReasonForm, StepForm
from workshops.records.models import Decision, Paper
from workshops.studios.fields import DayField
from workshops.studios.models import Studio

from .actions import why_not
from .criticism import NUMBER, WORD
from .lifecycle import State
from .returns import choices


class BeginForm(forms.Form):
    """Which studio files: one the unit has, or a new one."""

    def __init__(self, *args, call, unions, studios, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.call, self.unions = call, {union.pk: union for union in unions}
        self.studios = {studio.pk: studio for studio in studios}
        able = [(pk, s.title) for pk, s in self.studios.items() if not why_not(call, s, on=on)]
        new = [("new", "新建一个工作室")]
        self.fields["studio"] = forms.ChoiceField(
            label="用哪个工作室申报", choices=[*able, *new], widget=forms.RadioSelect
        )
        self.fields["studio"].initial = able[0][0] if able else "new"
        self.fields["title"] = forms.CharField(
            label="新工作室的名称", max_length=80, required=False, help_text="新建时填写。"
        )
        self.fields["title"].optional = False
        if len(self.unions) > 1:
            options = [(union.pk, union.title) for union in unions]
            self.fields["union"] = forms.ChoiceField(
                label="新工作室所在单位工会", choices=options, help_text="新建时选择。"
            )

    def clean(self):
        data = self.cleaned_data
        if data.get("studio") != "new":
            return
        union = int(data.get("union") or next(iter(self.unions)))
        title = data.get("title")
        if not title:
            self.add_error("title", "请填写新工作室的名称。")
        elif Studio.objects.filter(unit_union=union, title=title).exists():
            self.add_error("title", "本单位已有同名工作室，请直接用它申报。")

    def studio(self) -> Studio:
        """The studio chosen, or a new one not yet saved."""
        data = self.cleaned_data
        if data["studio"] != "new":
            return self.studios[int(data["studio"])]
        union = self.unions[int(data.get("union") or next(iter(self.unions)))]
        return Studio(unit_union=union, title=data["title"])


class SubmitForm(StepForm):
    """The declaration of truth; reasons for what the text asks only in principle."""

    if_asked = ("truthful",)
    truthful = forms.BooleanField(label="我确认：所填内容和所交材料真实，没有弄虚作假。")

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        for id, reason in subject.reasons.items():
            if f"reason-{id}" in self.fields:
                self.fields[f"reason-{id}"].initial = reason


class ConsentForm(StepForm):
    """Who consented and when, with the paper; filled in from last time after a return."""

    consent_signatory = forms.CharField(label="签署人", max_length=40, help_text="姓名和职务。")
    consented_on = DayField(label="日期")
    consent = PaperField(label="文件", help_text="盖章的扫描件或照片，PDF、JPG、PNG 均可。")

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        what = self.rule.label.removeprefix("登记")
        for name in ("consented_on", "consent"):
            self.fields[name].label = f"{what}{self.fields[name].label}"
        last = Decision.objects.about(subject).filter(step="consent").order_by("-pk").first()
        for name in ("consent_signatory", "consented_on") if last else ():
            self.fields[name].initial = last.particulars.get(name)
        if "consent" in slots_of(subject):
            self.fields["consent"].required = False
            self.fields["consent"].help_text = "已有一份；内容有变化的，请换新的上传。"

    def clean_consented_on(self):
        day = self.cleaned_data["consented_on"]
        if day > self.on:
            raise forms.ValidationError(f"{self.fields['consented_on'].label}不能晚于今天。")
        return day


class RecommendForm(StepForm):
    """The sheet of conditions: what the filing shows, and what the officer finds of each."""

    if_asked = ("place",)
    place = forms.IntegerField(label="推荐名次", min_value=1, help_text="本级择优推荐的第几名。")
    opinion = forms.CharField(
        label="推荐意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, verdict, **kwargs):
        super().__init__(*args, verdict=verdict, **kwargs)
        self.verdict = verdict
        for id, reason in self.subject.reasons.items():
            if f"reason-{id}" in self.fields:
                self.fields[f"reason-{id}"].help_text += f"申报单位的说明：{reason}"

    @property
    def sections(self):
        """The judgements by the article they stand under, the opinion last."""
        found = [self._condition(article) for article in self._articles()]
        last = [self[name] for name in ("place", "opinion") if name in self.fields]
        opinion = {"legend": "推荐意见", "fields": last}
        return [*(section for section in found if section["fields"]), opinion]

    def _articles(self) -> list[str]:
        return list(dict.fromkeys(finding.article for finding in self.verdict.findings))

    def _condition(self, article: str) -> dict:
        """One article: what the filing shows as its lead, the officer's fields below."""
        here = [finding for finding in self.verdict.findings if finding.article == article]
        shown = [f"{f.asks}{f.shown}，{f.outcome.label}。" for f in here if f.force is Force.HARD]
        names = (f"{kind}-{f.id}" for f in here for kind in ("judge", "remark", "reason"))
        fields = [self[name] for name in names if name in self.fields]
        lead = "".join(shown)
        return {"legend": article, "lead": lead and f"系统核对：{lead}", "fields": fields}


class SendBackForm(ReasonForm):
    """What the unit must put right: chosen sections and fields, and why."""

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["reopened"] = forms.MultipleChoiceField(
            label="须补正的内容",
            help_text="只有勾选的部分会重新开放给单位修改。",
            choices=choices(subject.edition),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["reason"].label = "补正要求"
        self.fields["reason"].help_text = "写明哪里不对、要补什么，单位会原样看到。"
        self.order_fields(["reopened", "reason"])


class WithdrawForm(StepForm):
    """The unit may say why it takes its file back."""

    reason = forms.CharField(
        label="撤回的原因", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DisqualifyForm(StepForm):
    """What was verified, with the paper that shows it; the basis, where the text gives none."""

    if_asked = ("criticism_number", "reason")
    verified_finding = forms.CharField(
        label="查实认定",
        max_length=1000,
        help_text="写明查实的事实、由谁查实。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label="所依据的规定和理由",
        max_length=500,
        help_text="办法没有规定这种情形：写明另依哪项规定，为什么。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    criticism_number = forms.CharField(
        label="通报批评文号", max_length=60, help_text="已按本机关编号排好，可以改成实际文号。"
    )
    finding = PaperField(label="查实材料", required=False)

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        if NUMBER in self.fields:
            whose = subject.call.authority
            self.fields[NUMBER].initial = suggested_number(whose, WORD, self.on.year)

    def clean_criticism_number(self):
        number = self.cleaned_data[NUMBER].strip()
        if Paper.objects.filter(union=self.subject.call.authority, number=number).exists():
            raise forms.ValidationError("这个文号已经用过，请核对后换一个。")
        return number


STEP_FORMS = {
    "submit": SubmitForm,
    "consent": ConsentForm,
    "recommend": RecommendForm,
    "send_back": SendBackForm,
    "decline": ReasonForm,
    "pass_over": ReasonForm,
    "withdraw": WithdrawForm,
    "disqualify": DisqualifyForm,
}


class FilterForm(forms.Form):
    """Which files a list shows."""

    state = forms.ChoiceField(
        label="状态", choices=[("", "全部状态"), *State.choices], required=False
    )

    def __init__(self, *args, calls, **kwargs):
        super().__init__(*args, **kwargs)
        options = [(call.pk, f"{call.year}年度 {call.authority.short_title}") for call in calls]
        self.fields["call"] = forms.ChoiceField(
            label="批次", choices=[("", "全部批次"), *options], required=False
        )
        for field in self.fields.values():
            field.optional = False
