"""The life of a title: one table for all jurisdictions, called only by `advance`."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from workshops.records.lifecycle import Governed


class State(models.TextChoices):
    """Where a title stands."""

    TO_BE_CREATED = "to_be_created", "待创建"
    ACTIVE = "active", "有效"
    YELLOW_CARDED = "yellow_carded", "黄牌警告"
    RECTIFYING = "rectifying", "限期整改"
    REVOKED = "revoked", "已撤销摘牌"
    LEGACY = "legacy", "以往命名"


HELD = (State.ACTIVE, State.YELLOW_CARDED, State.RECTIFYING)


def step(source, target):
    return transition("state", source=list(source), target=target)


class TitleLifecycle(ConcurrentTransitionMixin, Governed):
    """Active, warned, being put right, or struck off."""

    state = FSMField("状态", choices=State, default=State.ACTIVE, protected=True)

    class Meta:
        abstract = True

    @step([State.TO_BE_CREATED], State.ACTIVE)
    def name_created(self, decision):
        """What was created under supervision is named."""
        self.entitled(decision)

    @step([State.ACTIVE, State.YELLOW_CARDED], State.YELLOW_CARDED)
    def yellow_card(self, decision):
        """A warning for its last year; the title stays."""
        self.warned(decision)

    @step([State.YELLOW_CARDED], State.ACTIVE)
    def restore(self, decision):
        """The next year was passed."""

    @step([State.ACTIVE], State.RECTIFYING)
    def order_rectification(self, decision):
        """Put right by a day."""
        self.papered(decision)

    @step([State.RECTIFYING], State.ACTIVE)
    def close_rectification(self, decision):
        """It was put right; what was found before is settled."""
        self.settled_on = decision.decided_on

    @step([State.ACTIVE], State.ACTIVE)
    def confirm_effect(self, decision):
        """The authority found that it works; money that waited for this may go."""
        self.effect_on = decision.decided_on

    @step([State.ACTIVE], State.ACTIVE)
    def keep_on(self, decision):
        """The leader retires and the studio is kept."""
        self.kept_on = decision.decided_on

    @step(HELD, None)
    def retitle(self, decision):
        """Another leader stands in the name of the title; its standing is as before."""

    @step(HELD, None)
    def adjust(self, decision):
        """The unit was renamed or moved; its standing is as before."""

    @step([State.ACTIVE], State.ACTIVE)
    def renew(self, decision):
        """A cycle ends well and the next begins; its check is settled."""
        self.settled_on = decision.decided_on

    @step([State.REVOKED], State.REVOKED)
    def claim_back(self, decision):
        """Found out after the end: money that left comes back by a decision of its own."""

    @step(HELD, State.REVOKED)
    def delist(self, decision):
        """The title ends; what that bars is the regulation's word."""
        self.ended(decision)
