"""南昌市示范性劳模（工匠、职工）创新工作室管理办法（修订稿），二十三条；附件未见。

The text names no day of effect, no number, and its annex (the scoring sheet) is missing: the municipal
federation types in the day of effect, the shortlist line and the pass line before a call opens.
"""

from datetime import date

from .base import Clause, Edition, Material, Parameter, Regulation, Seat, Step
from .calendar import add_months
from .facts import EarlierTitle, Facts, Leader, Level, Outcome, shown
from .kinds import at_least, attached, given, is_
from .money import yuan
from .payable import failed_once, instalment_due, passed_latest, revocable
from .procedure import (
    all_sheets_in,
    at_or_above_line,
    in_same_year,
    in_score_order,
    no_open_objection,
    posting_over,
    screeners_among,
    unit_account,
    window_open,
    within_target,
)
from .schedule import Part, Staged
from .verdict import Answer, hard, judged_by, soft

recommender = judged_by("推荐工会初审员")
SCREENERS = ("county", "zone", "industry", "education")
# 第二条  条件


def is_leading(leader: Leader) -> bool:
    """Art. 2(1): an honour of municipal rank or above, or one of the two trade standings."""
    honoured = any(h.level >= Level.PREFECTURE for h in leader.honours)
    return honoured or leader.trade_leader or leader.innovator


def leader_qualifies(facts: Facts) -> Answer:
    if not facts.leaders:
        return Answer(None, "领衔人未填报", "填写领衔人及其荣誉")
    named = "、".join(leader.full_name for leader in facts.leaders)
    remedy = "领衔人须有市级以上荣誉，或为行业职业技能带头人、职工技术创新能手"
    return Answer(any(map(is_leading, facts.leaders)), f"领衔人{named}", remedy)


def year_before(facts: Facts) -> tuple[date, date]:
    """A-07: the trailing twelve months that end on the day of filing."""
    last = facts.submitted_on or facts.on
    return add_months(last, -12), last


def project_in_year(facts: Facts) -> Answer:
    if facts.projects is None:
        return Answer(None, "课题未填报", "填写创新课题或攻关项目")
    first, last = year_before(facts)
    count = sum(p.runs_in(first, last) for p in facts.projects)
    value = f"{shown(first)}至{shown(last)}有{count}项"
    return Answer(count >= 1, value, "补充近一年内开展的课题或项目")


def benefits(outcome: Outcome) -> bool:
    """A-44: item 4 says economic or social."""
    return outcome.economic_benefit or outcome.social_benefit


def outcome_in_year(facts: Facts) -> Answer:
    if facts.outcomes is None:
        return Answer(None, "成果未填报", "填写创新成果")
    first, last = year_before(facts)
    good = [o for o in facts.outcomes if first <= o.on <= last and o.recognised_by and benefits(o)]
    value = f"{shown(first)}至{shown(last)}获认定且有效益的{len(good)}项"
    return Answer(len(good) >= 1, value, "补充近一年内获得认定、产生经济或社会效益的成果")


def is_base(title: EarlierTitle) -> bool:
    """Art. 2(6): named by a county union or above, or by a unit of the two groups that must file."""
    return title.level >= Level.COUNTY or title.must_be_filed


def named_before(facts: Facts) -> Answer:
    if facts.earlier_titles is None:
        return Answer(None, "已有命名未填报", "填写已有命名")
    day = facts.submitted_on or facts.on
    bases = [t for t in facts.earlier_titles if is_base(t) and t.on <= day]
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


# The tables below keep one provision to a row, as the text reads; spread by the formatter they
# would fill twice the page.
# fmt: off

ART_2, ART_2_1, ART_2_2 = "第二条", "第二条第（一）项", "第二条第（二）项"
ART_2_3, ART_2_4, ART_2_5 = "第二条第（三）项", "第二条第（四）项", "第二条第（五）项"
ART_2_6, ART_6, ART_7, ART_10 = "第二条第（六）项", "第六条", "第七条", "第十条"

CONDITIONS = (
    hard("NC-02-0a", ART_2, "须有工作计划。", attached("plan", "工作计划")),
    hard("NC-02-0b", ART_2, "须有创新活动。", attached("activities", "创新活动记录")),
    hard("NC-02-0c", ART_2, "须有创新成果。", given("outcomes")),
    hard("NC-02-0d", ART_2, "须有技能培训。", attached("training", "技能培训记录")),
    recommender("NC-02-0e", ART_2, "开展技术创新、改造、协作、交流和人才培养，取得良好效益。"),
    soft("NC-02-1", ART_2_1, "原则上至少一名领衔人有市级以上荣誉，或是行业带头人、创新能手。", leader_qualifies),
    recommender("NC-02-1b", ART_2_1, "领衔人有专长、技能、创新和管理经验，在本行业有影响。"),
    hard("NC-02-2a", ART_2_2, "有相对固定的团队（不限人数）。", at_least("members", 1)),
    recommender("NC-02-2b", ART_2_2, "团队的专业、学历、年龄结构相对合理，协作良好。"),
    hard("NC-02-3a", ART_2_3, "有固定活动场所（不限面积）。", is_("has_venue", True, "须有固定活动场所")),
    hard("NC-02-3b", ART_2_3, "有开展活动所需的设施设备。", given("equipment")),
    hard("NC-02-3c", ART_2_3, "有专项工作经费。", is_("dedicated_funds", True, "须有专项工作经费")),
    hard("NC-02-3d", ART_2_3, "有科学的管理制度。", attached("charter", "管理制度")),
    recommender("NC-02-3e", ART_2_3, "能规范有序地组织攻关、创新活动或技能培训。"),
    recommender("NC-02-4a", ART_2_4, "创新攻关能力较强，课题和目标明确，能承担本单位、本行业项目。"),
    hard("NC-02-4b", ART_2_4, "每年至少开展一项创新课题或攻关项目。", project_in_year),
    hard("NC-02-4c", ART_2_4, "每年至少一项成果获得认定，并产生经济效益或社会效益。", outcome_in_year),
    recommender("NC-02-5", ART_2_5, "发挥示范引领作用，带动群众性创新和职工技能提升。"),
    hard("NC-02-6a", ART_2_6, "已由县区级以上工会正式命名。", named_before),
    hard("NC-02-6b", ART_2_6, "教科文卫体工会和市直属基层工会所属单位命名的，须已备案。", filed_where_due),
    hard("NC-06b", ART_6, "有建制的科室、研发机构和班组等不予命名。",
         is_("established_body", False, "有建制的科室、研发机构、班组不能申报")),
    soft("NC-10a", ART_10, "日常工作活动经费原则上由所在单位承担。",
         is_("unit_pays", True, "落实由所在单位承担日常经费")),
)

# 第十一条、第十四条  补助周期与年度考评

ART_11, ART_11_4, ART_13, ART_14 = "第十一条第（一）至（三）项", "第十一条第（四）项", "第十三条", "第十四条"
SCHEDULE = Staged(
    parts=(
        Part("1", "第一笔补助资金", yuan(300_000), "第十一条第（一）项", "命名当年拨付。"),
        Part("2", "第二笔补助资金", yuan(300_000), ART_11, "次年考评合格拨付；不合格的，第三年合格也可拨付。"),
        Part("3", "第三笔补助资金", yuan(400_000), ART_11, "第二笔之后的下一个合格年度拨付，周期结束。"),
    ),
    span=5, head="第十一条", failing=ART_11_4, after=ART_14,
)

# 步骤：谁、在什么状态下、依据哪一条

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "consented", "screening")

STEPS = (
    Step("open_call", "开放申报批次", B, "review_office", ART_7, "公布年度、时间、名额和标准。", ("draft",), (
        hard("NC-00a", "附则", "文本未写施行日期，须由市总工会录入后才能使用。", given("effective_on")),
        hard("NC-00b", "附件", "文本所称考核标准未见，入围标准须由市总工会录入。", given("shortlist_line")),
        hard("NC-00c", "附件", "文本所称考核标准未见，合格标准须由市总工会录入。", given("pass_line")),
        hard("NC-00d", "附件", "评分表须有分项和满分。", at_least("full_marks", 1)),
        hard("NC-06a", "第六条", "每年建设一批，名额可以空缺。", at_least("target", 1)),
        hard("NC-07a", ART_7, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("NC-07c", ART_7, "由四类工会审查推荐。", screeners_among(SCREENERS)),
        hard("NC-07g", ART_7, "公示五个工作日。", at_least("posting_days", 5)),
    )),
    Step("submit", "提交申报", U, "clerk", ART_7, "所在单位工会提出申请。", ("draft", "returned"), (
        hard("NC-07a", ART_7, "在申报时间内由所在单位工会提出。", window_open),
        *CONDITIONS,
        hard("NC-15a", "第十五条", "材料须真实，不得弄虚作假。", is_("truthful", True, "勾选真实性承诺")),
        hard("NC-07c", ART_7, "所在单位的推荐工会在本批次四类推荐工会之内。",
             is_("recommender_listed", True, "由市总工会为本单位指定推荐工会，并列入本批次")),
        hard("NC-15d", "第十五条", "被撤销或查实作假的，永久不得再次申报。", is_("barred", False, "不能再次申报")),
    )),
    Step("consent", "登记党政认可", U, "clerk", ART_7, "所在单位党政认可后才能送审。", ("submitted",), (
        hard("NC-07b", ART_7, "须有党政认可文件、签署人和日期。", given("consented_on", "consent_signatory")),
        hard("NC-07b-doc", ART_7, "须上传党政认可文件。", attached("consent", "党政认可文件")),
    )),
    Step("recommend", "审查并推荐", R, "screening_officer", ART_7, "对照六项条件审查，择优推荐。",
         ("consented", "screening"), (*CONDITIONS, ), judging=True),
    Step("send_back", "退回补正", R, "screening_officer", "—", "指明要补正的内容，退回单位工会。", ("consented", "screening"), (
        hard("reason", "—", "写明补正要求。", given("reason")),), in_text=False),
    Step("decline", "不予推荐", R, "screening_officer", ART_7, "不符合条件或未被择优的，不予推荐。", ("consented", "screening"), (
        hard("reason", ART_7, "写明不予推荐的理由。", given("reason")),)),
    Step("withdraw", "撤回申报", U, "clerk", "—", "单位工会撤回本次申报。", ("draft", *HANDS, "returned", "recommended"),
         in_text=False),
    Step("review", "受理评审", B, "review_office", ART_7, "市总工会组织审核、考评。", ("recommended",)),
    Step("shortlist", "确定入围", B, "review_office", ART_7, "达到入围标准的按得分高低排序。", ("in_review",), (
        hard("NC-07d", ART_7, "评分表须全部交回。", all_sheets_in),
        hard("NC-07e", ART_7, "得分须达到入围标准。", at_or_above_line),
    )),
    Step("decide", "研究确定", B, "secretary", ART_7, "由市总工会党组会研究确定。", ("shortlisted",), (
        hard("NC-07f", ART_7, "须有党组会日期和纪要编号。", given("met_on", "minutes_number")),
        hard("NC-06a", "第六条", "不超过年度创建任务数量，可以少于。", within_target),
        hard("NC-07e", ART_7, "得分须达到入围标准。", at_or_above_line),
        soft("NC-07e-order", ART_7, "按得分高低排序；打破顺序须在纪要中写明理由。", in_score_order),
    )),
    Step("pass_over", "未入选", B, "secretary", ART_7, "未达到入围标准或未被确定，不影响以后申报。",
         ("in_review", "shortlisted", "decided", "in_publicity"), (
        hard("reason", ART_7, "写明理由。", given("reason")),)),
    Step("publicise", "公示", B, "review_office", ART_7, "公示五个工作日。", ("decided",), (
        hard("NC-07g", ART_7, "公示期为五个工作日。", at_least("posting_days", 5)),
    )),
    Step("name", "命名", B, "review_office", ART_7, "公示无异议后命名挂牌。", ("in_publicity",), (
        hard("NC-07g-over", ART_7, "公示期须已届满。", posting_over),
        hard("NC-07g-clear", ART_7, "不得有未办结的异议。", no_open_objection),
        soft("NC-07h", ART_7, "于当年十二月三十一日前命名挂牌；逾期的标明并说明理由。", in_same_year),
        hard("NC-07h-paper", ART_7, "须有命名文号和牌匾编号。", given("document_number", "plaque_number")),
    )),
    Step("disqualify", "取消申评资格", B, "secretary", "第十五条", "查实作假的取消资格并永久不得申报。",
         ("returned", *HANDS, "recommended", "in_review", "shortlisted", "decided", "in_publicity"), (
        hard("NC-15c", "第十五条", "须有查实认定。", given("verified_finding")),
    ), bars=True),
    Step("yellow_card", "黄牌警告", B, "review_office", "第十一条第（四）项", "补助周期内一年不合格。", ("active",), (
        hard("NC-11-4a", "第十一条第（四）项", "最近年度考评不合格，且不属于连续两年。", failed_once(SCHEDULE)),)),
    Step("restore", "解除黄牌", B, "review_office", "第十一条", "下一年度考评合格。", ("yellow_carded",), (
        hard("NC-11-2", "第十一条第（二）项", "最近年度考评合格。", passed_latest),)),
    Step("delist", "撤销命名并摘牌", B, "secretary", "第十一条、第十四条、第十五条", "依办法规定的情形撤销，不得再次申报。",
         ("active", "yellow_carded"), (
        hard("NC-11-4b", "第十一条、第十四条、第十五条", "有撤销情形。", revocable(SCHEDULE)),), bars=True),
    Step("prepare", "编制拨付", B, "finance_clerk", "第十一条、第十三条", "条件具备后编制拨付。", (), (
        hard("NC-11", "第十一条", "该笔补助的条件已具备。", instalment_due(SCHEDULE)),
        hard("NC-13a", "第十三条", "通过申报单位工会账户拨付。", unit_account),
    )),
    Step("approve", "审批拨付", B, "finance_approver", "第十一条、第十三条", "由另一人审批。", ("prepared",), (
        hard("NC-11", "第十一条", "该笔补助的条件仍然具备。", instalment_due(SCHEDULE)),
        hard("NC-13a", "第十三条", "通过申报单位工会账户拨付。", unit_account),
    )),
    Step("reject", "退回拨付", B, "finance_approver", "—", "审批人退回，写明理由。", ("prepared",), (
        hard("reason", "—", "写明退回理由。", given("reason")),), in_text=False),
    Step("pay", "登记已拨付", B, "finance_clerk", "第十三条", "款已拨出，登记凭证号和日期。", ("approved",), (
        hard("NC-13b", "第十三条", "须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),
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

PARAMETERS = (
    Parameter("posting.count_posting_day", "张贴当日是否计入五个工作日", ART_7, False, (True,),
              "不计入可保证公示不短于五个工作日（民法典第二百零一条）；常见公告写法是计入。"),
    Parameter("deadline.before_is_inclusive", "“12月31日前”是否含12月31日", ART_7, True, (False,), "按公文通常用法含当日。"),
    Parameter("posting.objection_restarts", "异议办结后是否重新公示", ART_7, False, (True,), "文本只要求无异议。"),
    Parameter("operation.as_of", "“每年至少一项”看哪一段时间", ART_2_4, "trailing", ("calendar",), "申报时看提交日前十二个月，考评时看被考评的年度。"),
    Parameter("earlier.units_count_when_filed", "两类单位自行命名并备案的是否算创建基础", ART_2_6, True, (False,), "否则备案要求没有对象。"),
    Parameter("outcome.benefit", "经济效益和社会效益要不要都有", ART_2_4, "or", ("and",), "第（四）项写“或”，是可核实的条件。"),
    Parameter("organ_excluded", "机关是否整体不予命名", "第六条", False, (True,), "“有建制的”同时限定机关与企事业单位。"),
    Parameter("rank_departure", "党组会能否打破得分顺序", ART_7, "reason", ("never",), "入围范围内可以，须在纪要写明理由；低于入围标准的不可以。"),
    Parameter("late_naming", "12月31日后命名的效力", ART_7, "flag", ("void",), "期限约束的是命名机关，逾期标明并说明理由。"),
    Parameter("year_basis", "“第二年、第三年”怎样数", "第十一条", "calendar", ("twelve_months",), "命名和首笔拨付都按自然年度。"),
    Parameter("missing_result", "某年没有考评结果", "第十一条", "no_effect", ("fail",), "处理须有认定；五年跨度不因此延长。"),
    Parameter("late_instalment", "“也可拨付”是应付还是可付", "第十一条", "due", ("discretion",), "合格即应付；财务可写明理由暂缓。"),
    Parameter("bar_scope", "不得再次申报约束谁", "第十五条", "studio", ("studio+leader",), "约束工作室；同一领衔人另行申报的提示市总工会。"),
    Parameter("legacy_may_apply", "以往命名的劳模创新工作室能否申报", "第二十二条", True, (False,), "按第七条全部程序申报，此前不适用本办法。"),
)
# fmt: on

ORIGINAL = Edition(
    key="revised-draft",
    title="南昌市示范性劳模（工匠、职工）创新工作室管理办法（修订稿）",
    number="",
    issuer="南昌市总工会",
    interpreter="南昌市总工会",
    effective=None,
    plaque="南昌市示范性劳模（工匠、职工）创新工作室",
    words={
        "deciding_body": "市总工会党组会",
        "consent": "所在单位党政认可",
        "office": "市总工会经济技术部",
        "assess": "考评",
        "contents": "科技创新、管理创新、服务创新、机制创新",
    },
    screeners=SCREENERS,
    screening_levels=1,
    steps=STEPS,
    materials=MATERIALS,
    parameters=PARAMETERS,
    schedule=SCHEDULE,
    spending=Clause(
        "第十三条",
        "按《江西省基层工会经费收支管理实施办法》（赣工通字〔2023〕23号）使用，不得列支奖金、津补贴。",
    ),
)

REGULATION = Regulation("南昌市", (ORIGINAL,))
