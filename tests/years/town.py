"""A town of the demo with a title named by its own call, and whoever acts in its years."""

from datetime import date, timedelta
from types import SimpleNamespace

from tests.make import make_account
from tests.people import moment
from workshops.applications.calls import Call
from workshops.applications.models import Application, Screening
from workshops.management.demo_city import lay_out
from workshops.studios.filing import filing_of, frozen
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.titles.naming import suggested_title
from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion

LINES = {"shortlist_line": 80, "pass_line": 60, "posting_days": 5}


def towns() -> None:
    """The five invented towns as they lie on the first day."""
    lay_out(at=moment())


def named(code: str, on: date, *, studio: Studio | None = None) -> SimpleNamespace:
    """That town with a title of that day; what came before the naming stands there as rows."""
    studio = studio or Studio.objects.filter(unit_union__jurisdiction=code).order_by("pk").first()
    unit, authority = studio.unit_union, studio.unit_union.authority
    file = filed(studio, authority, on)
    title = Title.objects.create(
        studio=studio,
        application=file,
        authority=authority,
        edition_key=file.call.edition_key,
        title=suggested_title(file, on) or file.edition.plaque,
        named_on=on,
        document_number=f"{authority.document_prefix}字〔{on.year}〕{900 + file.pk}号",
        plaque_number=f"{on.year}-{file.pk:03}",
    )
    above = title.recommending_unions[-1]
    town = SimpleNamespace(code=code, title=title, unit=unit, above=above, authority=authority)
    if not unit.accounts.exists():
        make_account(unit, holder_of(unit, Role.CLERK))
    return town


def filed(studio: Studio, authority: TradeUnion, on: date) -> Application:
    """The application that was named, in the call of its authority, with those who screened it."""
    call = Call.objects.get(authority=authority)
    before = {"opens_on": on - timedelta(days=90), "closes_on": on - timedelta(days=60)}
    Call.objects.filter(pk=call.pk).update(**LINES, **before, opened_on=before["opens_on"])
    plain = {"call": call, "studio": studio, "filing": frozen(filing_of(studio))}
    file = Application.objects.create(**plain, state="named", submitted_on=before["closes_on"])
    chain = studio.unit_union.recommenders(file.edition.screening_levels)
    for level, union in enumerate(chain, start=1):
        Screening.objects.create(application=file, union=union, level=level)
    return Application.objects.get(pk=file.pk)


def holder_of(union: TradeUnion, role: str) -> Person:
    """Whoever holds that post there; a post the demo leaves empty is filled."""
    post = Appointment.objects.filter(union=union, role=role).select_related("person").first()
    if post:
        return post.person
    person = Person.objects.create(username=f"{union.pk}.{role}", full_name=f"{union.pk}号人员")
    Appointment.objects.create(person=person, union=union, role=role, from_on=date(2025, 1, 1))
    return person


__all__ = ["Kind", "holder_of", "named", "towns"]
