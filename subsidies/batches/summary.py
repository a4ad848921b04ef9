"""The notice of a whole batch: what it says is taken when it is issued, and kept with it."""

from rules import money
from rules.facts import shown
from workshops.documents.papers import draw_after_commit, papers_about
from workshops.records.actions import issue, next_number

KIND, WORD = "batch_summary", "拨"


def told(batch, decision) -> dict:
    """Everything the notice says; accounts are left out, for every unit receives it."""
    rows, authority = batch.settled(), batch.authority.title
    before = papers_about(batch)
    total, given = sum(row.amount_fen for row in rows), decision.particulars
    says = {
        "issuer": authority,
        "batch": {"number": batch.number, "title": batch.title},
        "rows": [line(place, row) for place, row in enumerate(rows, 1)],
        "count": len(rows),
        "figures": money.figures(total),
        "capitals": money.capitals(total),
        "amount_fen": total,
        "replaces": before[-1].number if before else "",
        "reason": given.get("reason", ""),
        "copied_to": [f"{authority}经费审查委员会"],
        "printer": f"{authority}办公室",
        "on": shown(decision.decided_on),
    }
    return {KIND: says}


def line(place: int, row) -> dict:
    """One payment as the table says it."""
    return {
        "place": place,
        "studio": row.title.studio.title,
        "union": row.title.unit_union.title,
        "label": row.payment.label,
        "figures": money.figures(row.payment.amount_fen),
    }


def since(batch, papers) -> str:
    """What fell after the last notice, which keeps the total it was issued with; empty where none.

    A notice counts what was approved, and nothing waits any more once there is one.
    """
    if not papers or not batch.in_bounced + batch.in_rejected:
        return ""
    says = papers[-1].decision.particulars[KIND]
    fell = says["count"] - batch.in_approved - batch.in_paid
    if not fell:
        return ""
    back = money.figures(says["amount_fen"] - batch.fen)
    said = f"通知写的是{says['count']}笔、合计{says['figures']}元，制发以后不改变"
    return f"{said}；其后退回、退汇{fell}笔、{back}元。需要的，写明理由重新制发。"


def issue_for(batch, decision) -> None:
    """Number the notice in the transaction of its decision; it is drawn once that is committed."""
    number = next_number(decision.union, WORD, decision.decided_on.year)
    heading = f"关于拨付{batch.title}的通知"
    paper = issue(KIND, heading[:120], decision, on=decision.decided_on, number=number)
    draw_after_commit(paper)
