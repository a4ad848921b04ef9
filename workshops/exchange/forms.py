"""What is typed in this room: alliances, whom to call, exchange, transfers, consent, searches."""

import re
import uuid

from django import forms

from workshops.studios.fields import TELEPHONE, DayField
from workshops.studios.ledger_forms import MOST_PEOPLE, ROWS, PapersField, PapersForm
from workshops.studios.models import Studio, outcome_kinds

from .models import ExchangeKind
from .transfers import HANDED_OVER, Status

UPLOADS = ("photograph", "papers")
YEARS = 10  # offered to choose from; an older one is found by its words
PRIVATE = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx]|0\d{2,3}-?\d{7,8})(?!\d)")


class Slipped(forms.Form):
    """A form that carries a slip, so that two taps bring one row; its days are not to come."""

    slip = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slip"].initial = uuid.uuid4
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.past_on, field.initial = on, on

    def clean_slip(self):
        return self.cleaned_data["slip"] or uuid.uuid4()

    def given(self) -> dict:
        """What the act is told; papers go beside."""
        return {k: v for k, v in self.cleaned_data.items() if k not in UPLOADS}


class FoundForm(Slipped, PapersForm):
    """An alliance, with the document it was founded by."""

    title = forms.CharField(label="联盟名称", max_length=80)
    founded_on = DayField(label="成立日期")
    document_number = forms.CharField(
        label="成立文件文号",
        max_length=60,
        required=False,
        help_text="没有文号的，在下面上传成立文件。",
    )
    purpose = forms.CharField(label="宗旨和范围", max_length=1000, required=False, widget=ROWS)

    field_order = ("title", "founded_on", "document_number", "purpose", *UPLOADS)

    def clean(self):
        given = super().clean()
        sound = not any(name in self.errors for name in UPLOADS)
        if sound and not (given.get("document_number") or self.brought()):
            self.add_error("document_number", "请写成立文件的文号，或者上传成立文件。")
        return given


class JoinForm(Slipped):
    """Which studio joins, and when."""

    studio = forms.ModelChoiceField(
        Studio.objects.none(),
        label="工作室",
        empty_label="请选择",
        help_text="只列出称号有效、还不在联盟里的。",
    )
    joined_on = DayField(label="加入日期")

    def __init__(self, *args, studios, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["studio"].queryset = studios


class DatedForm(Slipped):
    """A day on which something ends, and why."""

    day = DayField(label="日期")
    why = forms.CharField(label="原因", max_length=300, required=False, widget=ROWS)

    def __init__(self, *args, label="日期", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label


class LeadForm(forms.Form):
    """Which member leads."""

    studio = forms.ModelChoiceField(Studio.objects.none(), label="牵头工作室", empty_label="请选择")

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["studio"].queryset = members


class LiaisonForm(Slipped):
    """Whom to call."""

    full_name = forms.CharField(label="联络人姓名", max_length=40)
    phone = forms.CharField(
        label="联系电话",
        max_length=20,
        validators=[TELEPHONE],
        help_text="推荐工会、命名机关和同一联盟的工作室看得到，不公开。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    from_on = DayField(label="开始日期")


class DismissForm(Slipped):
    """The last day of a liaison person who has no successor yet."""

    until_on = DayField(label="截止日期")


class ExchangeForm(Slipped, PapersForm):
    """One occasion; made for a phone."""

    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *ExchangeKind.choices])
    happened_on = DayField(label="日期")
    title = forms.CharField(label="事项", max_length=120)
    partner = forms.CharField(
        label="对方单位",
        max_length=120,
        required=False,
        help_text="其他工作室、科研机构、技术院校等，用顿号分开。",
    )
    place = forms.CharField(label="地点", max_length=80, required=False)
    people_count = forms.IntegerField(
        label="人数", required=False, min_value=1, max_value=MOST_PEOPLE
    )
    detail = forms.CharField(label="详情", max_length=1000, required=False, widget=ROWS)

    field_order = ("kind", "happened_on", "title", "partner", *UPLOADS)


class TransferForm(Slipped, PapersForm):
    """What became of an outcome, as it is told; nothing is valued."""

    status = forms.ChoiceField(label="转化情况", choices=[("", "请选择"), *Status.choices])
    happened_on = DayField(label="日期")
    receiver = forms.CharField(
        label="应用或受让单位",
        max_length=120,
        required=False,
        help_text="已应用、已许可使用、已转让的要写；本单位自己应用的，写本单位。",
    )
    owner = forms.CharField(
        label="成果归属（如实填写）",
        max_length=200,
        required=False,
        help_text="照合同、证书上写的填。归属按有关法律法规执行，这里只作记录，不作认定。",
    )
    detail = forms.CharField(label="说明", max_length=1000, required=False, widget=ROWS)

    field_order = ("status", "happened_on", "receiver", "owner", "detail", *UPLOADS)

    def clean(self):
        given = super().clean()
        if given.get("status") in HANDED_OVER and not given.get("receiver"):
            self.add_error("receiver", "请写明应用或受让的单位；本单位自己应用的，写本单位。")
        return given


class ShowForm(Slipped):
    """A text for everybody to read, and the consent to these words."""

    headline = forms.CharField(label="标题", max_length=60)
    text = forms.CharField(
        label="展示的文字",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="只写工作室的事迹、成果和做法，不写电话、证件号、住址等个人信息。",
    )
    leader_name = forms.CharField(
        label="同意展示的领衔人",
        max_length=80,
        help_text="领衔人看过上面的文字并且同意；几位领衔人都要同意，姓名用顿号分开。",
    )
    unit_signatory = forms.CharField(
        label="单位同意的签署人", max_length=40, help_text="代表所在单位同意的人。"
    )
    consented_on = DayField(label="同意日期")
    papers = PapersField(label="书面同意", help_text="拍照或扫描件，不公开。")
    paper_kept = forms.BooleanField(label="书面同意已存本单位备查，这里不上传", required=False)

    def clean_text(self):
        text = self.cleaned_data["text"]
        if PRIVATE.search(text):
            raise forms.ValidationError("文字里有电话号码或证件号，公开前请删去。")
        return text

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["papers"] or given["paper_kept"]):
            self.add_error("papers", "请上传书面同意，或者勾选书面同意已存本单位备查。")
        return given

    def brought(self) -> list:
        """The signed consent."""
        return self.cleaned_data["papers"]


class WithdrawForm(forms.Form):
    """Consent is withdrawn; nobody needs to say why."""

    why = forms.CharField(
        label="原因", max_length=300, required=False, widget=ROWS, help_text="可以不写。"
    )


class FindForm(forms.Form):
    """Which studio to look for."""

    q = forms.CharField(label="工作室、单位工会", required=False, max_length=80)
    q.optional = False


class CatalogueForm(forms.Form):
    """Which outcomes to list."""

    status = forms.ChoiceField(label="转化情况", required=False)
    kind = forms.ChoiceField(label="成果类别", required=False)
    year = forms.TypedChoiceField(label="取得年度", required=False, coerce=int, empty_value=None)
    q = forms.CharField(label="成果、工作室、单位", required=False, max_length=80)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        years = range(on.year, on.year - YEARS, -1)
        self.fields["status"].choices = [("", "各种情况"), *Status.choices]
        self.fields["kind"].choices = [("", "各类"), *outcome_kinds()]
        self.fields["year"].choices = [("", "各年度"), *((y, f"{y}年") for y in years)]
        for field in self.fields.values():
            field.optional = False
