"""The acts of this room: studios named in one decision, a year's result recorded."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import advance, issue, next_number, post_behind, record
from workshops.records.lifecycle import NotPermitted
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import HELD
from .models import Title
from .naming import KIND, WORD, decision_says, suggested_document_number
from .years import Assessment


class NotAssessable(Exception):
    """The year cannot be given this result; says why."""


def name_all(
    call: Call,
    plaques: dict[Application, str],
    given: dict,
    *,
    by: Person,
    on: date,
    at: datetime,
    composed: dict | None = None,
) -> list[Title]:
    """Name the studios of these applications in one decision and return their titles.

    `plaques` holds each one's plaque number, `given` the document number and the reasons the
    text asks for, `composed` the name each is given where the text composes one. All or none:
    raises what `advance` raises for the first that may not be named.
    """
    number, files = given["document_number"], list(plaques)
    with transaction.atomic():
        if number == suggested_document_number(call, on):
            next_number(call.authority, WORD, on.year)
        given = given | {KIND: decision_says(call, files, on, composed)}
        decisions = [
            advance(file, "name", by=by, on=on, at=at, given=given | own(file, plaque, composed))
            for file, plaque in plaques.items()
        ]
        heading = f"关于命名{call.year}年度{call.edition.plaque}的决定"
        paper = issue(KIND, heading, decisions[0], on=on, number=number, about=call)
        titles = [bestow(*pair) for pair in zip(files, decisions, strict=True)]
        draw_after_commit(paper)
    return titles


def own(application: Application, plaque: str, composed: dict | None) -> dict:
    """What the decision gives to one of its studios alone."""
    title = (composed or {}).get(application.pk)
    return {"plaque_number": plaque} | ({"composed_title": title} if title else {})


def bestow(application: Application, decision) -> Title:
    """The title that a naming decision gives to a studio."""
    given = decision.particulars
    reasons = [f["reason"] for f in decision.findings if f["reason"]]
    title = Title.objects.create(
        studio=application.studio,
        application=application,
        authority=application.call.authority,
        edition_key=application.call.edition_key,
        settings=application.call.readings,
        title=given.get("composed_title") or application.edition.plaque,
        named_on=decision.decided_on,
        document_number=given["document_number"],
        plaque_number=given["plaque_number"],
        late_reason="；".join(reasons)[:300],
    )
    after = {"document_number": title.document_number, "plaque_number": title.plaque_number}
    post = post_behind(decision)
    record("授予称号", title, by=decision.person, post=post, at=decision.decided_at, after=after)
    return title


def assessing_post(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person records yearly results of a title, or None."""
    posts = (p for p in person.posts(on) if p.role == Role.REVIEW_OFFICE)
    return next((p for p in posts if p.union_id == title.authority_id), None)


def years_open(title: Title, on: date) -> list[int]:
    """The years that can still be given a result: after naming, after the last one, until now."""
    if title.named_on is None or title.state not in HELD or title.schedule(on).revoked_year:
        return []
    known = [row.year for row in title.assessments.all() if row.score is not None]
    return list(range(max([title.named_on.year, *known]) + 1, on.year + 1))


def why_no_year(title: Title, on: date) -> str:
    """Why no year can be given a result now; empty where one can."""
    if title.named_on is None:
        return "还没有命名，命名以后才有年度结果。"
    if not title.is_assessed:
        return "依据的办法不按得分判定年度结果，不在这里登记。"
    if title.pass_line is None:
        return "申报批次没有录入合格标准，不能判定合格与否。"
    if years_open(title, on):
        return ""
    if title.state not in HELD:
        return "称号已经终止，不再考评。"
    if title.schedule(on).revoked_year:
        return "已有结果符合撤销情形，应先办理撤销。"
    return f"{on.year}年度以前都已有结果，或当年刚命名；下一年度开始后再登记。"


def assess(
    title: Title, year: int, score: Decimal, *, by: Person, on: date, at: datetime, remark: str = ""
) -> Assessment:
    """Record the result of one year and return it.

    Raises NotPermitted, or NotAssessable where that year has a result, lies ahead, or the title
    has ended. Results are entered in the order of the years and are not changed afterwards.
    """
    post = assessing_post(title, by, on)
    if post is None:
        raise NotPermitted("assess")
    with transaction.atomic():
        locked = Title.objects.select_for_update().get(pk=title.pk)
        if year not in years_open(locked, on) or locked.pass_line is None:
            raise NotAssessable(why_no_year(locked, on) or f"{year}年度不能登记结果。")
        result = Assessment.objects.create(
            title=locked,
            year=year,
            score=score,
            pass_line=locked.pass_line,
            assessed_on=on,
            remark=remark,
        )
        words = "合格" if result.passed else "不合格"
        after = {"year": year, "score": f"{score}", "result": words}
        record("登记年度考评", locked, by=by, post=post, at=at, after=after, why=remark)
    return result
