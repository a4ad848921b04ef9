"""A title each town has named, put there by rows, and who acts in its later years."""

from datetime import date
from types import SimpleNamespace

import rules
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Kind, Role, TradeUnion

NAMED_ON = date(2026, 3, 20)


def named(code: str, *, studio: str = "求索创新工作室"):
    """The title, and the people of that town by what they do; a filing stands nowhere behind it."""
    authority = TradeUnion.objects.get(jurisdiction=code, kind=Kind.AUTHORITY)
    units = TradeUnion.objects.filter(jurisdiction=code, kind=Kind.UNIT)
    unit = units.filter(appointments__role=Role.CLERK).order_by("pk").first()
    edition = rules.regulations()[code].editions[-1]
    title = Title.objects.create(
        studio=Studio.objects.create(unit_union=unit, title=studio),
        authority=authority,
        edition_key=edition.key,
        title=edition.plaque,
        named_on=NAMED_ON,
        document_number=f"演〔2026〕{len(code)}号",
        plaque_number=f"2026-{Title.objects.count() + 1:03}",
    )
    above = title.recommending_unions[-1] if title.recommending_unions else authority
    return SimpleNamespace(
        title=title,
        unit=unit,
        above=above,
        authority=authority,
        clerk=someone(unit, Role.CLERK),
        officer=someone(above, Role.SCREENING_OFFICER),
        office=someone(authority, Role.REVIEW_OFFICE),
        secretary=someone(authority, Role.SECRETARY),
    )


def someone(union: TradeUnion, role: Role):
    """Whoever holds that post there."""
    post = Appointment.objects.filter(union=union, role=role).select_related("person").first()
    return post.person if post else None
