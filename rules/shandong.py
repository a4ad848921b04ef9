"""山东省劳模和工匠人才创新工作室管理办法，省总工会第14届第111次主席办公会通过，2018年9月28日印发，二十九条。

Three types of studio; the labour-model type in three categories. The craftsmen of the roll come in by a second
entrance (art. 11). No consent, scores, length of publicity, yellow card, clawback or bar: the text has none.
"""

from collections.abc import Callable
from datetime import date

from .base import Duty, Edition, Ledger, Material, Parameter, Regulation, Seat, Spending, Step
from .clauses import Booking, Policy, Sort
from .duties import by_year_end, every_years
from .facts import Facts, Leader, Level, Skill
from .kinds import (
    attached,
    by_reading,
    given,
    in_each_window,
    is_,
    limited_to,
    none_of,
    on_ground,
    one_of,
    operating,
    some_leader,
    unless_ground,
    unless_reading,
    where,
)
from .lookback import of_level, one_spread, ran, recognised, within, won
from .matching import Matching, booked_on, booked_whole, used_for
from .money import yuan
from .origins import began, led_from_roll, named_by, one_for_each_on_the_roll
from .payable import instalment_due, paid_once
from .procedure import (
    at_most_a_year,
    for_authority,
    no_open_objection,
    on_own_basis,
    posted_anew,
    posted_for,
    posting_over,
    screened_up_to,
    screeners_among,
    screeners_reach,
    unit_account,
    window_open,
)
from .righting import check_failed, limit_ahead, not_put_right, put_right
from .schedule import OneOff, Part
from .verdict import Answer, Requirement, hard, judged_by, soft
from .workflow import reject, send_back, withdraw

screener, office = judged_by("推荐工会初审员"), judged_by("评审工作办公室")
SCREENERS = ("county", "city", "provincial_industry", "organ", "large_enterprise")
NAMERS = SCREENERS[1:]

# fmt: off

TYPES = {"labour_model": "山东省劳模和工匠人才创新工作室", "craftsman": "齐鲁工匠创新工作室", "great_craftsman": "齐鲁大工匠创新工作室"}
PLAQUES = TYPES | {"labour_model": "山东省示范性劳模和工匠人才创新工作室"}
CRAFTSMEN, ROLLS = ("craftsman", "great_craftsman"), {"craftsman": "齐鲁工匠", "great_craftsman": "齐鲁大工匠"}
CRAFT_TYPES = {code: TYPES[code] for code in CRAFTSMEN}
CATEGORIES = {"technical": "技术创新型", "service": "服务创新型", "management": "管理创新型"}
HONOURS, PRIZES = ("model_worker", "advanced", "may_day"), ("science_prize", "supreme_prize")
USES = ("项目研究", "设备购置", "培训学习", "创新成果宣传推广", "办公条件改善")
GROUNDS = {"rectification": "整改期满仍不达标", "other_basis": "文本未写的情形"}
BARRED_USES = {"人员接待": ("接待", "招待", "宴请", "礼品"), "食宿安排": ("食宿", "住宿", "就餐", "用餐", "餐费", "宾馆", "酒店"), "福利奖金": ("福利", "奖", "津贴", "补贴", "慰问", "绩效", "过节"), "其他项目": ()}
ACCOUNTS = {"city_receipt": "上级补助收入—专项补助", "city_payment": "业务支出—专项业务费", "unit_receipt": "代管经费"}
BOOKED = tuple(Booking(key, *how, ACCOUNTS[key]) for key, how in {"city_receipt": ("passed_in", "credit"), "city_payment": ("passed_on", "debit"), "unit_receipt": ("received", "credit")}.items())
BOOKINGS = {"city_receipt": "市级工会收到资助", "city_payment": "市级工会拨付基层工会", "unit_receipt": "基层工会收到资助"}

ART_5 = [f"第五条第（{n}）项" for n in "一二三四五六七八"]
ART_6 = [f"第六条第（{n}）项" for n in "一二三四五六"]
ART_7 = [f"第七条第（{n}）项" for n in "一二三四"]
ART_8 = [f"第八条第（{n}）项" for n in "一二三四五六"]
ART_9 = [f"第九条第（{n}）项" for n in "一二三四"]
ART_10, ART_11, ART_12, ART_13, ART_14 = "第十条", "第十一条", "第十二条", "第十三条", "第十四条"
ART_15, ART_16, ART_17, ART_20 = "第十五条", "第十六条", "第十七条", "第二十条"

# 文本没有写定的地方：默认怎样理解，还可以怎样理解

WINDOW = Parameter("outcome.window", "“每年”“每两年”看哪一段时间", ART_5[7], "trailing", ("calendar",), "申报时看提交日以前的整年，考核时看被考核的年度。")
START = Parameter("operation.start", "“有效运行”从哪一天算起", ART_6[0], "activity", ("earlier_naming", "founding"), "以有证明的实际运行之日起算。",
    {"activity": "有证明的开始运行日", "earlier_naming": "四类工会命名之日", "founding": "成立文件的日期"})
AS_OF = Parameter("operation.as_of", "“三年以上”算到哪一天", ART_6[0], "submission", ("closing", "naming"), "这是对申请人的条件，提出申请时就应具备。")
ANNIVERSARY = Parameter("operation.anniversary_counts", "满三年的当日算不算“三年以上”", ART_6[0], True, (False,), "“以上”包括本数。")
OVERRIDE = Parameter("soft.override_role", "原则性规定由谁认可理由", ART_6[1], "step_owner", ("authority",), "由办理该步骤的工会认可，省总工会看得到也可以不认可。")
EQUIVALENCE = Parameter("cert.title_equivalence", "专业技术职称能否代替职业资格等级", ART_6[1], "none", ("mapped",), "文本只写职业资格等级。", {"none": "不能", "mapped": "按省总工会认定的对应等级"})
MIX = Parameter("award_mix", "两组奖项能否合并计算", ART_7[0], "within_group", ("any_two",), "科技奖为一组，成果奖和发明专利为一组，组内相加。", {"within_group": "组内相加，两组不合并", "any_two": "任何两项都可以"})
LOOKBACK = Parameter("lookback_inclusive", "“申报前二年、三年”是否含首尾两日", ART_7[0], True, (False,), "按获奖、授权之日计算，含首尾两日。")
LATER_FRAUD = Parameter("fraud.manual_decision", "命名以后才查实作假能否另作决定", ART_10, True, (False,), "文本只写取消评审资格；命名以后由省总工会写明依据另行决定。")
DIRECT = Parameter("qilu_publicity", "直接命名要不要研究审定和公示", ART_11, False, (True,), "文本写“直接命名”；第十三条所列牌匾也包括这两类。")
OFFSET = Parameter("precreation_offsets_grant", "创建前的资助是否抵扣命名后的资助", ART_11, False, (True,), "“一次性资助”指命名后的资助，创建前的另行记录。")
COUNTY = Parameter("county_step", "哪些渠道要经县级工会", ART_12, "city_road_only", ("all", "where_set_up"), "只有市总工会之下有县级工会。", {"city_road_only": "只有市总工会渠道", "all": "各条渠道", "where_set_up": "所在单位上面设有县级工会的"})
POSTING = Parameter("posting.days", "公示几个工作日", ART_13, None, (5,), "文本未写，由省总工会在批次中确定；五个工作日只是参考。")
RESTARTS = Parameter("posting.objection_restarts", "异议办结后是否重新公示", ART_13, False, (True,), "文本只要求公示无异议。")
CLOCK = Parameter("match_clock", "“收到”以哪个账户为准", ART_16, "union_receipt", ("unit_receipt",), "第十七条只写基层工会收到资助资金。", {"union_receipt": "基层工会账户到账之日", "unit_receipt": "所在单位收到之日"})
ROLL_FORWARD = Parameter("period.roll_forward", "一个月的末日逢休息日是否顺延", ART_16, False, (True,), "工会内部的期限，取较早的一日较稳妥。")
LATE = Parameter("late_match_unlocks", "逾期配套后能否动用", ART_16, True, (False,), "不得动用针对的是没有配套；配套后可以动用，并标明逾期。")
LOCK = Parameter("lock_before_match", "一个月之内尚未配套的是否不得动用", ART_16, True, (False,), "尚未配套即未按要求配套。")
OTHERS = Parameter("accounts_other", "市级工会以外的渠道用什么科目", ART_17, None, ("same",), "文本只写市级工会，其余由财务录入。", {None: "由财务录入", "same": "与市级工会相同"})
FIRST_YEAR = Parameter("duty.first_year", "命名当年要不要考核评估", ART_20, "next_year", ("naming_year",), "命名当年刚经评审，从次年起。")
INSPECTION = Parameter("inspect_anchor", "“每三年”从哪一年算起", ART_20, "naming_year", ("campaign",), "命名年度后第三年的年底前，以后每三年一次。", {"naming_year": "从命名年度起", "campaign": "全省统一检查的日期"})

PARAMETERS = (
    WINDOW, START, AS_OF, ANNIVERSARY, OVERRIDE, EQUIVALENCE, MIX, LOOKBACK, LATER_FRAUD, DIRECT, OFFSET, COUNTY, POSTING,
    RESTARTS, CLOCK, ROLL_FORWARD, LATE, LOCK, OTHERS, FIRST_YEAR, INSPECTION,
)
# fmt: on

# 第五条至第七条  课题、领衔人、获奖


def three_projects_a_year(facts: Facts) -> Answer:
    """A-07: in each of the three years of running; of craftsmen no such time is asked."""
    years = 1 if facts.title_type in CRAFTSMEN else 3
    return in_each_window("projects", 3, 12, years, ran, window=WINDOW)(facts)


def has_skill(facts: Facts, leader: Leader) -> bool:
    """A-29: grade 高级 or above; professional titles count only where they have been mapped."""
    mapped = EQUIVALENCE.chosen(facts) == "mapped" and leader.mapped_skill >= Skill.SENIOR
    return leader.skill >= Skill.SENIOR or mapped


def leader_usual(facts: Facts) -> Answer:
    """Art. 6(2): a municipal honour of the three kinds, or a front-line worker of high grade."""

    def leads(leader: Leader) -> bool:
        honours = (h for h in leader.honours if h.family in HONOURS)
        honoured = any(h.level >= Level.PREFECTURE for h in honours)
        return honoured or (leader.frontline and has_skill(facts, leader))

    return some_leader(leads, "由市级以上劳模等荣誉获得者，或高级以上职业资格的一线职工领衔")(facts)


def prizes(facts: Facts) -> Answer:
    """Art. 7(1): one first or two second prizes; or two awards or patents (A-27)."""
    if facts.outcomes is None:
        return Answer(None, "成果未填报", "填写获奖成果和发明专利")
    found = within(facts, 24, LOOKBACK)
    science = [o for o in found if any(of_level(o, k, Level.PREFECTURE) for k in PRIZES)]
    above = [o for o in science if any(of_level(o, k, Level.PROVINCE) for k in PRIZES)]
    first = [o for o in science if o.grade == 1 or o.kind == "supreme_prize" or o in above]
    second = [o for o in science if o.grade == 2 or o in first]
    awards = [o for o in found if of_level(o, "innovation_award", Level.PROVINCE)]
    others = awards + [o for o in found if o.kind == "invention_patent"]
    pairs = [len(second), len(others)]
    most = sum(pairs) if MIX.chosen(facts) == "any_two" else max(pairs)
    value = f"近二年科技奖一等以上{len(first)}项、二等以上{len(second)}项，成果奖和发明专利{len(others)}项"
    remedy = "须有市级一等以上一项或二等二项，或省部级成果奖、国家发明专利共二项"
    return Answer(bool(first) or most >= 2, value, remedy)


# fmt: off
BY_FILING = none_of("title_type", CRAFT_TYPES, "请告知省总工会，依第十一条直接命名或者列入督导创建")
THREE_YEARS = operating(36, as_of=AS_OF, anniversary=ANNIVERSARY, begun=began(START, NAMERS))
THIRTY, ON_ROLL = at_most_a_year(30), led_from_roll(ROLLS)
FOR_LABOUR_MODELS, FOR_CRAFTSMEN = where("title_type", None, "labour_model"), where("title_type", *CRAFTSMEN)
MATCHING = Matching(1, clock=CLOCK, roll_forward=ROLL_FORWARD, late=LATE, lock=LOCK)
SCHEDULE = OneOff(
    Part("base", "资助资金", yuan(50_000), "第十四条、第十五条", "命名后一次性资助、一次性发放。"),
    amounts={"": yuan(50_000), "labour_model": yuan(50_000), "craftsman": yuan(50_000), "great_craftsman": yuan(300_000)},
    offset=OFFSET.chosen,
)


def basic(judged: Callable[[str, str, str], Requirement]) -> tuple[Requirement, ...]:
    """What every type of studio must have; whoever admits it judges."""
    return (
        judged("SD-02", "第二条", "由劳模或工匠人才领衔，以生产经营管理服务的一线职工为主体。"),
        hard("SD-03", "第三条", "是三种类型的创新工作室之一。", one_of("title_type", TYPES)),
        judged("SD-05-1", ART_5[0], "有牌匾、组织机构、工作职责、目标任务、管理办法等标志。"),
        hard("SD-05-2", ART_5[1], "有固定场所（不限面积）。", is_("has_venue", True, "落实固定场所后，改填这一项")),
        judged("SD-05-2-use", ART_5[1], "场所面积适当、功能明确，用于研讨、实践和展示。"),
        hard("SD-05-3", ART_5[2], "配备必要的资料、器材、网络、仪器等设施设备。", given("equipment")),
        judged("SD-05-4", ART_5[3], "团队的知识、年龄结构和技术层级科学合理（不限人数）。"),
        judged("SD-05-5", ART_5[4], "组织一线职工参与，培养技术骨干，示范带动。"),
        judged("SD-05-6", ART_5[5], "课题和目标明确，制度完善，定期开展活动，运行规范有序。"),
        hard("SD-05-7", ART_5[6], "所在单位在经费上给予保障。", is_("dedicated_funds", True, "由所在单位落实经费保障")),
        hard("SD-05-8a", ART_5[7], "每年有三项以上创新课题或攻关项目。", three_projects_a_year),
        hard("SD-05-8b", ART_5[7], "每两年至少二项成果获得认定，并取得一定效益。", in_each_window("outcomes", 2, 24, 1, recognised, window=WINDOW)),
        soft("SD-06-4", ART_6[3], "所在单位原则上是有法人资格、工会健全的企事业单位。", is_("legal_person", True, "由有法人资格、工会健全的企事业单位申请")),
        hard("SD-06-5", ART_6[4], "原有建制的专门研发机构不予命名。", is_("research_body", False, "不能命名；填错了的，改填这一项")),
        hard("SD-16c", ART_16, "日常工作活动经费由所在单位保障。", is_("unit_pays", True, "由所在单位保障日常工作活动经费")),
    )


PAPERS = {
    "form": "创新工作室申报表", "founding": "成立文件和证明材料", "charter": "工作制度、计划和管理办法",
    "honours": "主要成员荣誉和资格证书", "recognition": "成果获奖、专利和鉴定证书", "benefit": "转化证明、现场图片和效益证明",
}
# 申请时提交、推荐时对照的条件
CONDITIONS = (
    *basic(screener),
    *limited_to(FOR_LABOUR_MODELS, (
        hard("SD-06-1a", ART_6[0], "从四类工会命名的创新工作室中推荐产生。", named_by(NAMERS, "市总工会、省产业工会、省直机关工会或大企业工会")),
        hard("SD-06-1b", ART_6[0], "已有效运行三年以上。", unless_reading(AS_OF, "naming", THREE_YEARS, "按所选读法，命名当日核对")),
        soft("SD-06-2", ART_6[1], "领衔人原则上有专长和创新能力，获市级以上荣誉，或是高级以上职业资格的一线职工。", leader_usual),
        hard("SD-06-6", ART_6[5], "选择三个类别之一申报。", one_of("category", CATEGORIES)),
    )),
    *limited_to(FOR_CRAFTSMEN, (hard("SD-06-3", ART_6[2], "由全省选树命名的齐鲁工匠、齐鲁大工匠领衔。", ON_ROLL),)),
    *limited_to(where("category", "technical"), (
        hard("SD-07-1", ART_7[0], "申报前二年内获得规定的科学技术奖、技术创新成果奖或国家发明专利。", prizes),
        screener("SD-07-2", ART_7[1], "相关成果已产生良好经济效益或社会效益。"),
        hard("SD-07-3", ART_7[2], "至少一项成果已在全市行业（系统）内推广应用。", one_spread),
        screener("SD-07-4", ART_7[3], "提高职工技能和革新能力、培养业务骨干成绩显著。"),
    )),
    *limited_to(where("category", "service"), (
        screener("SD-08-1", ART_8[0], "服务理念和文化科学，服务手段与现代科技相结合。"),
        screener("SD-08-2", ART_8[1], "有有效的质量管理体系、服务规范和保障机制，服务合乎规范。"),
        screener("SD-08-3", ART_8[2], "服务名称或形象标识个性鲜明，服务对象易于接受。"),
        screener("SD-08-4", ART_8[3], "服务有示范导向作用，质量在省内外同行业领先。"),
        screener("SD-08-5", ART_8[4], "服务得到服务对象普遍认可，知名度、美誉度高。"),
        hard("SD-08-6", ART_8[5], "申报前三年内获得全省或全国行业性服务名牌、品牌称号。",
             won("service_brand", "服务名牌、品牌称号", Level.PROVINCE, 36, LOOKBACK)),
    )),
    *limited_to(where("category", "management"), (
        screener("SD-09-1", ART_9[0], "管理有突破，解决了重大或热点难点问题，效益明显，同行业领先。"),
        screener("SD-09-2", ART_9[1], "管理创新与业务结合，体系完善，有监督保障和考核评价，成效明显。"),
        screener("SD-09-3", ART_9[2], "改革创新思路和对策实施有效，得到主管部门肯定并推广。"),
        hard("SD-09-4", ART_9[3], "申报前三年内获得全省或全国行业性管理成果认定或奖励。",
             won("management_award", "管理成果认定或奖励", Level.PROVINCE, 36, LOOKBACK)),
    )),
    *limited_to(FOR_LABOUR_MODELS, tuple(
        hard(f"SD-10-{n}", f"第十条第（{'一二三四五六'[n - 1]}）项", f"须有{label}。", attached(slot, label))
        for n, (slot, label) in enumerate(PAPERS.items(), 1)
    )),
)

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "screening")
NUMBERS = hard("SD-13d", ART_13, "发文公布、颁发牌匾，须有文号和牌匾编号。", given("document_number", "plaque_number"))
PAYABLE = (
    hard("SD-14a", ART_14, "命名后资助，金额按第十五条。", instalment_due(SCHEDULE)),
    hard("SD-14a-once", ART_14, "一次性资助、一次性发放。", paid_once),
    hard("SD-15", ART_15, "按工作室类型确定金额。", one_of("title_type", TYPES)),
    hard("SD-17-payee", ART_17, "拨付到工作室所在单位基层工会。", unit_account),
)
BY_CRAFTSMAN = (
    hard("SD-03-craftsman", "第三条", "是齐鲁工匠或齐鲁大工匠创新工作室。", one_of("title_type", CRAFT_TYPES)),
    hard("SD-06-3", ART_6[2], "由全省选树命名的齐鲁工匠、齐鲁大工匠领衔。", ON_ROLL),
    hard("SD-06-3-entry", ART_6[2], "写明名册年度和编号。", given("roll_year", "roll_number")),
)
CREATED = (
    *BY_CRAFTSMAN,
    hard("SD-06-0b", "第六条", "数量与当年选树的工匠人数相应，不占三十个名额。", one_for_each_on_the_roll),
    hard("SD-11b", ART_11, "已经领衔创建创新工作室。", is_("leads_studio", True, "还未领衔创建的，先列入督导创建")),
    *basic(office),
    hard("SD-11b-meeting", ART_11, "直接命名；所选读法要求时，先经主席办公会研究审定。",
         by_reading(DIRECT, True, given("met_on", "minutes_number"), "直接命名，不另要求")),
    hard("SD-11b-posting", ART_11, "直接命名；所选读法要求时，先公示期满。", by_reading(DIRECT, True, posting_over, "直接命名，不另要求")),
    hard("SD-11b-clear", ART_11, "直接命名；所选读法要求时，公示须无异议。", by_reading(DIRECT, True, no_open_objection, "直接命名，不另要求")),
    NUMBERS,
)

STEPS = (
    Step("name_directly", "直接命名挂牌", B, "review_office", ART_11, "工匠已领衔创建并符合基本条件的，由省总工会直接命名。", (), CREATED, judging=True),
    Step("supervise", "列入督导创建", B, "review_office", ART_11, "工匠还未领衔创建的，由省总工会和市级工会督导、资助其尽快创建。", (), (
        *BY_CRAFTSMAN,
        hard("SD-11c", ART_11, "还未领衔创建创新工作室。", is_("leads_studio", False, "已经领衔创建的，直接命名")),
        hard("SD-11c-by", ART_11, "写明督导、资助的市级工会。", given("supervisor")),
    )),
    Step("name_created", "创建达标后命名", B, "review_office", ART_11, "督导创建的，符合基本条件后由省总工会命名挂牌。", ("to_be_created",), CREATED, judging=True),
    Step("open_call", "下发年度通知", B, "review_office", ART_12, "每年按省总工会的通知申报。", ("draft",), (
        hard("SD-12a", ART_12, "须有通知文号。", given("call_number")),
        hard("SD-12a-window", ART_12, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("SD-12c-kinds", ART_12, "由县级工会和市、省产业、省直机关、大企业工会审核推荐。", screeners_among(SCREENERS)),
        hard("SD-13c-days", ART_13, "文本未写公示期限，须由省总工会确定工作日数。", posted_for(POSTING)),
    )),
    Step("submit", "提交申请", U, "clerk", ART_12, "由工作室所在单位工会提出申请。", ("draft", "returned"), (
        hard("SD-12b", ART_12, "在通知规定的时间内提出。", window_open),
        hard("SD-11b-road", ART_11, "齐鲁工匠、齐鲁大工匠创新工作室直接命名，不经申报推荐。", BY_FILING),
        *CONDITIONS,
        hard("SD-10-8-true", ART_10, "申报材料须真实。", is_("truthful", True, "勾选真实性承诺")),
        hard("SD-12c-own", ART_12, "所在单位的推荐工会在本批次之内。",
             is_("recommender_listed", True, "由省总工会为本单位指定推荐工会，并列入本批次")),
        hard("SD-12c-road", ART_12, "所在单位上面有办法要求的各级推荐工会。", screeners_reach(NAMERS, COUNTY, before="county", road="city",
             remedy="请省总工会为本单位指定县级工会，或者确定“哪些渠道要经县级工会”的读法后再提交")),
    )),
    Step("recommend", "审核并推荐", R, "screening_officer", ART_12, "自下而上逐级审核筛选后推荐。", HANDS, CONDITIONS, judging=True),
    send_back(HANDS),
    Step("decline", "不予推荐", R, "screening_officer", ART_12, "审核筛选未通过。", HANDS, (
        hard("reason", ART_12, "写明不予推荐的理由。", given("reason")),)),
    withdraw("申请", ("draft", *HANDS, "returned", "recommended")),
    Step("review", "受理评审", B, "review_office", ART_13, "评审工作办公室受理。", ("recommended",), (
        hard("SD-12c", ART_12, "已经逐级审核，最后由四类工会之一推荐。", screened_up_to(NAMERS, COUNTY, before="county", road="city")),)),
    Step("shortlist", "评审通过", B, "review_office", ART_13, "评审工作办公室评审。", ("in_review",), (
        office("SD-13a", ART_13, "经评审符合条件。"), *for_authority(CONDITIONS, OVERRIDE)), judging=True),
    Step("decide", "研究审定", B, "secretary", ART_13, "评审结果经主席办公会研究审定。", ("shortlisted",), (
        hard("SD-06-0a", "第六条", "每年命名不超过三十个。", THIRTY),
        hard("SD-13b", ART_13, "须有主席办公会日期和纪要编号。", given("met_on", "minutes_number")),
    )),
    Step("pass_over", "未入选", B, "secretary", ART_13, "未入选，不影响以后申请。", ("recommended", "in_review", "shortlisted", "decided", "in_publicity"), (
        hard("reason", ART_13, "写明理由。", given("reason")),)),
    Step("publicise", "公示", B, "review_office", ART_13, "审定后公示。", ("decided",), (
        hard("SD-13c-days", ART_13, "公示期为省总工会确定的工作日数。", posted_for(POSTING)),)),
    Step("name", "发文公布并授牌", B, "review_office", ART_13, "公示无异议后发文公布、颁发牌匾。", ("in_publicity",), (
        hard("SD-06-0a", "第六条", "每年命名不超过三十个。", THIRTY),
        hard("SD-06-1b", ART_6[0], "已有效运行三年以上。", by_reading(AS_OF, "naming", THREE_YEARS, "申请时已核对")),
        hard("SD-13c", ART_13, "公示期须已届满。", posting_over),
        hard("SD-13c-clear", ART_13, "不得有未办结的异议。", no_open_objection),
        hard("SD-13c-anew", ART_13, "所选读法要求时，异议办结后重新公示。", posted_anew(RESTARTS)),
        NUMBERS,
    )),
    Step("disqualify", "取消评审资格", B, "secretary", ART_10, "材料不实经核实的，取消评审资格并通报批评；不影响以后申请。",
         (*HANDS, "returned", "recommended", "in_review", "shortlisted", "decided", "in_publicity"), (
        hard("SD-10-8", ART_10, "须有核实认定和通报文号。", given("verified_finding", "criticism_number")),)),
    Step("prepare", "编制拨付", B, "finance_clerk", ART_14, "一次性资助。", (), PAYABLE),
    Step("approve", "审批拨付", B, "finance_approver", ART_14, "由另一人审批。", ("prepared",), PAYABLE),
    reject(),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_17, "统一管理、集中核算，登记凭证号和日期。", ("approved",), (
        hard("SD-17-paid", ART_17, "须有记账凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
    Step("spend", "登记支出", U, "clerk", ART_14, "按规定用途使用，配套到位后才能动用。", (), (
        hard("SD-14b", ART_14, "主要用于项目研究、设备购置、培训学习、成果推广、改善办公条件。", used_for(USES)),
        hard("SD-14c", ART_14, "不得用于接待、食宿、福利奖金等其他项目。", none_of("purpose", {use: use for use in BARRED_USES}, "改由其他经费列支")),
        hard("SD-16b", ART_16, "所在单位一个月内按不低于一比一配套，未配套的不得动用。", MATCHING),
    )),
    Step("book", "登记入账", R, "finance_clerk", ART_17, "市级工会、基层工会按规定的科目记账。", (), (
        hard("SD-17-entry", ART_17, "写明是哪一笔账。", one_of("booking", BOOKINGS)),
        hard("SD-17", ART_17, "记入规定的科目。", booked_on(ACCOUNTS, channel="city", everywhere="unit_receipt", others=OTHERS)),
        hard("SD-17-sum", ART_17, "收到和拨付的金额相同。", booked_whole),
    )),
    Step("order_rectification", "要求限期整改", B, "review_office", ART_20, "三年一次的专项检查考核未达到要求的，限期整改。", ("active",), (
        hard("SD-20b", ART_20, "有专项检查考核的记录。", check_failed),
        hard("SD-20c", ART_20, "写明未达到哪些要求。", given("reason")),
        hard("SD-20c-limit", ART_20, "写明整改期限，长短由省总工会定。", limit_ahead),
    )),
    Step("close_rectification", "整改达标", B, "review_office", ART_20, "复查达标，整改了结。", ("rectifying",), (
        hard("SD-20c-done", ART_20, "复查须已达标。", put_right),)),
    Step("delist", "摘牌", B, "secretary", ART_20, "整改不达标的摘牌；不影响以后申请，资助不追回。", ("active", "rectifying"), (
        hard("SD-20d-ground", ART_20, "写明摘牌的情形。", one_of("ground", GROUNDS)),
        hard("SD-20d", ART_20, "整改期满，复查仍不达标。", unless_ground("other_basis", not_put_right)),
        hard("SD-20d-other", "—", "文本未写的情形，须写明查实认定和所依据的规定。",
             on_ground("other_basis", on_own_basis(LATER_FRAUD))),
    )),
)

MATERIALS = (
    *(Material(slot, label, f"第十条第（{'一二三四五六'[n]}）项") for n, (slot, label) in enumerate(PAPERS.items())),
    Material("others", "其他证明材料", "第十条第（七）项", required=False),
)

YEARLY = by_year_end(first=FIRST_YEAR)
LEDGERS = (Ledger("work", "工作台账", "第十九条", "准确翔实记录创新活动，全面反映工作流程和运行状况。", (("activity", "创新活动"), ("workflow", "工作流程"), ("running", "运行状况"))),)
DUTIES = (
    Duty("lead", "领衔创建工作室", U, ART_11, "齐鲁工匠、齐鲁大工匠应当领衔创建创新工作室。"),
    Duty("match", "配套资金", U, ART_16, "收到资助一个月内，按不低于一比一配套。", MATCHING.due),
    Duty("evaluation", "单位年度考核评估", U, ART_20, "所在单位每年考核评估建设运行和作用发挥情况。", YEARLY, found=True),
    Duty("evaluation_above", "推荐工会年度考核评估", R, ART_20, "市、省产业、省直机关、大企业工会每年考核评估。", YEARLY, found=True),
    Duty("inspection", "三年专项检查考核", B, ART_20, "每三年检查规范运行、成效业绩、资金使用。", every_years(3, anchor=INSPECTION),
         ("checked_on", "check_passed"), found=True, looks_at=("规范运行", "成效业绩", "资金使用")),
    Duty("audit", "资金审查", R, "第二十二条", "财务和经费审查部门审计、监督、检查资助资金的使用。"),
)
# What arts. 21 to 26 encourage: recorded where it is done, and a condition of nothing.
POLICIES = (
    Policy("alliance", "工作室联盟", "第二十四条", "引导有条件的加强横向联合，探索建立跨区域、跨行业、跨企业的创新工作室联盟。", (R, B)),
    Policy("exchange", "交流和联络", "第二十四条", "加强指导和服务，搭建交流平台，促进相互学习提高。"),
    Policy("transfer", "成果转化", "第二十四条", "帮助转化创新成果，及时推广应用。"),
    Policy("showcase", "风采展示", "第二十六条", "总结创建经验，广泛宣传创新创效的先进事迹。"),
    Policy("honours", "推荐荣誉", "第二十一条", "绩效突出的工作室可以优先申报省、全国工人先锋号，领衔人可以优先申报劳模和五一劳动奖章等。", sorts=tuple(Sort(code, word, "第二十一条", (whom,), (R,)) for code, word, whom in (("vanguard", "工人先锋号", "studio"), ("model_worker", "劳动模范", "leader"), ("may_day", "五一劳动奖章", "leader"), ("commended", "其他表彰奖励", "leader")))),
    Policy("rewards", "工会奖励", ART_14, "奖励如实记录，资助资金不得用于福利奖金等其他项目。", sorts=(Sort("reward", "奖励", ART_14),), spends={"studio": "福利奖金", "person": "福利奖金"}),
    Policy("benefits", "疗休养和学习", "第二十五条", "在组织培训学习、进修深造和疗休养等方面予以优先考虑。", sorts=tuple(Sort(code, word, "第二十五条") for code, word in (("training", "培训学习"), ("study", "进修深造"), ("recuperation", "疗休养")))),
)

CIRCULAR_2018 = Edition(
    key="circular-2018",
    title="山东省劳模和工匠人才创新工作室管理办法",
    number="",
    issuer="山东省总工会办公室",
    interpreter="山东省总工会",
    effective=date(2018, 9, 28),
    plaque=PLAQUES["labour_model"],
    words={
        "deciding_body": "省总工会主席办公会",
        "office": "评审工作办公室",
        "assess": "考核评估",
        "contents": "技术创新、服务创新、管理创新",
    },
    screeners=SCREENERS,
    screening_levels=2,
    steps=STEPS,
    materials=MATERIALS,
    parameters=PARAMETERS,
    schedule=SCHEDULE,
    spending=Spending(ART_14, "主要用于规定的五类支出，不得用于人员接待、食宿安排和福利奖金等其他项目。", USES, tuple(BARRED_USES), closed=True, near=BARRED_USES),
    duties=DUTIES, ledgers=LEDGERS, policies=POLICIES, bookings=BOOKED,
    plaques=PLAQUES,
    terms={"title_type": TYPES, "outcomes.kind": {"supreme_prize": "科学技术最高奖"}},
    repeals=(
        "《山东省“劳模（高技能人才）创新工作室”管理办法》（鲁会〔2015〕62号）",
        "《山东省“劳模（高技能人才）创新工作室”资助资金管理暂行办法》（鲁会办〔2014〕67号）",
    ),
)

# fmt: on

REGULATION = Regulation("山东省", (CIRCULAR_2018,))
