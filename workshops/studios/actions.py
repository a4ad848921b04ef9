"""Changing a studio's fields and rows, and saying in words what changed."""

import hashlib
import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder

from rules import money
from rules.facts import shown

from .models import Studio
from .sections import Section

UNITS = {"area": "平方米"}


def spoken(thing, names=None) -> dict[str, str]:
    """A row's filled-in fields in words: label and value."""
    words = {}
    for field in thing._meta.concrete_fields:
        if field.is_relation or field.primary_key or (names and field.name not in names):
            continue
        words[str(field.verbose_name)] = _value(thing, field)
    return words


def _value(thing, field) -> str:
    value = getattr(thing, field.name)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(getattr(thing, f"get_{field.name}_display")())
    if field.name.endswith("_fen"):
        return f"{money.figures(value)}元"
    if isinstance(value, Decimal):
        return measured(field, value)
    return shown(value)


def measured(field, value: Decimal) -> str:
    """A number with its unit, and no noughts that say nothing."""
    return f"{value.normalize():f}{UNITS.get(field.name, '')}"


def differences(old: dict, new: dict, prefix: str = "") -> tuple[dict, dict]:
    """What differs between two sets of words, before and after."""
    names = [name for name in new if old.get(name, "") != new[name]]
    before = {f"{prefix}{name}": old.get(name, "") for name in names}
    return before, {f"{prefix}{name}": new[name] for name in names}


def save_fields(studio: Studio, names: list[str]) -> tuple[dict, dict]:
    """Save these fields of a studio; what changed, before and after."""
    stored = Studio.objects.get(pk=studio.pk)
    changed = [name for name in names if getattr(stored, name) != getattr(studio, name)]
    if changed:
        studio.save(update_fields=changed)
    return differences(spoken(stored, names), spoken(studio, names))


def save_row(studio: Studio, row) -> tuple[dict, dict]:
    """Save one row of a studio, new or old; what changed, before and after."""
    row.studio, word = studio, row._meta.verbose_name
    stored = type(row).objects.filter(pk=row.pk).first()
    row.save()
    if stored is None:
        return {}, {f"新增{word}“{row}”": _line(row)}
    return differences(spoken(stored), spoken(row), f"{word}“{stored}”")


def remove_row(row) -> tuple[dict, dict]:
    """Remove a row if it was ever saved; what went."""
    if row.pk is None:
        return {}, {}
    gone = {f"删去{row._meta.verbose_name}“{row}”": _line(row)}
    row.delete()
    return gone, {}


def _line(row) -> str:
    return "；".join(f"{label}：{value}" for label, value in spoken(row).items() if value)


def mark_of(section: Section, content: dict) -> str:
    """A short mark of what a section says now; another mark means somebody changed it."""
    says = [content["studio"].get(name) for name in section.fields]
    says += [content[part] for part in section.parts]
    text = json.dumps(says, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
