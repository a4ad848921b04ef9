"""Everything a rule may know: each fact with its label and unit. None means nobody has said yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from .calendar import Calendar
from .rows import EarlierTitle, Grant, Honour, Judgement, Leader, Level, Outcome, Project, Skill

__all__ = [
    "LABELS",
    "WORDS",
    "EarlierTitle",
    "Facts",
    "Grant",
    "Honour",
    "Judgement",
    "Leader",
    "Level",
    "Outcome",
    "Project",
    "Skill",
    "fact",
    "shown",
    "table",
]


def fact(label: str, unit: str = "", default: Any = None, words: Any = None) -> Any:
    """Declare one fact: its label on the screen, its unit, the words of its codes if it has any."""
    return field(default=default, metadata={"label": label, "unit": unit, "words": words or {}})


def table(label: str) -> Any:
    """Declare a fact that is a mapping, empty until something is recorded."""
    return field(default_factory=dict, metadata={"label": label, "unit": ""})


ROSTER = {"act": "行为发生时", "decision": "作出处理时", "now": "现在"}


@dataclass(frozen=True)
class Facts:
    """What is known of one call, application, title or payment on one day."""

    on: date

    # the call
    effective_on: date | None = fact("办法施行日期")
    shortlist_line: int | None = fact("入围标准", "分")
    pass_line: int | None = fact("合格标准", "分")
    full_marks: int | None = fact("评分表满分", "分")
    target: int | None = fact("年度名额", "个")
    call_number: str | None = fact("通知文号")
    opens_on: date | None = fact("申报开始日")
    closes_on: date | None = fact("申报截止日")
    posting_days: int | None = fact("公示工作日数", "个工作日")
    screener_kinds: tuple[str, ...] | None = fact("推荐工会类别")

    # the filing
    leaders: tuple[Leader, ...] | None = fact("领衔人")
    members: int | None = fact("团队成员", "人")
    has_venue: bool | None = fact("固定活动场所")
    area: Decimal | None = fact("场所面积", "平方米")
    unit_kind: str | None = fact("单位性质")
    legal_person: bool | None = fact("所在单位有法人资格且工会健全")
    operating_since: date | None = fact("开始运行日期")
    goals: str | None = fact("攻关课题和创新目标")
    budgeted: bool | None = fact("工作经费纳入单位预算")
    title_type: str | None = fact("工作室类型")
    category: str | None = fact("申报类别")
    already_named: bool | None = fact("往年已由同一机关命名")
    equipment: str | None = fact("配套设施设备")
    dedicated_funds: bool | None = fact("专项工作经费")
    unit_pays: bool | None = fact("日常经费由单位承担")
    projects: tuple[Project, ...] | None = fact("创新课题或攻关项目")
    outcomes: tuple[Outcome, ...] | None = fact("创新成果")
    earlier_titles: tuple[EarlierTitle, ...] | None = fact("已有命名")
    established_body: bool | None = fact("属于有建制的科室、研发机构或班组")
    research_body: bool | None = fact("属于单位原有建制的专门研发机构")
    founded_on: date | None = fact("成立文件日期")
    materials: frozenset[str] | None = fact("申报材料")
    truthful: bool | None = fact("真实性承诺")
    barred: bool | None = fact("已被永久取消申报资格")
    recommender_listed: bool | None = fact("推荐工会在本批次之内")
    submitted_on: date | None = fact("提交日期")
    legacy: bool | None = fact("属于以往评选的工作室")
    leader_barred: bool | None = fact("领衔人曾领衔永久取消申报资格的工作室")

    # the second entrance: led by a craftsman on a roll, without a filing
    roll_number: str | None = fact("名册编号")
    roll_year: int | None = fact("名册年度", "年")
    roll_size: int | None = fact("当年选树的工匠", "名")
    roll_studios: int | None = fact("当年名册已命名的工作室", "个")
    leads_studio: bool | None = fact("已经领衔创建工作室")
    supervisor: str | None = fact("督导创建的工会")

    # consent, screening, review, meeting
    screeners_ahead: tuple[str, ...] | None = fact("将逐级审核推荐的工会类别")
    screened_by: tuple[str, ...] | None = fact("已审核推荐的工会类别")
    consented_on: date | None = fact("党政意见日期")
    consent_signatory: str | None = fact("党政意见签署人")
    sheets_due: int | None = fact("已分派评分表", "份")
    sheets_in: int | None = fact("已交回评分表", "份")
    score: Any = fact("得分", "分")
    place: int | None = fact("推荐排名", "名")
    named_this_year: int | None = fact("本年度已命名", "个")
    last_batch_year: int | None = fact("上一批命名的年度", "年")
    chosen: int | None = fact("拟确定数量", "个")
    passes_over: str | None = fact("排名在前而未选定的")
    minutes_number: str | None = fact("会议纪要编号")
    met_on: date | None = fact("会议日期")

    # publicity and naming
    posted_on: date | None = fact("公示张贴日期")
    last_posting_day: date | None = fact("公示最后一日")
    open_objections: int | None = fact("未办结的异议", "件")
    upheld_objections: int | None = fact("成立的异议", "件")
    objection_closed_on: date | None = fact("最后一件异议办结日期")
    in_review: bool | None = fact("已由命名机关受理评审")
    document_number: str | None = fact("命名文号")
    composed_title: str | None = fact("称号名称")
    plaque_number: str | None = fact("牌匾编号")
    decided_year: int | None = fact("申报年度", "年")
    criticism_number: str | None = fact("通报批评文号")
    verified_finding: str | None = fact("查实认定")
    reason: str | None = fact("理由")

    # the titled years: a leader changed, a check made, a matter put right, a ground to end it
    leader_change: bool | None = fact("更换领衔人的申请")
    direction: str | None = fact("攻关方向")
    checked_on: date | None = fact("检查日期")
    check_passed: bool | None = fact("检查达到要求")
    ground: str | None = fact("所依据的情形")
    notice_number: str | None = fact("整改通知文号")
    notified_kind: str | None = fact("整改通知送达的工会类别")
    rectify_by: date | None = fact("整改期限")
    rechecked_on: date | None = fact("整改复查日期")
    put_right: bool | None = fact("整改复查达标")
    cycle_passed: bool | None = fact("周期考核合格")
    checks: Mapping[date, bool] = table("其他考核结果")
    campaigns: tuple[date, ...] = fact("统一检查的最后一日", default=())
    workdays: Calendar | None = fact("放假安排")
    renewed_on: date | None = fact("上次周期检查合格日期")
    leader_changed_on: date | None = fact("更换领衔人日期")
    leader_left_on: date | None = fact("领衔人离岗日期")
    inoperable: str | None = fact("因此不能正常运行的认定")
    liability_decision: str | None = fact("追究法纪责任的决定")
    roster_at: tuple[str, ...] | None = fact("被追究的成员何时在册", words=ROSTER)
    retires_on: date | None = fact("带头人法定退休日期")
    leader_willing: bool | None = fact("本人愿意继续领衔")
    unit_keeps: bool | None = fact("所在单位同意保留")

    # the named years and the money
    real_effect: bool | None = fact("已确认创建成功、确有实效")
    named_on: date | None = fact("命名日期")
    results: Mapping[int, bool] = table("年度考评结果")
    carded_years: tuple[int, ...] = fact("已给予黄牌警告的年度", default=())
    instalment: str | None = fact("补助分期")
    struck_off: bool | None = fact("称号已撤销")
    ended_on: date | None = fact("称号终止日期")
    amount_fen: int | None = fact("拨付金额", "分")
    payee_holder: str | None = fact("收款户名")
    payee_replaced: bool | None = fact("收款账户已更换")
    payee_changed_on: date | None = fact("收款账户更换日期")
    unit_union: str | None = fact("所在单位工会")
    voucher_number: str | None = fact("记账凭证号")
    paid_on: date | None = fact("拨付日期")
    first_paid_on: date | None = fact("首次拨款日期")
    grant: Grant | None = fact("本次申请的扶持")
    grants: tuple[Grant, ...] = fact("另行申请的扶持", default=())
    claimed: Any = fact("本次申请的补助的内容")
    granted_this_year: int | None = fact("本年度拟确定同类扶持", "个")
    yearly_filed_on: date | None = fact("本年度备案日期")
    paid_fen: int = fact("已拨付的补助", "分", default=0)
    claims_fen: int = fact("已拨付的另行申请的补助", "分", default=0)
    support_fen: int = fact("各级工会的其他扶持资金", "分", default=0)
    recover_fen: int | None = fact("决定追回的金额", "分")
    claimed_back_fen: int = fact("此前决定追回的金额", "分", default=0)
    precreation_fen: int = fact("创建前的资助", "分", default=0)
    received_fen: int | None = fact("收到的资助", "分")
    union_received_on: date | None = fact("基层工会账户到账日期")
    unit_received_on: date | None = fact("所在单位收到日期")
    matched_fen: int = fact("已配套的资金", "分", default=0)
    matched_on: date | None = fact("配套到位日期")
    purpose: str | None = fact("支出用途")
    used_for: str | None = fact("支出事项")
    spent_on: date | None = fact("支出日期")
    channel: str | None = fact("拨付渠道")
    booking: str | None = fact("记账事项")
    account_title: str | None = fact("记账科目")
    budget_left_fen: int | None = fact("本年度预算还可审批的金额", "分")
    over_budget: str | None = fact("同意超出预算的决定文号")
    second_from_fen: int | None = fact("须两人审批的起点金额", "分")
    endorsed: bool | None = fact("已由另一人初次审批")
    returned_on: date | None = fact("退汇日期")
    unspent_fen: int | None = fact("还可动用的补助", "分")
    invoice_used: str | None = fact("已列支过的发票")
    repay_by: date | None = fact("退还期限")
    batch_rows: int | None = fact("批次中的款项", "笔")
    batch_waiting: int | None = fact("批次中等待编制或审批的款项", "笔")
    batch_approved: int | None = fact("批次中已审批的款项", "笔")

    # what people found, gave as reasons, and chose where the text leaves it open
    judgements: Mapping[str, Judgement] = table("人工判定")
    reasons: Mapping[str, str] = table("说明理由")
    settings: Mapping[str, Any] = table("参数选择")


LABELS: Mapping[str, tuple[str, str]] = {
    f.name: (f.metadata["label"], f.metadata["unit"]) for f in fields(Facts) if f.metadata
}

WORDS: Mapping[str, Mapping[str, str]] = {
    f.name: f.metadata["words"] for f in fields(Facts) if f.metadata.get("words")
}


def shown(value: Any) -> str:
    """A value as staff read it; lists become counts, dates stay plain."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Level | Skill):
        return value.label
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | frozenset):
        return f"{len(value)}项"
    return str(value)
