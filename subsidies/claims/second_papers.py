"""The decision that bestows a second title, as a paper under the number it was given."""

from rules import money
from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, numbered
from workshops.records.models import Paper

KIND, WORD, NUMBER = "second_title", "字", "document_number"


def with_paper(claim, decision) -> dict:
    """The particulars of a decision with all that its paper says; as they are without a title."""
    given = decision.particulars
    if not getattr(claim.rule, "title_type", ""):
        return given
    authority, on = claim.title.authority, decision.decided_on
    number = numbered(authority, WORD, on.year, given[NUMBER])
    return {**given, NUMBER: number, KIND: says(claim, decision)}


def says(claim, decision) -> dict:
    """Which studio is distinguished, by what way, with what sum and plaque, beside which title."""
    base, given, union = claim.title, decision.particulars, claim.title.unit_union
    authority, above = base.authority.title, base.recommending_unions
    return {
        "issuer": authority,
        "studio": base.studio.title,
        "unit": union.unit or union.title,
        "plaque": base.edition.plaque_of(claim.rule.title_type),
        "plaque_number": given.get("plaque_number", ""),
        "base": base.title,
        "base_number": base.document_number,
        "source": decision.source,
        "article": decision.article,
        "accepted_on": shown(claim.accepted_on) if claim.accepted_on else "",
        "money": claim.rule.label,
        "capitals": money.capitals(claim.amount_fen),
        "figures": money.figures(claim.amount_fen),
        "copied_to": [union.title, *(one.title for one in above)],
        "printer": f"{authority}办公室",
        "on": shown(decision.decided_on),
    }


def issue_decision(title, decision) -> Paper:
    """Issue the decision about the title it bestowed."""
    told, on = decision.particulars[KIND], decision.decided_on
    heading = f"关于授予{told['studio']}“{told['plaque']}”称号的决定"[:120]
    paper = issue(KIND, heading, decision, on=on, number=title.document_number, about=title)
    draw_after_commit(paper)
    return paper
