"""The forms of a claim: one thing it lists, a paper beside it, and what the meeting decided."""

from dataclasses import replace

from django import forms

from rules.claims import Granted, Ladder, Prizes, ShareOfCost
from rules.facts import Skill
from rules.verdict import Conclusion
from subsidies.payments.forms import paper_number
from workshops.records.actions import suggested_number
from workshops.records.forms import BELOW, PaperField, ReasonForm, StepForm
from workshops.records.models import Attachment, Paper
from workshops.studios.fields import DayField, YesNoField, YuanField
from workshops.studios.models import SKILLS

from .second_papers import NUMBER, WORD

GRADES = [("", "请选择"), *SKILLS]


class ItemForm(forms.Form):
    """One thing a claim lists."""

    def __init__(self, *args, claim, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.past_on = on

    def clean_number(self):
        """The bare number, by which a proof is known again."""
        return paper_number(self.cleaned_data["number"])

    def details(self) -> dict:
        """What is kept of it."""
        return self.cleaned_data


class PurchaseForm(ItemForm):
    """A thing bought, by its invoice; a used one by its appraisal."""

    what = forms.CharField(label="设备设施名称", max_length=120)
    number = forms.CharField(
        label="发票号", max_length=60, help_text="旧设备没有发票的，写评估报告的编号。"
    )
    on = DayField(label="购置日期", help_text="以发票日期为准。")
    fen = YuanField(label="含税金额")
    used = YesNoField(label="是旧设备")
    appraised_fen = YuanField(
        label="评估折旧后的价值", required=False, help_text="旧设备填写，按这个价值计算。"
    )

    def clean_fen(self):
        if (fen := self.cleaned_data["fen"]) <= 0:
            raise forms.ValidationError("金额须大于零。")
        return fen

    def clean(self):
        given = super().clean()
        if given.get("used") and not given.get("appraised_fen"):
            self.add_error("appraised_fen", "旧设备须填写评估折旧后的价值，并上传评估报告。")
        most, appraised = given.get("fen"), given.get("appraised_fen")
        if given.get("used") and appraised and most and appraised > most:
            self.add_error("appraised_fen", "评估折旧后的价值不能超过购置金额，请核对评估报告。")
        return given


class UpgradeForm(ItemForm):
    """A worker who rose to a grade."""

    what = forms.CharField(label="职工姓名", max_length=40)
    before = forms.TypedChoiceField(label="原等级", choices=GRADES, coerce=int)
    reached = forms.TypedChoiceField(
        label="达到的等级", choices=GRADES[:1] + GRADES[2:], coerce=int
    )
    number = forms.CharField(label="证书编号", max_length=60)
    on = DayField(label="发证日期")
    trainee = YesNoField(
        label="是登记在册的培训对象", help_text="工作室的成员填“否”，系统按名册核对。"
    )

    def details(self):
        given, studio = self.cleaned_data, self.claim.title.studio
        names = {*studio.members.values_list("full_name", flat=True)}
        names |= {*studio.leaders.values_list("full_name", flat=True)}
        own = f"{given['what']}·{Skill(given['reached']).label}"
        return given | {"on_roster": given["what"] in names, "own": own}


class PrizeForm(ItemForm):
    """A prize of the yearly selection."""

    what = forms.CharField(label="获奖项目", max_length=120)
    prize = forms.ChoiceField(label="奖项")
    number = forms.CharField(label="证书或文件编号", max_length=60)
    on = DayField(label="授奖日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        prizes = self.claim.rule.prizes
        self.fields["prize"].choices = [("", "请选择"), *((p.key, p.label) for p in prizes)]


class GrantedForm(ItemForm):
    """What is put forward for selection."""

    what = forms.CharField(label="课题名称", max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.claim.rule.title_type:
            self.fields["what"].label = "申报示范性工作室的名称"
            self.fields["what"].initial = self.claim.title.studio.title


class OutcomeForm(ItemForm):
    """One of the outcomes of the studio."""

    what = forms.ChoiceField(
        label="创新成果", help_text="从工作室已登记的成果里选；没有的先在工作室情况里登记。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        titles = self.claim.title.studio.outcomes.order_by("pk").values_list("title", flat=True)
        self.fields["what"].choices = [("", "请选择"), *((t, t) for t in dict.fromkeys(titles))]


SHAPES = {ShareOfCost: PurchaseForm, Ladder: UpgradeForm, Prizes: PrizeForm, Granted: GrantedForm}


def shape_of(rule) -> type[ItemForm]:
    """The form for one thing a claim of that kind lists."""
    return OutcomeForm if getattr(rule, "of_outcomes", False) else SHAPES[type(rule)]


class PapersForm(forms.Form):
    """A paper that proves what is asked for."""

    paper = PaperField(label="证明材料")


PROVED = (ShareOfCost, Ladder, Prizes)  # what is paid by invoices and certificates


class FileForm(StepForm):
    """Nothing is typed; what is paid by a proof is filed with the proof."""

    def clean(self):
        kept = Attachment.objects.about(self.subject).filter(withdrawn_at=None)
        if isinstance(self.subject.rule, PROVED) and not kept.exists():
            raise forms.ValidationError(
                "还没有上传证明材料：请先上传发票、评估报告或者证书，再提出申请。"
            )
        return super().clean()


class KeepForm(forms.Form):
    """Why a second title stays although its base has fallen."""

    why = forms.CharField(
        label="保留的理由和依据", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(StepForm):
    """What the panel proposed and the meeting decided; sums the text has are never typed."""

    sheets_due = forms.IntegerField(label="已分派评分表", min_value=1, max_value=99)
    sheets_in = forms.IntegerField(label="已交回评分表", min_value=0, max_value=99)
    proposed_fen = YuanField(label="评审小组建议金额")
    met_on = DayField(label="会议日期")
    minutes_number = forms.CharField(label="会议纪要编号", max_length=80)
    decided_fen = YuanField(label="审定金额")
    accepted_on = DayField(label="考核验收日期")
    document_number = forms.CharField(label="授予称号的文号", max_length=60)
    plaque_number = forms.CharField(label="牌匾编号", max_length=40)
    planned = forms.IntegerField(
        label="本年度拟确定几个", min_value=1, max_value=99,
        help_text="连同已经确定的和这一个。",
    )  # fmt: skip
    if_asked = ("sheets_due", "sheets_in", "met_on", "minutes_number", "document_number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = self.subject.rule
        open_sum = isinstance(rule, Granted) and rule.sum_fen is None
        wanted = {
            "proposed_fen": open_sum,
            "decided_fen": open_sum,
            "accepted_on": getattr(rule, "accepted", False),
            "plaque_number": bool(getattr(rule, "title_type", "")),
            "planned": "granted_this_year" in self.rule.facts,
        }
        for name, asked in wanted.items():
            if not asked:
                del self.fields[name]
        if "planned" in self.fields:
            self.fields["planned"].initial = self.subject.place(self.on)
        if NUMBER in self.fields:
            field, whose = self.fields[NUMBER], self.subject.title.authority
            field.initial = suggested_number(whose, WORD, self.on.year)
            field.help_text = "已按本机关编号排好，可以改成实际文号。"
        self._ask_winners(rule)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.past_on = self.on

    def _ask_winners(self, rule):
        """Where the places are those of the whole city, all winners of the year are counted."""
        listed = {row.prize for row in self.subject.listed if row.prize}
        for prize in getattr(rule, "prizes", ()):
            if prize.key in listed:
                field = forms.IntegerField(label=f"{prize.label}：全市当年获奖数", min_value=1)
                field.article = rule.article
                self.fields[f"winners-{prize.key}"] = field

    def clean_planned(self):
        least = self.subject.place(self.on)
        if self.cleaned_data["planned"] < least:
            raise forms.ValidationError(f"连同已经确定的和这一个，至少是{least}个。")
        return self.cleaned_data["planned"]

    def clean_document_number(self):
        number = self.cleaned_data[NUMBER].strip()
        if Paper.objects.filter(union=self.subject.title.authority, number=number).exists():
            raise forms.ValidationError("这个文号已经用过，请核对后换一个。")
        return number

    def clean_plaque_number(self):
        number = self.cleaned_data["plaque_number"].strip()
        if self.subject.title.authority.titles.filter(plaque_number=number).exists():
            raise forms.ValidationError("这个牌匾编号已经用过。")
        return number

    def particulars(self):
        given = super().particulars()
        names = [name for name in given if name.startswith("winners-")]
        winners = {name.removeprefix("winners-"): given.pop(name) for name in names}
        return given | ({"winners": winners} if winners else {})

    @classmethod
    def before(cls, verdict, rule, facts):
        """Parts of the grant, and how many the year is to have, are still to be filled in."""
        verdict = super().before(verdict, rule, facts)
        by_id = {one.id: one for one in rule.requires}
        findings = (
            finding._replace(blocks=False, remedy=BELOW[finding.force])
            if finding.blocks and _answered(by_id[finding.id], finding, facts)
            else finding
            for finding in verdict.findings
        )
        return replace(verdict, findings=tuple(findings))


def _answered(requirement, finding, facts) -> bool:
    """Whether the form will answer it: a part of the grant, or how many the year is to have."""
    if finding.outcome is Conclusion.UNKNOWN and "grant" in requirement.reads(facts):
        return True
    if "granted_this_year" not in requirement.reads(facts):
        return False
    more = replace(facts, granted_this_year=facts.granted_this_year + 1)
    return not requirement.judge(more, judging=False).blocks


REFUSE = {"refuse_claim": ReasonForm}
