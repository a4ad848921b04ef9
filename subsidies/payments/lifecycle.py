"""The life of a payment: prepared by one, approved by another, paid; or it comes back."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed

from .numbers import kept, typed


class State(models.TextChoices):
    """Where a payment stands."""

    PREPARED = "prepared", "待审批"
    ENDORSED = "endorsed", "已初次审批"
    APPROVED = "approved", "已审批待拨付"
    PAID = "paid", "已拨付"
    BOUNCED = "bounced", "已退汇"
    REJECTED = "rejected", "已退回"


FALLEN = (State.REJECTED, State.BOUNCED)  # it moved no money in the end, and may be prepared anew


def step(source, target):
    return transition("state", source=list(source), target=target)


class PaymentLifecycle(ConcurrentTransitionMixin, Governed):
    """Prepared → approved → paid, over two signatures where the sum is large; or it falls."""

    state = FSMField("状态", choices=State, default=State.PREPARED, protected=True)

    class Meta:
        abstract = True

    @step([State.PREPARED], State.ENDORSED)
    def endorse(self, decision):
        """The first of two signatures over a large sum."""
        self.endorsed_by, self.endorsed_on = decision.person, decision.decided_on

    @step([State.PREPARED, State.ENDORSED], State.APPROVED)
    def approve(self, decision):
        """Another person approves; the notice is issued."""
        self.approved_by, self.approved_on = decision.person, decision.decided_on
        decision.particulars = {**decision.particulars, **self.notice(decision.decided_on)}

    @step([State.PREPARED, State.ENDORSED, State.APPROVED], State.REJECTED)
    def reject(self, decision):
        """The approver turns it back with a reason; also what was approved, until it is paid."""

    @step([State.PREPARED], State.REJECTED)
    def take_back(self, decision):
        """Who prepared it by mistake takes it back before anybody signed."""

    @step([State.APPROVED], State.PAID)
    def pay(self, decision):
        """The money has left: voucher and date."""
        self.voucher_number = typed(decision.particulars)
        self.paid_on = decision.particulars["paid_on"]

    @step([State.PAID], State.BOUNCED)
    def bounce(self, decision):
        """The bank sent it back; what was owed is owed as before."""
        self.returned_on = decision.particulars["returned_on"]

    @step([State.PAID], State.PAID)
    def correct(self, decision):
        """Voucher or day were entered wrongly; the former stay with the decision."""
        given = decision.particulars
        former = kept(given, self.voucher_number) | {"sent_on": self.paid_on}
        decision.particulars = {**given, "former": former}
        self.voucher_number = typed(given)
        self.paid_on = decision.particulars["paid_on"]
