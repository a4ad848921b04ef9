"""The naming decision of a studio that came in from the roll, without a filing."""

from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, next_number, suggested_number
from workshops.records.models import Paper

KIND, WORD = "naming_decision", "字"


def direct_says(title, step, on, given) -> dict:
    """All that the decision says; a meeting and publicity only where the reading asks for them."""
    edition, authority = title.edition, title.authority.title
    union = title.studio.unit_union
    studios = [{"title": title.studio.title, "unit": union.unit or union.title}]
    return {
        "issuer": authority,
        "plaque": edition.plaque_of(title.studio.title_type),
        "year": on.year,
        "source": edition.source,
        "article": step.article,
        "deciding_body": edition.words.get("deciding_body", "") if given.get("met_on") else "",
        "deciding": edition.step("decide").label if edition.step("decide") else "",
        "posted": bool(given.get("last_posting_day")),
        "path": [],
        "groups": [{"union": union.title, "studios": studios}],
        "count": 1,
        "printer": f"{authority}办公室",
        "on": shown(on),
    }


def issue_direct(title, decision) -> Paper:
    """Issue the decision under the number it was given."""
    on, number = decision.decided_on, decision.particulars["document_number"]
    if number == suggested_number(title.authority, WORD, on.year):
        next_number(title.authority, WORD, on.year)
    says = decision.particulars[KIND]
    heading = f"关于命名{says['year']}年度{says['plaque']}的决定"
    paper = issue(KIND, heading, decision, on=on, number=number)
    draw_after_commit(paper)
    return paper
