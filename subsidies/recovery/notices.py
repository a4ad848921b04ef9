"""The notice that claims money back: its arithmetic line by line, the sum, the day."""

from rules import money
from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, next_number
from workshops.records.models import Decision, Paper

KIND, WORD = "recovery_notice", "追"


def content(clawback, on, repay_by, payee=None) -> dict:
    """Everything the notice says, in the words of that day; `payee` is where to repay to."""
    title, decision = clawback.title, clawback.decision
    authority, given = title.authority.title, decision.particulars
    says = given.get("revocation_decision") or {}
    lines = [line | {"figures": money.figures(line["amount_fen"])} for line in clawback.lines]
    return {
        "issuer": authority,
        "addressee": title.unit_union.title,
        "studio": title.studio.title,
        "word": clawback.word,
        "source": decision.source,
        "article": clawback.article,
        "decided_on": shown(decision.decided_on),
        "decision": decision.label,
        "decision_number": says.get("number") or given.get("document_number") or "",
        "finding": (given.get("verified_finding") or given.get("reason") or "").rstrip("。"),
        "lines": lines,
        "figures": money.figures(clawback.amount_fen),
        "capitals": money.capitals(clawback.amount_fen),
        "repay_by": shown(repay_by),
        "payee": payee,
        "copied_to": [*(u.title for u in title.recommending_unions), f"{authority}经费审查委员会"],
        "printer": f"{authority}办公室",
        "on": shown(on),
    }


def issue_for(clawback, decision) -> Paper:
    """Number the notice in the transaction of the demand; it is drawn once that is committed."""
    number = next_number(decision.union, WORD, decision.decided_on.year)
    heading = f"关于{clawback.word}{clawback.title.studio.title}补助资金的通知"
    paper = issue(KIND, heading[:120], decision, on=decision.decided_on, number=number)
    draw_after_commit(paper)
    return paper


def payee_of(clawback) -> dict | None:
    """The account that the notice of a claim names; the oldest notices name none."""
    sent = Decision.objects.about(clawback).filter(step="demand").order_by("-pk").first()
    return sent.particulars.get("payee") if sent else None


def last_payee(authority) -> dict | None:
    """The account that the last demand of an authority named, to begin the next one with."""
    sent = Decision.objects.filter(union=authority, step="demand", particulars__has_key="payee")
    last = sent.order_by("-pk").first()
    return last.particulars["payee"] if last else None
