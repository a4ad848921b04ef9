"""The fields a step of a title asks for, taken from the facts its provisions turn on."""

from dataclasses import replace
from functools import cache

from django import forms

from rules.asking import asks_for, kinds_of
from rules.base import Step
from rules.facts import LABELS, WORDS, Facts
from rules.kinds import OneOf
from rules.verdict import Conclusion, Requirement
from workshops.records.forms import PlainForm, StepForm
from workshops.studios.fields import DayField, YesNoField, YuanField

GROUND = "ground"
# Where a text lists no grounds but turns on a finding: what the results say, or the finding.
RESULTS, FRAUD = "results", "fraud"
STORED = {"delist": {"rectify_by"}}  # what a step reads from an earlier one, and never asks
# What a decision on that ground has nothing to say of.
UNSAID = {RESULTS: {"verified_finding"}, FRAUD: {"reason"}}
# What nothing stored tells: whoever takes a step says it, and the decision keeps it.
TYPED = frozenset(
    {
        "criticism_number", "ground", "inoperable", "leader_left_on",
        "leader_willing", "liability_decision", "met_on", "minutes_number", "notice_number",
        "notified_kind", "reason", "recover_fen", "rectify_by", "roster_at",
        "unit_keeps", "verified_finding",
    }
)  # fmt: skip
LONG = frozenset({"inoperable", "liability_decision", "reason", "verified_finding"})


@cache
def _turns_on(requirement: Requirement) -> frozenset[str]:
    return frozenset(asks_for(requirement).facts)


def _chooses(requirement: Requirement, fact: str) -> bool:
    return isinstance(requirement.test, OneOf) and requirement.test.fact == fact


def asked(rule: Step, facts: Facts) -> dict[str, Requirement]:
    """The facts somebody has to type for this step, each with the provision that asks for it.

    Nothing that is stored already; and nothing for a ground other than the one chosen.
    """
    found: dict[str, Requirement] = {}
    unsaid = UNSAID.get(facts.ground or "", set()) | STORED.get(rule.name, set())
    for requirement in rule.requires:
        here = _chooses(requirement, GROUND) or not requirement.reads(facts) <= {GROUND}
        turns = _turns_on(requirement) & TYPED - unsaid
        for name in sorted(turns) if here else ():
            if getattr(facts, name) is None and _matters(requirement, name, facts):
                found.setdefault(name, requirement)
    return found


def _matters(requirement: Requirement, name: str, facts: Facts) -> bool:
    """Where results count, a reason is asked if it would tip the scales."""
    if name != "reason" or "results" not in requirement.reads(facts):
        return True
    cases = (facts, replace(facts, reason="已写明"))
    before, after = (requirement.judge(one, judging=False).outcome for one in cases)
    return before is not after and after is Conclusion.MET


def fitted(base: type[StepForm] | None, rule: Step, facts: Facts) -> type[StepForm]:
    """The form of a step, with a field for every fact it asks for that `base` does not have."""
    base = base or PlainForm
    more: dict = {
        name: _field(name, requirement)
        for name, requirement in asked(rule, facts).items()
        if name not in base.base_fields
    }
    if facts.ground is not None:
        more[GROUND] = forms.CharField(widget=forms.HiddenInput, initial=facts.ground)
        more["settled"] = (GROUND,)
    return type(base.__name__, (base,), more) if more else base


def _field(name: str, requirement: Requirement) -> forms.Field:
    """A field of the fact's own kind, with its label; codes become choices."""
    label, kind = LABELS[name][0], str(kinds_of(Facts)[name])
    test = requirement.test
    words = dict(test.choices if isinstance(test, OneOf) else WORDS.get(name, {}))
    if words and "tuple" in kind:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, choices=list(words.items()), widget=boxes)
    if words:
        return forms.ChoiceField(label=label, choices=[("", "请选择"), *words.items()])
    if "date" in kind:
        return DayField(label=label)
    if "bool" in kind:
        return YesNoField(label=label)
    if name.endswith("_fen"):
        return YuanField(label=label)
    if name in LONG:
        return forms.CharField(label=label, max_length=500, widget=forms.Textarea({"rows": 3}))
    return forms.CharField(label=label, max_length=80)
