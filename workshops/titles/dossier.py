"""The dossier (卷宗) of a title: everything kept of it, in order, as parts that print."""

from datetime import date

from django.db.models import Q, prefetch_related_objects

from rules.facts import shown as worded
from workshops.records.models import Decision, HistoryHead, subject_of
from workshops.records.reading import particulars, verdict_of
from workshops.records.seen import as_told
from workshops.studios.filing import filing_of, thawed
from workshops.studios.reading import readable
from workshops.unions.models import Person

from . import pages
from .after_end import end_decided, standing
from .beside import papers_of
from .changing import Change, Outcome
from .dossier_given import given
from .dossier_leaf import (
    Part,
    Reader,
    Table,
    amount,
    cited,
    day_of,
    plain,
    result,
    said,
    told,
    yuan,
)
from .dossier_lived import duties, ledgers, outcomes
from .keeping import RESULT
from .models import Title
from .year_sheets import CheckSheet

UNDRAWN = "首次打开时生成"
NUMERALS = (*"一二三四五六七八九十", "十一", "十二", "十三")


def dossier(title: Title, person: Person, on: date) -> dict:
    """All that its paper says."""
    reader = Reader(title, person, on)
    made = [part for part in (one(reader) for one in PARTS) if part.blocks]
    for place, part in enumerate(made):
        part.numeral, part.anchor = NUMERALS[place], f"part-{place}"
    head = HistoryHead.objects.filter(pk=1).first()
    told = {"title": title, "parts": made, "on": on, "head": head, "person": person}
    return told | {"events": reader.events}


# The parts, in their order


def naming(reader: Reader) -> Part:
    """Who named it, when, under which number; where it stands today."""
    part, title = Part("称号"), reader.title
    shown = [(fact["label"], said(fact["value"])) for fact in pages.facts(title)]
    part.add(facts=[*shown, ("现在的状态", title.get_state_display())])
    return part


def filing(reader: Reader) -> Part:
    """The filing as it was frozen, with its papers; without one, the studio as it stands."""
    title, file = reader.title, reader.file
    if title.application_id and file is None:
        return Part("申报材料")
    lead = "以下是提交时固定下来的申报内容。" if file else "没有申报，以下是工作室现在登记的情况。"
    part = Part("申报材料" if file else "工作室情况", lead)
    content = file.content if file else filing_of(title.studio)
    for section in readable(content, title.edition):
        facts = [(fact["label"], amount(fact)) for fact in section["facts"]]
        tables = [
            Table(one["caption"], [c["label"] for c in one["columns"]], plain(one["rows"]))
            for one in section["tables"]
            if one["rows"]
        ]
        part.add(section["label"], facts=facts, tables=tables)
    if file:
        part.add("随附材料", tables=reader.attached([file]))
    return part


def decisions(reader: Reader) -> Part:
    """Every decision about the filing and the title, with what was found, oldest first."""
    part, title = Part("办理决定"), reader.title
    about = Q(**subject_of(title))
    about |= Q(**subject_of(reader.file)) if reader.file else Q(pk=None)
    found = Decision.objects.filter(about).select_related("person", "union").order_by("pk")
    for one in found:
        findings = verdict_of(one, reader.person, reader.on)["findings"]
        facts = [("办理", f"{one.union.title}{one.role} {one.person.full_name}")]
        facts += [("日期", worded(one.decided_on)), ("依据", cited(one))]
        facts += [(p["label"], p["value"]) for p in particulars(one, reader.person, reader.on)]
        rows = [[f["article"], f["asks"], f["outcome_label"], told(f)] for f in findings]
        table = Table("逐条结论", ["条款", "要求", "结论", "情况和理由"], rows)
        part.add(one.label, facts=facts, tables=[table] if rows else [])
    return part


def papers(reader: Reader) -> Part:
    """What was issued, each with its digest."""
    part = Part("制发的文书")
    found = [thawed(row[3]) for row in sorted(papers_of(reader.title), key=lambda row: row[0])]
    rows = [
        [one["title"], one["number"], worded(one["issued_on"]), one["sha256"] or UNDRAWN]
        for one in found
    ]
    sheets = CheckSheet.objects.filter(record__title=reader.title).select_related("record")
    for one in sheets.defer("content").order_by("pk"):
        gone = "（登记已撤销）" if one.record.withdrawn_at else ""
        day = worded(one.record.assessed_on)
        rows.append([one.says["heading"] + gone, one.number, day, one.sha256 or UNDRAWN])
    if rows:
        part.add(tables=[Table("", ["文书", "文号", "制发日期", "校验值"], rows)])
    return part


def assessments(reader: Reader) -> Part:
    """What was assessed, checked and filed, withdrawn records among it, with its papers."""
    part, title = Part("考核、检查和备案"), reader.title
    labels = {duty.key: duty.label for duty in title.edition.duties}
    kept = sorted(title.assessments.all(), key=lambda row: (row.assessed_on, row.pk))
    rows = [
        [
            f"{row.year}年度",
            labels.get(row.duty, row.duty),
            worded(row.assessed_on),
            result(row),
            row.remark,
        ]
        for row in kept
    ]
    if rows:
        part.add(tables=[Table("", ["年度", "事项", "日期", "结果", "说明"], rows)])
        part.add("证明材料", tables=reader.attached(kept))
    return part


def rectifications(reader: Reader) -> Part:
    """What was to be put right, until when, and what became of it."""
    part, orders = Part("限期整改"), list(reader.title.rectifications.all())
    prefetch_related_objects(orders, "items")
    for order in orders:
        facts = [("通知文号", order.notice_number), ("未达到的要求", order.ground)]
        facts += [("整改要求", order.asks), ("整改期限", worded(order.due_on))]
        if order.rechecked_on:
            facts.append(("复查", f"{worded(order.rechecked_on)}，{RESULT[order.put_right]}"))
        facts += [("复查说明", order.recheck_note), ("了结日期", said(order.closed_on))]
        rows = [[item.what, said(item.done_on), item.note] for item in order.items.all()]
        table = Table("整改事项", ["事项", "完成日期", "完成情况"], rows)
        part.add(f"{worded(order.ordered_on)}通知", facts=facts, tables=[table] if rows else [])
    return part


def payments(reader: Reader) -> Part:
    """What its text pays and where it stands; the payments for those who may see them."""
    part, title = Part("补助和拨付"), reader.title
    schedule, end = title.schedule(reader.on), end_decided(title)
    paid = {one.instalment for one in title.payments.all() if one.state == "paid"}
    rows = [
        [one.label, yuan(one.amount_fen), one.article, *standing(one, paid, end)]
        for one in schedule.instalments
    ]
    if rows:
        columns = ["款项", "金额", "条款", "按办法", "说明"]
        part.add("按办法", tables=[Table("", columns, rows)])
    model = title._meta.get_field("payments").related_model
    seen = reader.sees(model).filter(title=title).with_numbers().order_by("pk")
    rows = [
        [
            one.label,
            yuan(one.amount_fen),
            one.get_state_display(),
            said(one.paid_on),
            "，".join(filter(None, one.numbers)),
        ]
        for one in seen
    ]
    if rows:
        columns = ["款项", "金额", "状态", "拨付日期", "凭证号"]
        part.add("拨付", tables=[Table("", columns, rows)])
    return part


def changes(reader: Reader) -> Part:
    """What changed of leader, unit and members."""
    part = Part("变更")
    found = reader.sees(Change).filter(title=reader.title).order_by("pk")
    rows = [
        [
            one.get_kind_display(),
            worded(one.happened_on),
            one.before,
            one.after,
            Outcome(one.outcome).label if one.outcome else "待处理",
        ]
        for one in found
    ]
    if rows:
        columns = ["事项", "变更日期", "变更前", "变更后", "结果"]
        part.add(tables=[Table("", columns, rows)])
    return part


def history(reader: Reader) -> Part:
    """What happened, oldest first, with the digest that ends the chain."""
    lead = "履历逐环相连，每一环带有前一环的校验值；最后一环的校验值可以和系统核对。"
    part, events = Part("履历摘要", lead), reader.events
    rows = [
        [
            f"{day_of(entry['at'])}",
            entry["act_label"],
            entry["person"],
            entry.get("role", ""),
            entry.get("why", ""),
        ]
        for entry in reversed(as_told(reader.person, reader.on, events))
    ]
    if rows:
        part.add(tables=[Table("", ["日期", "事项", "办理人", "身份", "理由"], rows)])
        last = events[-1]
        part.add(facts=[("本卷最后一环", f"第{last.number}环"), ("校验值", last.digest)])
    return part


PARTS = (naming, filing, decisions, papers, ledgers, duties, assessments, rectifications)
PARTS += (payments, changes, outcomes, given, history)
