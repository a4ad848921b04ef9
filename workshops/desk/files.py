"""What waits of files: the step each comes to next, for whoever may take it."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from rules.base import Seat
from rules.calendar import year_end
from workshops.applications.lifecycle import FILLING, LIVE, State
from workshops.applications.models import Application, Screening
from workshops.applications.ways import next_step, place_of, step_url
from workshops.publicity.models import Objection, Posting
from workshops.records.models import Decision
from workshops.reviews.models import ScoreSheet
from workshops.unions.models import Role

from .waiting import waits

FALLEN_OUT = (State.NOT_SELECTED, State.DISQUALIFIED)
TOLD_FOR = timedelta(days=60)
TONES = {State.RETURNED: "warn"}


@waits
def files(person, on):
    """The files whose next step is this person's, and where one's own stand meanwhile."""
    roles = {post.role for post in person.posts(on)}
    if not roles - {Role.EXPERT, Role.ADMINISTRATOR, Role.FINANCE_CLERK, Role.FINANCE_APPROVER}:
        return
    posts = {(post.role, post.union_id) for post in person.posts(on)}
    seen = list(_live(person, on))
    ended = [file for file in seen if file.state in FALLEN_OUT]
    rows = [(file, next_step(file)) for file in seen if file.state in LIVE]
    mine = [(f, s) for f, s in rows if s and (s.role, _seat(f, s)) in posts]
    single = [(f, s) for f, s in mine if not _by_call(f, s)]
    yield _group("等您办理的申报", [_task(f, s, on) for f, s in single])
    yield _group("整批办理", list(_batches([m for m in mine if _by_call(*m)], on)))
    if roles & {Role.CLERK, Role.CHAIR}:
        rest = [(f, s) for f, s in rows if (f, s) not in mine]
        yield _group("已交出、正在办理的", [_elsewhere(f, s, on) for f, s in rest])
        yield _group("最近有了结果的", [_ended(file) for file in ended])


def _fallen_out(person, on) -> Q:
    """One's own files that came to nothing of late, so that nobody learns of it by chance."""
    own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    fallen = Q(state__in=FALLEN_OUT, ended_on__gte=on - TOLD_FOR)
    return fallen & Q(studio__unit_union__in=own)


def _ended(file) -> dict:
    """A file that came to nothing: since when, and where to read why."""
    day = file.ended_on
    return {
        "title": f"{file}" if file.of_title_id else file.studio.title,
        "url": reverse("application", args=[file.pk]),
        "state_label": file.get_state_display(),
        "tone": "warn",
        "hint": f"{day.month}月{day.day}日作出的决定，依据和理由见申报页的“已作出的决定”",
    }


def _group(title, tasks) -> dict:
    return {"title": title, "tasks": tasks, "url": reverse("applications")}


def _live(person, on):
    """The live files one sees, each with what the next step turns on, in one query.

    With them come one's own that fell out of late.
    """
    sheets = ScoreSheet.objects.filter(application=OuterRef("pk"))
    submitted = sheets.filter(submitted_at__isnull=False)
    here = Screening.objects.filter(application=OuterRef("pk"), level=OuterRef("level"))
    posting = Posting.objects.filter(applications=OuterRef("pk")).order_by("-posted_on", "-pk")
    objections = Objection.objects.open().filter(application=OuterRef("pk"))
    label = Application._meta.label_lower
    taken = Decision.objects.filter(subject_type=label, subject_id=OuterRef("pk")).order_by("-pk")
    found = Application.objects.visible_to(person, on=on)
    found = found.annotate(ended_on=Subquery(taken.values("decided_on")[:1]))
    found = found.filter(Q(state__in=LIVE) | _fallen_out(person, on))
    found = found.select_related("call__authority", "studio__unit_union", "of_title__application")
    return found.annotate(
        screener=Subquery(here.values("union")[:1]),
        reached=Subquery(here.values("reached_on")[:1]),
        due=Subquery(_count(sheets)),
        handed_in=Subquery(_count(submitted)),
        open_ones=Subquery(_count(objections)),
        last_day=Subquery(posting.values("last_day")[:1]),
    ).order_by("pk")


def _count(rows):
    return rows.order_by().values("application").annotate(n=Count("pk")).values("n")


def _seat(file, step) -> int | None:
    """The id of the union that takes this step of this file."""
    if step.seat is Seat.UNIT:
        return file.studio.unit_union_id
    return file.screener if step.seat is Seat.RECOMMENDER else file.call.authority_id


def _by_call(file, step) -> bool:
    """Whether the step is taken for a whole call at once, and this file is ready for it."""
    _, whose = place_of(file, step.name)
    return whose == "call" and not (step.name == "shortlist" and _missing(file))


def _missing(file) -> int | None:
    """How many sheets are still out; None counts as all, since none was assigned."""
    return (file.due - (file.handed_in or 0)) if file.due else 1


def _task(file, step, on) -> dict:
    task = {
        "title": f"{file}" if file.of_title_id else file.studio.title,
        "url": reverse("application", args=[file.pk]),
        "state_label": f"待{step.label}",
        "tone": TONES.get(file.state, "progress"),
        "hint": file.studio.unit_union.title,
    }
    if file.state in FILLING:
        closes = None if file.is_beside else file.call.closes_on
        overdue = bool(closes and closes < on and file.state == State.DRAFT)
        words = {"state_label": file.get_state_display(), "hint": f"下一步：{step.label}"}
        return task | words | {"deadline": closes, "overdue": overdue}
    if step.seat is Seat.RECOMMENDER and file.reached:
        task["hint"] += f"，{file.reached.month}月{file.reached.day}日收到"
    if step.name == "shortlist" and file.edition.is_scored:
        task |= _sheets(file)
    return task


def _sheets(file) -> dict:
    """Where the scoring of one file stands."""
    url = reverse("assign", args=[file.pk])
    if not file.due:
        return {"state_label": "待分派专家", "tone": "warn", "url": url}
    return {"state_label": f"评分表 {file.handed_in or 0}/{file.due}", "url": url}


def _batches(rows, on):
    """One line for each call and step: how many files, and what may stand in the way."""
    batches = defaultdict(list)
    for file, step in rows:
        batches[file.call_id, step.name].append((file, step))
    for batch in batches.values():
        file, step = batch[0]
        task = {
            "title": f"{step.label}：{file.call}",
            "url": step_url(file, step.name),
            "state_label": f"{len(batch)}个工作室",
            "tone": "progress",
            "hint": "、".join(f.studio.title for f, _ in batch[:3]),
        }
        yield task | (_posted([f for f, _ in batch], on) if step.name == "name" else {})


def _posted(files, on) -> dict:
    """Whether a posting still runs or an objection is open; then naming has to wait."""
    last = max((f.last_day for f in files if f.last_day), default=None)
    open_ones = sum(f.open_ones or 0 for f in files)
    if last and on <= last:
        day = f"{last.month}月{last.day}日"
        return {"state_label": "公示中", "deadline": last, "hint": f"公示到{day}，次日起可以命名。"}
    if open_ones:
        hint = f"还有{open_ones}件异议没有办结，办结后才能命名。"
        return {"state_label": "有异议", "tone": "warn", "hint": hint}
    closes = year_end(files[0].call.year)
    return {"state_label": "可以命名", "deadline": closes, "overdue": on > closes}


def _elsewhere(file, step, on) -> dict:
    """A file in other hands: where it stands and whose turn it is."""
    who = {Seat.UNIT: "本单位工会", Seat.RECOMMENDER: "推荐工会", Seat.AUTHORITY: "命名机关"}
    hint = f"下一步：{step.label}，由{who[step.seat]}{Role(step.role).label}办理" if step else ""
    return {
        "title": f"{file}" if file.of_title_id else file.studio.title,
        "url": reverse("application", args=[file.pk]),
        "state_label": file.get_state_display(),
        "hint": hint,
    }
