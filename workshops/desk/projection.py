"""The projection: what coming years would bring a title, imagined or real, on two assumptions."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

import rules
from rules.facts import Facts
from workshops import clock
from workshops.studios.fields import DayField
from workshops.titles.models import Title

from .imagined import AHEAD
from .projecting import project

RESULTS = [("P", "合格"), ("F", "不合格"), ("N", "无结果")]
READ = {"P": True, "F": False}
SIDES = {"a": "假设 A", "b": "假设 B"}
EARLIEST, LATEST = date(2015, 1, 1), date(2035, 12, 31)


class AssumedForm(forms.Form):
    """A result for each coming year, twice; years that have a result are not asked."""

    def __init__(self, data, *, asked: list[int], first: int, **kwargs):
        self.asked = {year: year - first + 1 for year in asked}
        fields = {
            f"{side}{ordinal}": f"{label} {year}年"
            for side, label in SIDES.items()
            for year, ordinal in self.asked.items()
        }
        usual = dict.fromkeys(fields, "P") | {name: "F" for name in ("b2",) if name in fields}
        super().__init__(usual | data, **kwargs)
        for name, label in fields.items():
            made = self.fields[name] = forms.ChoiceField(choices=RESULTS, label=label)
            made.widget.attrs["aria-label"] = label

    def rows(self) -> list[dict]:
        """The two lines of choices, as the page lays them out."""
        return [
            {"label": label, "cells": [(y, self[f"{side}{k}"]) for y, k in self.asked.items()]}
            for side, label in SIDES.items()
        ]

    def results(self, side: str) -> dict[int, bool]:
        """The assumed results of one side by year; a year without a result is left out."""
        names = {year: f"{side}{ordinal}" for year, ordinal in self.asked.items()}
        said = {year: self.cleaned_data[name] for year, name in names.items()}
        return {year: READ[word] for year, word in said.items() if word in READ}


class ImaginedForm(AssumedForm):
    """An imagined title: under which regulation, named on which day."""

    def __init__(self, data, *, on: date):
        first = first_year(data.get("named_on", ""), on)
        usual = {"of": next(iter(rules.regulations()), ""), "named_on": on.isoformat()}
        asked = list(range(first + 1, first + AHEAD))
        super().__init__(usual | data, asked=asked, first=first)
        self.fields["of"] = forms.ChoiceField(label="按哪部办法", choices=rules.choices())
        self.fields["named_on"] = DayField(label="命名日期")
        chosen = rules.regulations().get(self.data["of"])
        if types := chosen and chosen.editions[-1].plaques:
            self.data.setdefault("kind", next(iter(types)))
            self.fields["kind"] = forms.ChoiceField(label="称号", choices=list(types.items()))

    def clean_named_on(self):
        day = self.cleaned_data["named_on"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("请填写2015年至2035年之间的日期。")
        return day


@login_not_required
@require_safe
def projection(request):
    """An imagined title through its first years."""
    on = clock.today()
    form = ImaginedForm(said(request), on=on)
    page = {"form": form, "crumbs": [{"label": "各地办法", "url": reverse("rulebook")}]}
    page["crumbs"] += [{"label": "推演"}]
    if form.is_valid():
        code, named_on = form.cleaned_data["of"], form.cleaned_data["named_on"]
        edition = rules.regulations()[code].editions[-1]
        page |= {"code": code, "edition": edition, "named_on": named_on}
        known = Facts(on=on, title_type=form.cleaned_data.get("kind"))
        page["sides"] = [
            project(SIDES[s], edition, named_on, form.results(s), known) for s in SIDES
        ]
    return render(request, "desk/projection.html", page)


def said(request) -> dict[str, str]:
    """What the address says; an empty field counts as not said."""
    return {name: value for name, value in request.GET.items() if value}


def first_year(text: str, on: date) -> int:
    """The naming year as typed; this year where it is not a day."""
    try:
        return date.fromisoformat(text).year
    except ValueError:
        return on.year


@require_safe
def title_projection(request, pk):
    """A title through its coming years; results already found stay as they are."""
    on = clock.today()
    seen = Title.objects.visible_to(request.user, on=on)
    joined = seen.select_related("studio__unit_union", "authority", "application__call")
    one = get_object_or_404(joined.with_years(), pk=pk)
    if one.named_on is None:
        raise Http404  # nothing runs before the name
    if one.base_id:
        messages.info(request, f"“{one.title}”没有自己的补助和年度，这里推演的是它的基础称号。")
        return redirect("title_projection", one.base_id)
    known, first = one.known_facts(on), one.named_on.year
    asked = [y for y in range(first + 1, first + AHEAD) if y not in known.results and y >= on.year]
    form = AssumedForm(said(request), asked=asked, first=first)
    crumbs = [{"label": "称号", "url": reverse("titles")}]
    crumbs += [{"label": one.studio.title, "url": reverse("title", args=[pk])}, {"label": "推演"}]
    page = {"form": form, "title": one, "edition": one.edition, "crumbs": crumbs}
    page["named_on"] = one.named_on
    if form.is_valid():
        page["sides"] = [
            project(
                SIDES[s], one.edition, one.named_on, {**known.results, **form.results(s)}, known
            )
            for s in SIDES
        ]
    return render(request, "desk/projection.html", page)
