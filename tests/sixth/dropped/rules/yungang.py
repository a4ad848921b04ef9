"""云港市海港工匠创新工作室管理办法（示例），十二条。纯属虚构：没有云港市，也没有这部办法。

Invented to show what a further regulation takes: this file, its cases and its table of provisions.
It posts in public and has no scores, is screened by a class of union and asks an honour that no
other text knows, and pays in two instalments, the second once its effect is confirmed.
"""

from datetime import date

from .base import Clause, Duty, Edition, Material, Parameter, Regulation, Seat, Step
from .facts import Facts, Leader, Level
from .kinds import at_least, attached, given, is_, operating, some_leader, team_of
from .money import yuan
from .payable import instalment_due
from .procedure import (
    no_open_objection,
    posting_over,
    screeners_among,
    unit_account,
    window_open,
)
from .schedule import OneOff, Part, Schedule
from .verdict import hard, judged_by, soft

screener, city = judged_by("港区总工会"), judged_by("云港市总工会")
BODY = "云港市总工会常委会"
SCREENERS = {"port_district": "港区总工会"}
FAMILIES = {"port_craft": "海港工匠"}
FAMILY = tuple(FAMILIES)

ART_3, ART_4, ART_5, ART_6, ART_7, ART_8 = (f"第{n}条" for n in "三四五六七八")
ART_9, ART_10 = "第九条", "第十条"
ART_2_1, ART_2_2, ART_2_3, ART_2_4, ART_2_5, ART_2_6, ART_2_7 = (
    f"第二条第（{n}）项" for n in "一二三四五六七"
)

LEADER_COUNTS = Parameter(
    "team.leader_counts",
    "“四人以上”是否含掌舵人",
    ART_2_2,
    True,
    (False,),
    "由掌舵人组成的团队，含掌舵人。",
)
NEXT = Parameter(
    "second_half",
    "第二笔按什么拨付",
    ART_9,
    "effect",
    ("naming",),
    "文本写“见实效后”，由市总工会确认。",
    {"effect": "确认确有实效以后", "naming": "命名以后一并拨付"},
)


def is_port_craftsman(leader: Leader) -> bool:
    """Art. 2(1): a craftsman of the port, of county rank or above."""
    return any(h.family in FAMILY and h.level >= Level.COUNTY for h in leader.honours)


FIRST = OneOff(Part("first", "启航资金", yuan(12_000), ART_9, "命名后先拨一万二千元。"))
SECOND = OneOff(
    Part("second", "实效资金", yuan(8_000), ART_9, "见实效后再拨八千元。"),
    gate="real_effect",
    waits="待市总工会确认确有实效",
)


def pays(facts: Facts) -> Schedule:
    """Art. 9: twelve thousand at naming, eight thousand once it is seen to work."""
    late = SECOND if NEXT.chosen(facts) == "effect" else OneOff(SECOND.part)
    first, second = FIRST(facts), late(facts)
    return Schedule((*first.instalments, *second.instalments), first.years)


CONDITIONS = (
    hard(
        "YG-02-1",
        ART_2_1,
        "由区级以上海港工匠掌舵。",
        some_leader(is_port_craftsman, "由获得区级以上海港工匠称号的人员掌舵"),
    ),
    hard("YG-02-2", ART_2_2, "团队四人以上。", team_of(4, leader_counts=LEADER_COUNTS)),
    hard("YG-02-3", ART_2_3, "有固定场所。", is_("has_venue", True, "须有固定场所")),
    hard("YG-02-4", ART_2_4, "活动开展满三个月。", operating(3)),
    hard("YG-02-5", ART_2_5, "有年度航次计划。", attached("plan", "年度航次计划")),
    soft("YG-02-6", ART_2_6, "日常经费原则上由单位承担。", is_("unit_pays", True, "落实日常经费")),
    screener("YG-02-7", ART_2_7, "在港区内带动作用明显。"),
)

U, R, B = Seat.UNIT, Seat.RECOMMENDER, Seat.AUTHORITY
HANDS = ("submitted", "screening")
ON_THE_WAY = ("recommended", "in_review", "shortlisted", "decided", "in_publicity")
REASON = hard("reason", "—", "写明理由。", given("reason"))
DAYS = hard("YG-07a", ART_7, "公示不少于三个工作日。", at_least("posting_days", 3))
DUE = hard("YG-09", ART_9, "该笔资金的条件已具备，且只拨付一次。", instalment_due(pays))
PAYEE = hard("YG-10", ART_10, "拨给单位工会账户。", unit_account)

# fmt: off
STEPS = (
    Step("open_call", "启航", B, "review_office", ART_3, "每年开放一次申报。", ("draft",), (
        hard("YG-03a", ART_3, "须有申报起止日期。", given("opens_on", "closes_on")),
        hard("YG-03b", ART_3, "由港区总工会推荐。", screeners_among(tuple(SCREENERS))),
        DAYS,
    )),
    Step("submit", "递交", U, "clerk", ART_4, "由单位工会递交。", ("draft", "returned"), (
        hard("YG-04", ART_4, "在申报时间内递交。", window_open),
        *CONDITIONS,
        hard("YG-04-own", ART_4, "所在港区总工会在本批次之内。",
             is_("recommender_listed", True, "由市总工会把所在港区总工会列入本批次")),
    )),
    Step("recommend", "港区推荐", R, "screening_officer", ART_4, "港区总工会对照条件推荐。", HANDS,
         CONDITIONS, judging=True),
    Step("send_back", "退回补正", R, "screening_officer", "—", "指明要补正的内容。", HANDS,
         (REASON,), in_text=False),
    Step("decline", "不予推荐", R, "screening_officer", "—", "港区总工会不推荐。", HANDS,
         (REASON,), in_text=False),
    Step("withdraw", "撤回", U, "clerk", "—", "单位工会撤回。",
         ("draft", *HANDS, "returned", "recommended"), in_text=False),
    Step("review", "登船查看", B, "review_office", ART_5, "到现场查看。", ("recommended",), (
        city("YG-05a", ART_5, "现场与申报一致。"),), judging=True),
    Step("shortlist", "评议", B, "review_office", ART_5, "召集评议，不打分。", ("in_review",), (
        city("YG-05b", ART_5, "评议通过。"),), judging=True),
    Step("decide", "审定", B, "secretary", ART_6, "常委会审定。", ("shortlisted",), (
        hard("YG-06", ART_6, "须有会议日期和纪要编号。", given("met_on", "minutes_number")),)),
    Step("publicise", "公示", B, "review_office", ART_7, "审定之后公示。", ("decided",), (DAYS,)),
    Step("pass_over", "未入选", B, "secretary", "—", "不影响以后申报。", ON_THE_WAY,
         (REASON,), in_text=False),
    Step("name", "命名授旗", B, "review_office", ART_8, "公示无异议的命名。", ("in_publicity",), (
        hard("YG-07b", ART_7, "公示期须已届满。", posting_over),
        hard("YG-07c", ART_7, "不得有未办结的异议。", no_open_objection),
        hard("YG-08", ART_8, "须有文号和牌匾编号。", given("document_number", "plaque_number")),
    )),
    Step("confirm_effect", "确认实效", B, "review_office", ART_9, "见实效后拨付。", ("active",), (
        city("YG-09-effect", ART_9, "工作室确有实效。"),), judging=True),
    Step("prepare", "编制拨付", B, "finance_clerk", ART_9, "条件具备后编制。", (), (DUE, PAYEE)),
    Step("approve", "审批拨付", B, "finance_approver", ART_9, "由另一人审批。", ("prepared",),
         (DUE, PAYEE)),
    Step("reject", "退回拨付", B, "finance_approver", "—", "写明理由。", ("prepared",),
         (REASON,), in_text=False),
    Step("pay", "登记已拨付", B, "finance_clerk", ART_10, "登记凭证和日期。", ("approved",), (
        hard("YG-10-paid", ART_10, "须有凭证号和拨付日期。", given("voucher_number", "paid_on")),)),
)
# fmt: on

TRIAL = Edition(
    key="invented",
    title="云港市海港工匠创新工作室管理办法（示例）",
    number="云港工虚〔2026〕1号",
    issuer="云港市总工会",
    interpreter="云港市总工会",
    effective=date(2026, 1, 1),
    plaque="云港市海港工匠创新工作室",
    words={
        "deciding_body": BODY,
        "office": "云港市总工会港航部",
        "assess": "靠港回访",
        "leaders": "掌舵人",
        "section_leaders": "掌舵人及荣誉",
        "contents": "装卸工艺、船舶维修、港口安全",
    },
    screeners=tuple(SCREENERS),
    screening_levels=1,
    steps=STEPS,
    materials=(Material("plan", "年度航次计划", ART_2_5),),
    parameters=(LEADER_COUNTS, NEXT),
    schedule=pays,
    spending=Clause(ART_10, "用于工作室活动，专款专用。"),
    duties=(Duty("log", "航行日志", U, "第十一条", "记录工作室的活动。"),),
    terms={"screener_kinds": SCREENERS, "leaders.honours.family": FAMILIES},
)

REGULATION = Regulation("云港市（虚构）", (TRIAL,))
