"""A filing as plain data: taken from a studio's rows, frozen on submission, read by rules."""

import json
import re
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Value
from django.db.models.functions import JSONObject

from rules import facts
from rules.facts import Level, Skill

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
    found = {one.pk: {"unit": unit_of(one.unit_union), "studio": row_of(one)} for one in studios}
    for filing in found.values():
        filing |= {name: [] for name in PARTS}
    models = {name: getattr(studios[0], name).model for name in PARTS} if studios else {}
    queries = [_plain_rows(found, name, model) for name, model in models.items()]
    rows = queries[0].union(*queries[1:], all=True) if queries else ()
    for _, studio, name, plain in sorted(rows, key=lambda row: row[0]):
        found[studio][name].append(_typed(models[name], plain))
    return found


def unit_of(union) -> dict:
    """What a filing says of the unit: its union, its name, what sort of employer it is."""
    return {"union": union.title, "unit": union.unit, "kind": union.get_unit_kind_display()}


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
    studio = filing["studio"]
    return {
        "leaders": tuple(leader(row, filing["honours"]) for row in filing["leaders"]) or None,
        "members": len(filing["members"]) or None,
        "has_venue": studio["has_venue"],
        "equipment": studio["equipment"] or None,
        "dedicated_funds": studio["dedicated_funds"],
        "unit_pays": studio["unit_pays"],
        "established_body": studio["established_body"],
        "projects": tuple(map(project, filing["projects"])) or None,
        "outcomes": tuple(map(outcome, filing["outcomes"])) or None,
        "earlier_titles": tuple(map(earlier_title, filing["earliertitles"])) or None,
    }


def leader(row: dict, honours: list[dict]) -> facts.Leader:
    """A leader with the honours entered under that name."""
    own = tuple(
        facts.Honour(h["kind"], Level(h["level"]), h["on"])
        for h in honours
        if h["leader_name"] == row["full_name"]
    )
    skill = Skill(row["skill"])
    return facts.Leader(row["full_name"], own, row["trade_leader"], row["innovator"], skill)


def project(row: dict) -> facts.Project:
    return facts.Project(row["title"], row["begins_on"], row["ends_on"])


def outcome(row: dict) -> facts.Outcome:
    level = row["recogniser_level"]
    return facts.Outcome(
        row["title"],
        row["on"],
        row["kind"],
        row["recognised_by"],
        Level(level) if level else None,
        row["economic_benefit"],
        row["social_benefit"],
    )


def earlier_title(row: dict) -> facts.EarlierTitle:
    return facts.EarlierTitle(
        row["title"],
        row["body"],
        Level(row["level"]),
        row["on"],
        must_be_filed=row["must_be_filed"],
        filing_number=row["filing_number"],
        filed_on=row["filed_on"],
    )
