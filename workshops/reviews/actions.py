"""What is done to score sheets: assigned, filled in, submitted, returned, stood aside from."""

from decimal import Decimal

from django.db import transaction

from workshops.applications.calls import Criterion
from workshops.applications.lifecycle import State
from workshops.applications.models import Application
from workshops.records.actions import advance, record
from workshops.unions.models import Person, Role

from .conflicts import candidates
from .models import Mark, Recusal, ScoreSheet


class Unready(Exception):
    """The act cannot be done now; the sentence says why and what to do."""


RANKED = "得分已经汇总排名，评分表已固定，不能再改。"
NOT_IN_REVIEW = "申报不在评审中，不能办理评分，请核对状态。"


def post_of(person: Person, role: str, union_id: int, *, on):
    """The post in which this person acts in that union, or None."""
    posts = person.posts(on)
    return next((p for p in posts if p.role == role and p.union_id == union_id), None)


def awaits_review(application: Application) -> bool:
    """Whether the file has yet to be taken in for review."""
    rule = application.edition.step("review")
    return rule is not None and application.may_proceed(rule)


def why_closed(application: Application) -> str:
    """Why sheets of this file can no longer change; empty while they can."""
    if application.rank is not None:
        return RANKED
    return "" if application.state == State.IN_REVIEW else NOT_IN_REVIEW


def _locked(application_id: int) -> Application:
    """The file, locked in this transaction and still being scored; raises Unready."""
    application = Application.objects.select_for_update().get(pk=application_id)
    if why := why_closed(application):
        raise Unready(why)
    return application


def _reopened(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet itself as it stands in this transaction, not yet submitted; raises Unready."""
    _locked(sheet.application_id)
    fresh = ScoreSheet.objects.select_for_update().filter(pk=sheet.pk).first()
    if fresh is None:
        raise Unready("这份评分表已不在您名下。")
    if fresh.submitted_at:
        raise Unready("评分表已提交，不能再改；确需修改的，请评审工作人员退回。")
    return fresh


def assign(
    application: Application, experts: list[int], *, by: Person, on, at, given: dict | None = None
) -> int:
    """Give the file to these experts, by id, taking it in first; returns how many are new.

    `given` holds what taking in is given, such as the reason for which a soft provision may pass.
    Raises Unready, naming the expert and the tie, where one must stand aside; and whatever
    the step `review` raises. Then nothing has changed.
    """
    with transaction.atomic():
        if awaits_review(application):
            if not experts:
                raise Unready("还没有勾选专家，没有受理。请先勾选，再受理评审并分派。")
            advance(application, "review", by=by, on=on, at=at, given=given)
        locked = _locked(application.pk)
        there = set(locked.sheets.values_list("expert_id", flat=True))
        chosen = [c for c in candidates(locked, on=on) if c.expert.pk in set(experts) - there]
        tied = [f"{c.expert}：{c.conflict}" for c in chosen if c.conflict]
        if tied:
            raise Unready("须回避，不能分派。" + "；".join(tied))
        post = post_of(by, Role.REVIEW_OFFICE, locked.call.authority_id, on=on)
        for candidate in chosen:
            sheet = ScoreSheet.objects.create(application=locked, expert=candidate.expert)
            after = {"expert": candidate.expert.full_name}
            record("分派评审专家", sheet, by=by, post=post, at=at, after=after)
    return len(chosen)


def take_back(sheet: ScoreSheet, *, by: Person, on, at, why: str) -> None:
    """The office takes an unscored sheet from an expert, who may be asked again."""
    with transaction.atomic():
        fresh = _reopened(sheet)
        post = post_of(by, Role.REVIEW_OFFICE, fresh.application.call.authority_id, on=on)
        before = {"expert": fresh.expert.full_name}
        record("取消分派", fresh, by=by, post=post, at=at, before=before, why=why)
        fresh.delete()


def fill(sheet: ScoreSheet, points: dict[int, Decimal | None], opinion: str, *, by, on, at) -> None:
    """Keep a draft: points by criterion id (None clears one) and the opinion."""
    with transaction.atomic():
        fresh = _reopened(sheet)
        for criterion, value in points.items():
            marks = fresh.marks.filter(criterion=criterion)
            if value is None:
                marks.delete()
            elif not marks.update(points=value):
                Mark.objects.create(sheet=fresh, criterion_id=criterion, points=value)
        fresh.opinion = opinion
        fresh.save(update_fields=["opinion"])
        record("保存评分草稿", fresh, by=by, post=_expert_post(fresh, by, on), at=at)


def submit(sheet: ScoreSheet, *, by: Person, on, at) -> None:
    """Hand a complete sheet in; from then on it is frozen. Raises Unready, naming what is amiss."""
    with transaction.atomic():
        fresh = _reopened(sheet)
        if amiss := shortcomings(fresh):
            raise Unready("还不能提交。" + "；".join(amiss))
        fresh.submitted_at, fresh.return_reason = at, ""
        fresh.save(update_fields=["submitted_at", "return_reason"])
        record("提交评分表", fresh, by=by, post=_expert_post(fresh, by, on), at=at)


def shortcomings(sheet: ScoreSheet) -> list[str]:
    """What keeps a sheet from being handed in: criteria without points, or points beyond full."""
    given = {mark.criterion_id: mark.points for mark in sheet.marks.all()}
    found = []
    for criterion in Criterion.objects.filter(call__applications=sheet.application_id):
        points = given.get(criterion.pk)
        if points is None:
            found.append(f"“{criterion.title}”还没有评分")
        elif points > criterion.full_marks:
            found.append(f"“{criterion.title}”超过满分{criterion.full_marks}分")
    return found


def send_back(sheet: ScoreSheet, *, by: Person, on, at, why: str) -> None:
    """The office returns a sheet to its expert before the ranking, saying why."""
    with transaction.atomic():
        application = _locked(sheet.application_id)
        fresh = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
        if not fresh.submitted_at:
            raise Unready("这份评分表还没有提交，不用退回。")
        fresh.submitted_at, fresh.return_reason = None, why
        fresh.save(update_fields=["submitted_at", "return_reason"])
        post = post_of(by, Role.REVIEW_OFFICE, application.call.authority_id, on=on)
        record("退回评分表", fresh, by=by, post=post, at=at, why=why)


def stand_aside(sheet: ScoreSheet, *, by: Person, on, at, why: str) -> Recusal:
    """The expert declares a conflict of his own: his sheet goes, and he is not asked again."""
    with transaction.atomic():
        application = _locked(sheet.application_id)
        recusal = Recusal.objects.create(
            application=application, expert=sheet.expert, why=why, declared_at=at
        )
        record("申报回避", recusal, by=by, post=_expert_post(sheet, by, on), at=at, why=why)
        sheet.delete()
    return recusal


def _expert_post(sheet: ScoreSheet, by: Person, on):
    return post_of(by, Role.EXPERT, sheet.application.call.authority_id, on=on)
