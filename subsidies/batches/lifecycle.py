"""The life of a batch: made, and announced once its payments are approved."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where a batch stands; how far its payments have come is read from them."""

    MADE = "made", "办理中"
    ANNOUNCED = "announced", "已制发汇总通知"


class BatchLifecycle(ConcurrentTransitionMixin, Governed):
    """Made → announced, and announced again where something came back."""

    state = FSMField("状态", choices=State, default=State.MADE, protected=True)

    class Meta:
        abstract = True

    @transition("state", source=State.MADE, target=State.ANNOUNCED)
    def announce(self, decision):
        """One notice of all that was approved."""
        self.announced(decision)

    @transition("state", source=State.ANNOUNCED, target=State.ANNOUNCED)
    def announce_again(self, decision):
        """Another in its place, with the reason."""
        self.announced(decision)
