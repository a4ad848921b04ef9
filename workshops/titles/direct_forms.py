"""What is typed at the second entrance: who stands on the roll, and how the studio is named."""

from django import forms

from workshops.records.forms import StepForm
from workshops.records.models import Paper
from workshops.studios.fields import DayField, YesNoField
from workshops.studios.models import Studio, title_types
from workshops.unions.models import Kind, TradeUnion


class EnrolForm(forms.Form):
    """A craftsman of the roll, with the studio he leads or is to lead."""

    full_name = forms.CharField(label="领衔人姓名", max_length=40)
    title = forms.CharField(label="工作室名称", max_length=80)

    def __init__(self, *args, unions, rolls, types, **kwargs):
        super().__init__(*args, **kwargs)
        self.unions = {str(union.pk): union for union in unions}
        named = [(pk, union.title) for pk, union in self.unions.items()]
        kinds = [(code, words) for code, words in title_types() if code in types]
        listed = [(word, word) for word in rolls]
        self.fields["roll"] = forms.ChoiceField(label="所在名册", choices=listed)
        self.fields["title_type"] = forms.ChoiceField(label="工作室类型", choices=kinds)
        self.fields["union"] = forms.ChoiceField(label="所在单位工会", choices=named)

    def clean(self):
        data = self.cleaned_data
        same = Studio.objects.filter(unit_union=data.get("union"), title=data.get("title"))
        if same.exists():
            self.add_error("title", "该单位已有同名工作室，请换一个名称。")

    def details(self) -> dict:
        """What the act of entering is told."""
        return self.cleaned_data | {"union": self.unions[self.cleaned_data["union"]]}


class DirectForm(StepForm):
    """The place on the roll, and the numbers of the decision where the step names."""

    if_asked = ("roll_size", "supervisor", "document_number", "plaque_number")
    if_read = ("met_on", "minutes_number", "last_posting_day", "open_objections")
    roll_year = forms.IntegerField(label="名册年度", min_value=2000, max_value=2100)
    roll_number = forms.CharField(label="名册编号", max_length=40)
    roll_size = forms.IntegerField(label="当年选树的工匠", min_value=1, help_text="多少名。")
    leads_studio = YesNoField(label="已经领衔创建创新工作室")
    supervisor = forms.ChoiceField(label="督导、资助创建的市级工会")
    met_on = DayField(label="会议日期")
    minutes_number = forms.CharField(label="会议纪要编号", max_length=60)
    last_posting_day = DayField(label="公示的最后一日")
    open_objections = forms.IntegerField(label="未办结的异议", min_value=0, help_text="多少件。")
    document_number = forms.CharField(label="命名文号", max_length=60)
    plaque_number = forms.CharField(label="牌匾编号", max_length=40)

    def __init__(self, *args, subject, rule, on, **kwargs):
        super().__init__(*args, subject=subject, rule=rule, on=on, **kwargs)
        facts = subject.facts(on)
        read = frozenset(fact for one in rule.requires for fact in one.reads(facts))
        for name in set(self.if_read) - read:
            del self.fields[name]
        for name in ("roll_year", "roll_number"):
            self.fields[name].initial = getattr(subject, name) or None
        if "supervisor" in self.fields:
            self._offer_supervisors()

    def _offer_supervisors(self):
        """The city unions there; the one above the unit first of all."""
        unit = self.subject.unit_union
        there = TradeUnion.objects.filter(kind=Kind.CITY, jurisdiction=unit.jurisdiction)
        names = list(there.order_by("pk").values_list("title", flat=True))
        above = [union.title for union in unit.recommenders(self.subject.edition.screening_levels)]
        field = self.fields["supervisor"]
        field.choices = [("", "请选择"), *((name, name) for name in names)]
        field.initial = next((name for name in above if name in names), "")

    def clean_roll_number(self):
        number, year = self.cleaned_data["roll_number"].strip(), self.cleaned_data.get("roll_year")
        held = self.subject.authority.titles.exclude(pk=self.subject.pk).exclude(state="revoked")
        held = held.filter(roll_year=year, roll_number=number).select_related("studio")
        if taken := held.first():
            raise forms.ValidationError(
                f"这个名册编号已用于“{taken.studio.title}”，请核对名册年度和编号。"
            )
        return number

    def clean_document_number(self):
        number = self.cleaned_data["document_number"].strip()
        if Paper.objects.filter(union=self.subject.authority, number=number).exists():
            raise forms.ValidationError("这个文号已经用过，请核对后换一个。")
        return number

    def clean_plaque_number(self):
        number = self.cleaned_data["plaque_number"].strip()
        if self.subject.authority.titles.filter(plaque_number=number).exists():
            raise forms.ValidationError("这个牌匾编号已经用过，请换一个。")
        return number
