"""What is typed at the second entrance: who stands on the roll, and how the studio is named."""

from django import forms

from workshops.records.forms import StepForm
from workshops.studios.fields import YesNoField
from workshops.studios.models import Studio, TitleType


class EnrolForm(forms.Form):
    """A craftsman of the roll, with the studio he leads or is to lead."""

    full_name = forms.CharField(label="领衔人姓名", max_length=40)
    title = forms.CharField(label="工作室名称", max_length=80)

    def __init__(self, *args, unions, rolls, types, **kwargs):
        super().__init__(*args, **kwargs)
        self.unions = {str(union.pk): union for union in unions}
        named = [(pk, union.title) for pk, union in self.unions.items()]
        kinds = [(code, words) for code, words in TitleType.choices if code in types]
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
    roll_year = forms.IntegerField(label="名册年度", min_value=2000, max_value=2100)
    roll_number = forms.CharField(label="名册编号", max_length=40)
    roll_size = forms.IntegerField(label="当年选树的工匠", min_value=1, help_text="多少名。")
    leads_studio = YesNoField(label="已经领衔创建创新工作室")
    supervisor = forms.CharField(label="督导、资助创建的市级工会", max_length=80)
    document_number = forms.CharField(label="命名文号", max_length=60)
    plaque_number = forms.CharField(label="牌匾编号", max_length=40)

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        for name in ("roll_year", "roll_number"):
            self.fields[name].initial = getattr(subject, name) or None

    def clean_plaque_number(self):
        number = self.cleaned_data["plaque_number"].strip()
        if self.subject.authority.titles.filter(plaque_number=number).exists():
            raise forms.ValidationError("这个牌匾编号已经用过，请换一个。")
        return number
