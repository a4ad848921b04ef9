"""Pages of ledgers: the studios, one studio's ledgers, the rows of one, a row and its papers."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records import steps
from workshops.records.seen import seen_by

from . import ledger_pages as parts
from .ledger_acts import NotWritten, add_papers, remark, reply, reverse_entry, write
from .ledger_forms import (
    EntryForm,
    FindForm,
    LookForm,
    MorePapersForm,
    RemarkForm,
    ReplyForm,
    ReverseForm,
)
from .ledgers import replying_post
from .models import Studio

STUDIOS_ON_A_PAGE = 50
SUPERVISORS = "推荐工会初审员、主席，或者所在单位工会经办人、主席"
pages = require_http_methods(["GET", "POST"])


def moment(request) -> dict:
    """By whom and when, for an act."""
    return {"by": request.user, "at": clock.now()}


@require_safe
def studios(request):
    """The studios whose ledgers this person may read; where it is one, straight to it."""
    found = Studio.objects.with_ledgers_for(request.user, on=clock.today())
    found = found.select_related("unit_union").order_by("pk")
    form = FindForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    if asked:
        found = found.filter(parts.named(asked))
    after = number_in(request.GET.get("after", ""))
    rows = list(found.filter(pk__gt=after)[: STUDIOS_ON_A_PAGE + 1])
    if len(rows) == 1 and not (after or asked):
        return redirect("ledgers", rows[0].pk)
    shown = {"studios": rows[:STUDIOS_ON_A_PAGE], "q": asked, "form": form}
    shown["next"] = rows[STUDIOS_ON_A_PAGE - 1].pk if len(rows) > STUDIOS_ON_A_PAGE else None
    return render(request, "ledgers/studios.html", shown)


def number_in(text: str) -> int:
    """A key in an address; nothing is 0."""
    if text and not (text.isdecimal() and len(text) < 16):
        raise BadRequest("翻页的地址不对。")
    return int(text or 0)


@require_safe
def ledgers(request, pk):
    """One studio's ledgers: what each asks, how much is in it, what can be done."""
    room = parts.room_of(request.user, pk, clock.today())
    page = {"room": room, "ledgers": parts.overview(room), "crumbs": room.way()}
    return render(request, "ledgers/ledgers.html", page)


@require_safe
def ledger(request, pk, key):
    """The rows of one ledger, fifty at a time, and what supervision has said."""
    room = parts.room_of(request.user, pk, clock.today())
    one = room.ledger(key)
    form = LookForm(request.GET, on=room.on, kinds=room.kinds(one))
    wanted = form.cleaned_data if form.is_valid() else {}
    found = parts.found_rows(room, one, wanted)
    page = {"room": room, "ledger": one, "form": form, "count": found.count()}
    if after := number_in(request.GET.get("after", "")):
        found = found.after(get_object_or_404(room.entries, pk=after, ledger=key))
    rows = list(parts.in_full(found)[: parts.ON_A_PAGE + 1])
    page |= {"rows": parts.told(room, one, rows[: parts.ON_A_PAGE])}
    page["next"] = rows[parts.ON_A_PAGE - 1].pk if len(rows) > parts.ON_A_PAGE else None
    page |= {"asked": {k: v for k, v in wanted.items() if v}, "post": room.post(one)}
    remarks = room.remarks().filter(ledger=key).order_by("-pk")[: parts.REMARKS]
    page |= {"remarks": room.told_remarks(remarks)}
    page["counts_people"] = len(one.money) < len(one.kinds)
    page |= {"remarking": room.remarking(), "crumbs": room.way((one.label, ""))}
    return render(request, "ledgers/ledger.html", page)


@pages
def entry_new(request, pk, key):
    """Write one row; made for a phone."""
    room, one, post = writing(request, pk, key)
    if post is None:
        return not_yours(request, room, one)
    first = {"kind": request.GET.get("kind"), "happened_on": request.GET.get("on") or room.on}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EntryForm(*sent, ledger=one, on=room.on, initial={k: v for k, v in first.items() if v})
    page = {"room": room, "ledger": one, "form": form}
    page["crumbs"] = room.way((one.label, room.url("ledger", key)), ("记一条", ""))
    if request.method != "POST" or not form.is_valid():
        return render(request, "ledgers/entry_new.html", page)
    try:
        entry = write(room.studio, one, form.row(), form.brought(), post=post, **moment(request))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "ledgers/entry_new.html", page)
    messages.success(request, f"已记入{one.label}：{entry.title}。")
    if request.POST.get("save") == "draft":
        again = {"kind": entry.kind, "on": entry.happened_on.isoformat()}
        return redirect(room.url("ledger_entry_new", key, **again))
    return redirect(room.url("ledger_entry", key, entry.pk))


def writing(request, pk, key):
    """The room, the ledger and the post in which this person writes in it."""
    room = parts.room_of(request.user, pk, clock.today())
    one = room.ledger(key)
    return room, one, room.post(one)


def not_yours(request, room, one, label="记台账", actor=""):
    back = room.url("ledger", one.key)
    return steps.not_yours(request, label, back, whose=actor or parts.writer(one))


def _entry(request, pk, key, entry):
    """The room, the ledger and one of its rows, or 404."""
    room = parts.room_of(request.user, pk, clock.today())
    rows = parts.in_full(room.entries.rows().filter(ledger=key))
    return room, room.ledger(key), get_object_or_404(rows, pk=entry)


@pages
def entry(request, pk, key, entry):
    """One row with its papers and remarks; more papers can be brought."""
    room, one, row = _entry(request, pk, key, entry)
    told, post = parts.told(room, one, [row])[0], room.post(one)
    form = MorePapersForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and post is None:
        return not_yours(request, room, one, "补充材料")
    if request.method == "POST" and form.is_valid() and _papers_added(request, row, form, post):
        return redirect(told["url"])
    page = {"room": room, "ledger": one, "row": told, "form": form, "post": post}
    page |= {"facts": parts.facts_of(one, row, told["kind"]), "remarking": room.remarking()}
    page |= {"remarks": room.told_remarks(room.remarks().filter(entry=row).order_by("-pk"))}
    page |= {"entries": seen_by(request.user, room.on, row)}
    page["again"] = {"kind": row.kind, "on": row.happened_on.isoformat()}
    page["crumbs"] = room.way((one.label, room.url("ledger", key)), (row.title, ""))
    return render(request, "ledgers/entry.html", page)


def _papers_added(request, row, form, post) -> bool:
    """Whether the page is done with the papers; if not, the form says why."""
    try:
        add_papers(row, form.brought(), post=post, **moment(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    else:
        messages.success(request, "材料已保存。")
    return True


@pages
def entry_reverse(request, pk, key, entry):
    """Take a wrong row out of the count, with the reason."""
    room, one, row = _entry(request, pk, key, entry)
    post = room.post(one)
    if post is None:
        return not_yours(request, room, one, "冲销台账记录")
    told, form = parts.told(room, one, [row])[0], ReverseForm(request.POST or None)
    page = {"room": room, "ledger": one, "row": told, "form": form}
    page |= {"facts": parts.facts_of(one, row, told["kind"]), "consequences": parts.REVERSING}
    page["crumbs"] = room.way(
        (one.label, room.url("ledger", key)), (row.title, told["url"]), ("冲销", "")
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "ledgers/reverse.html", page)
    reason = form.cleaned_data["reason"]
    try:
        reverse_entry(row, reason, on=room.on, post=post, **moment(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
        return redirect(told["url"])
    messages.success(request, "已冲销。写错的请重新记一条。")
    again = {"kind": row.kind, "on": row.happened_on.isoformat()}
    return redirect(room.url("ledger_entry_new", key, **again))


@pages
def remark_new(request, pk, key):
    """Say what supervision found in a ledger, or in the row the address names."""
    room = parts.room_of(request.user, pk, clock.today())
    one, post = room.ledger(key), room.remarking()
    if post is None:
        return not_yours(request, room, one, "填写监督意见", SUPERVISORS)
    wanted, row = number_in(request.GET.get("row", "")), None
    if wanted:
        row = get_object_or_404(room.entries.rows(), pk=wanted, ledger=key)
    form = RemarkForm(request.POST or None, on=room.on)
    back = room.url("ledger_entry", key, row.pk) if row else room.url("ledger", key)
    page = {"room": room, "ledger": one, "form": form, "row": row, "back": back}
    page["crumbs"] = room.way((one.label, room.url("ledger", key)), ("监督意见", ""))
    if request.method != "POST" or not form.is_valid():
        return render(request, "ledgers/remark.html", page)
    remark(room.studio, one, form.cleaned_data, entry=row, post=post, **moment(request))
    messages.success(request, "监督意见已保存，工作室所在单位能看到。")
    return redirect(back)


@pages
def remark_reply(request, pk, key, row):
    """The unit answers what supervision said of its ledger, once."""
    room = parts.room_of(request.user, pk, clock.today())
    one = room.ledger(key)
    said = get_object_or_404(room.remarks(), pk=row, ledger=key)
    post, back = replying_post(said, request.user, room.on), room.url("ledger", key)
    if post is None:
        return not_yours(request, room, one, "回复监督意见", "所在单位工会经办人")
    form = ReplyForm(request.POST or None)
    page = {"room": room, "ledger": one, "form": form, "said": said, "back": back}
    page["crumbs"] = room.way((one.label, back), ("回复监督意见", ""))
    if request.method != "POST" or not form.is_valid():
        return render(request, "ledgers/reply.html", page)
    try:
        reply(said, form.cleaned_data["text"], post=post, **moment(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "回复已保存，提出意见的工会能看到。")
    return redirect(back)
