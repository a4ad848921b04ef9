"""杨浦区劳模（先进）、技师创新工作室管理办法，二十四条。

The text names no day of effect and no number: the district federation types the day in. It has no
publicity, score, quota, fraud clause, clawback or bar; nothing of the kind is written here.
"""

from datetime import date

from .base import Duty, Edition, Ledger, Material, Parameter, Regulation, Seat, Spending, Step
from .calendar import year_end
from .claims import Granted
from .clauses import Policy, Sort
from .duties import ClosesCycle, at_cycle_end, by_year_end, no_fault_found, rolling
from .facts import Facts, Grant, Leader, Level, Outcome, Skill, shown
from .kinds import (
    attached,
    given,
    in_each_window,
    is_,
    none_of,
    on_ground,
    one_of,
    some_leader,
    team_of,
)
from .lookback import ran
from .money import figures, yuan
from .payable import instalment_due
from .procedure import for_authority, on_own_basis, screeners_among, title_held, window_open
from .righting import check_failed, limit_ahead, not_put_right, put_right
from .roads import by_report
from .schedule import Instalment, OneOff, Part, Schedule, Standing
from .verdict import Answer, hard, judged_by, soft
from .workflow import reject, send_back, withdraw

# One provision to a row, as the text reads; spread by the formatter they would fill twice the page.
# fmt: off

screener, panel, visitor = judged_by("初审工会"), judged_by("区总工会评审小组"), judged_by("区总工会")
SCREENERS = {"trade": "行业工会", "subdistrict": "街道、镇总工会", "direct": "直属工会"}
FIVE = {
    "leader": "有创新带头人", "team": "有创新团队", "project": "有攻关项目及工作计划", "outcome": "有创新成果", "venue": "有场所和制度",
}
GROUNDS = {"not_put_right": "逾期仍不能有效整改", "other_basis": "文本未写的情形，由区总工会另行决定"}
BARRED_USES = {"对个人的奖励": ("奖", "绩效", "红包", "慰问", "福利", "过节"), "津贴": ("津贴", "劳务"), "补贴": ("补贴", "补助", "误餐", "加班"), "差旅": ("差旅", "出差", "车票", "机票", "住宿", "打车", "交通")}

ART_3_1, ART_3_2, ART_3_3, ART_3_4, ART_3_5 = (f"第三条第{n}项" for n in range(1, 6))
ART_2, ART_7, ART_8, ART_9, ART_10 = "第二条", "第七条", "第八条", "第九条", "第十条"
ART_11, ART_12, ART_13, ART_14, ART_15, ART_16 = (f"第十{n}条" for n in "一二三四五六")

# 文本没有写定的地方：默认怎样理解，还可以怎样理解

MUNICIPAL = Parameter("municipal", "“市级劳动模范、先进个人”是哪一级", ART_3_1, "shanghai", ("district",), "杨浦属上海市，市级即省部级，区级荣誉不算。", {"shanghai": "上海市（省部级）", "district": "区级也算"})
WINDOW = Parameter("outcome.window", "“每年”“每两年”看哪一段时间", ART_3_3, "trailing", ("calendar",), "看提交日前的十二个月、二十四个月。", {"trailing": "提交日前的十二个月、二十四个月", "calendar": "上一个、上两个自然年度"})
# Art. 7 lets no filing past a screening union, so the district's own institutions, whom it does not
# mention, are assigned one in the unit's record; there is no reading without.
REMOVED = Parameter("removed_may_reapply", "被撤牌的能否再申报", ART_7, True, (False,), "不重复申报是为避免重复命名，第十二条没有禁止再申报。")
CHANGE = Parameter("leader_change", "带头人变更怎样办理", ART_8, "report", ("new_application",), "文本没有规定：报告区总工会，重定名称，没有新的补贴。", {"report": "报告区总工会，重定名称", "new_application": "重新申报"})
INCLUSIVE = Parameter("deadline.before_is_inclusive", "“年底前”是否含12月31日", ART_11, True, (False,), "按公文通常用法含当日。")
FIRST_YEAR = Parameter("duty.first_year", "命名当年要不要备案自查和评估", ART_11, "next_year", ("naming_year",), "命名一般在年底，从次年起。", {"next_year": "从命名次年起", "naming_year": "从命名当年起"})
ROLL = Parameter("period.roll_forward", "年底、周期的末日逢休息日是否顺延", ART_11, False, (True,), "内部的期限，取较早的一日较稳妥。")
ANCHOR = Parameter("cycle.anchor", "三年管理周期从哪一天起算", ART_12, "naming_date", ("naming_year",), "从命名之日起算，满三年之日是下一周期的第一天。", {"naming_date": "命名之日", "naming_year": "命名当年的一月一日"})
VISIT = Parameter("cycle.visit_from", "“周期末”从哪一天起可以走访检查", ART_12, "last_year", ("expiry",), "周期的最后一年都是周期末，也可以等到期满。", {"last_year": "周期第三年的第一天", "expiry": "周期期满之日"})
NEEDS_FILING = Parameter("support_needs_filing", "当年没有备案能否申请成果扶持", ART_15, True, (False,), "申请在年底备案时提出。")
ONCE = Parameter("outcome_once", "“同一成果只能提出一次”数什么", ART_15, "filing", ("grant",), "文本写的是申请；评审前撤回的不算。", {"filing": "提出的申请", "grant": "获得的扶持"})
OVERRIDE = Parameter("soft.override_role", "原则性规定由谁认可理由", "第三条", "step_owner", ("authority",), "由办理该步骤的工会认可，区总工会看得到也可以不认可。", {"step_owner": "办理该步骤的工会", "authority": "区总工会"})
FRAUD = Parameter("fraud.manual_decision", "查实弄虚作假能否另作决定", ART_12, True, (False,), "文本没有规定，不自动发生后果；由区总工会写明查实认定和依据另行决定。")

PARAMETERS = (MUNICIPAL, WINDOW, REMOVED, CHANGE, INCLUSIVE, FIRST_YEAR, ROLL, ANCHOR, VISIT, NEEDS_FILING, ONCE, OVERRIDE, FRAUD)
# fmt: on

# 第三条  “五个有”标准


def leads_here(leader: Leader, lowest: Level) -> bool:
    """Art. 3(1): union relation in the district, and an honour of that rank, or 技师 and above."""
    honoured = any(h.level >= lowest for h in leader.honours)
    return bool(leader.relation_here) and (honoured or leader.skill >= Skill.TECHNICIAN)


def leader_usual(facts: Facts) -> Answer:
    """A-49: by rank, not by the character 市; Shanghai's honours are provincial."""
    lowest = Level.PROVINCE if MUNICIPAL.chosen(facts) == "shanghai" else Level.COUNTY
    remedy = "由工会关系在杨浦的全国、市级劳模、先进个人或者技师担任带头人"
    return some_leader(lambda one: leads_here(one, lowest), remedy)(facts)


def in_service(facts: Facts) -> Answer:
    known = [leader.employed for leader in facts.leaders or ()]
    if not known or None in known:
        return Answer(None, "带头人是否在职未填报", "填写带头人是否在职")
    return Answer(all(known), "在职" if all(known) else "不在职", "由在职人员担任带头人")


def applied(outcome: Outcome, first: date, last: date) -> bool:
    """Art. 3(4): some economic or social benefit, spread and applied in practice."""
    useful = outcome.economic_benefit or outcome.social_benefit
    return first < outcome.on <= last and useful and outcome.spread and outcome.applied


# 第七条、第八条  申报、名称


def at_year_end(facts: Facts) -> Answer:
    """Art. 7: at the end of the year, taken as its last quarter."""
    if facts.opens_on is None:
        return Answer(None, "申报开始日未填报", "填写申报开始日")
    return Answer(facts.opens_on.month >= 10, f"{facts.opens_on.month}月开始", "一般在十月至十二月")


def not_named_before(facts: Facts) -> Answer:
    """Art. 7 avoids a second naming; A-33: a title withdrawn is no longer one."""
    if facts.leader_change and CHANGE.chosen(facts) == "new_application":
        return Answer(True, "带头人变更，按选定的读法重新申报")
    if facts.already_named and facts.struck_off:
        return Answer(REMOVED.chosen(facts), "曾命名，已撤牌", "已撤牌的不再申报")
    return is_("already_named", False, "往年已命名的工作室不再申报")(facts)


def not_a_change(facts: Facts) -> Answer:
    """A-50: the text knows no application for another leader."""
    if not facts.leader_change:
        return Answer(True, "不是带头人变更")
    allowed = CHANGE.chosen(facts) == "new_application"
    return Answer(allowed, "带头人变更", "报告区总工会，由区总工会重定名称，不必申报")


def compose(facts: Facts) -> str:
    """Art. 8: the leader's name, the direction, 劳模 or 技师, and 创新工作室; staff may change it."""
    if not facts.leaders:
        return ""
    leader = facts.leaders[0]
    honoured = any(honour.level >= Level.PROVINCE for honour in leader.honours)
    return f"{leader.full_name}{facts.direction or ''}{'劳模' if honoured else '技师'}创新工作室"


def composed(facts: Facts) -> Answer:
    """Art. 8: the four parts stand in the name, in any order."""
    if not facts.composed_title or not facts.direction or not facts.leaders:
        return Answer(None, "名称或攻关方向未填写", "填写称号名称和攻关方向")
    title = facts.composed_title
    names = any(leader.full_name in title for leader in facts.leaders)
    kind = "劳模" in title or "技师" in title
    parts = {"带头人姓名": names, "攻关方向": facts.direction in title}
    parts |= {"劳模（技师）": kind, "创新工作室": "创新工作室" in title}
    missing = "、".join(part for part, there in parts.items() if not there)
    return Answer(not missing, f"{title}{'，缺' if missing else ''}{missing}", f"名称补上{missing}")


# 第十三条  退休


def past_retirement(facts: Facts) -> Answer:
    """A-51: the day is typed in, since the age moves by birth month and kind of work."""
    if facts.retires_on is None:
        return Answer(None, "法定退休日期未填写", "填写带头人的法定退休日期")
    value = f"{shown(facts.retires_on)}达到法定退休年龄"
    return Answer(facts.on > facts.retires_on, value, "超过法定退休年龄以后再办理")


# 第十四条、第十五条  扶持补贴、成果扶持


AT_NAMING = OneOff(Part("base", "扶持补贴", yuan(10_000), ART_14, "新命名的给予一次性扶持补贴。"))


def supported(grant: Grant) -> Instalment:
    """Art. 15: the sum the meeting fixed; the text has no figure."""
    amount, year = grant.decided_fen or 0, grant.applied_on.year
    why = f"{year}年申请，{grant.minutes_number}审定"
    asks = "评审小组评审，主席办公会议审定后下拨。"
    label = f"成果扶持：{grant.title}"
    return Instalment(grant.key, label, amount, ART_15, asks, Standing.DUE, year, why)


def pays(facts: Facts) -> Schedule:
    """Art. 14 and 15: one sum at naming, and each outcome's support as fixed."""
    base = AT_NAMING(facts)
    if facts.named_on is None:
        return base
    fixed = [g for g in facts.grants if g.decided_fen and g.minutes_number and not g.withdrawn]
    return Schedule((*base.instalments, *map(supported, fixed)), base.years)


def filed_with_it(facts: Facts) -> Answer:
    """Art. 15: asked for when the year's self-check and evaluation are filed (A-52)."""
    if facts.grant is None:
        return Answer(None, "没有本次申请", "先登记成果扶持申请")
    asked, filed = facts.grant.applied_on, facts.yearly_filed_on
    last = year_end(asked.year, inclusive=INCLUSIVE.chosen(facts))
    needs = NEEDS_FILING.chosen(facts)
    met = asked <= last and (not needs or (filed is not None and filed.year == asked.year))
    value = f"{shown(asked)}申请，{shown(filed) + '备案' if filed else '当年未备案'}"
    return Answer(met, value, "年底前备案时一并提出申请")


def asked_once(facts: Facts) -> Answer:
    """Art. 15; A-34: a filing counts even if refused, unless withdrawn before review."""
    if facts.grant is None:
        return Answer(None, "没有本次申请", "先登记成果扶持申请")
    title = facts.grant.title
    own = (facts.grant.applied_on, facts.grant.key)
    same = [g for g in facts.grants if g.title == title and (g.applied_on, g.key) < own]
    counted = [g for g in same if not g.withdrawn]
    if ONCE.chosen(facts) == "grant":
        counted = [g for g in counted if g.decided_fen]
    return Answer(not counted, f"“{title}”此前{len(counted)}次", "同一成果只能提出一次，换一项成果")


def proposed(facts: Facts) -> Answer:
    fen = facts.grant.proposed_fen if facts.grant else None
    if fen is None:
        return Answer(None, "没有扶持资金建议", "由评审小组评审后写明建议金额")
    return Answer(True, f"建议{figures(fen)}元")


def fixed(facts: Facts) -> Answer:
    """The meeting may fix another sum than the group proposed."""
    fen = facts.grant.decided_fen if facts.grant else None
    if fen is None:
        return Answer(None, "金额未审定", "由主席办公会议审定金额")
    return Answer(fen > 0, f"审定{figures(fen)}元", "审定金额须大于零；不予扶持的不必办理")


# fmt: off

AT_CYCLE_END = ClosesCycle(3, anchor=ANCHOR, early=lambda facts: VISIT.chosen(facts) == "last_year")

CONDITIONS = (
    screener("YP-02", ART_2, "负责人有专长、理论水平、实践经验、创新能力和成果，并有创新团队。"),
    soft("YP-03-1a", ART_3_1, "带头人一般是工会关系在杨浦的全国、市级劳模或先进个人、技师。", leader_usual),
    screener("YP-03-1b", ART_3_1, "带头人有较强的技术、业务专长和创新能力。"),
    hard("YP-03-2", ART_3_2, "除带头人外至少三名成员（可以是班组、科室、研发团队）。", team_of(3, leader_counts=False)),
    screener("YP-03-2b", ART_3_2, "团队的专业、学历、年龄结构相对合理。"),
    hard("YP-03-3a", ART_3_3, "每年至少一个攻关项目或创新课题。", in_each_window("projects", 1, 12, 1, ran, window=WINDOW)),
    hard("YP-03-3b", ART_3_3, "有相应的年度工作计划。", attached("plan", "年度工作计划")),
    hard("YP-03-4", ART_3_4, "每两年至少一项产生经济或社会效益、并推广应用的创新成果。",
         in_each_window("outcomes", 1, 24, 1, applied, window=WINDOW)),
    hard("YP-03-5a", ART_3_5, "有相对固定的基本场所（不限面积）。", is_("has_venue", True, "落实相对固定的基本场所后，改填这一项")),
    hard("YP-03-5b", ART_3_5, "有开展创新活动的设备设施。", given("equipment")),
    hard("YP-03-5c", ART_3_5, "有团队工作制度和活动计划。", attached("charter", "工作制度和活动计划")),
    screener("YP-03-5d", ART_3_5, "场所、设备能满足工作需要，制度较完善。"),
    soft("YP-13a", ART_13, "创建时带头人原则上应为在职。", in_service),
    soft("YP-14a", ART_14, "日常工作和活动经费原则上由所在单位承担。", is_("unit_pays", True, "落实由所在单位承担日常经费")),
)

CLAIMS = (
    Granted(key="outcome", label="成果扶持", article=ART_15, asks="年底备案时就一项成果提出，评审小组提出建议，主席办公会议审定后下拨。", step="support_outcome", of_outcomes=True,
            first=("YP-15a-held", "YP-15a", "YP-15d"), once=lambda facts: facts.grant.title if facts.grant else "", by_filing=lambda facts: ONCE.chosen(facts) == "filing"),
)

# 步骤：谁、在什么状态下、依据哪一条

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("consented", "screening")

STEPS = (
    Step("open_call", "开放申报批次", B, "review_office", ART_7, "申报和评审一般于每年年底开展。", ("draft",), (
        hard("YP-24", "第二十四条", "文本未写发布日期，须由区总工会录入后才能使用。", given("effective_on")),
        hard("YP-07a-window", ART_7, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("YP-07c-kinds", ART_7, "由所属行业、街镇、直属工会初审。", screeners_among(tuple(SCREENERS))),
        soft("YP-07g", ART_7, "申报和评审一般于每年年底开展。", at_year_end),
    )),
    Step("submit", "推荐申报", U, "clerk", ART_7, "由单位工会推荐；机关、事业单位也适用（第二十三条）。", ("draft", "returned"), (
        hard("YP-07a", ART_7, "在申报时间内由单位工会推荐。", window_open),
        *CONDITIONS,
        hard("YP-07c-own", ART_7, "所属行业、街镇、直属工会在本批次之内。",
             is_("recommender_listed", True, "由区总工会为本单位指定初审工会，并列入本批次")),
        hard("YP-07d", ART_7, "往年已命名的工作室不再重复申报。", not_named_before),
        hard("YP-08a-change", ART_8, "带头人变更，文本没有规定，按区总工会的选择办理。", not_a_change),
    )),
    Step("consent", "登记党政同意", U, "clerk", ART_7, "经本单位党政同意后提交初审。", ("submitted",), (
        hard("YP-07b", ART_7, "须有党政同意的签署人和日期。", given("consented_on", "consent_signatory")),
        hard("YP-07b-doc", ART_7, "须上传党政同意文件。", attached("consent", "党政同意文件")))),
    Step("recommend", "初审通过并申报", R, "screening_officer", ART_7, "初审通过后向区总工会申报。", HANDS, (
        *CONDITIONS, screener("YP-07c", ART_7, "初审通过。")), judging=True),
    send_back(HANDS),
    Step("decline", "初审未通过", R, "screening_officer", ART_7, "初审未通过，不向区总工会申报。", HANDS, (
        hard("reason", ART_7, "写明未通过的理由。", given("reason")),)),
    withdraw("申报", ("draft", "submitted", *HANDS, "returned", "recommended")),
    Step("review", "评审小组受理", B, "review_office", ART_7, "区总工会建立评审小组，开展评审。", ("recommended",),
         for_authority(CONDITIONS, OVERRIDE)),
    Step("shortlist", "评审通过", B, "review_office", ART_7, "评审小组对照“五个有”评审。", ("in_review",), (
        panel("YP-07e", ART_7, "评审小组评审通过。"),), judging=True),
    Step("decide", "审定", B, "secretary", ART_7, "经区总工会主席办公会议审定。", ("shortlisted",), (
        hard("YP-07f", ART_7, "须有会议日期和纪要编号。", given("met_on", "minutes_number")),)),
    Step("pass_over", "未入选", B, "secretary", ART_7, "未入选，不影响以后申报。", ("recommended", "in_review", "shortlisted", "decided"), (
        hard("reason", ART_7, "写明理由。", given("reason")),)),
    Step("disqualify", "另行决定取消申报资格", B, "secretary", "—", "查实弄虚作假，文本没有写，由区总工会写明依据决定。",
         ("recommended", "in_review", "shortlisted", "decided"), (
        hard("reason", "—", "写明查实认定、所依据的规定和理由。", on_own_basis(FRAUD)),), in_text=False),
    Step("name", "命名挂牌", B, "review_office", ART_7, "适时挂牌命名；办法没有公示环节。", ("decided",), (
        hard("YP-07f-paper", ART_7, "须有命名文号和牌匾编号。", given("document_number", "plaque_number")),
        hard("YP-08a", ART_8, "名称由带头人姓名、攻关方向、劳模（技师）、创新工作室等要素构成。", composed),
    )),
    Step("renew", "周期检查合格", B, "review_office", ART_12, "周期末实地走访，符合“五个有”，进入下一周期。", ("active",), (
        hard("YP-12a", ART_12, "周期末须实地走访检查。", AT_CYCLE_END),
        hard("YP-12a-passed", ART_12, "走访检查的记录没有不符合“五个有”的。", no_fault_found),
        visitor("YP-12a-standards", ART_12, "符合“五个有”标准。"),
    ), judging=True),
    Step("order_rectification", "书面通知限期整改", B, "review_office", ART_12, "不符合“五个有”的，向所属工会出具书面整改通知。", ("active",), (
        hard("YP-12a", ART_12, "周期末须实地走访检查。", AT_CYCLE_END),
        hard("YP-12a-failed", ART_12, "走访检查不符合“五个有”。", check_failed),
        hard("YP-12b", ART_12, "指明不符合“五个有”中的哪一项。", one_of("ground", FIVE)),
        hard("YP-12b-notice", ART_12, "须有整改通知文号。", given("notice_number")),
        hard("YP-12b-to", ART_12, "通知送达所属行业、街镇、直属工会。", one_of("notified_kind", SCREENERS)),
        hard("YP-12b-limit", ART_12, "写明整改期限，长短由区总工会定。", limit_ahead),
    )),
    Step("close_rectification", "整改达标", B, "review_office", ART_12, "复查达标，整改了结。", ("rectifying",), (
        hard("YP-12b-done", ART_12, "复查须已达标。", put_right),)),
    Step("delist", "撤牌", B, "secretary", ART_12, "逾期仍不能有效整改的撤牌，不再保留称号；不影响以后申报。", ("active", "rectifying"), (
        hard("YP-12c-ground", ART_12, "逾期不能有效整改；文本未写的，由区总工会另行决定。", one_of("ground", GROUNDS)),
        hard("YP-12c", ART_12, "整改逾期，仍不能有效整改。", on_ground("not_put_right", not_put_right)),
        hard("YP-12c-other", "—", "文本未写的情形，须写明查实认定和所依据的规定。", on_ground("other_basis", on_own_basis(FRAUD))),
    )),
    Step("keep_on", "带头人退休后继续保留", B, "review_office", ART_13, "本人愿意、单位同意，可以继续保留。", ("active",), (
        hard("YP-13b-age", ART_13, "带头人超过法定退休年龄。", past_retirement),
        hard("YP-13b-willing", ART_13, "本人愿意继续领衔工作室。", is_("leader_willing", True, "本人不愿意的不能保留，按更换带头人办理")),
        hard("YP-13b-unit", ART_13, "经所在单位同意。", is_("unit_keeps", True, "先取得所在单位同意，再改填这一项")))),
    Step("retitle", "重定名称", B, "review_office", ART_8, "带头人变更后，由区总工会重定名称，没有新的补贴。", ("active", "rectifying"), (
        hard("YP-08a", ART_8, "名称由带头人姓名、攻关方向、劳模（技师）、创新工作室等要素构成。", composed),
        hard("YP-08a-paper", ART_8, "重定名称的决定须有文号。", given("document_number")))),
    Step("support_outcome", "审定成果扶持", B, "secretary", ART_15, "评审小组提出建议，主席办公会议审定后下拨。", (), (
        hard("YP-15a-held", ART_15, "是称号有效的工作室。", title_held),
        panel("YP-15a-merit", ART_15, "服务大局作用明显，效益突出，团队人才培养贡献大。"),
        hard("YP-15a", ART_15, "在年底向区总工会备案时提出。", filed_with_it),
        hard("YP-15b", ART_15, "评审小组评审，提出扶持资金建议。", proposed),
        hard("YP-15c", ART_15, "经主席办公会议讨论审定，须有日期和纪要编号。", given("met_on", "minutes_number")),
        hard("YP-15c-sum", ART_15, "审定扶持金额。", fixed),
        hard("YP-15d", ART_15, "同一成果只能提出一次扶持申请。", asked_once),
    ), judging=True),
    Step("prepare", "编制拨付", B, "finance_clerk", "第十四条、第十五条", "条件具备后编制拨付。", (), (
        hard("YP-14b", ART_14, "该笔补贴的条件已具备，且只拨付一次。", instalment_due(pays)),)),
    Step("approve", "审批拨付", B, "finance_approver", "第十四条、第十五条", "由另一人审批。", ("prepared",), (
        hard("YP-14b", ART_14, "该笔补贴的条件仍然具备。", instalment_due(pays)),)),
    reject(),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_14, "款已拨出，登记凭证号和日期。", ("approved",), (
        hard("YP-14b-paid", ART_14, "须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
    Step("spend", "登记支出", U, "clerk", ART_16, "用于工作室的创建和日常管理。", (), (
        hard("YP-16b", ART_16, "写明支出用途；列举的是例子，不限于此。", given("purpose")),
        hard("YP-16c", ART_16, "不得用于对个人的奖励、津贴、补贴、差旅等。", none_of("purpose", {use: use for use in BARRED_USES}, "改由其他经费列支")),
    )),
)

MATERIALS = (
    Material("honours", "带头人荣誉、技能等级证明", ART_3_1, required=False),
    Material("plan", "年度工作计划", ART_3_3),
    Material("recognition", "成果推广应用和效益证明", ART_3_4, required=False),
    Material("charter", "工作制度和活动计划", ART_3_5),
)

YEARLY = rolling(by_year_end(inclusive=INCLUSIVE, first=FIRST_YEAR), ROLL)
KEPT = (("activity", "创建活动"), ("outcome", "创新成果"), ("members", "成员发展"))
LEDGERS = (*(Ledger(key, f"{word}台账", ART_10, f"记录{word}，单位工会指导和帮助。", ((key, word),)) for key, word in KEPT), Ledger("fund", "经费使用台账", ART_10, "记录经费使用，单位工会指导和帮助。", (("income", "收入"), ("spending", "支出")), money={"income": 1, "spending": -1}))
DUTIES = (
    Duty("plaque", "挂牌", U, ART_8, "获命名后及时挂牌，按要求开展活动。"),
    Duty("charter", "管理制度", U, ART_9, "结合实际建立管理制度。"),
    Duty("self_check", "自查", U, ART_11, "工作室定期自查。", YEARLY),
    Duty("evaluation", "评估", U, ART_11, "所在单位工会定期评估整体运行情况。", YEARLY),
    Duty("filing", "年底备案", U, ART_11, "自查和评估情况于每年年底前报区总工会备案。", YEARLY, ("yearly_filed_on",)),
    Duty("visit", "周期末走访检查", B, ART_12, "每三年一个管理周期，周期末实地走访检查。", rolling(at_cycle_end(3, anchor=ANCHOR), ROLL),
         ("checked_on", "check_passed"), found=True, looks_at=tuple(FIVE.values()), opens=AT_CYCLE_END.opens),
    Duty("funds", "专款专用", U, ART_16, "扶持补贴专款专用、公开透明。"),
)

SPENDING = Spending(
    ART_16, "用于工作室创建和日常管理，不得用于对个人的奖励、津贴、补贴、差旅等。",
    allowed=("与生产、研发项目相关的硬件设备", "学习用品", "书籍", "材料", "与创新项目相关的培训交流活动"), forbidden=tuple(BARRED_USES), near=BARRED_USES)
# What arts. 17 to 22 encourage: recorded where it is done, and a condition of nothing.
POLICIES = (
    Policy("alliance", "工作室联盟", "第十七条", "区总工会牵头成立工作室联盟，定期开展活动，推进培训和学习交流，为合作牵线搭桥。", (B,)),
    Policy("transfer", "成果转化", "第二十条", "帮助转化创新成果，及时应用到生产经营活动和现实工作中；归属按有关法律法规执行。"),
    Policy("showcase", "风采展示", "第二十二条", "广泛宣传先进事迹和创新成果，及时总结推广经验做法。"),
    Policy("honours", "推荐荣誉", "第十九条、第二十一条", "支持成员参加上海市奖励申报，在推荐申报先进荣誉时给予关心、指导和扶持。", sorts=(Sort("advanced", "先进荣誉", "第二十一条", ("leader", "member")), Sort("award", "上海市职工奖励申报", "第十九条", ("leader", "member")))),
    Policy("rewards", "工会奖励", ART_16, "奖励如实记录，扶持补贴不得用于对个人的奖励、津贴、补贴等。", sorts=(Sort("reward", "奖励", ART_16),), spends={"person": "对个人的奖励"}),
    Policy("benefits", "疗休养、考察和学习", "第二十一条", "在组织疗休养、考察交流、培训学习和进修深造等方面给予优先考虑。", sorts=tuple(Sort(code, word, "第二十一条") for code, word in (("recuperation", "疗休养"), ("visit", "考察交流"), ("training", "培训学习"), ("study", "进修深造")))),
)

ORIGINAL = Edition(
    key="undated",
    title="杨浦区劳模（先进）、技师创新工作室管理办法",
    number="",
    issuer="上海市杨浦区总工会",
    interpreter="杨浦区总工会",
    effective=None,
    plaque="杨浦区劳模（先进）、技师创新工作室",
    words={
        "deciding_body": "区总工会主席办公会议", "consent": "本单位党政同意", "office": "区总工会评审小组", "assess": "走访检查",
        "leaders": "带头人", "section_leaders": "带头人及荣誉", "contents": "科技创新、技能创新、管理创新、服务创新、机制创新",
    },
    screeners=tuple(SCREENERS), screening_levels=1,
    steps=STEPS, materials=MATERIALS, parameters=PARAMETERS,
    compose=compose, schedule=pays,
    spending=SPENDING,
    duties=DUTIES, ledgers=LEDGERS, claims=CLAIMS, policies=POLICIES,
    leader_change=by_report(CHANGE.chosen),
)
# fmt: on

REGULATION = Regulation("上海市杨浦区", (ORIGINAL,))
