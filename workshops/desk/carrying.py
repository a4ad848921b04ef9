"""Answers of the pre-check carried into a draft: kept until login, then laid into a new studio."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

import rules
from workshops import clock
from workshops.applications.actions import begin, why_not
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.records.actions import record
from workshops.studios.actions import save_row
from workshops.studios.forms import formfield
from workshops.studios.models import Studio
from workshops.unions.models import Role

from .answers import Answers
from .questions import PARTS

KEPT = "precheck"


def keep(session, answers: Answers) -> None:
    """Put what was answered, and nothing else that was sent, into the session."""
    forms_ = [answers.form, answers.slots, *(form for rows in answers.tables for form in rows)]
    data = QueryDict(mutable=True)
    for form in forms_:
        said = {field.html_name: field.data for field in form if field.data not in (None, "")}
        data.update({name: str(value)[:200] for name, value in said.items()})
    for rows in answers.tables:
        data.update({f"{rows.prefix}-TOTAL_FORMS": len(rows), f"{rows.prefix}-INITIAL_FORMS": 0})
    session[KEPT] = {"code": answers.codes[0], "answers": data.urlencode()}


def kept(session, on: date) -> Answers | None:
    """The answers kept in this session, if they still fit the questions."""
    held = session.get(KEPT)
    if not held or held["code"] not in rules.regulations():
        return None
    answers = Answers((held["code"],), QueryDict(held["answers"]), on=on)
    return answers if answers.is_valid() else None


class CarryForm(forms.Form):
    """Which call, which studio, and what the rows are called that were only counted so far."""

    def __init__(self, *args, answers: Answers, calls, unions, **kwargs):
        super().__init__(*args, **kwargs)
        self.calls = {call.pk: call for call in calls}
        self.unions = {union.pk: union for union in unions}
        self.rows = [one for name in PARTS if name in ROW_MODELS for one in carry(answers, name)]
        self._choice("call", "申报批次", [(pk, str(call)) for pk, call in self.calls.items()])
        self._choice("union", "所在单位工会", [(pk, one.title) for pk, one in self.unions.items()])
        self.fields["title"] = forms.CharField(label="工作室名称", max_length=80)
        for row in self.rows:
            for field in row.lacking:
                made = self.fields[f"{row.key}-{field.name}"] = formfield(field)
                made.label = f"{row.label}：{field.verbose_name}"

    def _choice(self, name: str, label: str, choices: list) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices)
        if len(choices) == 1:
            self.fields[name].widget = forms.HiddenInput()
            self.fields[name].initial = choices[0][0]

    def clean_title(self):
        title = self.cleaned_data["title"]
        if Studio.objects.filter(unit_union__in=self.unions, title=title).exists():
            raise forms.ValidationError("本单位已有同名工作室，请换一个名称。")
        return title

    def chosen(self) -> tuple[Call, Studio]:
        """The call, and the new studio not yet saved."""
        said = self.cleaned_data
        union = self.unions[int(said["union"])]
        return self.calls[int(said["call"])], Studio(unit_union=union, title=said["title"])

    def named_rows(self) -> list[models.Model]:
        """The rows with what was lacking filled in."""
        for row in self.rows:
            for field in row.lacking:
                setattr(row.thing, field.name, self.cleaned_data[f"{row.key}-{field.name}"])
        return [row.thing for row in self.rows]


class Row:
    """A row to be carried: what was answered, and which fields it cannot do without."""

    def __init__(self, key: str, label: str, model: type[models.Model], said: dict):
        known = {f.name: f for f in model._meta.concrete_fields if not f.is_relation}
        given = {k: v for k, v in said.items() if k in known and v not in (None, "")}
        given = {k: v for k, v in given.items() if _fits(known[k], v)}
        self.key, self.label, self.thing = key, label, model(**given)
        self.lacking = [f for f in known.values() if _needed(f) and f.name not in given]


def _fits(field, value) -> bool:
    return not field.choices or value in dict(field.flatchoices)


def _needed(field) -> bool:
    return not (field.primary_key or field.blank or field.has_default())


def model_of(table: str) -> type[models.Model]:
    return Studio._meta.get_field(PARTS[table]).related_model


ROW_MODELS = ("leaders", "projects", "outcomes", "earlier_titles")


def carry(answers: Answers, table: str) -> list[Row]:
    """The rows of a table as rows of a studio; a leader's honour follows the leader."""
    found, model = [], model_of(table)
    for number, said in enumerate(answers.rows(table), 1):
        label = f"{model._meta.verbose_name}{number}"
        found.append(Row(f"{table}{number}", label, model, said))
        honour = {
            k.removeprefix("honours_"): v for k, v in said.items() if k.startswith("honours_")
        }
        if honour.get("level"):
            row = Row(f"honour{number}", f"{label}的荣誉", model_of("honours"), honour)
            row.lacking = [f for f in row.lacking if f.name != "leader_name"]
            row.thing.led_by = found[-1].thing
            found.append(row)
    return found


def plain(answers: Answers) -> tuple[dict, list[str], list[str]]:
    """The studio's own fields that were answered, their words, and what cannot be carried."""
    known = {f.name: f for f in Studio._meta.concrete_fields if not f.is_relation}
    said = {k: v for k, v in answers.form.cleaned_data.items() if v not in (None, "")}
    taken = {k: v for k, v in said.items() if k in known and k not in ("id", "title")}
    words = {question.path[0]: question.label for question in answers.plain}
    left = [words[name] for name in said if name not in taken and name != "submitted_on"]
    if any(answers.slots.cleaned_data.values()):
        left.append("申报材料（须上传文件）")
    return taken, [words[name] for name in taken], left


@require_http_methods(["GET", "POST"])
def precheck_carry(request):
    """Make a draft of the answers kept in this session."""
    on = clock.today()
    answers = kept(request.session, on)
    if answers is None:
        messages.info(request, "没有可以带入的预查答案，请先填写预查。")
        return redirect("precheck")
    calls, posts = open_to(request.user, answers.codes[0], on)
    unions = [post.union for post in posts.values()]
    form = CarryForm(request.POST or None, answers=answers, calls=calls, unions=unions)
    _, taken, left = plain(answers)
    page = {"form": form, "calls": calls, "unions": unions, "taken": taken, "left": left}
    page |= {"regulation": rules.regulations()[answers.codes[0]], "rows": form.rows}
    here = {"label": "申报预查", "url": reverse("precheck")}
    page["crumbs"] = [here, {"label": "带入申报草稿"}]
    if request.method == "POST" and calls and unions and form.is_valid():
        try:
            file = lay_in(form, answers, posts, by=request.user, on=on, at=clock.now())
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            del request.session[KEPT]
            carried = "、".join([*taken, *(row.label for row in form.rows)])
            messages.success(
                request, f"已建立草稿，带入：{carried or '工作室名称'}。其余请逐部分填写。"
            )
            return redirect("application", file.pk)
    return render(request, "desk/precheck_carry.html", page)


def open_to(person, code: str, on: date) -> tuple[list[Call], dict]:
    """The open calls under a regulation that this clerk's units may file in, and the posts."""
    posts = {p.union_id: p for p in person.posts(on) if p.role == Role.CLERK}
    mine = {key: post for key, post in posts.items() if post.union.jurisdiction == code}
    authorities = {post.union.authority.pk for post in mine.values()}
    seen = Call.objects.visible_to(person, on=on).filter(authority__in=authorities)
    calls = [call for call in seen.select_related("authority") if not why_not(call, None, on=on)]
    return calls, mine


def lay_in(form: CarryForm, answers: Answers, posts, *, by, on, at) -> Application:
    """Begin a draft with a new studio and lay the answers into it; ValidationError says why not."""
    call, studio = form.chosen()
    fields, _, _ = plain(answers)
    for name, value in fields.items():
        setattr(studio, name, value)
    post = posts[studio.unit_union_id]
    with transaction.atomic():
        file = begin(call, studio, by=by, on=on, at=at, post=post)
        after = {"带入": "、".join(plain(answers)[1])} if fields else {}
        for thing in form.named_rows():
            if led_by := getattr(thing, "led_by", None):
                thing.leader_name = led_by.full_name
            after |= save_row(studio, thing)[1]
        record("带入预查答案", file, by=by, at=at, post=post, after=after)
    return file
