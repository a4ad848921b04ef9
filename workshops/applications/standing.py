"""Where a file stands, as its page shows it: status, progress, sections, steps, papers, history."""

from datetime import date

from django.urls import reverse

from rules.base import Seat, Step
from rules.verdict import Verdict
from workshops.records.actions import open_steps
from workshops.records.forms import PlainForm
from workshops.studios.reading import readable
from workshops.studios.sections import MATERIALS, Section, section_of, sections_of
from workshops.unions.models import Role, TradeUnion

from .forms import STEP_FORMS
from .lifecycle import ENDS, FILLING, FORWARD, State
from .models import Application
from .returns import in_words, is_open
from .ways import is_elsewhere, link, next_step, path_of, step_url

TONES = {
    State.RETURNED: "warn",
    State.NAMED: "good",
    State.DISQUALIFIED: "bad",
    State.NOT_SELECTED: "neutral",
    State.WITHDRAWN: "neutral",
}


class Standing:
    """One file on one day, before one person; what several parts of its page share is read once."""

    def __init__(self, application: Application, person, on: date, papers=None):
        self.application, self.person, self.on = application, person, on
        if papers is not None:
            application.slots_seen = frozenset(paper.slot for paper in papers)
        self.edition, self.state = application.edition, State(application.state)
        self.facts = application.known_facts(on)
        self.next = next_step(application)
        self.is_filling = self.state in FILLING

    def post_to_fill(self):
        """The post in which this person may change the filing, or None."""
        return self.application.post_for(self.edition.step("submit"), self.person, self.on)

    # Status and progress

    def status(self, decisions) -> dict:
        beside = self.application.is_beside
        filing = self.is_filling and not beside and self.application.call.closes_on
        last = decisions[0].decided_on if decisions else None
        return {
            "what": self.application.studio.title,
            "state_label": self.application.get_state_display(),
            "tone": TONES.get(self.state, "progress"),
            "since": last,
            "who_acts": self.actor(self.next) if self.next else "",
            "deadline": filing or None,
            "deadline_note": "申报截止" if filing else "",
        }

    def actor(self, step: Step) -> str:
        """Who takes a step of this file: the union and the post."""
        unions = {
            Seat.UNIT: [self.application.unit_union],
            Seat.AUTHORITY: [self.application.call.authority],
            Seat.RECOMMENDER: self._screener() if step.seat is Seat.RECOMMENDER else [],
        }[step.seat]
        return "、".join(union.title for union in unions) + Role(step.role).label

    def _screener(self) -> list[TradeUnion]:
        chain = self.application.screening_chain()
        here = self.application.screener_ids[self.application.level :][:1]
        known = [union for union in chain if union.pk in here]
        return known or list(TradeUnion.objects.filter(pk__in=here))

    def progress(self, decisions) -> list[dict]:
        """The steps to a name: what is done, what is next, who takes each, by which article."""
        taken = {d.step: d.decided_on for d in reversed(decisions)}
        path = path_of(self.application)
        here = path.index(self.next) if self.next else len(path)
        return [
            {
                "label": step.label,
                "state": self._place(place, here, step.name in taken),
                "article": step.article,
                "actor_label": self.actor(step),
                "on": taken.get(step.name) if place < here else None,
            }
            for place, step in enumerate(path)
        ]

    def _place(self, place: int, here: int, taken: bool) -> str:
        if self.next is None and self.state in ENDS:
            return "done" if taken else "skipped"
        if place < here:
            return "done"
        return "current" if place == here else "waiting"

    # Steps

    def steps(self) -> list[dict]:
        """What can be done now: this person's steps, and whose turn it is otherwise."""
        found = open_steps(self.application, by=self.person, on=self.on, facts=self.facts)
        steps = [self._step(one) for one in found if one.post or one.rule == self.next]
        steps.sort(key=lambda step: step["aside"])
        return [*self._filling(), *self._assigning(), *self._scoring(), *steps]

    def _assigning(self) -> list[dict]:
        """Where the review was judged on the file's page, the experts come after it."""
        rule = self.edition.step("review")
        waits = self.edition.is_scored and self.state == State.IN_REVIEW and rule.judging
        if not waits or self.application.post_for(rule, self.person, self.on) is None:
            return []
        url = link("assign", self.application.pk)
        return [{"label": "分派评审专家", "url": url, "lawful": True}]

    def _scoring(self) -> list[dict]:
        """An expert's way to the sheet he was given for this file."""
        if not self.person.holds(Role.EXPERT, on=self.on):
            return []
        own = self.application.sheets.filter(expert=self.person)
        return [
            {
                "label": "查看我的评分表" if sent else "评分",
                "url": link("sheet", pk),
                "lawful": True,
            }
            for pk, sent in own.values_list("pk", "submitted_at")
        ]

    def _filling(self) -> list[dict]:
        """While something is missing, filling it in comes before all steps."""
        if not self.is_filling or self.post_to_fill() is None:
            return []
        if self.state == State.DRAFT and self.verdict():
            return []
        wanting = (task["url"] for task in self.tasks() if task["tone"] != "good" and "url" in task)
        url = next(wanting, "")
        label = "补正内容" if self.state == State.RETURNED else "接着填写"
        return [{"label": label, "url": url, "lawful": True}] if url else []

    def _step(self, one) -> dict:
        form = STEP_FORMS.get(one.rule.name, PlainForm)
        verdict = form.before(one.verdict, one.rule, self.facts)
        wanting = dict.fromkeys(f.remedy or f.asks for f in verdict.blocking)
        shut = "；".join(list(wanting)[:3])
        elsewhere = is_elsewhere(self.application, one.rule.name)
        more = f"等{len(wanting)}项" if len(wanting) > 3 else ""
        return {
            "label": one.rule.label,
            "url": step_url(self.application, one.rule.name) if one.post else "",
            "lawful": bool(one.post) and (bool(verdict) or elsewhere),
            "reason": f"{shut}{more}" if one.post and not verdict else "",
            "actor_label": self.actor(one.rule),
            "article": one.rule.article if one.rule.in_text else "",
            "aside": one.rule.name not in FORWARD,
        }

    # The verdict of submission, and the sections it leads to

    def verdict(self) -> Verdict:
        """What submitting would find today; what the submission page itself asks does not block."""
        rule = self.edition.step("submit")
        return STEP_FORMS["submit"].before(
            self.edition.judge("submit", self.facts), rule, self.facts
        )

    def places(self) -> dict[str, Section]:
        """The section in which each provision of submission is filled in."""
        rules = self.edition.step("submit").requires
        whole = sections_of(self.edition)
        found = {rule.id: section_of(rule.reads(self.facts), whole) for rule in rules}
        return {id: section for id, section in found.items() if section}

    def links(self) -> dict[str, dict]:
        """Where this person fills in what each provision of submission looks at."""
        if not self.is_filling or self.post_to_fill() is None:
            return {}
        return {
            id: {"url": section_url(self.application, one.key), "url_label": one.label}
            for id, one in self.places().items()
            if is_open(self.application, one.key)
        }

    def tasks(self) -> list[dict]:
        """The sections as a task list, each with what is still missing."""
        verdict, places = self.verdict(), self.places()
        missing: dict[str, int] = {}
        for finding in verdict.blocking:
            if finding.id in places:
                key = places[finding.id].key
                missing[key] = missing.get(key, 0) + 1
        whole = (*sections_of(self.edition), MATERIALS)
        return [self._task(section, missing.get(section.key, 0)) for section in whole]

    def _task(self, section: Section, missing: int) -> dict:
        asked = is_open(self.application, section.key)
        task = {"title": section.label, "hint": section.lead}
        if not asked:
            return task | {"state_label": "不用改", "tone": "neutral"}
        task["url"] = section_url(self.application, section.key)
        if self.state == State.RETURNED:
            return task | {"state_label": "须补正", "tone": "warn"}
        if missing:
            return task | {"state_label": f"还差 {missing} 项", "tone": "warn"}
        filled = section.key == "materials" or self.is_filled(section)
        return task | (
            {"state_label": "已填写", "tone": "good"}
            if filled
            else {"state_label": "未填写", "tone": "neutral"}
        )

    def is_filled(self, section: Section) -> bool:
        """Whether anything but the studio's name stands in a section."""
        studio, names = self.application.written, [n for n in section.fields if n != "title"]
        said = [getattr(studio, name) for name in names]
        said += [getattr(self.facts, name) for name in section.facts]
        return any(value not in (None, "") for value in said)

    def reading(self) -> list[dict]:
        return readable(self.application.content, self.edition)

    def asked_for(self, decisions) -> dict | None:
        """What the last return asked for, while it stands."""
        if self.state != State.RETURNED:
            return None
        last = next((d for d in decisions if d.after == State.RETURNED), None)
        return last and {
            "by": f"{last.union}{last.role}",
            "on": last.decided_on,
            "why": last.particulars.get("reason", ""),
            "items": in_words(self.edition, self.application.reopened),
        }


def section_url(application: Application, key: str) -> str:
    """Where a section of a filing is filled in."""
    if key == "materials":
        return reverse("application_upload", args=[application.pk])
    return reverse("application_section", args=[application.pk, key])


def slots(application: Application, papers, *, link=True) -> list[dict]:
    """The material slots with their papers; slots outside the list come after it."""
    known = {material.slot: material for material in application.edition.materials}
    found: dict[str, list] = {slot: [] for slot in known}
    for paper in papers:
        found.setdefault(paper.slot, []).append(_file(paper))
    return [
        {
            "slot": slot,
            "label": known[slot].label if slot in known else paper_words(application, slot),
            "article": known[slot].article if slot in known else "",
            "needed": known[slot].required if slot in known else False,
            "files": files,
        }
        for slot, files in found.items()
    ]


def paper_words(application: Application, slot: str) -> str:
    """What a paper outside the material list is: the one of the step that took it in."""
    step = application.edition.step(slot)
    return f"{step.label}文件" if step else "其他材料"


def _file(paper) -> dict:
    return {
        "pk": paper.pk,
        "name": paper.filename,
        "url": link("attachment", paper.pk),
        "size": paper.size,
        "at": paper.kept_at,
    }
