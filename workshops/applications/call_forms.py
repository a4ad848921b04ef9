"""The forms with which an office prepares a call."""

from django import forms

from workshops.records.forms import StepForm
from workshops.studios.fields import DayField

from .calls import Adoption, Call, Criterion


def out_of_reach(call: Call) -> list[str]:
    """The lines of a call that no studio could reach by its score sheet, each with what to do."""
    full = call.full_marks
    lines = {"入围标准": call.shortlist_line, "合格标准": call.pass_line}
    return [
        f"{label}{line}分高于评分项目满分合计{full}分，没有工作室能够达到。"
        f"请先修改{label}，或者修改评分项目。"
        for label, line in lines.items()
        if full and (line or 0) > full
    ]


class OpenForm(StepForm):
    """Opening a call: no line lies above the full marks of the score sheet."""

    def clean(self):
        given = super().clean()
        for said in out_of_reach(self.subject):
            self.add_error(None, said)
        return given


class AdoptionForm(forms.ModelForm):
    """The day of effect and the number a text lacks."""

    class Meta:
        model = Adoption
        fields = ["effective_on", "document_number"]
        field_classes = {"effective_on": DayField}


class CallForm(forms.ModelForm):
    """Year, window, target, lines, publicity and who screens."""

    class Meta:
        model = Call
        fields = [
            "year",
            "document_number",
            "opens_on",
            "closes_on",
            "target",
            "shortlist_line",
            "pass_line",
            "posting_days",
            "screeners",
        ]
        field_classes = {"opens_on": DayField, "closes_on": DayField}
        widgets = {"screeners": forms.CheckboxSelectMultiple}

    UNITS = {
        "target": "个",
        "shortlist_line": "分",
        "pass_line": "分",
        "posting_days": "个工作日",
    }

    def __init__(self, *args, unions, **kwargs):
        super().__init__(*args, **kwargs)
        for name, unit in self.UNITS.items():
            self.fields[name].unit = unit
        for field in self.fields.values():
            field.optional = False
        chosen = self.fields["screeners"]
        chosen.queryset = chosen.queryset.filter(pk__in=[union.pk for union in unions])
        chosen.choices = _by_kind(unions)
        chosen.help_text = "只列出本级以下、办法列明类别的工会。"
        asked = self.instance.edition.step_facts("open_call")
        self.fields["document_number"].optional = "call_number" not in asked
        for name in self.UNITS.keys() - asked:
            del self.fields[name]

    def clean(self):
        """A closing day after the opening one, and a line the score sheet can reach."""
        given = super().clean()
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "申报截止日不能早于开始日。")
        full = self.instance.full_marks if self.instance.pk else 0
        for name in ("shortlist_line", "pass_line"):
            if full and (given.get(name) or 0) > full:
                self.add_error(name, f"评分项目满分合计只有{full}分，不能高于它。")
        return given

    def clean_year(self):
        year, authority = self.cleaned_data["year"], self.instance.authority
        same = Call.objects.filter(authority=authority, year=year).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("本年度的申报批次已经建立，请打开它修改。")
        if not 2000 <= year <= 2100:
            raise forms.ValidationError("年度请写四位数，如 2026。")
        return year


def _by_kind(unions) -> list:
    """Unions as choices grouped by their class, in the order they come."""
    groups: dict[str, list] = {}
    for union in unions:
        groups.setdefault(union.get_kind_display(), []).append((union.pk, union.title))
    return list(groups.items())


class ExtendForm(forms.Form):
    """A later closing day, and why."""

    closes_on = DayField(label="新的申报截止日")
    reason = forms.CharField(
        label="延长的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CriterionForm(forms.ModelForm):
    """One line of the score sheet."""

    class Meta:
        model = Criterion
        fields = ["title", "full_marks", "guidance"]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def clean_full_marks(self):
        marks = self.cleaned_data["full_marks"]
        if not 1 <= marks <= 1000:
            raise forms.ValidationError("满分请写 1 到 1000 之间的整数。")
        return marks


class CriteriaRows(forms.BaseModelFormSet):
    """The lines of a call's score sheet; a line the office changed is an example no more."""

    def __init__(self, *args, call, **kwargs):
        self.call = call
        super().__init__(*args, queryset=call.criteria.all(), **kwargs)

    def save_all(self) -> None:
        """Save every line in the order it stands."""
        place = 0
        for form in self.forms:
            if self._should_delete_form(form):
                if form.instance.pk:
                    form.instance.delete()
            elif form.has_changed() or form.instance.pk:
                place += 1
                form.instance.call, form.instance.place = self.call, place
                form.instance.is_example &= not form.has_changed()
                form.save()


Criteria = forms.modelformset_factory(
    Criterion,
    form=CriterionForm,
    formset=CriteriaRows,
    extra=0,
    can_delete=True,
    max_num=40,
    absolute_max=40,
    validate_max=True,
)
