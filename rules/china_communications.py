"""中国交建示范性劳模（工匠人才）创新工作室命名管理工作暂行办法，十六条。

The text names no day of effect, no number and no length of the publicity: the federation types them
in. Publicity comes before the naming decision. It has no consent, score, yellow card or bar. Art. 5
writes the federation's name once with a 设 too many, arts. 4, 9 and 11 shorten the title: slips.
"""

from datetime import date

from .base import Duty, Edition, Ledger, Material, Parameter, Regulation, Seat, Step
from .clauses import Policy, Sort, Spending
from .duties import by_year_end, rolling
from .facts import EarlierTitle, Facts, Leader, Level, Outcome, shown
from .kinds import (
    at_least,
    at_most,
    attached,
    by_reading,
    given,
    in_each_window,
    is_,
    on_ground,
    one_of,
    operating,
    some_leader,
    team_of,
    unless_reading,
)
from .money import yuan
from .payable import failed_twice_running, instalment_due, recovers
from .procedure import (
    account_by,
    at_most_a_year,
    change_of_a_named_studio,
    for_authority,
    no_open_objection,
    on_own_basis,
    posted_anew,
    posted_for,
    posting_over,
    screeners_among,
    unless_leader_change,
    window_open,
)
from .righting import check_failed, limit_ahead, not_put_right, put_right
from .roads import by_the_procedure
from .schedule import OneOff, Part, Schedule
from .verdict import Answer, Test, hard, judged_by, soft
from .workflow import reject, send_back, withdraw

screener, federation = judged_by("直属单位工会"), judged_by("中国交建工会联合会")
BODY = "中国交建工会联合会"
SCREENERS = ("affiliated",)

# One provision to a row, as the text reads; spread by the formatter they would fill twice the page.
# fmt: off

ART_2, ART_4, ART_5, ART_6, ART_7, ART_8, ART_9 = (f"第{n}条" for n in "二四五六七八九")
ART_2_1, ART_2_2, ART_2_3, ART_2_4, ART_2_5, ART_2_6, ART_2_7 = (f"第二条第{n}项" for n in range(1, 8))
ART_11, ART_11_1, ART_11_2, ART_11_3 = "第十一条", "第十一条第1项", "第十一条第2项", "第十一条第3项"

# 文本没有写定的地方：默认怎样理解，还可以怎样理解

LEADER_COUNTS = Parameter("team.leader_counts", "“三人以上”是否含领衔人", ART_2_2, True, (False,), "以一人领衔组成的团队，含领衔人。")
AS_OF = Parameter("operation.as_of", "“二年以上”算到哪一天", ART_2_3, "submission", ("closing", "naming"), "条件应在申请时具备。", {"submission": "提交之日", "closing": "申报截止日", "naming": "命名之日"})
ANNIVERSARY = Parameter("operation.anniversary_counts", "满二年的当日算不算“二年以上”", ART_2_3, True, (False,), "“以上”包括本数。")
EVIDENCE = Parameter("operation.start_evidence", "开始运行的日期要不要证明", ART_2_3, True, (False,), "“有效运行”从有据可查的活动开始日算起。")
WINDOW = Parameter("outcome.window", "“每年一项”看哪两年", ART_2_5, "trailing", ("calendar",), "须有效运行二年，看提交日前的两个十二个月。", {"trailing": "提交日前的两个十二个月", "calendar": "上两个自然年度"})
ALL_PROVINCIAL = Parameter("recogniser_level_all", "“省级及以上”是否也限定行业协会和其他机构", ART_2_5, True, (False,), "一个定语管到底。")
TEN = Parameter("quota_2018_2020", "“每年命名十个”是上限还是定数", ART_4, "ceiling", ("exact",), "作为上限，第十一个不能命名。", {"ceiling": "上限", "exact": "定数"})
ANCHOR = Parameter("batch_anchor", "二〇二一年以后哪些年份命名", ART_4, 2021, (2022, "since_last"), "“2021年以后每两年”从二〇二一年起隔年一批；也可以只看距上一批是否满两年。", {2021: "二〇二一年起隔年一批", 2022: "二〇二二年起隔年一批", "since_last": "距上一批满两年"})
POSTING = Parameter("posting.days", "公示几个工作日", ART_5, None, (5,), "文本未写，由联合会在批次中确定；五个工作日只是参考。")
POSTING_DAY = Parameter("posting.count_posting_day", "张贴当日是否计入公示期", ART_5, False, (True,), "不计入，公示不会短于所定的期限。")
RESTARTS = Parameter("posting.objection_restarts", "异议办结后是否重新公示", ART_5, False, (True,), "文本只要求公示。")
CHANGE = Parameter("leader_change", "更换领衔人是否受申报时间、批次、数量和排名限制", ART_5, "steps_only", ("everything",), "只走程序、看条件，不占名额，不另拨款。", {"steps_only": "不受限制，只走程序", "everything": "都受限制"})
GATE = Parameter("grant_gate", "五万元何时拨付", ART_7, "effect_confirmed", ("naming",), "授牌后，经确认创建成功、确有实效再拨付。", {"effect_confirmed": "确认确有实效以后", "naming": "命名以后"})
PAYEE = Parameter("grant_payee", "“相关单位工会财务”是哪一家", ART_7, "unit_union", ("typed_in",), "一般是所在单位工会，也可以由财务另行登记。", {"unit_union": "所在单位工会", "typed_in": "财务登记的工会账户"})
INCLUSIVE = Parameter("deadline.before_is_inclusive", "“12月31日前”是否含12月31日", ART_8, True, (False,), "按公文通常用法含当日。")
ROLL = Parameter("period.roll_forward", "年底期限的末日逢休息日是否顺延", ART_8, False, (True,), "内部的期限，取较早的一日较稳妥。")
FIRST_YEAR = Parameter("duty.first_year", "命名当年要不要回访考核、年底评估", ART_8, "next_year", ("naming_year",), "命名当年刚经考核，从次年起。", {"next_year": "从命名次年起", "naming_year": "从命名当年起"})
OVERRIDE = Parameter("soft.override_role", "原则性规定由谁认可理由", ART_2, "step_owner", ("authority",), "由办理该步骤的工会认可，联合会看得到也可以不认可。", {"step_owner": "办理该步骤的工会", "authority": "联合会"})
SOURCE = Parameter("consecutive_source", "哪些考核算“连续两次”", ART_11_1, "art8", ("mixed",), "第八条的年度回访考核；单位评估、随机验证另有其用。", {"art8": "年度回访考核", "mixed": "各种考核都算"})
MEMBER_SCOPE = Parameter("member_scope", "谁被追究法纪责任才取消资格", ART_11_3, "act_or_decision", ("current",), "行为时或处理时在册的成员，以正式处理决定为准。", {"act_or_decision": "行为时或处理时在册", "current": "现在在册"})
CLAWBACK = Parameter("clawback.scope", "“所有资助经费”的范围", ART_11_3, "all_union_support", ("grant_only",), "各级工会的扶持资金都在内，单位自有预算不在内。", {"all_union_support": "各级工会的扶持资金", "grant_only": "五万元补助"})
FRAUD = Parameter("fraud.manual_decision", "命名前查实弄虚作假能否另作决定", ART_11_3, True, (False,), "文本只写命名以后；命名前由联合会写明查实认定和依据另行决定，不影响以后申请。")

PARAMETERS = (
    LEADER_COUNTS, AS_OF, ANNIVERSARY, EVIDENCE, WINDOW, ALL_PROVINCIAL, TEN, ANCHOR, POSTING, POSTING_DAY, RESTARTS, CHANGE,
    GATE, PAYEE, INCLUSIVE, ROLL, FIRST_YEAR, OVERRIDE, SOURCE, MEMBER_SCOPE, CLAWBACK, FRAUD,
)
# fmt: on

# 第二条  条件


def is_of_class(leader: Leader) -> bool:
    """Art. 2, head: a model worker, a holder of the May-1 medal, or a craftsman."""
    honoured = any(h.family in ("model_worker", "may_day") for h in leader.honours)
    return honoured or leader.same_treatment or leader.craftsman


def leads(leader: Leader) -> bool:
    """Art. 2(2): the honours of the head at provincial rank or above, or the same treatment."""
    families = ("model_worker", "may_day")
    honoured = any(h.family in families and h.level >= Level.PROVINCE for h in leader.honours)
    return honoured or leader.same_treatment or leader.craftsman


def one_leader(facts: Facts) -> Answer:
    if not facts.leaders:
        return Answer(None, "领衔人未填报", "填写一名领衔人")
    count = len(facts.leaders)
    return Answer(count == 1, f"领衔人{count}名", "只填一名领衔人，其余的填为成员")


def beneficial(outcome: Outcome, first: date, last: date) -> bool:
    """Art. 2(5): both benefits, in that year, recognised by somebody."""
    both = outcome.economic_benefit and outcome.social_benefit
    return first < outcome.on <= last and both and bool(outcome.recognised_by)


def recognised(outcome: Outcome, first: date, last: date) -> bool:
    """A-15: 省级及以上 governs authorities, associations and other bodies alike."""
    level = outcome.recogniser_level
    return beneficial(outcome, first, last) and level is not None and level >= Level.PROVINCE


def recognised_loosely(outcome: Outcome, first: date, last: date) -> bool:
    """The other reading: only authorities must be provincial."""
    if outcome.recogniser_kind in ("association", "other"):
        return beneficial(outcome, first, last)
    return recognised(outcome, first, last)


def outcome_each_year(facts: Facts) -> Answer:
    """A-07: two years of operation, so two windows of twelve months."""
    good = recognised if ALL_PROVINCIAL.chosen(facts) else recognised_loosely
    return in_each_window("outcomes", 1, 12, 2, good, window=WINDOW)(facts)


def is_base(title: EarlierTitle) -> bool:
    """Art. 2(7): named by a provincial or prefecture federation or a second-level unit's union."""
    return title.level >= Level.PREFECTURE or title.kind == "second_level"


def named_before(facts: Facts) -> Answer:
    if facts.earlier_titles is None:
        return Answer(None, "已有命名未填报", "填写已有命名")
    day = facts.submitted_on or facts.on
    titles = [t for t in facts.earlier_titles if is_base(t) and t.on <= day]
    value = "；".join(t.body for t in titles) or "没有省、地市总工会或二级单位工会的命名"
    return Answer(bool(titles), value, "先由省（地市）总工会或集团直属二级单位工会命名")


# 第四条、第五条  批次、数量、更换领衔人


def batch_year(facts: Facts) -> Answer:
    """Art. 4: each of 2018 to 2020, then every second year (A-10)."""
    year, anchor = facts.decided_year, ANCHOR.chosen(facts)
    if year is None:
        return Answer(None, "申报年度未填报", "填写申报年度")
    if 2018 <= year <= 2020:
        return Answer(True, f"{year}年")
    if anchor == "since_last" and year > 2020:
        last = facts.last_batch_year
        return Answer(last is None or year - last >= 2, f"{year}年", "距上一批命名满两年后再开放")
    first = 2021 if anchor == "since_last" else anchor
    remedy = f"从{first}年起每两年命名一批"
    return Answer(year >= first and (year - first) % 2 == 0, f"{year}年", remedy)


def in_early_years(test: Test) -> Test:
    """Art. 4: a number is fixed for 2018 to 2020 alone."""

    def asked(facts: Facts) -> Answer:
        if facts.decided_year is None:
            return Answer(None, "申报年度不明", "核对申报批次的年度")
        early = facts.decided_year <= 2020
        return test(facts) if early else Answer(True, f"{facts.decided_year}年，文本不定数量")

    return asked


def ten_planned(facts: Facts) -> Answer:
    found = at_most("target", 10)(facts)
    exact = TEN.chosen(facts) == "exact"
    return at_least("target", 10)(facts) if found.met and exact else found


# 第七条  经费


AT_NAMING = OneOff(
    Part("base", "创新经费补助", yuan(50_000), ART_7, "创建成功、确有实效的，一次性拨付。")
)
ON_EFFECT = OneOff(AT_NAMING.part, gate="real_effect", waits="待联合会确认创建成功、确有实效")


def pays_once(facts: Facts) -> Schedule:
    """Art. 7: fifty thousand yuan, once a title; a new leader brings no second sum."""
    return (ON_EFFECT if GATE.chosen(facts) == "effect_confirmed" else AT_NAMING)(facts)


# 第九条、第十一条  整改、取消资格


def member_liable(facts: Facts) -> Answer:
    """Art. 11(3), A-13: a formal decision on somebody of the roster; an inquiry is nothing."""
    if not facts.liability_decision or facts.roster_at is None:
        return Answer(None, "没有正式处理决定", "填写处理机关、文号和该成员何时在册")
    now = MEMBER_SCOPE.chosen(facts) == "current"
    wanted = {"now"} if now else {"act", "decision"}
    value = f"{facts.liability_decision}"
    remedy = "现在不是成员的不适用" if now else "行为时和处理时都不是成员的不适用"
    return Answer(bool(wanted & set(facts.roster_at)), value, remedy)


def leader_left(facts: Facts) -> Answer:
    """Art. 11(2): both limbs, and the leader has left, not merely told when."""
    if facts.leader_left_on and facts.leader_left_on > facts.on:
        value = f"领衔人{shown(facts.leader_left_on)}离岗"
        return Answer(False, value, "离岗以后、工作室因此不能正常运行的才能办理")
    return given("leader_left_on", "inoperable")(facts)


FAULTS = {"stopped": "未持续开展创建工作", "chaotic": "管理混乱"}
# fmt: off
GROUNDS = {
    "not_put_right": "整改后仍不达标", "twice": "考核结果连续两次不达标", "leader": "领衔人离岗导致不能正常运行",
    "liability": "成员违法违纪被追究法纪责任", "fraud": "查实弄虚作假、谎报成果",
}

TWO_YEARS = operating(24, as_of=AS_OF, anniversary=ANNIVERSARY)

CONDITIONS = (
    hard("CC-02-0a", ART_2, "由劳动模范、五一劳动奖章获得者或业内认可的工匠人才领衔。", some_leader(is_of_class, "由劳模、五一劳动奖章获得者或工匠人才领衔")),
    screener("CC-02-0b", ART_2, "以专业技术人才和技能人才为主体。"),
    hard("CC-02-0c-plan", ART_2, "必须做到工作有计划。", attached("plan", "工作计划")),
    hard("CC-02-0c-activities", ART_2, "必须做到活动有开展。", attached("activities", "活动记录")),
    hard("CC-02-0c-outcomes", ART_2, "必须做到创新有成果。", given("outcomes")),
    screener("CC-02-1a", ART_2_1, "所在单位工会组织健全，运行正常。"),
    screener("CC-02-1b", ART_2_1, "单位确定目标任务，提供条件保障，制定运行机制和绩效考核评估。"),
    hard("CC-02-2a-one", ART_2_2, "以一名人员为领衔人。", one_leader),
    hard("CC-02-2a", ART_2_2, "领衔人是省部级以上劳模、五一劳动奖章（含同等待遇）获得者，或业内认可的工匠人才。", some_leader(leads, "领衔人的劳模、奖章须为省部级以上，或由工匠人才领衔")),
    screener("CC-02-2a-able", ART_2_2, "领衔人有专长，管理经验丰富，创新能力突出；工匠人才技艺精湛、业内认可。"),
    hard("CC-02-2b", ART_2_2, "组成三人以上的创新团队。", team_of(3, leader_counts=LEADER_COUNTS)),
    screener("CC-02-2c", ART_2_2, "团队结构相对合理，协作氛围浓厚，创新能力较强。"),
    hard("CC-02-3", ART_2_3, "有效运行二年以上。", unless_reading(AS_OF, "naming", TWO_YEARS, "命名时核对")),
    hard("CC-02-3-proof", ART_2_3, "开始运行的日期有证明。", attached("founding", "运行二年以上的证明", asked=EVIDENCE)),
    screener("CC-02-3-team", ART_2_3, "以相对固定的团队协作模式开展创新工作。"),
    hard("CC-02-4a", ART_2_4, "有相对固定的活动场所。", is_("has_venue", True, "落实相对固定的活动场所后，改填这一项")),
    soft("CC-02-4b", ART_2_4, "场所一般不少于二十平方米。", at_least("area", 20)),
    screener("CC-02-4c", ART_2_4, "场所适当完备，有基本设备和必要的资料、器材，标志标牌清晰。"),
    hard("CC-02-4d", ART_2_4, "有明确的技术攻关课题和创新目标。", given("goals")),
    hard("CC-02-4e", ART_2_4, "有必要且纳入单位预算的工作经费。", is_("budgeted", True, "把工作经费纳入单位预算后，改填这一项")),
    hard("CC-02-4f", ART_2_4, "有管理制度、职责分工。", attached("charter", "管理制度、职责分工")),
    screener("CC-02-4f-run", ART_2_4, "制度完善，定期开展攻关或创新活动，运作规范有序。"),
    hard("CC-02-5a", ART_2_5, "建立攻关项目推进计划和目标。", attached("projects", "攻关项目推进计划和目标")),
    screener("CC-02-5b", ART_2_5, "在解决难题、引领进步、培训和提高技能素质方面业绩突出。"),
    hard("CC-02-5c", ART_2_5, "每年至少一项成果产生较好经济效益和社会效益，并获省级以上认定。", outcome_each_year),
    screener("CC-02-6", ART_2_6, "示范效应好，带动本单位职工创新和技能素质提升。"),
    soft("CC-02-7", ART_2_7, "原则上在省（地市）总工会、集团直属二级单位工会命名的团体中产生。", named_before),
    soft("CC-07b", ART_7, "日常活动经费原则上由所在单位承担。", is_("unit_pays", True, "落实由所在单位承担日常经费")),
)

# 步骤：谁、在什么状态下、依据哪一条

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "screening")

STEPS = (
    Step("open_call", "开放申报批次", B, "review_office", ART_4, "二〇二一年以后每两年命名一批。", ("draft",), (
        hard("CC-16", "第十六条", "文本未写发布日期，须由联合会录入后才能使用。", given("effective_on")),
        hard("CC-04a", ART_4, "二〇一八年至二〇二〇年每年命名十个。", in_early_years(ten_planned)),
        hard("CC-04b", ART_4, "二〇二一年以后每两年命名一批。", batch_year),
        hard("CC-05a-window", ART_5, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("CC-05b-kinds", ART_5, "由中国交建直属单位工会考核推荐。", screeners_among(SCREENERS)),
        hard("CC-05c-days", ART_5, "文本未写公示期限，须由联合会确定工作日数。", posted_for(POSTING)),
    )),
    Step("submit", "提出申请", U, "clerk", ART_5, "由所在单位工会提出申请；更换领衔人也按本程序。", ("draft", "returned"), (
        hard("CC-05a", ART_5, "在申报时间内由所在单位工会提出。", unless_leader_change(window_open, CHANGE)),
        *CONDITIONS,
        hard("CC-05b-own", ART_5, "所属直属单位工会在本批次之内。",
             is_("recommender_listed", True, "由联合会为本单位指定直属单位工会，并列入本批次")),
        hard("CC-05e", ART_5, "已命名的才能申请更换领衔人。", change_of_a_named_studio),
    )),
    Step("recommend", "考核并推荐", R, "screening_officer", ART_5, "直属单位工会考核后，排出名次，择优推荐。", HANDS, (
        *CONDITIONS,
        hard("CC-05b", ART_5, "考核后择优推荐，须写明推荐名次。", unless_leader_change(at_least("place", 1), CHANGE)),
    ), judging=True),
    send_back(HANDS),
    Step("decline", "不予推荐", R, "screening_officer", ART_5, "考核后未择优推荐。", HANDS, (
        hard("reason", ART_5, "写明不予推荐的理由。", given("reason")),)),
    withdraw("申请", ("draft", *HANDS, "returned", "recommended")),
    Step("review", "审核", B, "review_office", ART_5, "联合会组织审核。", ("recommended",), (
        federation("CC-05c-check", ART_5, "审核合格。"),
        *for_authority(CONDITIONS, OVERRIDE),
    ), judging=True),
    Step("shortlist", "评审", B, "review_office", ART_5, "联合会组织评审。", ("in_review",), (
        federation("CC-05c-review", ART_5, "评审通过。"),), judging=True),
    Step("publicise", "公示", B, "review_office", ART_5, "评审之后、命名之前公示。", ("shortlisted",), (
        hard("CC-05c-days", ART_5, "公示期为联合会确定的工作日数。", posted_for(POSTING)),)),
    Step("pass_over", "未入选", B, "secretary", ART_5, "未择优命名，不影响以后申请。", ("recommended", "in_review", "shortlisted", "in_publicity"), (
        hard("reason", ART_5, "写明理由。", given("reason")),)),
    Step("disqualify", "另行决定取消申报资格", B, "secretary", "—", "命名前查实弄虚作假，文本没有写，由联合会写明依据决定。", ("recommended", "in_review", "shortlisted", "in_publicity"), (
        hard("reason", "—", "写明查实认定、所依据的规定和理由。", on_own_basis(FRAUD)),), in_text=False),
    Step("name", "择优命名", B, "secretary", ART_5, "公示后由联合会择优命名、授牌。", ("in_publicity",), (
        hard("CC-05c-over", ART_5, "公示期须已届满。", posting_over),
        hard("CC-05c-clear", ART_5, "不得有未办结的异议。", no_open_objection),
        hard("CC-05c-anew", ART_5, "异议办结后是否重新公示，文本未写，按联合会的选择。", posted_anew(RESTARTS)),
        hard("CC-02-3-naming", ART_2_3, "有效运行二年以上，选定算到命名之日的在命名时核对。",
             by_reading(AS_OF, "naming", TWO_YEARS, "申请时已核对")),
        hard("CC-04a-count", ART_4, "二〇一八年至二〇二〇年每年命名十个。", unless_leader_change(in_early_years(at_most_a_year(10)), CHANGE)),
        hard("CC-05d", ART_5, "联合会的命名决定须有文号。", given("document_number")),
        hard("CC-07e", ART_7, "授牌须有牌匾编号。", given("plaque_number")),
    )),
    Step("confirm_effect", "确认创建成功、确有实效", B, "review_office", ART_7, "授牌以后，确认创建成功、确有实效，补助才能拨付。", ("active",), (
        federation("CC-07f-effect", ART_7, "创建成功、确有实效。"),), judging=True),
    Step("order_rectification", "要求限期整改", B, "review_office", ART_9, "随机验证考核发现问题的，要求限期整改落实。", ("active",), (
        hard("CC-09a", ART_9, "有随机验证考核的记录。", check_failed),
        hard("CC-09b", ART_9, "未持续开展创建工作或者管理混乱。", one_of("ground", FAULTS)),
        hard("CC-09b-limit", ART_9, "写明整改期限，长短由联合会定。", limit_ahead),
    )),
    Step("close_rectification", "整改达标", B, "review_office", ART_9, "复查达标，整改了结。", ("rectifying",), (
        hard("CC-09b-done", ART_9, "复查须已达标。", put_right),)),
    Step("delist", "取消示范工作室资格", B, "secretary", "第九条、第十一条", "有办法规定的情形之一，取消资格；不影响以后申请。", ("active", "rectifying"), (
        hard("CC-11-ground", ART_11, "须有办法规定的情形之一。", one_of("ground", GROUNDS)),
        hard("CC-09c", ART_9, "整改后仍不达标的，取消资格。", on_ground("not_put_right", not_put_right)),
        hard("CC-11-1", ART_11_1, "考核结果连续两次不达标。", on_ground("twice", failed_twice_running(SOURCE))),
        hard("CC-11-2", ART_11_2, "领衔人离岗，导致工作室不能正常运行。", on_ground("leader", leader_left)),
        hard("CC-11-3a", ART_11_3, "任何成员有违法违纪行为，被追究法纪责任。", on_ground("liability", member_liable)),
        hard("CC-11-3b", ART_11_3, "弄虚作假、谎报成果，经查实的。", on_ground("fraud", given("verified_finding"))),
        hard("CC-11-3b-money", ART_11_3, "查实作假的追回所有资助经费，其他情形不追回。", recovers("fraud", CLAWBACK)),
    )),
    Step("prepare", "编制拨付", B, "finance_clerk", ART_7, "从集团工会财务一次性拨付。", (), (
        hard("CC-07f", ART_7, "授牌，创建成功、确有实效，且只拨付一次。", instalment_due(pays_once)),
        hard("CC-07f-payee", ART_7, "拨给相关单位工会财务。", account_by(PAYEE)),
    )),
    Step("approve", "审批拨付", B, "finance_approver", ART_7, "由另一人审批。", ("prepared",), (
        hard("CC-07f", ART_7, "该笔补助的条件仍然具备。", instalment_due(pays_once)),
        hard("CC-07f-payee", ART_7, "拨给相关单位工会财务。", account_by(PAYEE)),
    )),
    reject(),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_7, "款已拨出，登记凭证号和日期。", ("approved",), (
        hard("CC-07d", ART_7, "在工会财务核算，须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
)

MATERIALS = (
    Material("plan", "工作计划", ART_2),
    Material("activities", "活动记录", ART_2),
    Material("mechanism", "目标任务、运行机制和绩效考核评估办法", ART_2_1, required=False),
    Material("honours", "领衔人荣誉、工匠人才认可证明", ART_2_2, required=False),
    Material("founding", "运行二年以上的证明", ART_2_3),
    Material("budget", "工作经费纳入单位预算的文件", ART_2_4, required=False),
    Material("venue", "场所、设备、标志标牌照片", ART_2_4, required=False),
    Material("charter", "管理制度、职责分工", ART_2_4),
    Material("projects", "攻关项目推进计划和目标", ART_2_5),
    Material("recognition", "成果认定和效益证明", ART_2_5, required=False),
    Material("earlier", "原命名文件", ART_2_7, required=False),
)

# Art. 2(1) and art. 8 say 年底 and 每年; only the filing comes "before" 31 December.
IN_THE_YEAR, BEFORE_YEAR_END = by_year_end(first=FIRST_YEAR), by_year_end(inclusive=INCLUSIVE, first=FIRST_YEAR)
LEDGERS = (Ledger("work", "工作台账", ART_6, "记录日常活动、创新成果、成员发展、经费使用等事项，所在单位工会监督管理。",
    (("activity", "日常活动"), ("outcome", "创新成果"), ("members", "成员发展"), ("spending", "经费使用")), money={"spending": -1}),)
DUTIES = (
    Duty("evaluation", "年底综合考核评估", U, ART_2_1, "单位工会协助行政综合考核评估，结果报送联合会。", rolling(IN_THE_YEAR, ROLL), ("checks",), found=True),
    Duty("supervision", "台账监督", U, ART_6, "所在单位工会加强对工作台账的监督管理。"),
    Duty("budget", "预算", U, ART_7, "日常活动经费纳入预算管理。"),
    Duty("visit", "年度回访考核", R, ART_8, "直属单位工会每年按示范性创新工作室条件回访考核。", rolling(IN_THE_YEAR, ROLL), ("results",), found=True),
    Duty("filing", "回访考核备案", R, ART_8, "考核情况每年十二月三十一日前报联合会备案。", rolling(BEFORE_YEAR_END, ROLL)),
    Duty("spot_check", "随机验证考核", B, ART_9, "联合会随机验证考核，未持续创建或管理混乱的要求整改。", None, ("checked_on", "check_passed", "checks"), found=True),
)
# What arts. 12 to 15 encourage: recorded where it is done, and a condition of nothing.
POLICIES = (
    Policy("alliance", "工作室联盟", "第十三条", "引导有条件的加强横向联合，创建跨区域、跨行业、跨单位的创新工作室联盟。", (R, B)),
    Policy("exchange", "交流和联络", "第十三条", "搭建交流平台，促进相互学习、共同提高。"),
    Policy("transfer", "成果转化", "第十三条", "帮助转化创新成果，及时推广和应用到生产经营之中。"),
    Policy("showcase", "风采展示", "第十五条", "广泛宣传先进事迹，总结推广创新成果、成功经验或做法。"),
    Policy("honours", "推荐荣誉", "第十条、第十四条", "成绩突出的工作室及其成员，可以优先推荐评选；联合会择优推荐申报全国示范性创新工作室。", sorts=(Sort("vanguard", "工人先锋号", "第十条", ("studio",)), Sort("may_day", "五一劳动奖", "第十条"), Sort("national", "全国示范性创新工作室", "第十条", ("studio",), (B,), upper=True), Sort("advanced", "其他先进", "第十四条"))),
    Policy("rewards", "工会奖励", "第十条", "工会对成绩突出的工作室及其成员，可以给予精神或者物质奖励。", sorts=(Sort("spirit", "精神奖励", "第十条"), Sort("material", "物质奖励", "第十条"))),
    Policy("benefits", "疗休养和进修", "第十四条", "在组织疗休养和进修深造等方面予以优先考虑。", sorts=(Sort("recuperation", "疗休养", "第十四条"), Sort("study", "进修深造", "第十四条"))),
    Policy("support", "其他扶持资金", ART_7, "各级工会结合实际情况，给予一定资金支持，专款专用、合法合规。"),
)

PROVISIONAL = Edition(
    key="provisional",
    title="中国交建示范性劳模（工匠人才）创新工作室命名管理工作暂行办法",
    number="", issuer=BODY, interpreter=BODY, effective=None, plaque="中国交建示范性劳模（工匠人才）创新工作室",
    words={"deciding_body": BODY, "office": BODY, "assess": "回访考核", "contents": "技术创新、服务创新、管理创新、制度创新"},
    screeners=SCREENERS, screening_levels=1,
    steps=STEPS, materials=MATERIALS, parameters=PARAMETERS, schedule=pays_once,
    spending=Spending(ART_7, "专款专用、合法合规，重点用于扶持优秀项目，在工会财务核算。", ("扶持优秀项目",), near={"专款专用": ("奖金", "津贴", "补贴", "福利", "慰问", "过节", "招待", "宴请", "礼品", "旅游")}),
    duties=DUTIES, ledgers=LEDGERS, policies=POLICIES, leader_change=by_the_procedure(CHANGE.chosen),
)

# fmt: on

REGULATION = Regulation("中国交建", (PROVISIONAL,))
