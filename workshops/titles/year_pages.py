"""What the pages of the named years say: the duties with their days, and what stands open."""

from datetime import date

from django.urls import reverse

from rules.base import Duty
from rules.facts import shown
from workshops.records.models import Attachment, Paper

from .duties import Line, is_scored, keeper, laid_out, of_year, undated, years_to_record
from .keeping import RESULT
from .models import Title
from .outlook import outlook_of
from .year_papers import ORDER
from .years import Assessment, RectificationItem

TONES = {True: "good", False: "bad", None: "good"}
NEAR = 60  # days before its last day at which a duty asks for attention


def record_url(title: Title, duty: Duty, year: int) -> str:
    """Where a duty of a year is recorded; scored results have a page of their own."""
    if is_scored(title, duty):
        return reverse("assess", args=[title.pk])
    return reverse("duty", args=[title.pk, duty.key, year])


def recorded_at(title: Title, line: Line, person, on: date) -> str:
    """Where this person records that duty now; empty where another does, or nobody can."""
    if person is None or line.record or keeper(title, line.duty, person, on) is None:
        return ""
    opens = line.year in years_to_record(title, line.duty, on)
    return record_url(title, line.duty, line.year) if opens else ""


def sheet_url(title: Title, duty: Duty, year: int) -> str:
    """Where the sheet to take along is printed; empty where nobody signs one."""
    return reverse("blank_sheet", args=[title.pk, duty.key, year]) if duty.signed_by else ""


def row(title: Title, line: Line, person, on: date) -> dict:
    """One duty of one period, as the table shows it."""
    record = line.record
    if record:
        state, tone = RESULT[record.passed], TONES[record.passed]
    elif line.is_late(on):
        state, tone = f"逾期{-line.days(on)}天", "bad"
    else:
        left = line.days(on)
        state, tone = f"还有{left}天", "warn" if left <= NEAR else "neutral"
    opens = not record and line.year in years_to_record(title, line.duty, on)
    url = recorded_at(title, line, person, on)
    found = {"line": line, "record": record, "state": state, "tone": tone, "url": url}
    return found | {"sheet_url": sheet_url(title, line.duty, line.year) if opens else ""}


def table(title: Title, person, on: date) -> list[dict]:
    """Every duty from the naming until three years from now, soonest first."""
    return [row(title, line, person, on) for line in laid_out(title, on, years=3)]


def at_any_time(title: Title, person, on: date) -> list[dict]:
    """What is recorded whenever it happens, with where this person does it."""
    found = []
    for duty in undated(title):
        open_ = years_to_record(title, duty, on)
        mine = open_ and keeper(title, duty, person, on)
        url = record_url(title, duty, open_[0]) if mine else ""
        found.append({"duty": duty, "url": url})
    return found


def always(title: Title) -> list[Duty]:
    """What is to be kept up all the time; nothing is recorded of it here."""
    return [duty for duty in title.edition.duties if not duty.recorded]


def records(title: Title) -> list[dict]:
    """What was recorded, newest first, withdrawn records among them."""
    rows = sorted(title.assessments.all(), key=lambda one: (one.assessed_on, one.pk), reverse=True)
    return [{"record": one, **described(title, one)} for one in rows]


def described(title: Title, one: Assessment) -> dict:
    """What a record says, in words."""
    duty = title.edition.duty(one.duty)
    score = f"{one.score}分，合格标准{one.pass_line}分" if one.score is not None else ""
    gone = one.withdrawn_at is not None
    state, tone = ("已撤销登记", "neutral") if gone else (RESULT[one.passed], TONES[one.passed])
    label = duty.label if duty else one.duty
    looked = [
        {"thing": thing, "met": RESULT[said["met"]], "remark": said["remark"]}
        for thing, said in one.gone_through(duty)
    ]
    label = of_year(one.year, label)
    found = {"label": label, "score": score, "state": state, "tone": tone, "looked": looked}
    return found | {"on": shown(one.assessed_on), "scored": one.score is not None}


def prospects(title: Title, duty: Duty, year: int, on: date) -> list[dict]:
    """What each possible result would bring to title and money, said before it is recorded."""
    if not duty.gives:
        return []
    results = (
        ((True, "如果达到要求"), (False, "如果未达到要求")) if duty.found else ((None, "登记后"),)
    )
    return [
        {"heading": heading, "lines": outlook_of(title, duty, year, on, met, on).sentences()}
        for met, heading in results
    ]


def add_notices(title: Title, orders) -> None:
    """Give each order the key of its paper, as `paper`; an old one may have none."""
    found = Paper.objects.about(title).filter(kind=ORDER)
    keys = dict(found.values_list("number", "pk"))
    for order in orders:
        order.paper = keys.get(order.notice_number)


def item_papers(orders) -> dict[int, list[Attachment]]:
    """The evidence of each thing put right, by the thing's key."""
    keys = [item.pk for order in orders for item in order.items.all()]
    kind = RectificationItem._meta.label_lower
    found = Attachment.objects.filter(subject_type=kind, subject_id__in=keys, withdrawn_at=None)
    papers: dict[int, list[Attachment]] = {}
    for paper in found.order_by("pk"):
        papers.setdefault(paper.subject_id, []).append(paper)
    return papers
