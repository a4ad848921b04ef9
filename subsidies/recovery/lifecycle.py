"""The life of money claimed back: demanded; that it has come back is computed from what came."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where a claim to money back stands; whether it was repaid is told by the repayments."""

    DEMANDED = "demanded", "已通知退还"


class ClawbackLifecycle(ConcurrentTransitionMixin, Governed):
    """Demanded from the day of the notice on."""

    state = FSMField("状态", choices=State, default=State.DEMANDED, protected=True)

    class Meta:
        abstract = True

    @transition("state", source=State.DEMANDED, target=State.DEMANDED)
    def extend_demand(self, decision):
        """Another day by which it is to come back."""
        self.repay_by = decision.particulars["repay_by"]
