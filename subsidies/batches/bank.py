"""What goes to the bank as a workbook, and what comes back from it."""

from datetime import date

from rules import money
from subsidies.payments.lifecycle import State
from subsidies.payments.payees import Account
from workshops.documents.sheets import read_sheets
from workshops.documents.workbooks import Column, workbook

from .models import BatchRow

LIST = [
    Column("序号", width=6),
    Column("收款户名", width=32),
    Column("开户行", width=32),
    Column("账号", width=26),
    Column("金额（元）", "money", 16),
    Column("用途", width=40),
]
NUMBER = "凭证号或回单号"
ANSWERS = [
    Column("序号", width=6),
    Column("收款户名", width=32),
    Column("账号", width=26),
    Column("金额（元）", "money", 16),
    Column("结果", width=10),
    Column(NUMBER, width=18),
    Column("付款日期", "date", 14),
    Column("退回日期", "date", 14),
    Column("退回原因", width=32),
]
PAID, BACK = "已付", "退回"
TYPED = (("结果", "result"), (NUMBER, "voucher"), ("付款日期", "paid"))
TYPED += (("退回日期", "returned"), ("退回原因", "reason"))
MOST = 2000
SIGNS = ("年", "月", "/", ".")


def listed(batch, rows: list[BatchRow], on: date, *, whole: bool) -> bytes:
    """The list of what to pay; its total is theirs. Whole account numbers are for who pays.

    A payment that waits for an account another has replaced says so instead of its use.
    """
    keys = [row.payment.account_id for row in rows]
    used = set(Account.objects.in_use(on).filter(pk__in=keys).values_list("pk", flat=True))
    lines = [_line(row, whole, used) for row in rows]
    total = sum(row.payment.amount_fen for row in rows)
    return workbook(f"付款清单（{batch.number}）", LIST, lines, ["", "合计", "", "", total, ""])


def _line(row: BatchRow, whole: bool, used: set[int]) -> list:
    account, payment = row.payment.account, row.payment
    use = f"{row.title.studio.title}{payment.label}"
    if payment.state == State.APPROVED and account.pk not in used:
        use = "不要付款：收款账户已更换，退回后重新编制"
    place, number = str(row.place), account.number if whole else account.masked
    return [place, account.holder, account.bank, number, payment.amount_fen, use]


def form_of(batch, rows: list[BatchRow]) -> bytes:
    """The same rows with room for the bank's answers."""
    lines = []
    for row in rows:
        account = row.payment.account
        known = [str(row.place), account.holder, account.number, row.payment.amount_fen]
        lines.append([*known, "", "", "", "", ""])
    return workbook(f"银行回单（{batch.number}）", ANSWERS, lines)


def answers_in(
    content: bytes, rows: list[BatchRow], on: date, *, booked: bool = False
) -> tuple[dict, list[str]]:
    """The answers by the key of the row, and a sentence for every line that cannot be taken.

    Raises NotRead where it is no workbook.
    """
    sheet = next(iter(read_sheets(content, rows=MOST, columns=20).values()), [])
    labels = [column.label for column in ANSWERS]
    head = next((at for at, line in enumerate(sheet) if line[: len(labels)] == labels), None)
    if head is None:
        return {}, ["没有找到表头，请用本页导出的表填写，不要改动第二行。"]
    by_place, found, wrong = {str(row.place): row for row in rows}, {}, []
    for line in sheet[head + 1 :]:
        cells = dict(zip(labels, [*line, *[""] * len(labels)], strict=False))
        if not cells["结果"]:
            continue
        row = by_place.get(cells["序号"])
        why = _not_ours(cells, row) or (str(row.pk) in found and "重复。") or ""
        said, why = (None, why) if why else answer(cells, on, booked=booked)
        if why:
            wrong.append(f"序号{cells['序号'] or '（空）'}：{why}")
        else:
            found[str(row.pk)] = said
    return found, wrong


def typed_in(
    post, rows: list[BatchRow], on: date, *, booked: bool = False
) -> tuple[dict, list[str]]:
    """The answers typed beside the rows, and a sentence for every one that cannot be taken."""
    found, wrong = {}, []
    for row in rows:
        cells = {label: post.get(f"{name}-{row.place}", "").strip() for label, name in TYPED}
        if not any(cells.values()):
            continue
        said, why = answer(cells, on, booked=booked)
        if why:
            wrong.append(f"序号{row.place}：{why}")
        else:
            found[str(row.pk)] = said
    return found, wrong


def lines(post, rows: list[BatchRow]) -> list[dict]:
    """Each row with its fields, and what was typed into them."""
    return [{"row": row, "cells": [_cell(post, row, *one) for one in TYPED]} for row in rows]


def _cell(post, row: BatchRow, label: str, name: str) -> dict:
    name, kind = f"{name}-{row.place}", "date" if label.endswith("日期") else "text"
    plain = {"label": label, "name": name, "kind": kind, "value": post.get(name, "")}
    return plain | {"options": (PAID, BACK) if label == "结果" else ()}


def _not_ours(cells: dict, row: BatchRow | None) -> str:
    """Why a line is none of this batch's, by its number, account and sum."""
    if row is None:
        return "批次里没有这个序号，或者这一笔还没有审批、已经登记。"
    if cells["账号"] != row.payment.account.number:
        return f"账号与批次里的不一致（应为{row.payment.account.number}）。"
    try:
        same = money.yuan(cells["金额（元）"]) == row.payment.amount_fen
    except ValueError:
        same = False
    return "" if same else f"金额与批次里的不一致（应为{money.figures(row.payment.amount_fen)}）。"


def answer(cells: dict, on: date, *, booked: bool = False) -> tuple[dict | None, str]:
    """One answer as it is kept, or why it cannot be taken."""
    result, voucher = cells["结果"], cells[NUMBER][:40]
    if result not in (PAID, BACK):
        return None, f"结果应写“{PAID}”或“{BACK}”，现在是“{result[:20]}”。"
    if result == PAID and not (cells["付款日期"] and (voucher or booked)):
        asked = "付款日期" if booked else "凭证号和付款日期"
        return None, f"已付的须有{asked}。"
    if result == BACK and not (cells["退回日期"] and cells["退回原因"]):
        return None, "退回的须有退回日期和退回原因。"
    if voucher and not cells["付款日期"]:
        return None, "有号码的须有付款日期。"
    try:
        days = {"paid_on": day_of(cells["付款日期"]), "returned_on": day_of(cells["退回日期"])}
    except ValueError:
        return None, "日期写成2026-03-10的样子。"
    if max(days.values()) > on.isoformat():
        return None, "日期不能晚于今天。"
    if days["returned_on"] and days["paid_on"] and days["returned_on"] < days["paid_on"]:
        return None, "退回日期早于付款日期。"
    said = {"result": "paid" if result == PAID else "returned", "voucher_number": voucher}
    said |= {"reason": cells["退回原因"][:300], **days}
    return {name: value for name, value in said.items() if value}, ""


def laid_out(run) -> dict:
    """What was answered, row by row and in sums, to be read before it is entered."""
    answers = run.given["answers"]
    rows = run.batch.rows.filter(pk__in=answers).select_related("title__studio", "payment")
    lines, sums = [], dict.fromkeys((PAID, BACK), 0)
    for row in rows.order_by("place"):
        said = answers[str(row.pk)]
        result = PAID if said["result"] == "paid" else BACK
        sums[result] += row.amount_fen
        days = {n: date.fromisoformat(said[n]) for n in ("paid_on", "returned_on") if n in said}
        lines.append({"row": row, "result": result, "said": said} | days)
    return {"lines": lines, "sums": [{"label": k, "fen": fen} for k, fen in sums.items() if fen]}


def day_of(text: str) -> str:
    """A day as it is kept; ValueError where it is none."""
    if not text:
        return ""
    plain = text.rstrip("日")
    for sign in SIGNS:
        plain = plain.replace(sign, "-")
    return date(*map(int, plain.split("-"))).isoformat()
