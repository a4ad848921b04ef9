"""What is prepared and not approved by the end of a year counts in the next; how that is told."""

from datetime import date

from django.db.models import Count, Q, Sum

from rules import money
from workshops.titles.lifecycle import HELD

from .reckoning import WAITING, payments

LAST_MONTH = 12  # told from its first day on


def turning(prepared_on: date, on: date) -> str:
    """In which year's budget a payment stands that waits for its approval, where that moves."""
    if prepared_on.year < on.year:
        return f"{prepared_on.year}年编制，当年没有审批，转入{on.year}年度预算"
    if on.month == LAST_MONTH:
        return f"今年内不审批的，转入明年（{on.year + 1}年度）预算"
    return ""


def turned(authority_id: int, year: int, on: date) -> str:
    """The sentence over a year's budget on what moves into it or out of it; empty where nothing."""
    if not (year == on.year or (year == on.year + 1 and on.month == LAST_MONTH)):
        return ""
    standing = payments().filter(title__authority=authority_id, title__state__in=HELD)
    rows = standing.filter(state__in=WAITING)  # what ended asks no year's budget for anything
    before = Q(prepared_on__year__lt=on.year)
    sums = {"many": Count("pk"), "fen": Sum("amount_fen")}
    sums |= {"old": Count("pk", filter=before), "old_fen": Sum("amount_fen", filter=before)}
    found = rows.aggregate(**sums)
    if not found["many"]:
        return ""
    many = f"{found['many']}笔共{money.figures(found['fen'])}元"
    if year > on.year:
        return f"{on.year}年度还有{many}待审批，年内不审批的转入这一年度，没有列在下面。"
    said = []
    if on.month == LAST_MONTH:
        said += [f"待审批的{many}，今年内不审批的，转入{year + 1}年度预算。"]
    if found["old"]:
        old = f"{found['old']}笔共{money.figures(found['old_fen'])}元"
        among = "其中" if said else "待审批的款项里，"
        said += [f"{among}{old}在以前年度编制、当年没有审批，转入本年度。"]
    return "".join(said)
