"""A copy of a studio to write in, so that its own rows stay as they are until it is agreed."""

from .filing import PARTS
from .models import Studio

LED = ("leaders", "honours")


def copied(studio: Studio) -> Studio:
    """A copy with all its rows; it is no studio of its own and stands in no list."""
    copy = Studio.objects.get(pk=studio.pk)
    copy.pk, copy.copy_of, copy._state.adding = None, studio, True
    copy.save()
    for part in PARTS:
        rows = list(getattr(studio, part).order_by("pk"))
        for row in rows:
            row.pk, row.studio = None, copy
        getattr(copy, part).model.objects.bulk_create(rows)
    return copy


def hand_over(studio: Studio, copy: Studio) -> None:
    """Let those who lead in the copy lead the studio, with their honours; the rest stays."""
    for part in LED:
        getattr(studio, part).all().delete()
        for row in getattr(copy, part).order_by("pk"):
            row.pk, row.studio = None, studio
            row.save()
    names = studio.leaders.values_list("full_name", flat=True)
    studio.members.filter(full_name__in=list(names)).delete()


def leading(rows) -> str:
    """The names of those who lead, from rows of a filing or of the table."""
    named = (row["full_name"] if isinstance(row, dict) else row.full_name for row in rows)
    return "、".join(named)
