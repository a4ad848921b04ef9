"""The second title a distinction brings; the title it rests on stays as it is."""

from workshops.records.actions import post_behind, record
from workshops.titles.models import Title


def bestow(claim, decision) -> Title:
    """Give the second title that the decision on a claim brings."""
    base, given = claim.title, decision.particulars
    title = Title.objects.create(
        studio=base.studio,
        base=base,
        authority=base.authority,
        edition_key=base.edition_key,
        settings=base.settings,
        title=base.edition.plaque_of(claim.rule.title_type),
        named_on=decision.decided_on,
        document_number=given["document_number"],
        plaque_number=given.get("plaque_number", ""),
    )
    after = {"title": title.title, "document_number": title.document_number}
    after["plaque_number"] = title.plaque_number
    post = post_behind(decision)
    record("授予称号", title, by=decision.person, post=post, at=decision.decided_at, after=after)
    return title
