"""Reads many files at once with everything their facts need, in as many questions as for a few."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from workshops.records.models import Attachment
from workshops.studios.filing import PARTS, assembled, part_rows
from workshops.studios.models import Leader
from workshops.unions.models import TradeUnion

from .lifecycle import FILLING
from .models import Application
from .together import Part, keep_beside, read_together

BATCH = 500
UNIT = "unit_union__screening_union__parent__parent__parent"
JOINED = ("call__authority", f"studio__{UNIT}", f"copy__{UNIT}", "of_title__application")
ALONGSIDE = {
    "screenings": "application", "sheets": "application", "objections": "application",
    "postings": "applications",
}  # fmt: skip
SLOTS, BARRED, SCREENERS = "slots", "barred", "screeners"


def read_many(applications) -> Iterator[Application]:
    """Each file ready for `known_facts`; memory holds one batch, whose size no question counts."""
    rows = applications.select_related(*JOINED).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        _lay_beside(batch)
        yield from batch


def _lay_beside(batch: list[Application]) -> None:
    """Papers, live filings, screening chains and what else belongs to a batch, in one question."""
    writing = [one.written for one in batch if one.state in FILLING or not one.filing]
    found, more = read_together(_parts(batch), [_slots(batch), _barred(batch), *part_rows(writing)])
    filings = assembled(writing, [row for row in more if row[2] in PARTS])
    slots, barred = defaultdict(set), defaultdict(set)
    for _, owner, name, plain in more:
        if name == SLOTS:
            slots[owner].add(plain["slot"])
        elif name == BARRED:
            barred[plain["place"]].add(plain["name"])
    for one in batch:
        for name in ALONGSIDE:
            keep_beside(one, name, found[name][one.pk])
        keep_beside(one.call, SCREENERS, found[SCREENERS][one.call_id])
        one.slots_seen = frozenset(slots[one.pk])
        one.barred_leaders = frozenset(barred[one.call.authority.jurisdiction])
        one.filing_seen = filings.get(one.written.pk)
        levels = sorted(one.screenings.all(), key=lambda screening: screening.level)
        chain = [screening.union_id for screening in levels]
        one.screener_ids = chain or [union.pk for union in one.screening_chain()]


def _parts(batch: list[Application]) -> list[Part]:
    """The rows other tables have of these files, and the unions that screen for their calls."""
    keys, calls = [one.pk for one in batch], {one.call_id for one in batch}
    found = [
        Part(SCREENERS, TradeUnion.objects.filter(screening_calls__in=calls), "screening_calls")
    ]
    for name, owner in ALONGSIDE.items():
        rows = Application._meta.get_field(name).related_model.objects
        found.append(Part(name, rows.filter(**{f"{owner}__in": keys}), owner))
    return found


def _slots(batch: list[Application]) -> QuerySet:
    """The material slots that hold a paper now, by file."""
    about = {"subject_type": Application._meta.label_lower, "subject_id__in": [a.pk for a in batch]}
    there = Attachment.objects.filter(**about, withdrawn_at=None).order_by()
    there = there.annotate(owner_key=F("subject_id"), part=Value(SLOTS))
    return _flat(there, slot="slot")


def _barred(batch: list[Application]) -> QuerySet:
    """Who led a studio shut out for good, by the place whose rules did."""
    places = {one.call.authority.jurisdiction for one in batch if one.state in FILLING}
    led = Leader.objects.filter(studio__unit_union__jurisdiction__in=places).order_by()
    led = led.exclude(studio__barred_by="").annotate(owner_key=Value(0), part=Value(BARRED))
    return _flat(led, place="studio__unit_union__jurisdiction", name="full_name")


def _flat(rows: QuerySet, **plain: str) -> QuerySet:
    return rows.annotate(plain=JSONObject(**plain)).values_list("pk", "owner_key", "part", "plain")
