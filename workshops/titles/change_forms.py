"""What is typed of changes: another leader, the unit's new name or place, members, retirement."""

from django import forms

from rules.facts import shown
from workshops.records.forms import PaperField, StepForm
from workshops.records.models import Paper
from workshops.studios.copying import leading
from workshops.studios.fields import DayField, YesNoField
from workshops.studios.models import SKILLS, honour_families
from workshops.unions.models import LEVELS, TradeUnion

from .changing import Kind, worded


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReportForm(forms.Form):
    """What every report tells: since when, why, and the paper that proves it."""

    happened_on = DayField(label="变更日期")
    reason = forms.CharField(label="变更原因", max_length=500, widget=area(3))
    proof = PaperField(label="证明文件", help_text="任免、更名、调整隶属关系等文件，PDF 或照片。")

    def __init__(self, *args, title, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.title, self.on = title, on
        self.fields["happened_on"].past_on = on

    def told(self) -> dict:
        """The fields of the change."""
        cleaned = self.cleaned_data
        plain = {"happened_on": cleaned["happened_on"], "reason": cleaned.get("reason", "")}
        return plain | {"after": self.after(), "details": self.details()}

    def after(self) -> str:
        """How it stands afterwards, in words."""
        raise TypeError(f"{type(self).__name__} must say what stands afterwards")

    def details(self) -> dict:
        """What the act puts in force."""
        raise TypeError(f"{type(self).__name__} must say what it puts in force")


class LeaderForm(ReportForm):
    """Who leads from now on, with the honour and the skill the text looks at."""

    field_order = ("former", "full_name", "position", "skill", "honour", "family", "level")
    field_order += ("honoured_on", "body")
    former = forms.ChoiceField(label="不再担任的")
    full_name = forms.CharField(label="接任者姓名", max_length=40)
    position = forms.CharField(label="职务、职称", max_length=60)
    skill = forms.TypedChoiceField(label="技能等级", coerce=int, choices=SKILLS, initial=0)
    honour = forms.CharField(
        label="荣誉称号", max_length=60, required=False, help_text="没有荣誉的，以下各项留空。"
    )
    family = forms.ChoiceField(label="荣誉类别", required=False)
    level = forms.TypedChoiceField(label="荣誉级别", coerce=int, empty_value=None, required=False)
    honoured_on = DayField(label="授予日期", required=False)
    body = forms.CharField(label="授予机关", max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = self.title.studio.leaders.order_by("pk").values_list("full_name", flat=True)
        self.fields["former"].choices = [(name, name) for name in names]
        self.fields["family"].choices = [("", "请选择"), *honour_families()]
        self.fields["level"].choices = [("", "请选择"), *LEVELS]
        self.fields["honoured_on"].past_on = self.on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("full_name") in dict(self.fields["former"].choices):
            self.add_error(
                "full_name", worded("这个人现在就是领衔人，请核对。", self.title.edition)
            )
        if cleaned.get("honour") and cleaned.get("level") is None:
            self.add_error("level", "填写了荣誉的，请选择级别。")
        return cleaned

    def after(self) -> str:
        stay = self.title.studio.leaders.exclude(full_name=self.cleaned_data["former"])
        named = leading(stay.order_by("pk"))
        return "、".join(filter(None, (named, self.cleaned_data["full_name"])))

    def details(self) -> dict:
        said = self.cleaned_data
        leader = {name: said[name] for name in ("full_name", "position", "skill")}
        day = said["honoured_on"] and said["honoured_on"].isoformat()
        honour = {"kind": said["honour"], "family": said["family"], "level": said["level"]}
        honours = [honour | {"on": day, "body": said["body"]}] if said["honour"] else []
        return {"former": said["former"], "leader": leader, "honours": honours}


class UnitForm(ReportForm):
    """The unit's new name and that of its union."""

    field_order = ("unit", "union")
    unit = forms.CharField(label="变更后的单位全称", max_length=80)
    union = forms.CharField(
        label="变更后的工会全称",
        max_length=80,
        help_text="和公章、银行账户户名一致；以后的补助只能付到这个名称的账户。",
    )

    def clean_union(self):
        title = self.cleaned_data["union"].strip()
        same = TradeUnion.objects.filter(title=title).exclude(pk=self.title.unit_union.pk)
        if same.exists():
            raise forms.ValidationError("这个名称的工会已经有了，请核对。")
        return title

    def after(self) -> str:
        return f"{self.cleaned_data['unit']}（{self.cleaned_data['union']}）"

    def details(self) -> dict:
        return {"unit": self.cleaned_data["unit"], "title": self.cleaned_data["union"]}


class AffiliationForm(ReportForm):
    """Under which union the unit stands from now on, which then screens what it files."""

    field_order = ("parent",)
    parent = forms.ModelChoiceField(label="变更后的上级工会", queryset=None, empty_label="请选择")

    def __init__(self, *args, above, **kwargs):
        super().__init__(*args, **kwargs)
        others = TradeUnion.objects.filter(pk__in=[union.pk for union in above])
        self.fields["parent"].queryset = others.exclude(pk=self.title.unit_union.parent_id)

    def after(self) -> str:
        return self.cleaned_data["parent"].title

    def details(self) -> dict:
        key = self.cleaned_data["parent"].pk
        return {"parent_id": key, "screening_union_id": key}


class JoinedForm(ReportForm):
    """Somebody joins the team."""

    field_order = ("full_name", "specialty", "duty")
    full_name = forms.CharField(label="姓名", max_length=40)
    specialty = forms.CharField(label="专业", max_length=40, required=False)
    duty = forms.CharField(label="分工", max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = "加入日期"
        self.fields["reason"].required = self.fields["proof"].required = False

    def clean_full_name(self):
        name = self.cleaned_data["full_name"].strip()
        if self.title.studio.members.filter(full_name=name).exists():
            raise forms.ValidationError("这个人已经在成员名单上；同名的请加以区别。")
        return name

    def after(self) -> str:
        return self.cleaned_data["full_name"]

    def details(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("full_name", "specialty", "duty")}


class LeftForm(ReportForm):
    """Somebody leaves the team."""

    field_order = ("member",)
    member = forms.ModelChoiceField(label="离开的成员", queryset=None, empty_label="请选择")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = "离开日期"
        self.fields["proof"].required = False
        self.fields["member"].queryset = self.title.studio.members.order_by("pk")

    def told(self) -> dict:
        return super().told() | {"before": self.cleaned_data["member"].full_name}

    def after(self) -> str:
        return ""

    def details(self) -> dict:
        return {"member": self.cleaned_data["member"].pk}


class RetiresForm(ReportForm):
    """The day on which a leader reaches the statutory age; it is typed in, never reckoned."""

    leader = forms.ModelChoiceField(label="带头人", queryset=None, empty_label="请选择")
    retires_on = DayField(
        label="法定退休日期", help_text="以人事部门核定的日期为准；本系统不按年龄推算。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["happened_on"], self.fields["reason"], self.fields["proof"]
        leaders = self.title.studio.leaders.order_by("pk")
        self.fields["leader"].queryset = leaders
        self.fields["leader"].label = self.title.edition.words.get("leaders", "领衔人")

    def told(self) -> dict:
        return {"happened_on": self.on, "after": self.after(), "details": self.details()}

    def after(self) -> str:
        day = shown(self.cleaned_data["retires_on"])
        return f"{self.cleaned_data['leader'].full_name}：{day}"

    def details(self) -> dict:
        day = self.cleaned_data["retires_on"].isoformat()
        return {"leader": self.cleaned_data["leader"].pk, "retires_on": day}


REPORTS = {
    Kind.LEADER: LeaderForm,
    Kind.UNIT: UnitForm,
    Kind.AFFILIATION: AffiliationForm,
    Kind.JOINED: JoinedForm,
    Kind.LEFT: LeftForm,
    Kind.RETIRES: RetiresForm,
}


class ChangeNameForm(StepForm):
    """The decision on another leader: its number, and the name anew where the text composes it."""

    if_asked = ("composed_title",)
    document_number = forms.CharField(label="决定文号", max_length=60)
    composed_title = forms.CharField(label="称号名称", max_length=80)
    plaque_number = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args, number, name="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document_number"].initial = number
        if "composed_title" in self.fields:
            self.fields["composed_title"].initial = name

    def clean_document_number(self):
        number, title = self.cleaned_data["document_number"].strip(), self.subject.of_title
        if Paper.objects.filter(union=title.authority_id, number=number).exists():
            raise forms.ValidationError("这个文号已经用过，请核对后换一个。")
        return number

    def particulars(self) -> dict:
        """The plaque stays the one the title has."""
        return super().particulars() | {"plaque_number": self.subject.of_title.plaque_number}


class AnswerForm(forms.Form):
    """What the authority makes of a report."""

    accepted = YesNoField(label="确认这项变更")
    answer = forms.CharField(label="处理说明", max_length=500, widget=area(3))
    document_number = forms.CharField(label="决定文号", max_length=60, required=False)
    composed_title = forms.CharField(label="重定的称号名称", max_length=80, required=False)

    def __init__(self, *args, facts=frozenset(), number="", name="", authority=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority = authority
        first = {"document_number": number, "composed_title": name}
        for field, value in first.items():
            if field not in facts:
                del self.fields[field]
            else:
                self.fields[field].initial = value
                self.fields[field].optional = False

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("document_number", "")
        if number and Paper.objects.filter(union=self.authority, number=number).exists():
            self.add_error("document_number", "这个文号已经用过，请核对后换一个。")
        return cleaned

    def given(self) -> dict:
        """What the step of the text is told."""
        names = ("document_number", "composed_title")
        plain = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return plain | {"reason": self.cleaned_data["answer"]}


class KeepOnForm(StepForm):
    """The leader has retired: willing, the unit agrees, with its paper; the day is on record."""

    if_asked = ("leader_willing", "unit_keeps")
    leader_willing = YesNoField(label="本人愿意继续领衔")
    unit_keeps = YesNoField(label="所在单位同意保留")
    keeps = PaperField(label="本人意愿和单位同意的文件")
