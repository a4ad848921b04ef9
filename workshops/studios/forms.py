"""The forms of a filing's sections: every one saves what is right and shows again what is not."""

from django import forms
from django.db import models

from .actions import UNITS, remove_row, save_fields, save_row
from .fields import DayField, YesNoField, YuanField, guard, refuse_birth_year
from .fitting import fit
from .models import Studio
from .sections import Section, row_words

MOST_ROWS = 150


def formfield(field, **kwargs):
    """The form field of a model field, as this house asks for it."""
    if isinstance(field, models.DateField):
        kwargs["form_class"] = DayField
    elif isinstance(field, models.BooleanField) and field.null:
        kwargs["form_class"] = YesNoField
    elif field.name.endswith("_fen"):
        kwargs["form_class"] = YuanField
    asked = field.formfield(**kwargs)
    if asked is None:
        return None
    if isinstance(asked, forms.ChoiceField) and asked.choices[0][0] == "":
        asked.choices = [("", "请选择"), *asked.choices[1:]]
    if isinstance(asked.widget, forms.Textarea):
        asked.widget.attrs["rows"] = 4
    return asked


class ContentsField(forms.MultipleChoiceField):
    """Several of the contents a text lists, kept as one text parted by 、."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value.split("、") if isinstance(value, str) else value

    def clean(self, value):
        return "、".join(super().clean([one for one in self.prepare_value(value) or () if one]))


class SeenForm(forms.Form):
    """Carries what the person saw, so that two windows do not overwrite each other unawares."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class StudioForm(SeenForm, forms.ModelForm):
    """Some fields of the studio itself; in a draft none but its name must be there."""

    def __init__(self, *args, section, contents=(), locked=frozenset(), on=None, **kwargs):
        super().__init__(*args, **kwargs)
        fit(self.fields, section)
        guard(self.fields, on)
        if contents and "content" in self.fields:
            label, kept = self.fields["content"].label, self.instance.content.split("、")
            choices = [(word, word) for word in dict.fromkeys((*contents, *kept)) if word]
            self.fields["content"] = ContentsField(label=label, choices=choices, required=False)
        if "area" in self.fields:
            self.fields["area"].unit = UNITS["area"]
        for name, field in self.fields.items():
            field.optional = False
            if name in locked:
                field.disabled = True
                field.locked_reason = "退回时没有要求改这一项。"

    def clean_title(self):
        title = self.cleaned_data["title"]
        if self.instance.copy_of_id:
            return self.instance.title  # another leader brings the studio no other name
        same = Studio.objects.filter(unit_union=self.instance.unit_union_id, title=title)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("本单位已有同名工作室，请换一个名称。")
        return title

    def clean_area(self):
        area = self.cleaned_data["area"]
        if area is not None and area < 0:
            raise forms.ValidationError("面积不能为负数。")
        return area

    def save_valid(self) -> tuple[dict, dict]:
        """Keep the fields that are right; the words of what changed, before and after."""
        names = [name for name in self._meta.fields if name in self.cleaned_data]
        return save_fields(self.instance, names)


class RowForm(forms.ModelForm):
    """One row of a studio; `row` says which, and is empty for a new one."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, section, part, names=(), on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.leader, self.on = names, row_words("leaders", section.words), on
        fit(self.fields, section, part)
        guard(self.fields, on)
        self.fields["row"].initial = self.instance.pk


class MemberForm(RowForm):
    """Somebody of an age to work."""

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if self.on:
            refuse_birth_year(year, self.on)
        return year


class HonourForm(RowForm):
    """An honour belongs to one of the leaders by name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader_name"].required = False
        self.fields["leader_name"].optional = False

    def clean_leader_name(self):
        name = self.cleaned_data["leader_name"]
        if not name and len(self.names) == 1:
            return next(iter(self.names))
        if name not in self.names:
            raise forms.ValidationError(f"请填写上面一位{self.leader}的姓名，两处要一致。")
        return name


class ProjectForm(RowForm):
    """A project ends no earlier than it begins."""

    def clean(self):
        begins, ends = self.cleaned_data.get("begins_on"), self.cleaned_data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "结束日期不能早于开始日期；尚在进行的留空。")


class EarlierTitleForm(RowForm):
    """A filing follows the naming it files."""

    def clean(self):
        named, filed = self.cleaned_data.get("on"), self.cleaned_data.get("filed_on")
        if named and filed and filed < named:
            self.add_error("filed_on", "备案日期不能早于命名日期。")


ROW_FORMS = {"members": MemberForm, "honours": HonourForm, "projects": ProjectForm}
ROW_FORMS |= {"earliertitles": EarlierTitleForm}


class Rows(forms.BaseFormSet):
    """The rows of one part, each saved on its own: a wrong one does not hold up the others."""

    def __init__(self, data=None, *, studio, section, part, names=(), on=None, one_more=False):
        self.studio, self.section, self.part = studio, section, part
        self.names, self.on = names, on
        self.kept = {row.pk: row for row in getattr(studio, part).order_by("pk")}
        self.extra = 1 if one_more or not self.kept else 0
        super().__init__(data, prefix=part)

    def initial_form_count(self):
        return super().initial_form_count() if self.is_bound else len(self.kept)

    def get_form_kwargs(self, index):
        fitted = {"section": self.section, "part": self.part}
        return {"instance": self._row(index), "names": self.names, "on": self.on, **fitted}

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = form.instance.pk is None
        return form

    def _row(self, index):
        if index is None:
            return None
        if not self.is_bound:
            return dict(enumerate(self.kept.values())).get(index)
        key = self.data.get(f"{self.prefix}-{index}-row", "")
        return self.kept.get(int(key)) if key.isdecimal() else None

    def is_dropped(self, form) -> bool:
        return self._should_delete_form(form)

    def remaining(self):
        """The rows that are not marked to be dropped, looked into whether right or wrong."""
        self.is_valid()
        return [form for form in self.forms if not self.is_dropped(form)]

    def save_valid(self) -> tuple[dict, dict]:
        """Keep the rows that are right and drop those marked; the words of what changed."""
        before, after = {}, {}
        for form in self.forms:
            if self.is_dropped(form):
                old, new = remove_row(form.instance)
            elif form.is_valid() and form.has_changed():
                old, new = save_row(self.studio, form.instance)
            else:
                continue
            before, after = before | old, after | new
        return before, after

    def as_typed(self) -> dict:
        """What the rows say: as kept where right, as typed where not; dropped ones are gone."""
        typed, remaining = {}, [form for form in self.forms if not self.is_dropped(form)]
        for place, form in enumerate(remaining):
            prefix = f"{self.prefix}-{place}"
            said = {name: form[name].data for name in form.fields}
            if form.is_valid() and form.instance.pk:
                said = forms.model_to_dict(form.instance)
            typed |= {f"{prefix}-{name}": value for name, value in said.items()}
            typed[f"{prefix}-row"] = form.instance.pk
        counts = {"TOTAL_FORMS": len(remaining), "INITIAL_FORMS": len(self.kept)}
        typed |= {f"{self.prefix}-{name}": count for name, count in counts.items()}
        unsaid = (None, False)
        return {key: str(v) for key, v in typed.items() if not any(v is one for one in unsaid)}


def rows_for(section: Section, part: str):
    """The formset class of one part, with the fields the text asks."""
    model = Studio._meta.get_field(part).related_model
    base = ROW_FORMS.get(part, RowForm)
    names = [field.name for field in model._meta.concrete_fields]
    left_out = ["studio", *(name for name in names if not section.asks(f"{part}.{name}"))]
    form = forms.modelform_factory(model, form=base, exclude=left_out, formfield_callback=formfield)
    most = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}
    return forms.formset_factory(form, formset=Rows, extra=0, can_delete=True, **most)


class SectionForms:
    """All forms of one section: the studio's fields and the rows of its parts."""

    def __init__(
        self, section: Section, studio, data=None, *, contents=(), locked=(), on=None, add=""
    ):
        self.section, self.studio, self.data = section, studio, data
        self.options = {"contents": contents, "locked": locked, "on": on}
        self.form = self._form(data)
        self.rows = []
        for part in section.parts:
            if part not in locked:
                more = {"names": self._names(), "one_more": add == part}
                more |= {"studio": studio, "section": section, "part": part, "on": on}
                self.rows.append(rows_for(section, part)(data, **more))

    def _form(self, data):
        if not self.section.fields:
            return SeenForm(data)
        form = forms.modelform_factory(
            Studio, form=StudioForm, fields=self.section.fields, formfield_callback=formfield
        )
        return form(data, instance=self.studio, section=self.section, **self.options)

    def _names(self) -> set[str]:
        """The leaders' names as they will stand, for the honours below them."""
        if self.data is None or not self.rows:
            return set(self.studio.leaders.values_list("full_name", flat=True))
        typed = (form.cleaned_data for form in self.rows[0].remaining() if form.is_bound)
        return {row["full_name"] for row in typed if row.get("full_name")}

    def formsets(self) -> list[dict]:
        """The rows as the form fragment takes them."""
        words = [(rows, row_words(rows.part, self.section.words)) for rows in self.rows]
        return [
            {"formset": rows, "legend": word, "add_label": f"再加一行：{word}"}
            for rows, word in words
        ]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def save_valid(self) -> tuple[dict, dict]:
        """Keep all that is right; the words of what changed, before and after."""
        saved = [rows.save_valid() for rows in self.rows]
        if self.section.fields:
            saved.append(self.form.save_valid())
        before, after = {}, {}
        for old, new in saved:
            before, after = before | old, after | new
        return before, after

    def again(self, seen: str, add: str = "") -> "SectionForms":
        """The same page once more with everything typed, after what was right has been kept."""
        data = self.data.copy()
        for rows in self.rows:
            for key in [key for key in data if key.startswith(f"{rows.prefix}-")]:
                del data[key]
            data.update(rows.as_typed())
            if rows.prefix == add:
                data[f"{add}-TOTAL_FORMS"] = str(int(data[f"{add}-TOTAL_FORMS"]) + 1)
        data["seen"] = seen
        fresh = Studio.objects.get(pk=self.studio.pk)
        return SectionForms(self.section, fresh, data, **self.options)
