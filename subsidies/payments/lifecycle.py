"""The life of a payment: prepared by one, approved by another, paid; or turned back."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where a payment stands."""

    PREPARED = "prepared", "待审批"
    APPROVED = "approved", "已审批待拨付"
    PAID = "paid", "已拨付"
    REJECTED = "rejected", "已退回"


def step(source, target):
    return transition("state", source=list(source), target=target)


class PaymentLifecycle(ConcurrentTransitionMixin, Governed):
    """Prepared → approved → paid, or rejected."""

    state = FSMField("状态", choices=State, default=State.PREPARED, protected=True)

    class Meta:
        abstract = True

    @step([State.PREPARED], State.APPROVED)
    def approve(self, decision):
        """Another person approves; the notice is issued."""
        self.approved_by, self.approved_on = decision.person, decision.decided_on
        decision.particulars = {**decision.particulars, **self.notice(decision.decided_on)}

    @step([State.PREPARED, State.APPROVED], State.REJECTED)
    def reject(self, decision):
        """The approver turns it back with a reason; also what was approved, until it is paid."""

    @step([State.APPROVED], State.PAID)
    def pay(self, decision):
        """The money has left: voucher and date."""
        self.voucher_number = decision.particulars["voucher_number"]
        self.paid_on = decision.particulars["paid_on"]
