"""Every room's tables, gathered where Django looks for them."""

from .applications.amendments import Amendment, RuleSetting
from .applications.calls import Adoption, Call, Criterion
from .applications.models import Application, Screening
from .clock import DemoClock
from .exchange.models import Alliance, Exchange, Liaison, Membership
from .exchange.showcases import Showcase
from .exchange.transfers import Transfer
from .publicity.models import Objection, Posting
from .records.models import (
    Attachment,
    CalendarDay,
    Decision,
    Event,
    HistoryHead,
    NumberSeries,
    Paper,
)
from .reviews.models import Mark, Recusal, ScoreSheet
from .rewards.models import Benefit, Recommendation, Reward
from .studios.ledgers import LedgerEntry, LedgerRemark, LedgerReply
from .studios.models import (
    EarlierTitle,
    Honour,
    Leader,
    Member,
    Outcome,
    Project,
    Studio,
)
from .titles.changing import Change
from .titles.draws import Draw
from .titles.models import Title
from .titles.plaques import PlaqueReturn
from .titles.reminders import Reminder
from .titles.supported import Support
from .titles.year_sheets import CheckSheet
from .titles.years import Assessment, Rectification, RectificationItem
from .unions.models import Appointment, Person, TradeUnion

__all__ = [
    "Adoption",
    "Alliance",
    "Amendment",
    "Application",
    "Appointment",
    "Assessment",
    "Attachment",
    "Benefit",
    "CalendarDay",
    "Call",
    "Change",
    "CheckSheet",
    "Criterion",
    "Decision",
    "DemoClock",
    "Draw",
    "EarlierTitle",
    "Event",
    "Exchange",
    "HistoryHead",
    "Honour",
    "Leader",
    "LedgerEntry",
    "LedgerRemark",
    "LedgerReply",
    "Liaison",
    "Mark",
    "Member",
    "Membership",
    "NumberSeries",
    "Objection",
    "Outcome",
    "Paper",
    "Person",
    "PlaqueReturn",
    "Posting",
    "Project",
    "Recommendation",
    "Rectification",
    "RectificationItem",
    "Recusal",
    "Reminder",
    "Reward",
    "RuleSetting",
    "ScoreSheet",
    "Screening",
    "Showcase",
    "Studio",
    "Support",
    "Title",
    "TradeUnion",
    "Transfer",
]
