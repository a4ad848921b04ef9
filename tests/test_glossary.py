"""The glossary is the authority for words: every label on the screen stands in it."""

from pathlib import Path

import pytest
from django.apps import apps

import rules
from rules.facts import LABELS, Level, Skill
from rules.schedule import Standing
from rules.verdict import Conclusion, Force
from subsidies.batches.lifecycle import State as BatchState
from subsidies.batches.models import Step as BatchStep
from subsidies.books.charts import Class as AccountClass
from subsidies.books.models import Kind as MovementKind
from subsidies.books.vouchers import Source as VoucherSource
from subsidies.payments.lifecycle import State as PaymentState
from workshops.applications.lifecycle import State as ApplicationState
from workshops.titles.lifecycle import State as TitleState
from workshops.unions.models import Kind, Role, UnitKind

GLOSSARY = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text()
ENUMS = (Role, Kind, UnitKind, ApplicationState, TitleState, PaymentState)
ENUMS += (MovementKind, BatchState, BatchStep, AccountClass, VoucherSource, Conclusion, Force)


def rows():
    """Each label with its identifier, as the code has them."""
    for enum in (*ENUMS, Standing):
        yield from ((member.label, member.value) for member in enum)
    yield from ((member.label, member.name.lower()) for member in (*Level, *Skill))
    yield from ((label, name) for name, (label, _) in LABELS.items())
    for regulation in rules.regulations().values():
        for ledger in (one for edition in regulation.editions for one in edition.ledgers):
            yield ledger.label, ledger.key
            yield from ((label, code) for code, label in ledger.kinds)
    for app in ("workshops", "subsidies"):
        models = apps.get_app_config(app).get_models()
        yield from ((str(m._meta.verbose_name), m.__name__) for m in models)


@pytest.mark.parametrize(("label", "identifier"), sorted(set(rows())))
def test_a_label_stands_in_the_glossary_beside_its_identifier(label, identifier):
    lines = [line for line in GLOSSARY.splitlines() if f"`{identifier}`" in line]

    assert [label in line for line in lines].count(True) >= 1


def test_every_step_of_every_regulation_stands_in_the_glossary():
    steps = {s.name for r in rules.regulations().values() for e in r.editions for s in e.steps}

    assert [name for name in sorted(steps) if f"`{name}`" not in GLOSSARY] == []
