"""Every model of this app, one import for Django; each lives in its room."""

from .batches.models import Batch, BatchRow, BatchRun
from .books.charts import Chart, ChartAccount
from .books.models import Movement
from .books.sets import Book, Closing, PostingRule
from .books.vouchers import Draft, Voucher, VoucherLine
from .claims.models import Claim, ClaimItem
from .matching.models import Matching
from .payments.models import Account, Payment

__all__ = [
    "Account",
    "Batch",
    "BatchRow",
    "BatchRun",
    "Book",
    "Chart",
    "ChartAccount",
    "Claim",
    "ClaimItem",
    "Closing",
    "Draft",
    "Matching",
    "Movement",
    "Payment",
    "PostingRule",
    "Voucher",
    "VoucherLine",
]
