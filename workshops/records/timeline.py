"""An act of the history as a page shows it: who, what, from what to what, in words."""

import re
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from rules.facts import shown

from .models import Event

WORDS = {
    "account": "收款账户",
    "bank": "开户银行",
    "number": "文号",
    "title": "标题",
    "filename": "文件",
    "amount": "金额",
    "received_on": "到账日期",
    "paid_on": "配套日期",
    "given_on": "资助日期",
    "giver": "资助的工会",
    "voucher": "凭证号或文号",
    "whose": "对象",
    "honour": "荣誉或称号",
    "recommended_on": "推荐日期",
    "what": "内容",
    "rewarded_on": "奖励日期",
    "source": "经费来源",
    "begins_on": "开始日期",
    "days": "天数",
    "full_name": "姓名",
    "roll": "名册",
    "year": "年度",
    "score": "得分",
    "result": "结果",
    "plaque_number": "牌匾编号",
    "document_number": "文号",
    "rows": "行数",
    "username": "登录名",
    "post": "岗位",
    "from_on": "任职日期",
    "until_on": "离任日期",
    "reply_by": "回复期限",
    "basis_of_finding": "依据条款",
    "today": "演示日期",
    "kind": "类别",
    "parent": "上级工会",
    "screening_union": "推荐工会",
    "unions": "工会数",
    "studios": "工作室数",
    "decided_on": "文件日期",
    "voucher_number": "记账凭证号",
    "slip_number": "外部凭证号或银行回单号",
    "sent_on": "拨付日期",
    "slip_on": "付款日期",
    "returned_on": "退回日期",
    "effective_on": "生效日期",
    "second_from": "两人审批的起点",
    "cooling_days": "变更账户的等待",
    "studio": "工作室",
    "joined_on": "加入日期",
    "left_on": "退出日期",
    "ended_on": "结束日期",
}
TRIED = "未能办理："  # an act refused; others need not read what somebody tried
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def entry(event: Event) -> dict:
    """One act as `_timeline.html` takes it: when, who as what, what changed, why."""
    before, after = event.before or {}, event.after or {}
    known = [name for name in WORDS if name in before or name in after]
    return {
        "at": event.at,
        "person": event.who,
        "role": event.post,
        "act_label": event.act,
        "before": state_label(event.subject_type, before.get("state")),
        "after": state_label(event.subject_type, after.get("state")),
        "changes": [
            {"label": WORDS[n], "before": said(before.get(n)), "after": said(after.get(n))}
            for n in known
        ],
        "why": event.why,
    }


def said(value) -> str:
    """A kept value as a person reads it; dates in Chinese."""
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        value = date.fromisoformat(value)
    return "" if value is None else shown(value)


def state_label(subject_type: str, state: str | None) -> str:
    """A state in the words of its machine; nothing where a thing has none."""
    try:
        choices = apps.get_model(subject_type)._meta.get_field("state").flatchoices
    except FieldDoesNotExist:
        return ""
    return str(dict(choices).get(state, ""))
