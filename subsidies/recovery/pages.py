"""What the pages of recovery say: where a claim stands, its arithmetic, what waits for notice."""

from django.db.models import Count, Window

from rules import money
from workshops.titles.models import Title
from workshops.unions.models import Role

from .actions import undemanded
from .reporting import unit_post
from .slips import WAITS

SHOWN = 20  # decisions to give notice of; the next ones follow as notice is given


def standing(left: int, repay_by, on) -> tuple[str, str]:
    """Whether it came back, is late, or is awaited, with its colour."""
    if left <= 0:
        return "已全部退还", "good"
    return ("逾期未退还", "bad") if repay_by < on else ("等待退还", "progress")


def line(clawback, on) -> dict:
    """One claim of the list, read with its sums."""
    label, tone = standing(clawback.left_fen, clawback.repay_by, on)
    return {"clawback": clawback, "label": label, "tone": tone}


def status(clawback, came: int, on) -> dict:
    """The status line of a claim, of which so much came back."""
    left = clawback.amount_fen - came
    label, tone = standing(left, clawback.repay_by, on)
    actor = f"{clawback.title.unit_union.title}" if left > 0 else ""
    return {
        "what": str(clawback),
        "state_label": label,
        "tone": tone,
        "since": clawback.demanded_on,
        "who_acts": actor,
        "deadline": clawback.repay_by if left > 0 else None,
    }


def arithmetic(clawback) -> dict:
    """The lines of the decision and their sum, as the table shows them."""
    said = {"word": clawback.word, "lines": clawback.lines, "due_fen": clawback.amount_fen}
    return said | {"capitals": money.capitals(clawback.amount_fen)}


def payee(account: dict | None) -> list[dict]:
    """Where to repay to, as the notice names it; nothing where it names no account."""
    if account is None:
        return []
    labels = {"holder": "户名", "bank": "开户银行", "number": "账号"}
    return [{"label": labels[name], "value": account[name]} for name in labels]


def slips(clawback, person, on) -> dict:
    """What the unit handed in, and what this person may do with it."""
    rows = clawback.slips.with_entry().select_related("proof", "ended_by").order_by("sent_on", "pk")
    found = list(rows)
    waiting = [row for row in found if row.standing == WAITS]
    ours = unit_post(clawback, person, on) is not None
    sum_ = sum(row.amount_fen for row in waiting)
    return {"slips": found, "waiting": waiting, "waiting_fen": sum_, "ours": ours}


def to_demand(person, on) -> dict:
    """For a finance clerk, the first decisions nobody has sent notice of, and how many more."""
    unions = person.unions_as(Role.FINANCE_CLERK, on=on)
    if not unions:
        return {}
    titles = Title.objects.filter(authority__in=unions).select_related("studio")
    waiting = undemanded().filter(subject_id__in=titles.values("pk")).order_by("pk")
    found = list(waiting.annotate(all=Window(Count("*")))[:SHOWN])
    by_key = titles.in_bulk([one.subject_id for one in found])
    rows = [
        {
            "decision": one,
            "title": by_key[one.subject_id],
            "amount_fen": one.particulars["recover_fen"],
        }
        for one in found
    ]
    return {"undemanded": rows, "more": found[0].all - len(rows) if found else 0}
