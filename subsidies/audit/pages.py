"""What the pages of audit say: where a finding stands, what may be found about, what was drawn."""

import re

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from rules.facts import shown
from subsidies.books.vouchers import Voucher
from subsidies.matching.models import Matching
from subsidies.payments.models import Payment
from subsidies.spending.models import Expense
from workshops.records.models import Attachment
from workshops.titles.draws import lots
from workshops.titles.models import Title
from workshops.unions.models import Kind, Person, Role, TradeUnion

from .actions import SLOT, About
from .models import Finding, Says
from .totals import BY_KEY, read, way

KEY = re.compile(r"(payment|expense|matching|voucher|union)-(\d{1,12})")
FOUND = {"payment": (Payment, "paid"), "expense": (Expense, "spent")}
FOUND |= {"matching": (Matching, "matched")}
STATES = {
    None: ("等待回复", "warn"),
    Says.AGAIN: ("等待继续整改", "warn"),
    Says.REPLY: ("已回复，待核实", "progress"),
    Says.CLOSED: ("整改到位", "good"),
    Says.TAKEN_BACK: ("已撤回", "neutral"),
}


def standing(last: str | None, reply_by, on) -> tuple[str, str]:
    """Where a finding stands by the last word about it, with its colour; late where it is."""
    if last in (None, Says.AGAIN) and reply_by < on:
        return "逾期未回复", "bad"
    return STATES[last]


def line(finding: Finding, on) -> dict:
    """One finding of a list, read with its last word."""
    until = finding.again_by or finding.reply_by
    label, tone = standing(finding.last, until, on)
    waits = finding.last in (None, Says.AGAIN)
    return {"finding": finding, "label": label, "tone": tone, "until": until if waits else None}


def status(finding: Finding, on) -> dict:
    """The status line of one finding."""
    told = line(finding, on)
    actors = {Says.REPLY: finding.union.title, Says.CLOSED: "", Says.TAKEN_BACK: ""}
    return {
        "what": str(finding),
        "state_label": told["label"],
        "tone": told["tone"],
        "since": finding.found_on,
        "who_acts": actors.get(finding.last, finding.concerned.title),
        "deadline": told["until"],
    }


def exchange(finding: Finding) -> list[dict]:
    """The words about a finding in their order, each reply with its papers."""
    papers: dict[str, list] = {}
    for paper in Attachment.objects.about(finding).filter(withdrawn_at=None).order_by("pk"):
        papers.setdefault(paper.slot, []).append(paper)
    words = finding.words.select_related("by").order_by("turn")
    return [{"word": one, "papers": papers.get(f"{SLOT}_{one.turn}", [])} for one in words]


def about(union: TradeUnion, key: str) -> About:
    """What a finding would be about, by its key in the address; 404 where it is not theirs."""
    told = KEY.fullmatch(key)
    if not told:
        raise Http404
    if told[1] == "union":
        return _about_union(union, int(told[2]))
    if told[1] == "voucher":
        return _about_voucher(union, int(told[2]))
    model, total = FOUND[told[1]]
    to = way(BY_KEY[total], union.kind)
    title = BY_KEY[total].title
    joined = f"{title}__studio__unit_union", f"{title}__authority"
    one = model.objects.select_related(*joined).filter(pk=told[2], **{to: union.pk}).first()
    if one is None:
        raise Http404
    payment = one if isinstance(one, Payment) else one.payment
    unions = [payment.title.unit_union]
    unions += [union] if union.kind == Kind.AUTHORITY else []
    things = {"payment": payment} | ({} if one is payment else {told[1]: one})
    return About(_words(one, payment), unions, things, _basis(one, payment))


def _words(one, payment: Payment) -> str:
    if isinstance(one, Expense):
        return f"{payment}的支出：{one.what}"
    return f"{payment}" if one is payment else f"{payment}的配套"


def _basis(one, payment: Payment) -> str:
    """The article that paid it, or for an expense what the text says of its use."""
    edition = payment.edition
    clause = edition.spending if isinstance(one, Expense) else None
    return f"{edition.source}{clause.article if clause else payment.article}"


def _about_voucher(union: TradeUnion, key: int) -> About:
    """A voucher of the union audited, or one below that books money of its titles."""
    own = Q(book__union=union) | Q(movement__title__authority=union)
    joined = "book__union", "movement__payment"
    one = Voucher.objects.select_related(*joined).filter(own, pk=key).first()
    if one is None:
        raise Http404
    unions = list({each.pk: each for each in (one.book.union, union)}.values())
    payment = one.movement.payment if one.movement else None
    things = {"voucher": one} | ({"payment": payment} if payment else {})
    return About(f"{one.book.union.title}记账凭证{one}：{one.summary}", unions, things)


def begun_at(person: Person, key: str, thing, on) -> str:
    """Where this person begins a finding about a thing; nowhere where they do not audit it."""
    audited = person.unions_as(Role.AUDITOR, on=on)
    near = (union for union in _over(thing) if union in audited)
    union = next(near, None)
    return reverse("finding_new", args=[union, _year(thing), f"{key}-{thing.pk}"]) if union else ""


def _over(thing) -> list[int]:
    """The unions whose auditors look at it: its authority, then whose money it is."""
    if isinstance(thing, Voucher):
        title = thing.movement.title if thing.movement_id else None
        return [*([title.authority_id] if title else []), thing.book.union_id]
    title = thing.title if isinstance(thing, Payment) else thing.payment.title
    return [title.authority_id, title.studio.unit_union_id]


def _year(thing) -> int:
    """The year of audit it falls into."""
    if isinstance(thing, Payment):
        return (thing.paid_on or thing.approved_on or thing.prepared_on).year
    return (thing.on if isinstance(thing, Voucher) else thing.spent_on).year


def _about_union(union: TradeUnion, key: int) -> About:
    """The union audited, or one under whose roof it named a studio."""
    if key == union.pk:
        return About(union.title, [union], {})
    titles = Title.objects.filter(authority=union, studio__unit_union=key)
    found = TradeUnion.objects.filter(pk__in=titles.values("studio__unit_union")).first()
    if found is None:
        raise Http404
    return About(found.title, [found], {})


def drawn_rows(sample, drawn=None) -> list:
    """What a sample drew, or a part of it, in the order of the lots."""
    drawn = list(sample.drawn if drawn is None else drawn)
    total = BY_KEY["paid" if sample.pool == "payments" else "spent"]
    model = Payment if sample.pool == "payments" else Expense
    found = model.objects.filter(pk__in=drawn).order_by("pk")
    keys = sorted(drawn)
    by_key = dict(zip(keys, read(total, found), strict=True))
    return [by_key[key] for key in drawn]


def drawn_again(sample) -> bool:
    """Whether its seed draws the same out of the same pool again."""
    return lots(sample.seed, sample.keys, sample.number) == sample.drawn


def said_of(finding: Finding) -> str:
    """The words about a finding one under the other, read with it."""
    words = (
        f"{shown(one.said_on)} {one.get_kind_display()}（{one.by.full_name}）：{one.text}"
        for one in finding.words.all()
    )
    return "\n".join(words)
