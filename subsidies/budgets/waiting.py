"""What money people are told of budgets on the desk: controls that will change on a day."""

from django.db.models.functions import JSONObject
from django.urls import reverse

from rules.facts import shown
from workshops.applications.models import MONEY
from workshops.desk.waiting import Lines, asks

from .models import Control


@asks
def coming_controls(person, on):
    """Controls set and not yet in force; a laxer one is seen before it holds."""
    own = person.unions_as(*MONEY, on=on)
    if not own:
        return
    rows = Control.objects.filter(authority__in=own, from_on__gt=on)
    said = {"authority": "authority", "by": "entered_by__full_name", "basis": "basis"}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="from_on", **said))
    yield Lines("资金控制规定将调整", reverse("budgets"), rows, _to_come)


def _to_come(row: dict) -> dict:
    return {
        "title": f"{shown(row['at'])}起调整资金控制规定",
        "url": reverse("controls", args=[row["authority"]]),
        "state_label": "尚未施行",
        "tone": "warn",
        "hint": f"{row['by']}设定，依据或者理由：{row['basis']}",
    }
