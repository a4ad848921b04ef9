"""The life of an expense: it stands, or it was struck out."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where an expense stands."""

    STANDS = "stands", "有效"
    STRUCK = "struck", "已冲销"


class ExpenseLifecycle(ConcurrentTransitionMixin, Governed):
    """Stands from the moment it is entered, until it is struck out."""

    state = FSMField("状态", choices=State, default=State.STANDS, protected=True)

    class Meta:
        abstract = True

    @transition("state", source=State.STANDS, target=State.STRUCK)
    def strike_expense(self, decision):
        """Entered wrongly, or the goods went back; the row stays to be read."""
        self.struck_on = decision.decided_on
        self.struck_why = decision.particulars["reason"]
