"""The disbursement notice: what it says is taken when the payment is approved, and kept with it."""

from dataclasses import asdict

from rules import money
from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, next_number
from workshops.records.models import Paper

KIND, WORD = "disbursement_notice", "补"


def content(payment, on) -> dict:
    """Everything the notice says, in the words of that day; amounts in figures and capitals."""
    title, edition = payment.title, payment.edition
    above = [union.title for union in title.recommending_unions]
    authority, account, spending = title.authority.title, payment.account, edition.spending
    return {
        "issuer": authority,
        "addressee": title.unit_union.title,
        "studio": title.studio.title,
        "plaque": title.title,
        "naming_title": naming_title(title),
        "naming_number": title.document_number,
        "label": payment.label,
        "amount_fen": payment.amount_fen,
        "figures": money.figures(payment.amount_fen),
        "capitals": money.capitals(payment.amount_fen),
        "payee": {"union": account.union.title} | payee(account),
        "source": edition.source,
        "article": "、".join([payment.article, *([spending.article] if spending else [])]),
        "spending": asdict(spending) if spending else None,
        "copied_to": [*above, f"{authority}经费审查委员会"],
        "printer": f"{authority}办公室",
        "on": shown(on),
    }


def payee(account) -> dict:
    """Where the money goes, in full."""
    return {"holder": account.holder, "bank": account.bank, "number": account.number}


def naming_title(title) -> str:
    """The title of the decision by which the studio was named, or a plain description of it."""
    papers = Paper.objects.filter(union=title.authority, number=title.document_number)
    kept = papers.values_list("title", flat=True).first()
    return kept or f"关于命名{title.named_on.year}年度{title.title}的决定"


def issue_for(payment, decision) -> Paper:
    """Number the notice in the transaction of the approval; it is drawn once that is committed."""
    number = next_number(decision.union, WORD, decision.decided_on.year)
    heading = f"关于拨付{payment.title.studio.title}{payment.label}的通知"
    paper = issue(KIND, heading[:120], decision, on=decision.decided_on, number=number)
    draw_after_commit(paper)
    return paper
