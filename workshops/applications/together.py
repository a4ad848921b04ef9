"""The rows of many tables that belong to a batch of files or titles, read in one question."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import BinaryField, F, JSONField, QuerySet, Value
from django.db.models.functions import JSONObject

HEAVY = BinaryField | JSONField  # what the facts of a file never turn on


class Part(NamedTuple):
    """The rows of one table: the name they go by, and the way from a row to what it belongs to."""

    name: str
    rows: QuerySet
    owner: str


def query_of(part: Part) -> QuerySet:
    """Rows as (key, owner, part, fields), so that one union holds those of all tables."""
    fields = part.rows.model._meta.concrete_fields
    plain = {f.attname: f.attname for f in fields if not isinstance(f, HEAVY)}
    laid = part.rows.order_by().annotate(
        owner_key=F(part.owner), part=Value(part.name), plain=JSONObject(**plain)
    )
    return laid.values_list("pk", "owner_key", "part", "plain")


def made(model, plain: dict) -> Any:
    """The row again as the object it is."""
    fields = model._meta
    return model(**{name: fields.get_field(name).to_python(said) for name, said in plain.items()})


def read_together(parts: Iterable[Part], more: Iterable[QuerySet] = ()) -> tuple[dict, list]:
    """By name and owner the rows of each part, oldest first; and those of `more` as they are."""
    models = {part.name: part.rows.model for part in parts}
    first, *rest = [*map(query_of, parts), *more]
    rows = sorted(first.union(*rest, all=True), key=lambda row: row[0])
    found: dict[str, dict[int, list]] = {name: defaultdict(list) for name in models}
    for _, owner, name, plain in rows:
        if name in models:
            found[name][owner].append(made(models[name], plain))
    return found, [row for row in rows if row[2] not in models]


def keep_beside(thing, name: str, rows: list) -> None:
    """Put rows where prefetching would put them."""
    known = getattr(thing, name).get_queryset()
    known._result_cache, known._prefetch_done = rows, True
    thing.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known
