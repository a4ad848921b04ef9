"""What waits to be matched: for the unit from the receipt on, for those above once it is late."""

import json
from datetime import timedelta
from functools import partial

from django.db.models import Q, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

import rules
from rules import money
from rules.facts import shown
from workshops.desk.waiting import Lines, asks
from workshops.records.models import CalendarDay
from workshops.titles.models import ROLLING
from workshops.titles.reminders import last_days
from workshops.unions.models import Role

from .asked import last_day, matched_by, unmatched

SEEING = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.AUDITOR)  # of the authority or the unit
SHORTEST = timedelta(days=27)  # nothing is late sooner: the texts give a month


def _rows(person, on):
    """What this person's units are to match, and what is late of those it sees to."""
    own, above = person.unions_as(Role.CLERK, on=on), person.unions_as(*SEEING, on=on)
    unit = "title__studio__unit_union"
    mine = Q(**{f"{unit}__in": own})
    seen = Q(title__authority__in=above) | Q(**{f"{unit}__in": above})
    late = seen & ~mine & Q(received_on__lt=on - SHORTEST)
    said = {"studio": "title__studio__title", "unit": f"{unit}__title", "unit_pk": unit}
    said |= {"label": "label", "fen": "amount_fen", "put": "put"}
    said |= {"place": "title__authority__jurisdiction", "edition": "title__edition_key"}
    plain = JSONObject(
        pk="pk", at="received_on", settings=Cast("title__settings", TextField()), **said
    )
    rows = unmatched().annotate(plain=plain)
    return (rows.filter(mine) if own else None, rows.filter(late) if above else None)


@asks
def to_match(person, on):
    """For a unit's clerk all that is not matched; for finance and auditors what is late."""
    mine, late = _rows(person, on)
    url, line = reverse("payments"), partial(_line, on=on, notices=seen_once())
    if mine is not None:
        yield Lines("拨来的补助，请配套", url, mine, line)
    if late is not None:
        yield Lines("逾期没有配套的补助", url, late, partial(line, only_late=True))


def seen_once() -> SimpleLazyObject:
    """The holiday notices, asked for at most once for all rows of a group."""
    return SimpleLazyObject(CalendarDay.objects.calendar)


def due_of(row: dict, on, notices):
    """The last day of a row; rest days are looked up only where its readings ask for them."""
    settings = json.loads(row["settings"])
    notices = notices if settings.get(ROLLING) else None
    duty = matched_by(rules.edition(row["place"], row["edition"]))
    return last_day(duty, row["at"], on, settings, notices)


def _line(row: dict, on, notices, *, only_late: bool = False) -> dict | None:
    due = due_of(row, on, notices)
    if only_late and due >= on:
        return None
    label, tone = stage(due, on)
    left = money.figures(row["fen"] - row["put"])
    return {
        "title": f"配套：{row['studio']}{row['label']}",
        "url": reverse("matching", args=[row["pk"]]),
        "state_label": label,
        "tone": tone,
        "deadline": due,
        "overdue": due < on,
        "hint": f"{row['unit']}，还差{left}元，期限{shown(due)}；配套以前不得动用。",
    }


def stage(due, on) -> tuple[str, str]:
    """Ahead of its last day, on it, or after it; as a word and a tone."""
    if due < on:
        return f"逾期{(on - due).days}天", "bad"
    return ("今天到期" if due == on else "将到期"), "warn"


@last_days
def reminded(person, on):
    """The same for the list of all that falls due."""
    (mine, late), notices = _rows(person, on), seen_once()
    for rows, only_late in ((mine, False), (late, True)):
        for row in rows.values_list("plain", flat=True) if rows is not None else ():
            row["at"] = type(on).fromisoformat(row["at"])
            line = _line(row, on, notices, only_late=only_late)
            if line:
                studio = {"studio": row["studio"], "unit": row["unit"], "unit_pk": row["unit_pk"]}
                yield line | studio | {"label": f"{row['label']}配套", "owner": "所在单位"}
