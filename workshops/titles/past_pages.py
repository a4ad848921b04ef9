"""The page of a title as of a past day: the same parts, nothing to be done."""

from datetime import date

from workshops.records.seen import as_told

from . import after_end, ladder, pages
from . import beside as around
from .duties import of_year
from .keeping import RESULT
from .models import Title
from .past import Past, past


def looked_back(title: Title, person, day: date, on: date) -> dict:
    """What the page said at the end of that day; without a title then, that alone."""
    found = past(title, day)
    shown = {"title": title, "day": day, "past": found}
    return shown | (_parts(found, person, day, on) if found else {})


def _parts(found: Past, person, day: date, on: date) -> dict:
    one = found.title
    lines, schedule = ladder.due_lines(one, day), one.schedule(day)
    since, decided = ladder.since(found.decisions), around.decided(found.decisions)
    end = after_end.end_of(one, decided)
    rows = after_end.instalments(pages.instalments(schedule, one), end)
    return {
        "one": one,
        "status": ladder.status(one, schedule, lines, since, day),
        "rungs": ladder.rungs(one),
        "duties": ladder.next_duties(one, lines, None, day) | {"url": ""},
        "years": after_end.years(pages.years(schedule, one), end),
        "years_caption": f"年度{one.edition.words['assess']}" if one.is_assessed else "",
        "rows": rows,
        "due_fen": schedule.due_fen,
        "paid_fen": pages.paid_fen(rows),
        "facts": pages.facts(one),
        "records": recorded(one),
        "orders": [_order(order) for order in one.rectifications.all()],
        "papers": found.papers,
        "decisions": decided,
        "entries": as_told(person, on, found.events),
        "read_anew": found.read_anew,
    }


def recorded(one: Title) -> list[dict]:
    """What had been recorded by then and stood."""
    labels = {duty.key: duty.label for duty in one.edition.duties}
    return [
        {"label": of_year(row.year, labels.get(row.duty, row.duty)), "on": row.assessed_on}
        | {"result": RESULT[row.passed], "score": row.score}
        for row in one.assessments.all()
        if row.withdrawn_at is None
    ]


def _order(order) -> dict:
    """A matter to be put right, as it stood."""
    return {"order": order, "found": RESULT[order.put_right] if order.rechecked_on else ""}
