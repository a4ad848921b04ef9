"""What waits of audit, for the desk: findings to reply to, and for auditors what was replied."""

from django.db.models import Q
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from rules.facts import shown
from workshops.desk.waiting import Lines, asks
from workshops.unions.models import Role

from .models import ANSWERING, Finding, Says
from .pages import standing

AWAITED = Q(last=None) | Q(last=Says.AGAIN)


def _plain(rows):
    """These findings as the desk reads them together with all else."""
    said = {"about": "about", "last": "last", "by": "concerned__title"}
    rows = rows.annotate(until=Coalesce("again_by", "reply_by"))
    return rows.annotate(plain=JSONObject(pk="pk", at="until", **said))


@asks
def to_reply(person, on):
    """For the union that is to put something right: what waits for its reply."""
    if unions := person.unions_as(*ANSWERING, on=on):
        rows = Finding.objects.filter(concerned__in=unions).with_last().filter(AWAITED)
        yield Lines("审计问题，等您回复", reverse("findings"), _plain(rows), lambda r: _line(r, on))


@asks
def to_look_at(person, on):
    """For an auditor: what was replied, and what is late."""
    if unions := person.unions_as(Role.AUDITOR, on=on):
        rows = Finding.objects.filter(union__in=unions).with_last()
        waits = Q(last=Says.REPLY) | (AWAITED & Q(until__lt=on))
        rows = _plain(rows).filter(waits)
        yield Lines("审计问题，待核实和逾期的", reverse("findings"), rows, lambda r: _line(r, on))


def _line(row: dict, on) -> dict:
    label, tone = standing(row["last"], row["at"], on)
    waits = row["last"] != Says.REPLY
    return {
        "title": row["about"],
        "url": reverse("finding", args=[row["pk"]]),
        "state_label": label,
        "tone": tone,
        "deadline": row["at"] if waits else None,
        "hint": f"{row['by']}，{'回复期限' + shown(row['at']) if waits else '已经回复'}。",
    }
