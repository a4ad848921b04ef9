"""Every model of this app, one import for Django; each lives in its room."""

from .audit.models import Conclusion, Finding, Look, Sample, Word
from .batches.models import Batch, BatchRow, BatchRun
from .books.charts import Chart, ChartAccount
from .books.clearing import ClearingRule
from .books.models import Movement
from .books.sets import Book, Closing, PostingRule
from .books.vouchers import Draft, Voucher, VoucherLine
from .budgets.models import Allotment, Budget, Control
from .claims.models import Claim, ClaimItem
from .matching.models import Matching
from .payments.models import Payment
from .payments.payees import Account
from .recovery.models import Clawback, Repayment
from .recovery.slips import Slip
from .spending.models import Expense, UseCheck
from .spending.passing import Passing

__all__ = [
    "Account",
    "Allotment",
    "Batch",
    "BatchRow",
    "BatchRun",
    "Book",
    "Budget",
    "Chart",
    "ChartAccount",
    "Claim",
    "ClaimItem",
    "Clawback",
    "ClearingRule",
    "Closing",
    "Conclusion",
    "Control",
    "Draft",
    "Expense",
    "Finding",
    "Look",
    "Matching",
    "Movement",
    "Passing",
    "Payment",
    "PostingRule",
    "Repayment",
    "Sample",
    "Slip",
    "UseCheck",
    "Voucher",
    "VoucherLine",
    "Word",
]
