"""A filing as a person reads it: section by section, labels and tables, nothing to fill in."""

from decimal import Decimal

from django.db.models import DecimalField

from .actions import measured
from .models import Studio
from .sections import SECTIONS, Section, row_words, sections_of

YES_NO = {True: "是", False: "否", None: ""}


def readable(content: dict, edition=None) -> list[dict]:
    """Every section of a filing with its facts and tables, ready for the fragments."""
    whole = sections_of(edition) if edition else SECTIONS
    sections = [_section(section, content) for section in whole]
    unit = content["unit"]
    first = [("所在单位", unit["unit"]), ("单位性质", unit["kind"]), ("单位工会", unit["union"])]
    sections[0]["facts"][:0] = [{"label": label, "value": value} for label, value in first]
    return sections


def _section(section: Section, content: dict) -> dict:
    studio = content["studio"]
    facts = [_fact(Studio._meta.get_field(name), studio) for name in section.fields]
    tables = [_table(section, part, content[part]) for part in section.parts]
    return {"key": section.key, "label": section.label, "facts": facts, "tables": tables}


def _fact(field, row: dict) -> dict:
    kind = "money" if field.name.endswith("_fen") and row.get(field.name) is not None else ""
    return {"label": field.verbose_name, "value": _cell(field, row), "kind": kind}


def _table(section: Section, part: str, rows: list[dict]) -> dict:
    """One part as a table; a column nobody filled in is left out."""
    fields = Studio._meta.get_field(part).related_model._meta.concrete_fields
    asked = [f for f in fields if f.name not in ("id", "studio")]
    asked = [f for f in asked if section.asks(f"{part}.{f.name}")]
    used = [field for field in asked if any(_cell(field, row) not in ("", None) for row in rows)]
    kept = used or asked[:3]
    cells = [[_blank(_cell(field, row)) for field in kept] for row in rows]
    columns = [{"label": field.verbose_name} for field in kept]
    return {
        "caption": row_words(part, section.words),
        "columns": columns,
        "rows": cells,
        "empty": "未填写。",
    }


def _cell(field, row: dict):
    value = row.get(field.name)
    if field.choices:
        return row.get(f"{field.name}_label", value)
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(field, DecimalField) and value not in (None, ""):
        return measured(field, Decimal(value))  # frozen in a filing it is a text
    return value


def _blank(value):
    return "" if value is None else value
