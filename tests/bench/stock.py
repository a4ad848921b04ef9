"""An invented stock of files for measuring: many titles with their years, many open applications.

Nothing in it is true. All of it belongs to one invented authority under one text; each row differs
from its neighbours in what the rules turn on, and in nothing by chance: the same number gives the
same rows.
"""

from copy import deepcopy
from datetime import date

from tests.make import EDITION, make_call, make_city, make_studio, moment
from workshops.applications.models import Application, Screening
from workshops.records.models import Attachment
from workshops.studios.filing import filing_of, frozen
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.titles.years import Assessment

CHUNK = 2000
OPEN_PER_TITLE = 10  # one open application for so many titles
TRADES = ("焊接", "数控", "电气", "轨道", "纺织", "化工", "物流", "护理")
OPEN = ("submitted", "consented", "screening", "recommended", "in_review", "shortlisted")
RESULTS = ("", "P", "PP", "PF", "FP", "PPP", "FF", "P P")  # of the years after naming
YEARS = (2022, 2023, 2024, 2025)


def laid_in(titles: int):
    """A city with so many titles, and a tenth as many applications on their way."""
    city = make_city()
    call = make_call(city)
    filing = frozen(filing_of(make_studio(city.unit)))
    for numbers in chunks(titles):
        _name(city, call, filing, numbers)
    for numbers in chunks(titles // OPEN_PER_TITLE):
        _open(city, call, filing, numbers)
    return city


def chunks(many: int) -> list[range]:
    return [range(first, min(first + CHUNK, many)) for first in range(0, many, CHUNK)]


def _studios(city, numbers, word: str) -> list[Studio]:
    """Studios of two units, told apart by their trade and number."""
    units = city.unit, city.other_unit
    return Studio.objects.bulk_create(
        Studio(unit_union=units[i % 2], title=f"{TRADES[i % 8]}{word}创新工作室{i:06}")
        for i in numbers
    )


def _files(call, filing: dict, studios, numbers, states) -> list[Application]:
    plain = {"call": call, "submitted_on": date(2026, 2, 9), "consented_on": date(2026, 2, 10)}
    return Application.objects.bulk_create(
        Application(studio=studio, state=states[i % len(states)], filing=varied(filing, i), **plain)
        for studio, i in zip(studios, numbers, strict=True)
    )


def varied(filing: dict, number: int) -> dict:
    """A filing a little unlike the next one: its outcome's benefit and day, its team."""
    other = deepcopy(filing)
    other["outcomes"][0]["social_benefit"] = number % 3 == 0
    other["outcomes"][0]["on"] = f"2025-{number % 12 + 1:02}-15"
    other["members"] *= number % 4 + 1
    return other


def _name(city, call, filing: dict, numbers) -> None:
    """Titles in force, warned and struck off, with the results of their years."""
    studios = _studios(city, numbers, "")
    files = _files(call, filing, studios, numbers, ("named",))
    plain = {"authority": city.authority, "edition_key": EDITION, "title": "创新工作室"}
    titles = Title.objects.bulk_create(
        Title(
            studio=studio,
            application=file,
            named_on=date(YEARS[i % 4], i % 12 + 1, 10),
            document_number=f"演工发〔{YEARS[i % 4]}〕1号",
            plaque_number=f"{i:06}",
            state="revoked" if i % 16 == 6 else "yellow_carded" if i % 16 == 3 else "active",
            **plain,
        )
        for studio, file, i in zip(studios, files, numbers, strict=True)
    )
    Assessment.objects.bulk_create(
        Assessment(
            title=title,
            year=year,
            score={"P": 60, "F": 59}[result],
            pass_line=60,
            assessed_on=date(year, 11, 30),
        )
        for title, i in zip(titles, numbers, strict=True)
        for year, result in enumerate(RESULTS[i % 8], start=YEARS[i % 4] + 1)
        if result != " " and year < 2026
    )


def _open(city, call, filing: dict, numbers) -> None:
    """Files on their way in every state before a name, with their papers and their chain."""
    files = _files(call, filing, _studios(city, numbers, "申报"), numbers, OPEN)
    Screening.objects.bulk_create(
        Screening(application=file, union=city.county, level=0) for file in files
    )
    slots = [material.slot for material in call.edition.materials if material.required]
    plain = {"subject_type": Application._meta.label_lower, "size": 1, "kept_at": moment()}
    Attachment.objects.bulk_create(
        Attachment(subject_id=file.pk, slot=slot, **plain) for file in files for slot in slots
    )
