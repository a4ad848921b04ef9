"""The form of the pre-check, made from its questions, and the facts its answers amount to."""

from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from rules.asking import ROWS, Path, kinds_of
from rules.facts import Facts, Honour, Level, Skill
from workshops.studios.fields import DayField, YesNoField

from .questions import NESTED, Question, questions

TABLES = tuple(name for name in ROWS if name not in NESTED)
LEGENDS = {"leaders": "领衔人", "projects": "课题与项目", "outcomes": "创新成果"}
LEGENDS |= {"earlier_titles": "已有命名"}
MOST_ROWS, MOST_LETTERS, MOST = 8, 80, 1_000_000


class ListedField(forms.ChoiceField):
    """One of the listed words; a word only another regulation lists counts as none."""

    def clean(self, value):
        return super().clean(value if self.valid_value(value) else "")


def field_of(question: Question) -> forms.Field:
    """The form field that asks a question; nothing must be answered but what makes a row a row."""
    kind, options = question.plain, question.options
    in_row = len(question.path) > 1
    plain: dict[str, Any] = {"label": question.label, "required": False}
    if options:
        return ListedField(choices=[("", "都不是，或不清楚"), *options.items()], **plain)
    if kind is bool:
        tick = in_row and not question.optional
        return forms.BooleanField(**plain) if tick else YesNoField(**plain)
    if kind in (Level, Skill):
        return _ladder(kind, **plain)
    if kind is date:
        return DayField(**plain)
    if kind is int:
        return forms.IntegerField(min_value=0, max_value=MOST, **plain)
    if kind is Decimal:
        return forms.DecimalField(min_value=0, max_value=MOST, decimal_places=2, **plain)
    return forms.CharField(max_length=MOST_LETTERS, **plain)


def _ladder(kind: Any, **plain: Any) -> forms.Field:
    choices = [("", "请选择"), *((int(one), one.label) for one in kind)]
    read = {"coerce": lambda value: kind(int(value)), "empty_value": None}
    return forms.TypedChoiceField(choices=choices, **read, **plain)


class Answered(forms.Form):
    """Fields made from questions; each names the articles that ask."""

    def __init__(self, *args, asked: list[Question], several: bool, **kwargs):
        super().__init__(*args, **kwargs)
        for question in asked:
            name = "_".join(question.path[1:] or question.path)
            made = self.fields[name] = field_of(question)
            made.optional, made.unit = False, question.unit
            cited = question.cited(named=several)
            if several or len(cited) > 24:
                made.help_text = f"用于{cited}"
            else:
                made.article = cited


class RowAnswered(Answered):
    """One row; what a row cannot do without must be there once anything is."""

    def __init__(self, *args, kind: type, **kwargs):
        super().__init__(*args, **kwargs)
        needed = {one.name for one in fields(kind) if one.default is MISSING}
        for name in needed.intersection(self.fields):
            if not isinstance(self.fields[name], forms.CharField):
                self.fields[name].required = True
        for made in self.fields.values():
            made.help_text = ""  # the table says once who asks


class RowSet(forms.BaseFormSet):
    """The rows of one table."""

    def __init__(self, *args, name: str, asked: list[Question], several: bool, **kwargs):
        self.options = {"asked": asked, "several": several, "kind": ROWS[name]}
        super().__init__(*args, prefix=name, **kwargs)

    def get_form_kwargs(self, index):
        return self.options


ROWSET = forms.formset_factory(
    RowAnswered,
    formset=RowSet,
    extra=1,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


def parts(name: str, asked: dict[Path, Question]) -> list[Question]:
    """What is asked of a row; where only its being there counts, what makes it one."""
    own = [question for path, question in asked.items() if path[0] == name and len(path) > 1]
    kinds = kinds_of(ROWS[name])
    needed = [one.name for one in fields(ROWS[name]) if one.default is MISSING]
    return own or [Question((name, part), kinds[part]) for part in needed]


class Answers:
    """All that is asked under some regulations, and all that was answered."""

    def __init__(self, codes: tuple[str, ...], data=None, *, on: date):
        self.codes, self.on, several = codes, on, len(codes) > 1
        asked = questions(codes)
        plain = [q for path, q in asked.items() if len(path) == 1 and path[0] not in TABLES]
        self.plain = [q for q in plain if q.path[0] != "materials"]
        self.papers = [q for path, q in asked.items() if path[0] == "materials" and len(path) > 1]
        initial = {"submitted_on": on}
        self.form = Answered(data, asked=self.plain, several=several, initial=initial)
        self.slots = Answered(data, asked=self.papers, several=several, prefix="paper")
        self.heads = {name: asked[(name,)] for name in TABLES if (name,) in asked}
        self.tables = [
            ROWSET(data, name=name, asked=parts(name, asked), several=several)
            for name in self.heads
        ]

    def formsets(self) -> list[dict]:
        """The tables as the form fragment takes them."""
        return [
            {
                "formset": rows,
                "legend": LEGENDS.get(rows.prefix, self.heads[rows.prefix].label),
                "lead": f"用于{self.heads[rows.prefix].cited(named=len(self.codes) > 1)}。"
                "没有就不填。",
            }
            for rows in self.tables
        ]

    def is_valid(self) -> bool:
        found = [part.is_valid() for part in (self.form, self.slots, *self.tables)]
        return all(found)

    def rows(self, name: str) -> list[dict]:
        """The filled-in rows of a table."""
        found = next((rows for rows in self.tables if rows.prefix == name), ())
        return [row.cleaned_data for row in found if row.has_changed()]

    def facts(self) -> Facts:
        """The facts the answers amount to; what is unanswered stays unknown."""
        said = self.form.cleaned_data
        known = {name: value for name, value in said.items() if value not in (None, "")}
        for name in TABLES:
            records = (record(ROWS[name], r, n, self.on) for n, r in enumerate(self.rows(name), 1))
            known[name] = tuple(records) or None
        known["materials"] = frozenset(
            slot for slot, here in self.slots.cleaned_data.items() if here
        )
        return Facts(on=self.on, **known)


def record(kind: type, said: dict, number: int, on: date) -> Any:
    """One row as the rules read it; what it is called does not matter yet."""
    kinds = kinds_of(kind)
    given = {k: v for k, v in said.items() if k in kinds and v not in (None, "")}
    for one in fields(kind):
        if one.default is MISSING and one.default_factory is MISSING and one.name not in given:
            given[one.name] = {date: on, Level: Level.UNIT}.get(kinds[one.name], f"第{number}项")
    honour = {k.removeprefix("honours_"): v for k, v in said.items() if k.startswith("honours_")}
    if honour.get("level") or honour.get("family"):
        given["honours"] = (record(Honour, honour, 1, on),)
    return kind(**given)
