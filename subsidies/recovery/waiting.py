"""What waits of recovery, for the desk: decisions to give notice of, money to come back."""

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules import money
from rules.facts import shown
from workshops.desk.waiting import Lines, asks
from workshops.titles.models import Title
from workshops.unions.models import Role

from .actions import undemanded
from .models import Clawback
from .slips import Slip

RECOVERED = KeyTransform("recover_fen", "particulars")


@asks
def demands(person, on):
    """For a finance clerk: what was decided to be claimed back, and nobody gave notice of."""
    unions = person.unions_as(Role.FINANCE_CLERK, on=on)
    if not unions:
        return
    titles = Title.objects.filter(authority__in=unions)
    of_title = titles.filter(pk=OuterRef("subject_id")).values("studio__title")
    rows = undemanded().filter(subject_id__in=titles.values("pk"))
    said = {"studio": Subquery(of_title), "label": "label", "fen": RECOVERED}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="pk", **said))
    yield Lines("追回的补助", reverse("clawbacks"), rows, _to_demand)


def _to_demand(row: dict) -> dict:
    return {
        "title": f"发出追回通知：{row['studio']}",
        "url": reverse("demand", args=[row["pk"]]),
        "state_label": "待通知",
        "tone": "warn",
        "hint": f"{row['label']}决定追回{money.figures(int(row['fen']))}元。",
    }


@asks
def repayments(person, on):
    """For the unit that is to repay and for the authority's finance: what has not come back."""
    if not person.holds(Role.CLERK, Role.CHAIR, Role.FINANCE_CLERK, on=on):
        return
    rows = Clawback.objects.visible_to(person, on=on).open()
    said = {"studio": "title__studio__title", "fen": "left_fen", "by": "repay_by"}
    said["told"] = Subquery(_told())
    rows = rows.annotate(plain=JSONObject(pk="pk", at="repay_by", **said))
    yield Lines("还没有退还的补助", reverse("clawbacks"), rows, lambda row: _line(row, on))


def _told():
    """What the unit says it repaid and finance has not entered yet."""
    rows = Slip.objects.waiting().filter(clawback=OuterRef("pk")).order_by().values("clawback")
    return rows.annotate(fen=Sum("amount_fen")).values("fen")


def _line(row: dict, on) -> dict:
    late, told = row["at"] < on, row["told"]
    said = f"单位报称已退{money.figures(told)}元，待财务核对登记。" if told else ""
    state = "有回单待登记" if told else "逾期" if late else "等待退还"
    return {
        "title": row["studio"],
        "url": reverse("clawback", args=[row["pk"]]),
        "state_label": state,
        "tone": "bad" if late else "warn",
        "deadline": row["at"],
        "hint": f"还有{money.figures(row['fen'])}元，期限{shown(row['at'])}。{said}",
    }
