"""A filing as plain data: taken from a studio's rows, frozen on submission, read by rules."""

import json
import re
from datetime import date
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Value
from django.db.models.functions import JSONObject

from rules import facts
from rules.facts import Level, Skill

from .models import Studio

PARTS = ("leaders", "honours", "members", "projects", "outcomes", "earliertitles")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def row_of(thing, *, without=("id", "studio", "barred_by")) -> dict:
    """A row's fields by name, each choice with its words beside it as `<name>_label`."""
    plain = {}
    for field in thing._meta.concrete_fields:
        if field.name in without or field.is_relation:
            continue
        plain[field.name] = getattr(thing, field.attname)
        if field.choices:
            plain[f"{field.name}_label"] = getattr(thing, f"get_{field.name}_display")()
    return plain


def filing_of(studio) -> dict:
    """Everything a filing says of a studio, as it stands now."""
    return filings_of([studio])[studio.pk]


def filings_of(studios) -> dict[int, dict]:
    """The filings of these studios by their keys; one query for all parts of them all."""
    queries = part_rows(studios)
    rows = queries[0].union(*queries[1:], all=True) if queries else ()
    return assembled(studios, rows)


def part_rows(studios) -> list:
    """A query of (key, studio, part, fields) for each part; a union asks them all at once."""
    models = _part_models() if studios else {}
    keys = [one.pk for one in studios]
    return [_plain_rows(keys, name, model) for name, model in models.items()]


def assembled(studios, rows) -> dict[int, dict]:
    """The filings of these studios by their keys, from the rows of their parts."""
    found = {one.pk: {"unit": unit_of(one.unit_union), "studio": row_of(one)} for one in studios}
    for filing in found.values():
        filing |= {name: [] for name in PARTS}
    models = _part_models()
    for _, studio, name, plain in sorted(rows, key=lambda row: row[0]):
        found[studio][name].append(_typed(models[name], plain))
    return found


def _part_models() -> dict:
    return {name: Studio._meta.get_field(name).related_model for name in PARTS}


def unit_of(union) -> dict:
    """What a filing says of the unit: its union, its name, what sort of employer it is."""
    kind = {"kind": union.get_unit_kind_display(), "unit_kind": union.unit_kind}
    return {"union": union.title, "unit": union.unit, **kind}


def _plain_rows(studios, name, model):
    """One part's rows as (key, studio, part, fields), so that all parts come in one query."""
    fields = [f.name for f in model._meta.concrete_fields if f.name != "id" and not f.is_relation]
    plain = JSONObject(**{field: field for field in fields})
    rows = model.objects.filter(studio__in=list(studios)).annotate(part=Value(name), plain=plain)
    return rows.order_by().values_list("pk", "studio", "part", "plain")


def _typed(model, plain: dict) -> dict:
    fields = model._meta
    return row_of(model(**{k: fields.get_field(k).to_python(v) for k, v in plain.items()}))


def frozen(filing: dict) -> dict:
    """The filing as JSON keeps it."""
    return json.loads(json.dumps(filing, cls=DjangoJSONEncoder))


def thawed(value):
    """The kept filing with its dates as dates again."""
    if isinstance(value, dict):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [thawed(item) for item in value]
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    return value


def known(filing: dict) -> dict:
    """The facts a filing states, by fact name; empty lists count as not yet filled in."""
    return {
        **_said(filing["studio"]),
        "unit_kind": filing["unit"].get("unit_kind") or None,
        "leaders": tuple(leader(row, filing["honours"]) for row in filing["leaders"]) or None,
        "members": len(filing["members"]) or None,
        "projects": tuple(map(project, filing["projects"])) or None,
        "outcomes": tuple(map(outcome, filing["outcomes"])) or None,
        "earlier_titles": tuple(map(earlier_title, filing["earliertitles"])) or None,
    }


SAID = (
    "has_venue",
    "area",
    "equipment",
    "dedicated_funds",
    "budgeted",
    "unit_pays",
    "legal_person",
    "established_body",
    "research_body",
    "founded_on",
    "operating_since",
    "goals",
    "direction",
    "title_type",
    "category",
)


def _said(studio: dict) -> dict:
    """What the studio itself says; a filing kept before a field existed says nothing there."""
    found = {name: studio.get(name) for name in SAID}
    if found["area"] is not None:
        found["area"] = Decimal(found["area"])  # kept as text in a frozen filing
    return {name: None if value == "" else value for name, value in found.items()}


def leader(row: dict, honours: list[dict]) -> facts.Leader:
    """A leader with the honours entered under that name."""
    own = tuple(
        facts.Honour(
            kind=h["kind"], level=Level(h["level"]), on=h["on"], family=h.get("family", "")
        )
        for h in honours
        if h["leader_name"] == row["full_name"]
    )
    return facts.Leader(
        full_name=row["full_name"],
        honours=own,
        trade_leader=row["trade_leader"],
        innovator=row["innovator"],
        skill=Skill(row["skill"]),
        same_treatment=row.get("same_treatment", False),
        craftsman=row.get("craftsman", False),
        frontline=row.get("frontline", False),
        employed=row.get("employed"),
        relation_here=row.get("relation_here"),
        roll=row.get("roll", ""),
    )


def project(row: dict) -> facts.Project:
    return facts.Project(
        title=row["title"],
        begins_on=row["begins_on"],
        ends_on=row["ends_on"],
        terms_fixed=row.get("terms_fixed", False),
        funded=row.get("funded", False),
    )


def outcome(row: dict) -> facts.Outcome:
    level = row["recogniser_level"]
    return facts.Outcome(
        title=row["title"],
        on=row["on"],
        kind=row["kind"],
        recognised_by=row["recognised_by"],
        recogniser_level=Level(level) if level else None,
        economic_benefit=row["economic_benefit"],
        social_benefit=row["social_benefit"],
        grade=row.get("grade", 0),
        applied=row.get("applied", False),
        spread=row.get("spread", False),
    )


def earlier_title(row: dict) -> facts.EarlierTitle:
    return facts.EarlierTitle(
        title=row["title"],
        body=row["body"],
        level=Level(row["level"]),
        on=row["on"],
        must_be_filed=row["must_be_filed"],
        kind=row.get("kind", ""),
        filing_number=row["filing_number"],
        filed_on=row["filed_on"],
    )
