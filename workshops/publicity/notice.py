"""What goes on public view: the reading of five working days, and the white-listed entries."""

from dataclasses import asdict, dataclass

from django.db.models import Prefetch

from rules.base import Parameter
from rules.calendar import Span
from workshops.applications.calls import Call
from workshops.applications.models import Application, Screening
from workshops.records.models import CalendarDay
from workshops.studios.copying import leading

COUNTING = "posting.count_posting_day"


@dataclass(frozen=True)
class Entry:
    """One line of the public list: these fields and no others ever reach it."""

    number: int
    studio: str
    leaders: str
    unit: str
    recommended_by: str
    former: str = ""  # who leads now, where another leader is to

    def as_record(self) -> dict:
        return {name: value for name, value in asdict(self).items() if value or name != "former"}


def entries(files: list[Application]) -> list[Entry]:
    """The list as posted, in the order of the ranking."""
    return [_entry(number, file) for number, file in enumerate(files, start=1)]


def _entry(number: int, file: Application) -> Entry:
    content = file.content
    leaders = leading(content["leaders"])
    former = leading(file.studio.leaders.order_by("pk")) if file.of_title_id else ""
    screenings = sorted(file.screenings.all(), key=lambda screening: screening.level)
    recommender = screenings[-1].union.title if screenings else ""
    unit = content["unit"]["unit"] or content["unit"]["union"]
    return Entry(number, content["studio"]["title"], leaders, unit, recommender, former)


@dataclass(frozen=True)
class Readings:
    """The span in force, the span by the other reading, and why the first one holds."""

    in_force: Span
    other: Span
    parameter: Parameter | None


def readings(call: Call, posted_on) -> Readings:
    """Both ways of counting from that day; raises UnknownYear, naming the year."""
    parameter = next((p for p in call.edition.parameters if p.key == COUNTING), None)
    counts = bool(parameter and parameter.chosen(call.facts(posted_on)))
    calendar = CalendarDay.objects.calendar()
    spans = {
        reading: calendar.workdays_after(posted_on, call.posting_days, count_start=reading)
        for reading in (False, True)
    }
    return Readings(spans[counts], spans[not counts], parameter)


def candidates(call: Call) -> list[Application]:
    """The files whose names are to be posted, in the order of the ranking."""
    rule = call.edition.step("publicise")
    return listed(call.applications.in_batch().filter(state__in=rule.sources))


def waiting(application: Application) -> list[Application]:
    """That file alone, if it stands where its text posts it; otherwise nothing."""
    sources = application.edition.step("publicise").sources
    return listed(Application.objects.filter(pk=application.pk, state__in=sources))


def listed(files) -> list[Application]:
    """These files with all that a public list shows of them, in the order of the ranking."""
    joined = files.select_related("studio__unit_union", "call__authority")
    climbed = Prefetch("screenings", Screening.objects.select_related("union"))
    return list(joined.prefetch_related(climbed).order_by("rank", "pk"))
