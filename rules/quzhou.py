"""衢州市高技能人才（劳模）创新工作室管理办法（试行），衢总工字〔2016〕38号，二十三条。

The text asks no honour of the leader and has no consent, publicity, ledger, yearly assessment,
rectification, yellow card, clawback or bar; nothing of the kind is written here.
"""

from datetime import date

from .base import Duty, Edition, Material, Parameter, Regulation, Seat, Spending, Step
from .calendar import ONE_DAY, cycle_year
from .claims import Granted
from .duties import ClosesCycle, at_cycle_end, cycle_start, every, rolling
from .facts import Facts, Grant, Level, Project, Skill, shown
from .kinds import (
    at_least,
    at_most,
    attached,
    below_or_at_usual,
    by_reading,
    given,
    in_each_window,
    is_,
    none_of,
    on_ground,
    one_of,
    operating,
    team_of,
    unless_reading,
)
from .money import figures, yuan
from .payable import instalment_due
from .procedure import (
    all_sheets_in,
    forbidden_by,
    on_own_basis,
    screeners_among,
    title_held,
    window_open,
)
from .schedule import Instalment, OneOff, Part, Schedule, Standing
from .verdict import Answer, Test, hard, judged_by, soft
from .workflow import reject, send_back, withdraw

screener, office = judged_by("初审工会"), judged_by("市总工会经济工作部")
NAMED_SCREENERS = ("county", "system_committee")
SCREENERS = (*NAMED_SCREENERS, "zone", "industry")
UNITS = {"enterprise": "企业", "institution": "事业单位", "organ": "党政机关"}
GROUNDS = {"cycle": "周期期满考核不合格", "fraud": "查实剽窃、弄虚作假"}
TOPIC, DEMONSTRATION = "topic", "demonstration"
CYCLE = 3  # years
DEPARTMENTS = ("经济工作部", "财务部", "经审办")  # of the joint check

# One provision to a row, as the text reads; spread by the formatter they would fill twice the page.
# fmt: off

UNRELATED = {"与工作室建设无关的开支": ("奖金", "津贴", "福利", "慰问", "过节", "购物卡", "礼品", "宴请", "招待", "旅游", "疗休养")}
ART_5_1, ART_5_2, ART_5_3, ART_5_4 = (f"第五条第（{n}）项" for n in "一二三四")
ART_6, ART_7, ART_9, ART_10 = "第六条", "第七条", "第九条", "第十条"
ART_11, ART_12, ART_13, ART_14, ART_15, ART_16, ART_17, ART_18, ART_19 = (f"第十{n}条" for n in "一二三四五六七八九")
ART_20 = "第二十条"

# 文本没有写定的地方：默认怎样理解，还可以怎样理解

WINDOW = Parameter("outcome.window", "“每年有创新项目”看哪一段时间", ART_5_3, "trailing", ("calendar",), "看提交日前的十二个月。")
EQUIVALENCE = Parameter("cert.title_equivalence", "专业技术职称能否代替职业技能等级", ART_5_4, "none", ("mapped",), "文本只写职业技能资格等级。")
LEADER_COUNTS = Parameter("team.leader_counts", "“三人以上”是否含负责人", ART_5_4, True, (False,), "以负责人为中心组成的团队，含负责人。")
AS_OF = Parameter("operation.as_of", "“六个月以上”算到哪一天", ART_7, "submission", ("closing", "naming"), "条件应在申报时具备。")
ANNIVERSARY = Parameter("operation.anniversary_counts", "满六个月的当日算不算“六个月以上”", ART_7, True, (False,), "“以上”包括本数。")
EVIDENCE = Parameter("operation.start_evidence", "开始创建的日期要不要证明", ART_7, True, (False,), "从有据可查的活动开始日算起。")
SCREENING = Parameter("screeners", "第十条以外的主送单位能否初审", ART_10, "addressees", ("list",), "通知的主送单位都可以设为初审工会，并标明第十条没有点名。")
TOPIC_YEARS = Parameter("topic_years", "哪些年度可以申请课题经费", ART_13, "each_cycle", ("after_first",), "每个周期的第二、第三年，新周期的第一年又不能申请。")
MIN_SOFT = Parameter("min_soft", "“2－5个”的下限能否说明理由后少于", ART_13, True, (False,), "择优评审，没有那么多合适的，写明理由。")
DEMO_ONCE = Parameter("demo_once", "示范性称号能否重复获得", ART_14, True, (False,), "每个工作室一次。")
CHECK_ANCHOR = Parameter("fund_check_anchor", "每二年联合检查从哪一年起", ART_16, "first_payment_year", ("naming_year",), "首次拨款的年度加二年。")
ANCHOR = Parameter("cycle.anchor", "三年周期从哪一天起算", ART_17, "naming_date", ("naming_year",), "从命名之日起算，满三年之日是下一周期的第一天。")
ROLL = Parameter("period.roll_forward", "周期和检查的末日逢休息日是否顺延", ART_17, False, (True,), "内部的期限，取较早的一日较稳妥。")
FRAUD = Parameter("fraud.manual_decision", "命名前查实弄虚作假能否另作决定", ART_20, True, (False,), "文本只写撤销命名；命名前由市总工会写明查实认定和依据另行决定，不影响以后申请。")
# Who accepts a reason is no open point here: both soft provisions are asked of the city itself.

PARAMETERS = (
    WINDOW, EQUIVALENCE, LEADER_COUNTS, AS_OF, ANNIVERSARY, EVIDENCE, SCREENING, TOPIC_YEARS, MIN_SOFT, DEMO_ONCE,
    CHECK_ANCHOR, ANCHOR, ROLL, FRAUD,
)
SPENDING = Spending(
    ART_15, "用于高技能人才培养、技术创新研究和日常运营，不得用于与工作室建设无关的开支。",
    ("分析测试", "人员劳务", "会议及调研", "资料印刷", "知识产权事务"), tuple(UNRELATED), near=UNRELATED)
# fmt: on

# 第五条、第十条  条件与初审


def leader_graded(facts: Facts) -> Answer:
    """Art. 5(4): grade 高级 or above; an honour does not stand in for the certificate (A-29)."""
    if not facts.leaders:
        return Answer(None, "负责人未填报", "填写工作室负责人及其技能等级")
    mapped = EQUIVALENCE.chosen(facts) == "mapped"
    best = max(max(one.skill, one.mapped_skill if mapped else Skill.NONE) for one in facts.leaders)
    remedy = "负责人须有高级以上职业技能资格等级，荣誉不能代替"
    return Answer(best >= Skill.SENIOR, f"负责人技能等级：{best.label}", remedy)


def has_terms(project: Project, first: date, last: date) -> bool:
    """Art. 5(3): content, time limit, requirement and standard fixed, money secured."""
    return project.runs_in(first + ONE_DAY, last) and project.terms_fixed and project.funded


def screeners(facts: Facts) -> Answer:
    """Art. 10; A-39: the other addressees may screen too, and a remark says who was not named."""
    if SCREENING.chosen(facts) == "list":
        return screeners_among(NAMED_SCREENERS)(facts)
    found = screeners_among(SCREENERS)(facts)
    unnamed = sum(kind in ("zone", "industry") for kind in facts.screener_kinds or ())
    remark = f"，其中{unnamed}家第十条没有点名" if unnamed else ""
    return Answer(found.met, f"{found.shown}{remark}", found.remedy)


# 第十三条、第十四条  课题经费、示范性称号


def year_of_cycle(facts: Facts) -> Answer:
    """Art. 13: from the second year of a cycle on; by A-36 each cycle begins with a closed year."""
    start = cycle_start(facts, ANCHOR)
    if facts.grant is None or start is None or facts.grant.applied_on < start:
        return Answer(None, "申请日期不明", "填写命名后的申请日期")
    running = cycle_year(start, facts.grant.applied_on)
    year = (running - 1) % CYCLE + 1
    open_ = year >= 2 if TOPIC_YEARS.chosen(facts) == "each_cycle" else running >= 2
    value = f"{shown(facts.grant.applied_on)}申请，周期第{year}年"
    return Answer(open_, value, "一个周期内的第二年起才能申请")


def won(facts: Facts, kind: str) -> list[Grant]:
    """What was granted of that kind, this application apart; asking alone wins nothing."""
    own = facts.grant.key if facts.grant else None
    asked = [g for g in facts.grants if g.kind == kind and g.key != own]
    return [g for g in asked if g.minutes_number and not g.withdrawn]


def once_a_year(facts: Facts) -> Answer:
    if facts.grant is None:
        return Answer(None, "没有本次申请", "先登记申请")
    year = facts.grant.applied_on.year
    before = [g for g in won(facts, TOPIC) if g.applied_on.year == year]
    return Answer(
        not before, f"{year}年已获课题经费{len(before)}次", "每年只能获得一次，下一年再申请"
    )


def never_before(facts: Facts) -> Answer:
    before = len(won(facts, DEMONSTRATION))
    once = DEMO_ONCE.chosen(facts)
    return Answer(not (before and once), f"已获示范性称号{before}次", "每个工作室只能获得一次")


def city_or_province(facts: Facts) -> Answer:
    """Art. 14: a title of the city or the province, whoever of the two gave it."""
    if title_held(facts).met:
        return Answer(True, "市级工作室")
    titles = [t for t in facts.earlier_titles or () if t.level >= Level.PREFECTURE]
    names = "、".join(t.body for t in titles if t.on <= facts.on)
    return Answer(bool(names), names or "没有市、省级命名", "须是已命名的市、省级工作室")


def accepted(facts: Facts) -> Answer:
    """Art. 14: acceptance comes before the money and the title."""
    day = facts.grant.accepted_on if facts.grant else None
    if day is None:
        return Answer(None, "尚未验收", "考核验收合格后再办理")
    return Answer(day <= facts.on, f"{shown(day)}验收合格", "验收日期不能晚于办理日")


def sum_is(amount_fen: int) -> Test:
    """The sum decided is the sum of the text."""

    def test(facts: Facts) -> Answer:
        fen = facts.grant.decided_fen if facts.grant else None
        if fen is None:
            return Answer(None, "金额未填写", f"按办法写{figures(amount_fen)}元")
        return Answer(fen == amount_fen, f"{figures(fen)}元", f"须为{figures(amount_fen)}元")

    return test


AT_NAMING = OneOff(Part("base", "工作室工作经费", yuan(10_000), ART_12, "入选后一次性补助。"))
PARTS = {
    TOPIC: Part(TOPIC, "课题工作经费", yuan(20_000), ART_13, "择优评审、市总工会批准后补助。"),
    DEMONSTRATION: Part(
        DEMONSTRATION, "示范性工作室工作经费", yuan(50_000), ART_14, "考核验收后补助。"
    ),
}


def further(grant: Grant) -> Instalment:
    """The sum of a topic or demonstration that was decided; the latter waits for acceptance."""
    part = PARTS[grant.kind]
    waits = grant.kind == DEMONSTRATION and grant.accepted_on is None
    standing, why = Standing.DUE, f"{grant.applied_on.year}年{grant.title}"
    if waits or not grant.minutes_number:
        standing, why = Standing.WAITING, "待考核验收" if waits else "待市总工会批准"
    year = grant.applied_on.year if standing is Standing.DUE else None
    amount, article = part.amount_fen, part.article
    return Instalment(grant.key, part.label, amount, article, part.asks, standing, year, why)


def pays(facts: Facts) -> Schedule:
    """Art. 12 to 14: one sum at naming, and each topic and demonstration that was won."""
    base = AT_NAMING(facts)
    asked = [g for g in facts.grants if g.kind in PARTS and not g.withdrawn]
    return Schedule((*base.instalments, *map(further, asked)), base.years)


# 第十七条  周期


CYCLE_OVER = ClosesCycle(CYCLE, anchor=ANCHOR, early=lambda facts: False)


def cycle_failed(facts: Facts) -> Answer:
    over = CYCLE_OVER(facts)
    if facts.cycle_passed is None or not over.met:
        return Answer(over.met and None, over.shown, over.remedy or "登记期满考核结果")
    value = "期满考核合格" if facts.cycle_passed else "期满考核不合格"
    return Answer(not facts.cycle_passed, value, "合格的继续保留")


def first_payment(facts: Facts) -> date | None:
    """A-61: where the two years of the joint inspection begin."""
    by_naming = CHECK_ANCHOR.chosen(facts) == "naming_year"
    return facts.named_on if by_naming else facts.first_paid_on


# fmt: off

SIX_MONTHS = operating(6, as_of=AS_OF, anniversary=ANNIVERSARY)

CONDITIONS = (
    hard("QZ-05-1a", ART_5_1, "有功能明确的固定场地（不限面积）。", is_("has_venue", True, "落实功能明确的固定场地后，改填这一项")),
    hard("QZ-05-1b", ART_5_1, "有必要经费。", is_("dedicated_funds", True, "落实必要经费后，改填这一项")),
    hard("QZ-05-1c", ART_5_1, "有办公设施和硬件设备。", given("equipment")),
    screener("QZ-05-1d", ART_5_1, "硬件设施基本完善。"),
    hard("QZ-05-2a", ART_5_2, "有创建制度。", attached("charter", "创建制度")),
    screener("QZ-05-2b", ART_5_2, "目标明确、制度合理，与单位生产科研衔接，日常活动有序。"),
    hard("QZ-05-3a", ART_5_3, "每年有内容、时限、要求、考核标准明确且经费有保障的创新项目。",
         in_each_window("projects", 1, 12, 1, has_terms, window=WINDOW)),
    screener("QZ-05-3b", ART_5_3, "项目实施完成正常，成效明显。"),
    hard("QZ-05-4a", ART_5_4, "负责人有高级及以上职业技能资格等级。", leader_graded),
    screener("QZ-05-4a-expert", ART_5_4, "负责人有技术专长。"),
    hard("QZ-05-4b", ART_5_4, "形成三人以上创新团队。", team_of(3, leader_counts=LEADER_COUNTS)),
    screener("QZ-05-4b-staff", ART_5_4, "注重推动职工创新。"),
    hard("QZ-06", ART_6, "申报单位必须是建有工会组织的企事业单位或党政机关。", one_of("unit_kind", UNITS)),
    hard("QZ-07", ART_7, "必须开展创建工作六个月以上。", unless_reading(AS_OF, "naming", SIX_MONTHS, "命名时核对")),
    hard("QZ-07-proof", ART_7, "开始创建的日期有证明。", attached("founding", "开展创建工作的证明", asked=EVIDENCE)),
)

CLAIMS = (
    Granted(key=TOPIC, label="课题工作经费", article=ART_13, asks="一个周期内的第二年起可以申请，择优评审后补助二万元。", step="fund_topic", counted=True,
            sum_fen=PARTS[TOPIC].amount_fen, first=("QZ-13a", "QZ-13a-year", "QZ-13a-once"), once=lambda facts: str(facts.grant and facts.grant.applied_on.year)),
    Granted(key=DEMONSTRATION, label="示范性工作室工作经费", article=ART_14, asks="自行申报，择优确定，考核验收后授予称号并补助五万元。", step="distinguish", counted=True,
            sum_fen=PARTS[DEMONSTRATION].amount_fen, first=("QZ-14a", "QZ-14a-once"), accepted=True, title_type=DEMONSTRATION,
            once=lambda facts: "once" if DEMO_ONCE.chosen(facts) else ""),
)

# 步骤：谁、在什么状态下、依据哪一条

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "screening")
AT_LEAST_TWO = at_least("granted_this_year", 2)

STEPS = (
    Step("open_call", "开放申报批次", B, "review_office", ART_10, "由市总工会经济工作部受理申请，组织评选（第八条）。", ("draft",), (
        hard("QZ-10-window", ART_10, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("QZ-10-kinds", ART_10, "由县（市、区）总工会或市直系统工委初审筛选。", screeners),
        hard("QZ-11b-sheet", ART_11, "专家组评选须有评分项目和满分。", at_least("full_marks", 1)),
    )),
    Step("submit", "提交申请", U, "clerk", ART_10, "由基层工会提出申请。", ("draft", "returned"), (
        hard("QZ-10", ART_10, "在申报时间内由基层工会提出。", window_open),
        *CONDITIONS,
        hard("QZ-10-own", ART_10, "所在单位的初审工会在本批次之内。",
             is_("recommender_listed", True, "由市总工会为本单位指定初审工会，并列入本批次")),
    )),
    Step("recommend", "初审并择优申报", R, "screening_officer", ART_10, "初审筛选后，向经济工作部择优申报。", HANDS, CONDITIONS, judging=True),
    send_back(HANDS, "基层工会"),
    Step("decline", "初审未通过", R, "screening_officer", ART_10, "初审筛选未通过。", HANDS, (
        hard("reason", ART_10, "写明未通过的理由。", given("reason")),)),
    withdraw("申请", ("draft", *HANDS, "returned", "recommended"), "基层工会"),
    Step("review", "资格审查和项目审查", B, "review_office", ART_11, "经济工作部对推荐材料做两项审查。", ("recommended",), (
        office("QZ-11a", ART_11, "资格审查合格。"),
        office("QZ-11a-project", ART_11, "项目审查合格。"),
    ), judging=True),
    Step("shortlist", "专家组评选", B, "review_office", ART_11, "组织专家组进行评选。", ("in_review",), (
        hard("QZ-11b", ART_11, "专家评分须全部交回。", all_sheets_in),)),
    Step("decide", "研究决定", B, "secretary", ART_11, "上报市总工会研究决定命名。", ("shortlisted",), (
        hard("QZ-11c", ART_11, "须有研究日期和纪要编号。", given("met_on", "minutes_number")),
        soft("QZ-09-count", ART_9, "一般每年命名十个。", below_or_at_usual("chosen", 10)),
    )),
    Step("pass_over", "未入选", B, "secretary", ART_11, "未入选，不影响以后申请。", ("recommended", "in_review", "shortlisted", "decided"), (
        hard("reason", ART_11, "写明理由。", given("reason")),)),
    Step("disqualify", "另行决定取消申报资格", B, "secretary", "—", "命名前查实弄虚作假，文本没有写，由市总工会写明依据决定。",
         ("recommended", "in_review", "shortlisted", "decided"), (
        hard("reason", "—", "写明查实认定、所依据的规定和理由。", on_own_basis(FRAUD)),), in_text=False),
    Step("name", "命名授牌", B, "review_office", ART_12, "授予牌匾；办法没有公示环节。", ("decided",), (
        hard("QZ-07-naming", ART_7, "开展创建工作六个月以上，选定算到命名之日的在命名时核对。",
             by_reading(AS_OF, "naming", SIX_MONTHS, "申报时已核对")),
        hard("QZ-12a", ART_12, "须有命名文号和牌匾编号。", given("document_number", "plaque_number")),
    )),
    Step("fund_topic", "确定课题经费补助", B, "secretary", ART_13, "每年择优评审二至五个工作室，报市总工会批准。", (), (
        hard("QZ-13a", ART_13, "已授予市级创新工作室牌匾，称号有效。", title_held),
        hard("QZ-13a-year", ART_13, "在一个周期内的第二年起申请。", year_of_cycle),
        hard("QZ-13a-once", ART_13, "一个工作室每年补助一次。", once_a_year),
        hard("QZ-13b-experts", ART_13, "由专家组择优评审。", all_sheets_in),
        hard("QZ-13b", ART_13, "每年不超过五个工作室。", at_most("granted_this_year", 5)),
        soft("QZ-13b-least", ART_13, "每年不少于二个工作室。", AT_LEAST_TWO),
        hard("QZ-13b-strict", ART_13, "按严格读法，少于二个不能补助。", forbidden_by(MIN_SOFT, False, AT_LEAST_TWO)),
        hard("QZ-13b-approved", ART_13, "报市总工会批准，须有日期和纪要编号。", given("met_on", "minutes_number")),
        hard("QZ-13b-sum", ART_13, "每个工作室补助二万元。", sum_is(PARTS[TOPIC].amount_fen)),
    )),
    Step("distinguish", "授予示范性称号", B, "secretary", ART_14, "自行申报，择优确定一至二个，验收后授予称号并补助。", (), (
        hard("QZ-14a", ART_14, "是已命名的市、省级工作室，自行申报。", city_or_province),
        office("QZ-14a-model", ART_14, "具有行业性、示范性。"),
        hard("QZ-14a-most", ART_14, "每年不超过二个工作室。", at_most("granted_this_year", 2)),
        hard("QZ-14a-once", ART_14, "每个工作室只授予一次。", never_before),
        hard("QZ-14b", ART_14, "经考核验收合格。", accepted),
        hard("QZ-14b-sum", ART_14, "补助五万元工作经费。", sum_is(PARTS[DEMONSTRATION].amount_fen)),
        hard("QZ-14b-paper", ART_14, "授予称号须有文号。", given("document_number")),
    ), judging=True),
    Step("renew", "期满考核合格", B, "review_office", ART_17, "考核合格的继续保留荣誉，进入下一周期。", ("active",), (
        hard("QZ-17a", ART_17, "三年周期已满，并已组织考核。", CYCLE_OVER),
        hard("QZ-17b-pass", ART_17, "期满考核合格。", is_("cycle_passed", True, "考核不合格，不能继续保留，改按不合格的步骤办理")),
    )),
    Step("adjust", "变更后的调整", B, "review_office", ART_19, "单位更名、改变隶属关系，报告后由市总工会视情调整。", ("active",), (
        hard("QZ-19", ART_19, "变更须已报告，并写明怎样调整。", given("reason")),)),
    Step("delist", "取消称号、撤销命名", B, "secretary", "第十七条、第二十条", "期满考核不合格，或查实剽窃、弄虚作假；不影响以后申请。", ("active",), (
        hard("QZ-17b-ground", ART_17, "有办法规定的情形之一。", one_of("ground", GROUNDS)),
        hard("QZ-17b", ART_17, "周期期满，考核不合格。", on_ground("cycle", cycle_failed)),
        hard("QZ-20", ART_20, "剽窃、弄虚作假，经查实的。", on_ground("fraud", given("verified_finding"))),
        hard("QZ-20-notice", ART_20, "将相关情况予以通报。", on_ground("fraud", given("criticism_number"))),
    )),
    Step("prepare", "编制拨付", B, "finance_clerk", "第十二条至第十四条", "条件具备后编制拨付。", (), (
        hard("QZ-12b", ART_12, "该笔补助的条件已具备，且只拨付一次。", instalment_due(pays)),)),
    Step("approve", "审批拨付", B, "finance_approver", "第十二条至第十四条", "由另一人审批。", ("prepared",), (
        hard("QZ-12b", ART_12, "该笔补助的条件仍然具备。", instalment_due(pays)),)),
    reject(),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_12, "款已拨出，登记凭证号和日期。", ("approved",), (
        hard("QZ-12b-paid", ART_12, "须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
    Step("spend", "登记支出", U, "clerk", ART_15, "用于人才培养、技术创新研究和日常运营。", (), (
        hard("QZ-15a", ART_15, "写明支出用途；列举的是主要用途，人员劳务也在其内。", given("purpose")),
        hard("QZ-15b", ART_15, "不得用于与工作室建设无关的开支。", none_of("purpose", {use: use for use in UNRELATED}, "改由其他经费列支")),
    )),
)

MATERIALS = (
    Material("charter", "创建制度、管理制度", ART_5_2),
    Material("projects", "创新项目任务书（内容、时限、要求、考核标准）", ART_5_3, required=False),
    Material("certificates", "负责人职业技能等级证书", ART_5_4, required=False),
    Material("founding", "开展创建工作的证明", ART_7),
)

DUTIES = (
    Duty("fund_check", "专项经费联合检查", B, ART_16, "经济工作部、财务部、经审办每二年联合检查一次，三部门签署。", rolling(every(2, since=first_payment), ROLL),
         found=True, looks_at=DEPARTMENTS, signed_by=DEPARTMENTS),
    Duty("cycle", "期满考核", B, ART_17, "三年一个周期，期满后考核运行情况。", rolling(at_cycle_end(CYCLE, anchor=ANCHOR), ROLL),
         ("checked_on", "cycle_passed"), found=True, opens=CYCLE_OVER.opens),
    Duty("plaque", "悬挂牌匾", U, ART_18, "在工作场所显著位置悬挂牌匾。"),
    Duty("report", "变更报告", U, ART_19, "变更单位名称或改变隶属关系，及时报告，市总工会视情调整。"),
)
# fmt: on

TRIAL_2016 = Edition(
    key="trial-2016",
    title="衢州市高技能人才（劳模）创新工作室管理办法（试行）",
    number="衢总工字〔2016〕38号",
    issuer="衢州市总工会",
    interpreter="衢州市总工会经济工作部",
    effective=date(2016, 10, 17),
    plaque="衢州市高技能人才（劳模）创新工作室",
    plaques={DEMONSTRATION: "衢州市高技能人才（劳模）示范性创新工作室"},
    words={
        "deciding_body": "市总工会",
        "office": "市总工会经济工作部",
        "assess": "考核",
        "delist_cycle": "取消称号",
        "delist_fraud": "撤销命名",
        "contents": "技术创新",
        "leaders": "负责人",
        "section_leaders": "工作室负责人",
    },
    screeners=SCREENERS,
    screening_levels=1,
    steps=STEPS,
    materials=MATERIALS,
    parameters=PARAMETERS,
    schedule=pays,
    spending=SPENDING,
    duties=DUTIES,
    claims=CLAIMS,
)

REGULATION = Regulation("衢州市", (TRIAL_2016,))
