"""A grant that was paid under each text, and what its unit's clerk enters of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from subsidies.matching import actions as matching
from subsidies.models import Payment
from subsidies.payments.receipts import enter_receipt
from subsidies.payments.standing import lock
from subsidies.spending.actions import spend
from tests.make import PDF, make_account, moment
from tests.workshops.titles.living import NAMED, titled
from workshops.records.actions import advance

WHOLE = 1_000_000


def paper(name="发票.pdf"):
    return SimpleUploadedFile(name, PDF)


def grant(code, *, came=NAMED, matched=True):
    """A city, and a payment of WHOLE fen that left; received and matched unless told otherwise."""
    city, title = titled(code)
    account = make_account(city.unit, city.clerk)
    own = {"title": title, "instalment": "1", "label": "补助", "amount_fen": WHOLE}
    own |= {"article": "—", "account": account, "prepared_by": city.finance_clerk}
    payment = Payment.objects.create(prepared_on=NAMED, state="approved", **own)
    left = {"voucher_number": "记-1", "paid_on": NAMED}
    advance(payment, "pay", by=city.finance_clerk, on=NAMED, at=moment(NAMED), given=left)
    act = {"by": city.clerk, "on": NAMED, "at": moment(NAMED)}
    if came:
        enter_receipt(payment, came, **act)
        payment.refresh_from_db()
    if came and matched and lock(payment):
        matching.enter_match(payment, WHOLE, NAMED, paper("配套.pdf"), **act)
    return city, payment


def spent(city, payment, fen=100, **details):
    """One expense entered by the unit's clerk."""
    own = {"spent_on": NAMED, "purpose": "设备购置", "what": "示波器", "amount_fen": fen}
    own |= {"paid_to": "演示仪器公司", "invoice_number": "2026-001"}
    act = {"by": city.clerk, "on": NAMED, "at": moment(NAMED)}
    return spend(payment, own | details, [paper()], **act)
