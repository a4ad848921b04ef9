"""Every model of this app, one import for Django; each lives in its room."""

from .batches.models import Batch, BatchRow, BatchRun
from .books.models import Movement
from .claims.models import Claim, ClaimItem
from .matching.models import Matching
from .payments.models import Account, Payment

__all__ = [
    "Account",
    "Batch",
    "BatchRow",
    "BatchRun",
    "Claim",
    "ClaimItem",
    "Matching",
    "Movement",
    "Payment",
]
