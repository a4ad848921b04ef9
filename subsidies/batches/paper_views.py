"""What leaves a batch as a file: the list for the bank, and its notices in one PDF a part."""

import logging
from time import monotonic

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from rules import money
from subsidies.payments.notices import KIND
from workshops import clock
from workshops.documents.joining import joined
from workshops.documents.papers import content
from workshops.documents.pdf import NotDrawn
from workshops.documents.serving import as_pdf, as_workbook
from workshops.records.actions import record
from workshops.records.models import Paper
from workshops.unions.models import Role

from .bank import listed
from .models import Batch

PART = 50  # notices in one PDF: what a worker can hold and a printer takes at once
DRAWING = 15.0  # seconds in one request for those that were never drawn
log = logging.getLogger(__name__)


def _batch(request, pk) -> Batch:
    rows = Batch.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(rows.select_related("authority"), pk=pk)


def _record(request, batch, act: str, **more) -> None:
    """An export stands in the history of its batch."""
    posts = request.user.posts(clock.today())
    post = next((p for p in posts if p.union_id == batch.authority_id), None)
    record(act, batch, by=request.user, at=clock.now(), post=post, **more)


@require_safe
def bank_list(request, pk):
    """The list of what to pay, approved or paid; its total is theirs."""
    batch = _batch(request, pk)
    rows = batch.settled()
    if not rows:
        messages.warning(request, "还没有已审批的款项，审批后再导出付款清单。")
        return redirect("batch", pk)
    total = sum(row.payment.amount_fen for row in rows)
    near = request.user.unions_as(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, on=clock.today())
    whole = batch.authority_id in near
    more = {"rows": len(rows), "amount": f"{money.figures(total)}元"}
    more |= {} if whole else {"账号": "隐去中间"}
    _record(request, batch, "导出付款清单", after=more)
    return as_workbook(listed(batch, rows, clock.today(), whole=whole), f"{batch.number}付款清单")


@require_safe
def notices(request, pk, part):
    """The notices of some fifty rows in their order, each as it was issued."""
    batch = _batch(request, pk)
    found = issued(batch)[(part - 1) * PART : part * PART] if part else []
    if not found:
        raise Http404
    papers, missing = drawn(found)
    if missing:
        messages.warning(request, f"还有{missing}份通知书没有画好，请再点一次。")
        return redirect("batch", pk)
    _record(request, batch, "打印拨付通知书", after={"rows": len(papers)})
    return as_pdf(joined(papers), f"{batch.number}拨付通知书{part}")


def issued(batch) -> list[int]:
    """The keys of the notices of the rows that stand, in the order of the rows."""
    payments = [row.payment_id for row in batch.settled()]
    about = {"subject_type": "subsidies.payment", "subject_id__in": payments, "kind": KIND}
    of_payment = dict(Paper.objects.filter(**about).values_list("subject_id", "pk"))
    return [of_payment[pk] for pk in payments if pk in of_payment]


def drawn(keys: list[int]) -> tuple[list[bytes], int]:
    """The bytes of these papers, and how many could not be drawn in the time of a request."""
    stop, found, missing = monotonic() + DRAWING, [], 0
    by_pk = Paper.objects.select_related("decision").in_bulk(keys)
    for pk in keys:
        paper = by_pk.pop(pk)
        if not paper.sha256 and monotonic() > stop:
            missing += 1
            continue
        try:
            found.append(content(paper))
        except NotDrawn:
            log.exception("paper %s was not drawn", pk)
            missing += 1
    return found, missing
