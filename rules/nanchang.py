"""南昌市示范性劳模（工匠、职工）创新工作室管理办法（修订稿），二十三条；附件未见。

The text names no day of effect, no number, and its annex (the scoring sheet) is missing: the municipal
federation types in the day of effect, the shortlist line and the pass line before a call opens.
"""

from datetime import date

from .base import Duty, Edition, Ledger, Material, Parameter, Regulation, Seat, Spending, Step
from .claims import Ladder, Prize, Prizes, ShareOfCost, with_claims
from .clauses import Policy, Sort
from .duties import after_cycle, by_year_end, rolling
from .facts import EarlierTitle, Facts, Leader, Level, Outcome, Skill, shown
from .kinds import DAY, at_least, attached, given, is_, none_of, some_leader, windows
from .money import yuan
from .payable import (
    all_paid_back,
    failed_once,
    found_out_later,
    in_time_or_due,
    instalment_due,
    passed_latest,
    revocable,
)
from .procedure import (
    all_sheets_in,
    at_or_above_line,
    change_of_a_named_studio,
    for_authority,
    forbidden_by,
    fraud_in_window,
    in_same_year,
    in_score_order,
    legacy_may_apply,
    no_open_objection,
    not_barred,
    posted_anew,
    posting_over,
    screeners_among,
    unit_account,
    unless_leader_change,
    window_open,
    within_target,
)
from .roads import by_the_procedure
from .schedule import Part, Staged
from .verdict import Answer, hard, judged_by, soft
from .workflow import reject, send_back, withdraw

recommender = judged_by("推荐工会初审员")
SCREENERS = ("county", "zone", "industry", "education")

# One provision to a row, as the text reads; spread by the formatter they would fill twice the page.
# fmt: off

BARRED_USES = {"奖金": ("奖", "绩效", "红包", "分红", "酬"), "津补贴": ("津贴", "补贴", "补助", "慰问", "福利", "过节", "加班", "误餐", "劳务", "购物卡")}
ART_2, ART_2_1, ART_2_2 = "第二条", "第二条第（一）项", "第二条第（二）项"
ART_2_3, ART_2_4, ART_2_5 = "第二条第（三）项", "第二条第（四）项", "第二条第（五）项"
ART_2_6, ART_6, ART_7, ART_8, ART_9, ART_10 = "第二条第（六）项", "第六条", "第七条", "第八条", "第九条", "第十条"
ART_11, ART_11_4, ART_12_1, ART_12_2, ART_12_3 = "第十一条", "第十一条第（四）项", "第十二条第（一）项", "第十二条第（二）项", "第十二条第（三）项"
ART_13, ART_14, ART_15, ART_22 = "第十三条", "第十四条", "第十五条", "第二十二条"

# 文本没有写定的地方：默认怎样理解，还可以怎样理解

WINDOW = Parameter("outcome.window", "“每年至少一项”看哪一段时间", ART_2_4, "trailing", ("calendar",), "申报时看提交日前十二个月，考评时看被考评的年度。")
BENEFIT = Parameter("outcome.benefit", "经济效益和社会效益要不要都有", ART_2_4, "or", ("and",), "第（四）项写“或”，是可核实的条件。")
FILED_UNITS = Parameter("earlier.units_count_when_filed", "两类单位自行命名并备案的是否算创建基础", ART_2_6, True, (False,), "否则备案要求没有对象。")
ORGAN = Parameter("organ_excluded", "机关是否整体不予命名", ART_6, False, (True,), "“有建制的”同时限定机关与企事业单位；机关的申报请留意。")
CHANGE = Parameter("leader_change", "更换领衔人是否受申报时间、名额、排序和年底限制", ART_7, "steps_only", ("everything",), "只走程序、看条件，不占名额，不另拨款。")
DEPARTURE = Parameter("rank_departure", "党组会能否打破得分顺序", ART_7, "reason", ("never",), "入围范围内可以，须在纪要写明理由；低于入围标准的不可以。")
POSTING_DAY = Parameter("posting.count_posting_day", "张贴当日是否计入五个工作日", ART_7, False, (True,), "不计入可保证公示不短于五个工作日（民法典第二百零一条）；常见公告写法是计入。")
RESTARTS = Parameter("posting.objection_restarts", "异议办结后是否重新公示", ART_7, False, (True,), "文本只要求无异议。")
INCLUSIVE = Parameter("deadline.before_is_inclusive", "“12月31日前”“年底前”是否含12月31日", "第七条、第十四条", True, (False,), "按公文通常用法含当日。")
ROLL = Parameter("period.roll_forward", "年底期限的末日逢休息日是否顺延", "第十四条", False, (True,), "写的是日期不是期间，取较早的一日较稳妥。")
LATE_NAMING = Parameter("late_naming", "12月31日后命名的效力", ART_7, "flag", ("void",), "期限约束的是命名机关，逾期标明并说明理由。")
OVERRIDE = Parameter("soft.override_role", "原则性规定由谁认可理由", ART_2_1, "step_owner", ("authority",), "由办理该步骤的工会认可，市总工会看得到也可以不认可。")
YEAR_BASIS = Parameter("year_basis", "“第二年、第三年”怎样数", ART_11, "calendar", ("twelve_months",), "命名和首笔拨付都按自然年度。")
MISSING = Parameter("missing_result", "某年没有考评结果", ART_11, "no_effect", ("fail",), "处理须有认定；五年跨度不因此延长。")
LATE_PART = Parameter("late_instalment", "“也可拨付”是应付还是可付", ART_11, "due", ("discretion",), "合格即应付；财务可写明理由暂缓。")
AFRESH = Parameter("leader_change_resets", "更换领衔人后，连续不合格是否重新起算", ART_11, False, (True,), "称号和补助属于所在单位工会，不重新起算。")
ROUNDING = Parameter("equip_round", "设备补助的百分之十怎样取整", ART_12_1, "claim_half_up", ("item_half_up", "claim_down"), "每次申请合计后四舍五入到分。")
BOUGHT = Parameter("equip_from", "命名以前购置的设备能否补助", ART_12_1, "naming", ("any",), "命名以后购置的，以含税发票金额计。")
SCOPE = Parameter("skill_scope", "技能升级补助给哪些职工", ART_12_2, "roster+trainees", ("roster",), "工作室成员和登记在册的培训对象。")
SKIPPED = Parameter("skill_skip", "越级升级怎样补助", ART_12_2, "reached_only", ("each",), "只按达到的等级补助。")
COUNTING = Parameter("prize_scope", "奖项名额是全市的还是工作室的", ART_12_3, "citywide", ("studios",), "名额是全市每年的上限，只补助命名工作室的获奖者。")
AFTER_CYCLE = Parameter("post_cycle_from", "补助周期结束后从哪一年起考核", ART_14, "next_year", ("same_year",), "一年一个结果，从次年起。")
FIRST_YEAR = Parameter("duty.first_year", "命名当年要不要报自评自查", ART_14, "naming_year", ("next_year",), "“每年年底前”从命名当年起。")
WIDTH = Parameter("clawback.scope", "“补助资金全部收回”的范围", ART_15, "arts_11_12", ("art_11",), "第十三条把两条的资金都称为补助资金。")
FRAUD_FROM = Parameter("fraud_window", "“还未命名”的作假从何时起可以处理", ART_15, "submission", ("review",), "从提交到命名，初审的材料就是考评的材料。")
BAR = Parameter("bar_scope", "不得再次申报约束谁", ART_15, "studio", ("studio+leader",), "约束工作室；同一领衔人另行申报的提示市总工会。")
FRAUD_AFTER = Parameter("fraud_after_revocation", "因考评撤销后才查实作假怎样办", ART_15, "manual", ("recover",), "可以由市总工会另行决定追回，不自动追回。")
LEGACY = Parameter("legacy_may_apply", "以往命名的劳模创新工作室能否申报", ART_22, True, (False,), "按第七条全部程序申报，此前不适用本办法。")

PARAMETERS = (
    WINDOW, BENEFIT, FILED_UNITS, ORGAN, CHANGE, DEPARTURE, POSTING_DAY, RESTARTS, INCLUSIVE, ROLL, LATE_NAMING, OVERRIDE,
    YEAR_BASIS, MISSING, LATE_PART, AFRESH, ROUNDING, BOUGHT, SCOPE, SKIPPED, COUNTING, AFTER_CYCLE, FIRST_YEAR,
    WIDTH, FRAUD_FROM, BAR, FRAUD_AFTER, LEGACY,
)
# fmt: on

# 第二条  条件


def is_leading(leader: Leader) -> bool:
    """Art. 2(1): an honour of municipal rank or above, or one of the two trade standings."""
    honoured = any(h.level >= Level.PREFECTURE for h in leader.honours)
    return honoured or leader.trade_leader or leader.innovator


def year_before(facts: Facts) -> tuple[date, date]:
    """A-07: the twelve months that end on the day of filing, or the last full calendar year."""
    calendar = WINDOW.chosen(facts) == "calendar"
    [(before, last)] = windows(facts, 12, 1, calendar=calendar)
    return before + DAY, last


def project_in_year(facts: Facts) -> Answer:
    if facts.projects is None:
        return Answer(None, "课题未填报", "填写创新课题或攻关项目")
    first, last = year_before(facts)
    count = sum(p.runs_in(first, last) for p in facts.projects)
    value = f"{shown(first)}至{shown(last)}有{count}项"
    return Answer(count >= 1, value, "补充近一年内开展的课题或项目")


def benefits(outcome: Outcome, facts: Facts) -> bool:
    """A-44: item 4 says economic or social, the head of the article says and."""
    both = (outcome.economic_benefit, outcome.social_benefit)
    return all(both) if BENEFIT.chosen(facts) == "and" else any(both)


def outcome_in_year(facts: Facts) -> Answer:
    if facts.outcomes is None:
        return Answer(None, "成果未填报", "填写创新成果")
    first, last = year_before(facts)
    recognised = [o for o in facts.outcomes if first <= o.on <= last and o.recognised_by]
    good = [o for o in recognised if benefits(o, facts)]
    value = f"{shown(first)}至{shown(last)}获认定且有效益的{len(good)}项"
    return Answer(len(good) >= 1, value, "补充近一年内获得认定、产生经济或社会效益的成果")


def is_base(title: EarlierTitle, facts: Facts) -> bool:
    """Art. 2(6): named by a county union or above, or by a unit of the two groups that must file."""
    filed = title.must_be_filed and FILED_UNITS.chosen(facts)
    return title.level >= Level.COUNTY or filed


def named_before(facts: Facts) -> Answer:
    if facts.earlier_titles is None:
        return Answer(None, "已有命名未填报", "填写已有命名")
    day = facts.submitted_on or facts.on
    bases = [t for t in facts.earlier_titles if is_base(t, facts) and t.on <= day]
    value = "；".join(f"{t.body}{shown(t.on)}命名" for t in bases) or "没有县区级以上工会的命名"
    return Answer(bool(bases), value, "须先由县区级以上工会正式命名")


def filed_where_due(facts: Facts) -> Answer:
    day = facts.submitted_on or facts.on
    titles = [t for t in facts.earlier_titles or () if t.must_be_filed]
    late = [t for t in titles if not t.filing_number or t.filed_on is None or t.filed_on > day]
    if not titles:
        return Answer(True, "不属于须备案的两类单位")
    names = "、".join(t.title for t in late)
    return Answer(
        not late, f"未备案：{names}" if late else "已备案", "先报市总工会经济技术部备案并填写备案号"
    )


# 第六条、第七条  不予命名的


def established(facts: Facts) -> Answer:
    """Art. 6; A-40: an organ as such is shut out only by the stricter reading."""
    organ = facts.unit_kind == "organ"
    if organ and ORGAN.chosen(facts):
        return Answer(False, "单位性质：机关", "机关不能申报")
    found = is_("established_body", False, "不能申报；填错了的，改填这一项")(facts)
    return Answer(found.met, f"{found.shown}；单位性质为机关", found.remedy) if organ else found


# 第十一条、第十二条、第十四条  补助周期、另行申请的补助、周期以后的考核


def self_check_due(facts: Facts) -> date | None:
    """Art. 14; the studios of art. 22 report under the province's measures instead."""
    return None if facts.legacy else by_year_end(inclusive=INCLUSIVE, first=FIRST_YEAR)(facts)


# fmt: off

SCHEDULE = Staged(
    parts=(
        Part("1", "第一笔补助资金", yuan(300_000), "第十一条第（一）项", "命名当年拨付。"),
        Part("2", "第二笔补助资金", yuan(300_000), "第十一条第（一）至（三）项", "次年考评合格拨付；不合格的，第三年合格也可拨付。"),
        Part("3", "第三笔补助资金", yuan(400_000), "第十一条第（一）至（三）项", "第二笔之后的下一个合格年度拨付，周期结束。"),
    ),
    span=5, head=ART_11, failing=ART_11_4, after=ART_14,
    basis=YEAR_BASIS.chosen, missing=MISSING.chosen, afresh=AFRESH.chosen,
)

CLAIMS = (
    ShareOfCost(key="equipment", label="设备设施补助", article=ART_12_1, asks="新购置的按费用、旧设备按评估折旧后价值的百分之十补助。",
                percent=10, rounding=ROUNDING, since=BOUGHT),
    Ladder(key="skills", label="技能人才培训升级补助", article=ART_12_2, asks="按升级达到的等级每人补助。", scope=SCOPE, skipped=SKIPPED, amounts={
        Skill.JUNIOR: yuan(500), Skill.INTERMEDIATE: yuan(1_000), Skill.SENIOR: yuan(2_000), Skill.TECHNICIAN: yuan(5_000),
        Skill.SENIOR_TECHNICIAN: yuan(10_000), Skill.SPECIAL_TECHNICIAN: yuan(15_000), Skill.CHIEF_TECHNICIAN: yuan(20_000)}),
    Prizes(key="prizes", label="技术攻关项目补助", article=ART_12_3, asks="每年评选创新成果奖二十项、先进操作法十个、“金点子”十个。", counting=COUNTING, counted=True, prizes=(
        Prize("first", "优秀技术创新成果一等奖", 2, yuan(100_000)),
        Prize("second", "优秀技术创新成果二等奖", 6, yuan(50_000)),
        Prize("third", "优秀技术创新成果三等奖", 12, yuan(20_000)),
        Prize("method", "先进操作法（工作法）", 10, yuan(50_000)),
        Prize("idea", "合理化建议“金点子”", 10, yuan(10_000)))),
)
PAYS = with_claims(SCHEDULE, CLAIMS)
# 申报条件，一条一行

CONDITIONS = (
    hard("NC-02-0a", ART_2, "须有工作计划。", attached("plan", "工作计划")),
    hard("NC-02-0b", ART_2, "须有创新活动。", attached("activities", "创新活动记录")),
    hard("NC-02-0c", ART_2, "须有创新成果。", given("outcomes")),
    hard("NC-02-0d", ART_2, "须有技能培训。", attached("training", "技能培训记录")),
    recommender("NC-02-0e", ART_2, "开展技术创新、改造、协作、交流和人才培养，取得良好效益。"),
    soft("NC-02-1", ART_2_1, "原则上至少一名领衔人有专长、在本行业有影响，获市级以上荣誉，或是行业带头人、创新能手。", some_leader(is_leading, "领衔人须有市级以上荣誉，或为行业职业技能带头人、职工技术创新能手")),
    hard("NC-02-2a", ART_2_2, "有相对固定的团队（不限人数）。", at_least("members", 1)),
    recommender("NC-02-2b", ART_2_2, "团队的专业、学历、年龄结构相对合理，协作良好。"),
    hard("NC-02-3a", ART_2_3, "有固定活动场所（不限面积）。", is_("has_venue", True, "落实固定活动场所后，改填这一项")),
    hard("NC-02-3b", ART_2_3, "有开展活动所需的设施设备。", given("equipment")),
    hard("NC-02-3c", ART_2_3, "有专项工作经费。", is_("dedicated_funds", True, "落实专项工作经费后，改填这一项")),
    hard("NC-02-3d", ART_2_3, "有科学的管理制度。", attached("charter", "管理制度")),
    recommender("NC-02-3e", ART_2_3, "能规范有序地组织攻关、创新活动或技能培训。"),
    recommender("NC-02-4a", ART_2_4, "创新攻关能力较强，课题和目标明确，能承担本单位、本行业项目。"),
    hard("NC-02-4b", ART_2_4, "每年至少开展一项创新课题或攻关项目。", project_in_year),
    hard("NC-02-4c", ART_2_4, "每年至少一项成果获得认定，并产生经济效益或社会效益。", outcome_in_year),
    recommender("NC-02-5", ART_2_5, "发挥示范引领作用，带动群众性创新和职工技能提升。"),
    hard("NC-02-6a", ART_2_6, "已由县区级以上工会正式命名。", named_before),
    hard("NC-02-6b", ART_2_6, "教科文卫体工会和市直属基层工会所属单位命名的，须已备案。", filed_where_due),
    hard("NC-06b", ART_6, "有建制的科室、研发机构和班组等不予命名。", established),
    soft("NC-10a", ART_10, "日常工作活动经费原则上由所在单位承担。", is_("unit_pays", True, "落实由所在单位承担日常经费")),
)

# 步骤：谁、在什么状态下、依据哪一条

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "consented", "screening")
IN_YEAR = unless_leader_change(in_same_year(INCLUSIVE), CHANGE)

STEPS = (
    Step("open_call", "开放申报批次", B, "review_office", ART_7, "公布年度、时间、名额和标准。", ("draft",), (
        hard("NC-00a", "附则", "文本未写施行日期，须由市总工会录入后才能使用。", given("effective_on")),
        hard("NC-00b", "附件", "文本所称考核标准未见，入围标准须由市总工会录入。", given("shortlist_line")),
        hard("NC-00c", "附件", "文本所称考核标准未见，合格标准须由市总工会录入。", given("pass_line")),
        hard("NC-00d", "附件", "评分表须有分项和满分。", at_least("full_marks", 1)),
        hard("NC-06a", ART_6, "每年建设一批，名额可以空缺。", at_least("target", 1)),
        hard("NC-07a", ART_7, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("NC-07c", ART_7, "由四类工会审查推荐。", screeners_among(SCREENERS)),
        hard("NC-07g", ART_7, "公示五个工作日。", at_least("posting_days", 5)),
    )),
    Step("submit", "提交申报", U, "clerk", ART_7, "所在单位工会提出申请。", ("draft", "returned"), (
        hard("NC-07a", ART_7, "在申报时间内由所在单位工会提出。", unless_leader_change(window_open, CHANGE)),
        *CONDITIONS,
        hard("NC-15a", ART_15, "材料须真实，不得弄虚作假。", is_("truthful", True, "勾选真实性承诺")),
        hard("NC-07c", ART_7, "所在单位的推荐工会在本批次四类推荐工会之内。",
             is_("recommender_listed", True, "由市总工会为本单位指定推荐工会，并列入本批次")),
        hard("NC-07i", ART_7, "已命名的才能申请更换领衔人。", change_of_a_named_studio),
        hard("NC-15d", ART_15, "被撤销或查实作假的，永久不得再次申报。", not_barred(BAR)),
        hard("NC-22", ART_22, "以往评选的市劳模创新工作室参照省办法（赣工通字〔2023〕24号）管理，可以重新申报。", legacy_may_apply(LEGACY)),
    )),
    Step("consent", "登记党政认可", U, "clerk", ART_7, "所在单位党政认可后才能送审。", ("submitted",), (
        hard("NC-07b", ART_7, "须有党政认可文件、签署人和日期。", given("consented_on", "consent_signatory")),
        hard("NC-07b-doc", ART_7, "须上传党政认可文件。", attached("consent", "党政认可文件")),
    )),
    Step("recommend", "审查并推荐", R, "screening_officer", ART_7, "对照六项条件审查，择优推荐。",
         ("consented", "screening"), (*CONDITIONS, ), judging=True),
    send_back(("consented", "screening")),
    Step("decline", "不予推荐", R, "screening_officer", ART_7, "不符合条件或未被择优的，不予推荐。", ("consented", "screening"), (
        hard("reason", ART_7, "写明不予推荐的理由。", given("reason")),)),
    withdraw("申报", ("draft", *HANDS, "returned", "recommended")),
    Step("review", "受理评审", B, "review_office", ART_7, "市总工会组织审核、考评。", ("recommended",), for_authority(CONDITIONS, OVERRIDE)),
    Step("shortlist", "确定入围", B, "review_office", ART_7, "达到入围标准的按得分高低排序。", ("in_review",), (
        hard("NC-07d", ART_7, "评分表须全部交回。", all_sheets_in),
        hard("NC-07e", ART_7, "得分须达到入围标准。", at_or_above_line),
    )),
    Step("decide", "研究确定", B, "secretary", ART_7, "由市总工会党组会研究确定。", ("shortlisted",), (
        hard("NC-07f", ART_7, "须有党组会日期和纪要编号。", given("met_on", "minutes_number")),
        hard("NC-06a", ART_6, "不超过年度创建任务数量，可以少于。", unless_leader_change(within_target, CHANGE)),
        hard("NC-07e", ART_7, "得分须达到入围标准。", at_or_above_line),
        soft("NC-07e-order", ART_7, "按得分高低排序；打破顺序须在纪要中写明理由。", unless_leader_change(in_score_order, CHANGE)),
        hard("NC-07e-strict", ART_7, "按严格读法，得分顺序不能打破。",
             forbidden_by(DEPARTURE, "never", unless_leader_change(in_score_order, CHANGE))),
    )),
    Step("pass_over", "未入选", B, "secretary", ART_7, "未达到入围标准或未被确定，不影响以后申报。",
         ("in_review", "shortlisted", "decided", "in_publicity"), (
        hard("reason", ART_7, "写明理由。", given("reason")),)),
    Step("publicise", "公示", B, "review_office", ART_7, "公示五个工作日。", ("decided",), (
        hard("NC-07g", ART_7, "公示期为五个工作日。", at_least("posting_days", 5)),)),
    Step("name", "命名", B, "review_office", ART_7, "公示无异议后命名挂牌。", ("in_publicity",), (
        hard("NC-07g-over", ART_7, "公示期须已届满。", posting_over),
        hard("NC-07g-clear", ART_7, "不得有未办结的异议。", no_open_objection),
        hard("NC-07g-again", ART_7, "按严格读法，异议办结后须重新公示。", posted_anew(RESTARTS)),
        soft("NC-07h", ART_7, "于当年十二月三十一日前命名挂牌；逾期的标明并说明理由。", IN_YEAR),
        hard("NC-07h-void", ART_7, "按严格读法，逾期不能命名。", forbidden_by(LATE_NAMING, "void", IN_YEAR)),
        hard("NC-07h-paper", ART_7, "须有命名文号和牌匾编号。", given("document_number", "plaque_number")),
    )),
    Step("disqualify", "取消申评资格", B, "secretary", ART_15, "查实作假的取消资格并永久不得申报。",
         ("returned", *HANDS, "recommended", "in_review", "shortlisted", "decided", "in_publicity"), (
        hard("NC-15c", ART_15, "须有查实认定。", given("verified_finding")),
        hard("NC-15c-when", ART_15, "作假在可以处理的期间内。", fraud_in_window(FRAUD_FROM)),
    ), bars=True),
    Step("yellow_card", "黄牌警告", B, "review_office", ART_11_4, "补助周期内一年不合格。", ("active", "yellow_carded"), (
        hard("NC-11-4a", ART_11_4, "最近年度考评不合格，且不属于连续两年。", failed_once(SCHEDULE)),)),
    Step("restore", "解除黄牌", B, "review_office", ART_11, "下一年度考评合格。", ("yellow_carded",), (
        hard("NC-11-2", "第十一条第（二）（三）项", "最近年度考评合格。", passed_latest),)),
    Step("delist", "撤销命名并摘牌", B, "secretary", "第十一条、第十四条、第十五条", "依办法规定的情形撤销，不得再次申报。",
         ("active", "yellow_carded"), (
        hard("NC-11-4b", "第十一条、第十四条、第十五条", "有撤销情形。", revocable(SCHEDULE)),
        hard("NC-15b", ART_15, "查实作假的收回全部补助资金，其他情形不收回。", all_paid_back(WIDTH)),
    ), bars=True),
    Step("claim_back", "另行决定收回补助", B, "secretary", ART_15, "因考评撤销以后才查实作假的，可以另行决定收回已拨付的补助资金。", ("revoked",), (
        hard("NC-15b-later", ART_15, "须有查实认定；收回的金额不超过已拨付的，只决定一次。", found_out_later(all_paid_back(WIDTH), FRAUD_AFTER)),
        hard("NC-15b-later-why", ART_15, "写明理由。", given("reason")))),
    Step("prepare", "编制拨付", B, "finance_clerk", "第十一条、第十三条", "条件具备后编制拨付。", (), (
        hard("NC-11", ART_11, "该笔补助的条件已具备。", instalment_due(PAYS)),
        soft("NC-11-late", "第十一条第（二）（三）项", "“也可拨付”的，由市总工会决定并写明理由。", in_time_or_due(SCHEDULE, LATE_PART)),
        hard("NC-13a", ART_13, "通过申报单位工会账户拨付。", unit_account),
    )),
    Step("approve", "审批拨付", B, "finance_approver", "第十一条、第十三条", "由另一人审批。", ("prepared",), (
        hard("NC-11", ART_11, "该笔补助的条件仍然具备。", instalment_due(PAYS)),
        hard("NC-13a", ART_13, "通过申报单位工会账户拨付。", unit_account),
    )),
    reject(),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_13, "款已拨出，登记凭证号和日期。", ("approved",), (
        hard("NC-13a-paid", ART_13, "须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
    Step("spend", "登记支出", U, "clerk", ART_13, "严格按照省实施办法使用，公开透明。", (), (
        hard("NC-13b", ART_13, "写明支出用途。", given("purpose")),
        hard("NC-13b-barred", ART_13, "严禁在补助资金中列支奖金、津补贴等。", none_of("purpose", {use: use for use in BARRED_USES}, "改由其他经费列支")),
    )),
)

MATERIALS = (
    Material("plan", "工作计划", ART_2),
    Material("activities", "创新活动记录", ART_2),
    Material("training", "技能培训记录", ART_2),
    Material("honours", "领衔人荣誉证明", ART_2_1, required=False),
    Material("venue", "活动场所照片", ART_2_3, required=False),
    Material("funds", "专项工作经费证明", ART_2_3, required=False),
    Material("charter", "管理制度", ART_2_3),
    Material("recognition", "成果认定和效益证明", ART_2_4, required=False),
    Material("earlier", "原命名文件、备案回执", ART_2_6, required=False),
)

LEDGERS = (
    Ledger("work", "工作台账", ART_9, "记录活动开展、培训学习、技术攻关、创新成果、成果转化、成员发展、奖励激励等情况。", (
        ("activity", "活动开展"), ("training", "培训学习"), ("research", "技术攻关"), ("outcome", "创新成果"),
        ("transfer", "成果转化"), ("members", "成员发展"), ("reward", "奖励激励"))),
    Ledger("fund", "经费台账", ART_9, "记录日常经费收支情况。", (("income", "收入"), ("spending", "支出")), money={"income": 1, "spending": -1}),
    Ledger("management", "管理台账", ART_9, "加强日常的监督管理。", (("supervision", "监督管理"),), keeper="所在单位工会"),
)
DUTIES = (
    Duty("rules", "管理制度", U, ART_8, "建立相应的管理制度，提高制度化、规范化水平。"),
    Duty("signs", "场所标示", U, ART_8, "显著位置标示工会标识、规章制度、人员结构、所获荣誉、创新成果五项。"),
    Duty("assessment", "补助周期内年度考评", B, ART_11, "补助周期内按年度考评结果拨付后续资金。", None, ("results",), found=True),
    Duty("after_cycle", "补助周期后年度考核", B, ART_14, "补助周期结束后每年考核，不合格的撤销命名并摘牌。", after_cycle(SCHEDULE, first=AFTER_CYCLE), ("results",), found=True),
    Duty("self_check", "自评自查备案", U, ART_14, "每年自评自查，单位工会管理考核，年底前报经济技术部备案。", rolling(self_check_due, ROLL)),
)
# What arts. 16 to 21 encourage: recorded where it is done, and a condition of nothing.
POLICIES = (
    Policy("exchange", "交流和联络", "第十六条", "建立直联通道，搭建交流平台，促进相互学习交流、共同提高。"),
    Policy("transfer", "成果转化", "第十九条", "帮助转化创新成果，及时应用到生产经营活动之中；归属按有关法律法规执行。"),
    Policy("showcase", "风采展示", "第二十条", "广泛宣传先进事迹，总结推广成果或做法。"),
    Policy("honours", "推荐荣誉", "第十八条", "在推荐申报创新先进人物时给予关心和扶持。", sorts=(Sort("pioneer", "创新先进人物", "第十八条", ("leader", "member")),)),
    Policy("rewards", "工会奖励", "第九条、第十三条", "奖励激励如实记录，不得在补助资金中列支奖金、津补贴等。", sorts=(Sort("reward", "奖励", "第九条"),), spends={"studio": "奖金", "person": "奖金"}),
    Policy("benefits", "疗休养、考察和学习", "第十八条", "在组织疗休养、考察交流、培训学习和进修深造等方面优先考虑。", sorts=tuple(Sort(code, word, "第十八条") for code, word in (("recuperation", "疗休养"), ("visit", "考察交流"), ("training", "培训学习"), ("study", "进修深造")))),
    Policy("support", "其他扶持资金", "第十条", "各级工会结合实际情况，给予一定的资金支持，保证使用合法合规。"),
)

ORIGINAL = Edition(
    key="revised-draft",
    title="南昌市示范性劳模（工匠、职工）创新工作室管理办法（修订稿）",
    number="",
    issuer="南昌市总工会",
    interpreter="南昌市总工会",
    effective=None,
    plaque="南昌市示范性劳模（工匠、职工）创新工作室",
    words={
        "deciding_body": "市总工会党组会", "consent": "所在单位党政认可", "office": "市总工会经济技术部", "assess": "考评",
        "contents": "科技创新、管理创新、服务创新、机制创新",
    },
    screeners=SCREENERS, screening_levels=1,
    steps=STEPS, materials=MATERIALS, parameters=PARAMETERS,
    schedule=PAYS,
    spending=Spending(ART_13, "按《江西省基层工会经费收支管理实施办法》（赣工通字〔2023〕23号）使用，严禁列支奖金、津补贴等。", forbidden=tuple(BARRED_USES), near=BARRED_USES),
    duties=DUTIES, ledgers=LEDGERS, claims=CLAIMS, policies=POLICIES,
    leader_change=by_the_procedure(CHANGE.chosen),
)

# fmt: on

REGULATION = Regulation("南昌市", (ORIGINAL,))
