"""The audit file (经审档案) of a union's year: what it says, part by part, for print."""

import hashlib
from datetime import date

from django.db.models import Q

from rules.facts import shown
from subsidies.payments.lifecycle import FALLEN
from subsidies.payments.models import Payment
from subsidies.recovery.models import Clawback
from workshops.records.actions import altered_decisions, broken_link
from workshops.records.models import Attachment, Decision, Event, Paper
from workshops.titles.dossier_leaf import Part, Table, yuan
from workshops.unions.models import TradeUnion

from . import lists, totals
from . import pages as parts
from .exceptions import exceptions
from .models import Finding, Sample

A_VOLUME = 150  # payments bound together; the press draws that many with their notices in time
MOST = 300  # rows of any other list; the workbook has them all
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八")
UNDRAWN = "首次打开时生成"


def chain() -> dict:
    """The state of the hash chain: sound up to which link, its digest, what is wrong after it."""
    broken = broken_link()
    last = Event.objects.order_by("-number")
    faults = [f"决定“{one}”（编号{one.pk}）与履历封存的内容不一致。" for one in altered_decisions()]
    if broken is not None:
        at = broken.number if isinstance(broken, Event) else broken
        faults.insert(0, f"履历第{at}环被改动、缺失，或履历在此处被截断。")
        last = last.filter(number__lt=at)
    sound = last.values_list("number", "digest").first() or (0, "—")
    return {"until": sound[0], "digest": sound[1], "faults": faults}


def payments_of(union: TradeUnion, year: int):
    """The payments a year's file lists: approved or paid in it, or sent back in it."""
    to = {totals.way(totals.BY_KEY["paid"], union.kind): union.pk}
    fell = Q(state__in=FALLEN) & Q(approved_on__year=year)
    within = Q(approved_on__year=year) | Q(paid_on__year=year) | Q(returned_on__year=year) | fell
    return Payment.objects.filter(within, **to).order_by("approved_on", "pk")


def volumes(union: TradeUnion, year: int) -> int:
    """How many volumes the file of a year has."""
    return max(1, -(-payments_of(union, year).count() // A_VOLUME))


def audit_file(union: TradeUnion, year: int, volume: int, on: date) -> dict:
    """What one volume says; the first has all but the payments that go into later ones."""
    start = (volume - 1) * A_VOLUME
    joined = "title__studio__unit_union", "prepared_by", "endorsed_by", "approved_by"
    listed = (
        payments_of(union, year).select_related(*joined).with_numbers()[start : start + A_VOLUME]
    )
    bound = list(listed)
    made = [_payments(bound, start), _papers(union, year, bound, first=volume == 1)]
    if volume == 1:
        made = [_totals(union, year), made[0], lists.moved(union, year),
                lists.accounts(union, year), _exceptions(union, year, on), _samples(union, year),
                _findings(union, year, on), made[1]]  # fmt: skip
    for place, part in enumerate(made):
        part.numeral, part.anchor = NUMERALS[place], f"part-{place}"
    says = {"union": union, "year": year, "parts": made, "on": on, "chain": chain()}
    return says | {"volume": volume, "volumes": volumes(union, year), "most": A_VOLUME}


# The parts, in their order


def _totals(union, year) -> Part:
    part = Part("汇总", "各项都从登记的每一笔计算。")
    found = totals.lines(totals.sums([union]), union, year)
    rows = [[line.label, yuan(line.fen), line.said] for line in found]
    part.add(tables=[Table("", ["项目", "金额", "怎样计算"], rows)])
    return part


def _payments(bound, start: int) -> Part:
    """Each payment with the days of its decisions and who prepared, approved and paid it."""
    part = Part("拨付清单", "编制、审批、拨付人和日期取自办理当日的决定。")
    paid = _payers(bound)
    rows = [
        [
            f"{place}",
            f"{one.title.studio.title}\n{one.title.studio.unit_union.title}",
            one.label,
            yuan(one.amount_fen),
            one.get_state_display(),
            _hand(one.prepared_by, one.prepared_on),
            "\n".join(
                filter(
                    None,
                    [
                        _hand(one.endorsed_by, one.endorsed_on),
                        _hand(one.approved_by, one.approved_on),
                    ],
                )
            ),
            _hand(paid.get(one.pk), one.paid_on) + "\n".join(("", *filter(None, one.numbers))),
        ]
        for place, one in enumerate(bound, start + 1)
    ]
    columns = ["序号", "工作室和工会", "款项", "金额", "状态", "编制", "审批", "拨付和凭证号"]
    if not rows:
        part.add(note="本年度没有审批或者拨付的款项。")
    else:
        fell = [one.amount_fen for one in bound if one.state in FALLEN]
        whole, left = sum(one.amount_fen for one in bound), sum(fell)
        total = f"共{len(rows)}笔，{yuan(whole)}"
        total += f"；其中退回、退汇{len(fell)}笔，{yuan(left)}，其余{yuan(whole - left)}。"
        part.add(tables=[Table(total, columns, rows)])
    return part


def _payers(bound) -> dict:
    """Who entered each as paid, by the last such decision."""
    kind, keys = Payment._meta.label_lower, [one.pk for one in bound]
    made = Decision.objects.filter(subject_type=kind, subject_id__in=keys, step="pay")
    return {one.subject_id: one.person for one in made.select_related("person").order_by("pk")}


def _hand(person, day) -> str:
    """Who and when, for a narrow column."""
    told = f"{day.year}.{day.month}.{day.day}" if day else ""
    return "\n".join(filter(None, [person.full_name if person else "", told]))


def _exceptions(union, year, on) -> Part:
    part, found = Part("例外", "没有按平常次序办理、或者逾期的。"), exceptions(union, year, on)
    rows = [
        [one.sort, shown(one.on), f"{one.studio}\n{one.label}", yuan(one.fen), one.why]
        for one in found[:MOST]
    ]
    columns = ["情况", "日期", "工作室和款项", "金额", "说明"]
    return _filled(part, columns, rows, len(found), "本年度没有例外。")


def _samples(union, year) -> Part:
    part = Part("抽查", "对每个参加的编号取“种子:编号”的 SHA-256 值，从小到大取前几个。")
    samples = Sample.objects.filter(union=union, year=year).order_by("pk")
    samples = samples.select_related("by", "conclusion__by")
    for one in samples:
        told = "再算一遍，结果相同" if parts.drawn_again(one) else "再算一遍，结果不同"
        facts = [("种子", one.seed), ("参加", f"{len(one.keys)}笔"), ("抽取", f"{one.number}笔")]
        facts += [("办理", f"{one.by.full_name}，{shown(one.drawn_on)}"), ("核对", told)]
        facts.append(("结论", _concluded(one)))
        rows = [
            [row.studio, row.label, yuan(row.fen), shown(row.on)]
            for row in parts.drawn_rows(one, one.drawn[:MOST])
        ]
        table = Table("", ["工作室", "款项", "金额", "日期"], rows)
        part.add(
            f"{one.get_pool_display()}抽查（{shown(one.drawn_on)}）", facts=facts, tables=[table]
        )
    if not part.blocks:
        part.add(note="本年度没有抽查。")
    return part


def _concluded(sample: Sample) -> str:
    """What came of a sample and who says so."""
    one = getattr(sample, "conclusion", None)
    return f"{one.text}（{one.by.full_name}，{shown(one.concluded_on)}）" if one else "还没有填写"


def _findings(union, year, on) -> Part:
    part = Part("审计问题和整改", "问题和回复写明后不再改动。")
    found = Finding.objects.filter(union=union, year=year).with_last().order_by("pk")
    found = found.select_related("concerned", "by").prefetch_related("words__by")
    listed = list(found[:MOST])
    papers = _handed_in(listed)
    for one in listed:
        until = one.again_by or one.reply_by
        facts = [("整改的工会", one.concerned.title), ("问题", one.text), ("依据", one.basis)]
        facts += [("提出", f"{one.by.full_name}，{shown(one.found_on)}")]
        facts += [("回复期限", shown(until)), ("状态", parts.standing(one.last, until, on)[0])]
        facts += [("往来", parts.said_of(one)), ("材料", "\n".join(papers.get(one.pk, [])))]
        part.add(one.about, facts=facts)
    if not part.blocks:
        part.add(note="本年度没有提出问题。")
    return part


def _handed_in(listed) -> dict[int, list[str]]:
    """The papers of the replies, each with its digest."""
    kind, keys = Finding._meta.label_lower, [one.pk for one in listed]
    papers: dict[int, list[str]] = {}
    kept = Attachment.objects.filter(subject_type=kind, subject_id__in=keys, withdrawn_at=None)
    for one in kept.order_by("pk"):
        papers.setdefault(one.subject_id, []).append(f"{one.filename} {one.sha256}")
    return papers


def _papers(union, year, bound, *, first: bool) -> Part:
    """Each issued notice with the digest of its bytes, and whether they still are the same."""
    part = Part("制发的文书", "校验值（SHA-256）可与系统中的文件核对。")
    about = Q(subject_type=Payment._meta.label_lower, subject_id__in=[one.pk for one in bound])
    if first:
        to = {totals.way(totals.BY_KEY["demanded"], union.kind): union.pk}
        claims = Clawback.objects.filter(**to, demanded_on__year=year).values("pk")
        about |= Q(subject_type=Clawback._meta.label_lower, subject_id__in=claims)
    found = Paper.objects.filter(about).order_by("pk")
    rows = [[one.number, one.title, shown(one.issued_on), _digest(one)] for one in found.iterator()]
    return _filled(part, ["文号", "文书", "制发日期", "校验值"], rows, len(rows), "没有制发文书。")


def _digest(paper: Paper) -> str:
    if not paper.sha256:
        return UNDRAWN
    same = hashlib.sha256(bytes(paper.content or b"")).hexdigest() == paper.sha256
    return paper.sha256 if same else f"{paper.sha256}（文件与制发时不一致）"


def _filled(part: Part, columns, rows, whole: int, none: str) -> Part:
    """A part of one table, or the sentence that there is nothing."""
    if not rows:
        part.add(note=none)
        return part
    part.add(tables=[Table("", columns, rows)])
    if whole > len(rows):
        part.add(note=f"共{whole}笔，这里列出前{len(rows)}笔，全部见导出的工作簿。")
    return part
