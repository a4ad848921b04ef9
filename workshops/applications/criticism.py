"""The circular that criticises a file whose papers were found untrue (通报批评)."""

from rules.base import Step
from rules.facts import shown
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, numbered

KIND, NUMBER, WORD = "criticism", "criticism_number", "通"


def is_due(rule: Step | None) -> bool:
    """Whether the text has the ending of a file made known under a number."""
    return rule is not None and NUMBER in rule.facts


def with_circular(file, decision) -> dict:
    """The particulars of a decision with all that its circular says; as they are without one."""
    given = decision.particulars
    if not given.get(NUMBER):
        return given
    authority, year = file.call.authority, decision.decided_on.year
    number = numbered(authority, WORD, year, given[NUMBER])
    return {**given, NUMBER: number, KIND: says(file, decision)}


def says(file, decision) -> dict:
    """What everybody is told: which studio filed for what, what was found, what was decided."""
    union, authority = file.unit_union, file.call.authority.title
    reached = file.screenings.filter(reached_on__isnull=False).order_by("level")
    plaque = file.edition.plaque_of(file.studio.title_type)
    filed = (
        f"申请{file.change_called}" if file.of_title_id else f"申报{file.call.year}年度“{plaque}”"
    )
    return {
        "issuer": authority,
        "studio": file.studio.title,
        "unit": union.unit or union.title,
        "filed": filed,
        "finding": decision.particulars.get("verified_finding", "").rstrip("。；"),
        "source": decision.source,
        "article": decision.article,
        "label": decision.label,
        "copied_to": [union.title, *reached.values_list("union__title", flat=True)],
        "printer": f"{authority}办公室",
        "on": shown(decision.decided_on),
    }


def issue_circular(decision) -> None:
    """Issue the circular the decision holds, if it holds one."""
    told = decision.particulars.get(KIND)
    if told:
        heading = f"关于对{told['studio']}{decision.label}并予以通报批评的通报"[:120]
        on, number = decision.decided_on, decision.particulars[NUMBER]
        draw_after_commit(issue(KIND, heading, decision, on=on, number=number))
