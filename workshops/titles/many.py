"""Reads many titles with what their years brought, in as many questions as for a few."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.utils.functional import SimpleLazyObject

from workshops.applications.many import BATCH
from workshops.applications.models import Screening
from workshops.applications.together import Part, read_together
from workshops.records.models import CalendarDay

from .models import YEARS, Title

UNIT = "studio__unit_union__screening_union__parent"
JOINED = (UNIT, "authority", "supervising_union", "application__call")


def read_titles(titles) -> Iterator[list[Title]]:
    """Batches of titles ready for their duties and for whom these concern; memory holds one."""
    notices = SimpleLazyObject(CalendarDay.objects.calendar)  # asked once, if any title rolls
    rows = titles.select_related(*JOINED).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        lay_beside(batch)
        _lay_chains(batch)
        for title in batch:
            title.notices_seen = notices
        yield batch


def lay_beside(batch: list[Title]) -> None:
    """What the years brought to a batch, where `with_years` puts it, but as plain lists.

    Django makes a queryset for each list of each title, which takes as long as all the rest.
    """
    keys = [title.pk for title in batch]
    models = {name: Title._meta.get_field(name).related_model for name in YEARS}
    found, _ = read_together(
        [
            Part(name, model.objects.filter(title__in=keys), "title")
            for name, model in models.items()
        ]
    )
    for title in batch:
        beside = title.__dict__.setdefault("_prefetched_objects_cache", {})
        for name in YEARS:
            beside[name] = found[name][title.pk]
            for row in beside[name]:
                row.title = title


def _lay_chains(batch: list[Title]) -> None:
    """The unions that recommended each, where a filing was."""
    files = [title.application_id for title in batch if title.application_id]
    chains = defaultdict(list)
    found = Screening.objects.filter(application__in=files).select_related("union")
    for one in found.order_by("level"):
        chains[one.application_id].append(one.union)
    for title in batch:
        if title.application_id:
            title.recommending_unions = chains[title.application_id]
