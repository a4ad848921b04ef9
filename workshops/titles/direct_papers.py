"""The naming decision of a studio that came in from the roll, without a filing."""

from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, next_number, suggested_number
from workshops.records.models import Paper

KIND, WORD = "naming_decision", "字"


def direct_says(title, step, on) -> dict:
    """All that the decision says; the text asks for no meeting and no publicity."""
    edition, authority = title.edition, title.authority.title
    union = title.studio.unit_union
    studios = [{"title": title.studio.title, "unit": union.unit or union.title}]
    return {
        "issuer": authority,
        "plaque": edition.plaque_of(title.studio.title_type),
        "year": on.year,
        "source": edition.source,
        "article": step.article,
        "deciding_body": "",
        "deciding": "",
        "posted": False,
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
