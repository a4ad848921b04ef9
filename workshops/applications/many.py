"""Reads many files at once with everything their facts need, in as many questions as for a few."""

from collections.abc import Iterator
from itertools import islice

from workshops.records.models import Attachment
from workshops.studios.filing import filings_of
from workshops.studios.models import Studio

from .lifecycle import FILLING
from .models import Application

BATCH = 500
UNIT = "unit_union__screening_union__parent__parent__parent"
JOINED = ("call__authority", f"studio__{UNIT}", f"copy__{UNIT}", "of_title__application")
ALONGSIDE = ("call__screeners", "screenings", "sheets", "postings", "objections")


def read_many(applications) -> Iterator[Application]:
    """Each file ready for `known_facts`; memory holds one batch, whose size no question counts."""
    found = applications.select_related(*JOINED).prefetch_related(*ALONGSIDE)
    rows = found.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        _lay_beside(batch)
        yield from batch


def _lay_beside(batch: list[Application]) -> None:
    """Papers, live filings and screening chains, for all of a batch."""
    slots = _slots([one.pk for one in batch])
    writing = [one.written for one in batch if one.state in FILLING or not one.filing]
    filings = filings_of(writing)
    barred = {one.call.authority.jurisdiction: None for one in batch if one.state in FILLING}
    barred = {place: Studio.objects.barred_leaders(place) for place in barred}
    for one in batch:
        one.slots_seen = frozenset(slots.get(one.pk, ()))
        one.barred_leaders = barred.get(one.call.authority.jurisdiction)
        one.filing_seen = filings.get(one.written.pk)
        levels = sorted(one.screenings.all(), key=lambda screening: screening.level)
        chain = [screening.union_id for screening in levels]
        one.screener_ids = chain or [union.pk for union in one.screening_chain()]


def _slots(keys: list[int]) -> dict[int, set[str]]:
    """The material slots that hold a paper now, by file."""
    label = Application._meta.label_lower
    there = Attachment.objects.filter(subject_type=label, subject_id__in=keys, withdrawn_at=None)
    found: dict[int, set[str]] = {}
    for key, slot in there.values_list("subject_id", "slot"):
        found.setdefault(key, set()).add(slot)
    return found
