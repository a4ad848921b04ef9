"""The life of an application: one table for all jurisdictions, called only by `advance`."""

from django.db import models
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    CONSENTED = "consented", "待初审"
    SCREENING = "screening", "初审中"
    RETURNED = "returned", "退回补正"
    RECOMMENDED = "recommended", "已推荐"
    IN_REVIEW = "in_review", "评审中"
    SHORTLISTED = "shortlisted", "已入围"
    DECIDED = "decided", "已研究确定"
    IN_PUBLICITY = "in_publicity", "公示中"
    NAMED = "named", "已命名"
    NOT_SELECTED = "not_selected", "未入选"
    WITHDRAWN = "withdrawn", "已撤回"
    DISQUALIFIED = "disqualified", "已取消资格"


ENDS = (State.NAMED, State.NOT_SELECTED, State.WITHDRAWN, State.DISQUALIFIED)
FILLING = (State.DRAFT, State.RETURNED)
AT_UNIT = (*FILLING, State.SUBMITTED)
IN_HANDS = (State.SUBMITTED, State.CONSENTED, State.SCREENING)
REVIEWED = (State.IN_REVIEW, State.SHORTLISTED, State.DECIDED, State.IN_PUBLICITY)
POSTED = (State.DECIDED, State.IN_PUBLICITY)
LIVE = tuple(state for state in State if state not in ENDS)
# The steps that lead to a name; all others lead back or to another end.
FORWARD = ("submit", "consent", "recommend", "review", "shortlist", "decide", "publicise", "name")


def step(source, target):
    return transition("state", source=list(source), target=target)


class ApplicationLifecycle(ConcurrentTransitionMixin, Governed):
    """Draft → … → named, or an end; what each step does to the file is in `entered`."""

    state = FSMField("状态", choices=State, default=State.DRAFT, protected=True)

    class Meta:
        abstract = True

    @step(FILLING, State.SUBMITTED)
    def submit(self, decision):
        self.entered("submitted", decision)

    @step([State.SUBMITTED], State.CONSENTED)
    def consent(self, decision):
        self.entered("consented", decision)

    @step(IN_HANDS, RETURN_VALUE(State.SCREENING, State.RECOMMENDED))
    def recommend(self, decision):
        return self.moved_up(decision)

    @step(IN_HANDS, State.RETURNED)
    def send_back(self, decision):
        self.entered("returned", decision)

    @step(IN_HANDS, State.NOT_SELECTED)
    def decline(self, decision):
        """The recommending union does not put it forward."""

    @step((*AT_UNIT, *IN_HANDS[1:], State.RECOMMENDED), State.WITHDRAWN)
    def withdraw(self, decision):
        """The unit's union takes it back."""

    @step([State.RECOMMENDED], State.IN_REVIEW)
    def review(self, decision):
        """The office takes it in for verification and scoring."""

    @step([State.IN_REVIEW], State.SHORTLISTED)
    def shortlist(self, decision):
        """It stands at or above the line."""

    @step([State.SHORTLISTED], State.DECIDED)
    def decide(self, decision):
        """The deciding body has chosen it."""

    @step([State.RECOMMENDED, *REVIEWED], State.NOT_SELECTED)
    def pass_over(self, decision):
        """It is not chosen; nothing is held against it."""

    @step([State.SHORTLISTED, State.DECIDED], State.IN_PUBLICITY)
    def publicise(self, decision):
        """Its name is posted."""

    @step([State.DECIDED, State.IN_PUBLICITY], State.NAMED)
    def name(self, decision):
        """The title is given, or another leader agreed to."""
        self.entered("named", decision)

    @step([*IN_HANDS, State.RETURNED, State.RECOMMENDED, *REVIEWED], State.DISQUALIFIED)
    def disqualify(self, decision):
        """A verified finding ends the candidacy."""
        self.entered("disqualified", decision)
