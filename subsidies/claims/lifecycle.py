"""The life of a claim: a draft, filed by the unit, decided by the authority or not."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where a claim stands."""

    DRAFT = "draft", "草稿"
    FILED = "filed", "已提出"
    DECIDED = "decided", "已审定"
    REFUSED = "refused", "不予补助"
    WITHDRAWN = "withdrawn", "已撤回"


def step(source, target):
    return transition("state", source=source, target=target)


class ClaimLifecycle(ConcurrentTransitionMixin, Governed):
    """Draft → filed → decided, refused or withdrawn."""

    state = FSMField("状态", choices=State, default=State.DRAFT, protected=True)

    class Meta:
        abstract = True

    @step(State.DRAFT, State.FILED)
    def file_claim(self, decision):
        """The unit's union asks."""
        self.filed(decision)

    @step(State.FILED, State.DECIDED)
    def grant_claim(self, decision):
        """What the arithmetic of the text brings is settled."""
        self.decided(decision)

    @step(State.FILED, State.DECIDED)
    def fund_topic(self, decision):
        """A topic is funded."""
        self.decided(decision)

    @step(State.FILED, State.DECIDED)
    def support_outcome(self, decision):
        """The meeting fixes what an outcome is given."""
        self.decided(decision)

    @step(State.FILED, State.DECIDED)
    def distinguish(self, decision):
        """A second title, and its money."""
        self.decided(decision)

    @step(State.FILED, State.REFUSED)
    def refuse_claim(self, decision):
        """Nothing is given; the reason stands in the decision."""

    @step(State.FILED, State.WITHDRAWN)
    def withdraw_claim(self, decision):
        """The unit takes it back."""
