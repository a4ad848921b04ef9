"""What a governed thing is, and the three ways a step can be refused."""

from dataclasses import replace
from datetime import date

from django.db import models
from django_fsm import can_proceed

from rules.base import Edition, Seat, Step
from rules.facts import LABELS, Facts, Judgement
from rules.verdict import Verdict


class NotPossible(Exception):
    """The state machine or the procedure has no such step from the present state."""


class NotPermitted(Exception):
    """This person, in no post of theirs, may take the step."""


class Refused(Exception):
    """The regulation does not allow the step on these facts; carries the verdict."""

    def __init__(self, verdict: Verdict):
        super().__init__("；".join(f"{f.article}：{f.asks}{f.shown}" for f in verdict.blocking))
        self.verdict = verdict


class Governed(models.Model):
    """Anything a regulation governs: it knows its edition, its facts and who sits where."""

    class Meta:
        abstract = True

    @property
    def edition(self) -> Edition:
        """The edition that governs this file."""
        raise TypeError(f"{type(self).__name__} must say which edition governs it")

    def rule_of(self, step: str) -> Step | None:
        """The step of the governing edition, called as it is called for this file."""
        return self.edition.step(step)

    def known_facts(self, on: date) -> Facts:
        """What the stored rows say, before the particulars of a step."""
        raise TypeError(f"{type(self).__name__} must say what is known of it")

    def seated(self, seat: Seat) -> list[int]:
        """The ids of the unions that sit there for this file now."""
        raise TypeError(f"{type(self).__name__} must say who sits where")

    def facts(self, on: date, given: dict | None = None) -> Facts:
        """What is known on that day, with the particulars of the step being taken laid over it."""
        given = given or {}
        over = {name: value for name, value in given.items() if name in LABELS}
        over["judgements"] = {
            key: value if isinstance(value, Judgement) else Judgement(**value)
            for key, value in given.get("judgements", {}).items()
        }
        return replace(self.known_facts(on), **over)

    def weigh(self, step: str, facts: Facts) -> Verdict:
        """What the governing edition says of the step on these facts, in the step's name here."""
        verdict, rule = self.edition.judge(step, facts), self.rule_of(step)
        return replace(verdict, step_label=rule.label) if rule else verdict

    def judge(self, step: str, *, on: date, given: dict | None = None) -> Verdict:
        """What the governing edition says of the step on that day."""
        return self.weigh(step, self.facts(on, given))

    def may_proceed(self, step: Step) -> bool:
        """Whether both the machine and the procedure have the step from the present state."""
        method = getattr(self, step.name, None)
        return method is not None and self.state in step.sources and can_proceed(method)

    def post_for(self, step: Step, person, on: date):
        """The post in which this person may take the step that day, or None."""
        seats = self.seated(step.seat)
        posts = (p for p in person.posts(on) if p.role == step.role and p.union_id in seats)
        return next(posts, None)

    def kept_from(self, step: Step, person) -> str:
        """Why this person may not take the step whatever post they hold; nothing by default."""
        return ""

    def hold(self, step: Step) -> None:
        """Lock what else the verdict of a step turns on, before it is read; nothing by default."""

    def altered(self, decision) -> tuple[dict, dict]:
        """What a step changed beside the state, as the history tells it; nothing by default."""
        return {}, {}

    def follow(self, decision) -> None:
        """What a kept decision brings with it, in the same transaction; nothing by default."""
