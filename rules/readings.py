"""How the readings of open points are said to staff, where a text's own file does not say it.

By the key of the parameter; yes, no and figures speak for themselves.
"""

from collections.abc import Mapping
from typing import Any

SAID: Mapping[str, Mapping[Any, str]] = {
    "bar_scope": {"studio": "只约束工作室", "studio+leader": "工作室和领衔人都约束"},
    "batch_anchor": {
        2021: "从二〇二一年起隔年一批",
        2022: "从二〇二二年起隔年一批",
        "since_last": "距上一批满两年",
    },
    "cert.title_equivalence": {"none": "不能代替", "mapped": "按对应等级代替"},
    "clawback.scope": {
        "arts_11_12": "第十一条、第十二条的资金",
        "art_11": "只有第十一条的资金",
        "all_union_support": "各级工会的扶持资金都在内",
        "grant_only": "只有第七条的资助",
    },
    "consecutive_source": {"art8": "第八条的年度回访考核", "mixed": "各种考核合并计算"},
    "cycle.anchor": {"naming_date": "命名之日", "naming_year": "命名当年的一月一日"},
    "duty.first_year": {"naming_year": "命名当年就要", "next_year": "从次年起"},
    "equip_from": {"naming": "只补助命名以后购置的", "any": "命名以前购置的也补助"},
    "equip_round": {
        "claim_half_up": "每次申请合计后四舍五入到分",
        "item_half_up": "逐件四舍五入到分",
        "claim_down": "每次申请合计后舍去不足一分的",
    },
    "fraud_after_revocation": {"manual": "由市总工会另行决定", "recover": "一律追回"},
    "fraud_window": {"submission": "从提交申报起", "review": "从受理评审起"},
    "fund_check_anchor": {"first_payment_year": "首次拨款的年度", "naming_year": "命名的年度"},
    "grant_gate": {"effect_confirmed": "确认创建成功、确有实效以后", "naming": "命名以后"},
    "grant_payee": {"unit_union": "所在单位工会", "typed_in": "由财务另行登记"},
    "late_instalment": {"due": "应当拨付", "discretion": "可以拨付，由市总工会决定"},
    "late_naming": {"flag": "有效，标明逾期和理由", "void": "不能再命名"},
    "leader_change": {"steps_only": "不受限制，只走程序、看条件", "everything": "与申报一样受限制"},
    "member_scope": {"act_or_decision": "行为时或处理时在册的成员", "current": "处理时在册的成员"},
    "missing_result": {"no_effect": "既不算合格也不算不合格", "fail": "按不合格处理"},
    "operation.as_of": {
        "submission": "提交申报之日",
        "closing": "申报截止之日",
        "naming": "命名之日",
    },
    "outcome.benefit": {"or": "有一种即可", "and": "两种都要有"},
    "outcome.window": {"trailing": "提交日以前的整年", "calendar": "提交日以前的自然年度"},
    "post_cycle_from": {"next_year": "从次年起", "same_year": "从当年起"},
    "posting.days": {None: "文本未写，在批次中确定", 5: "五个工作日"},
    "prize_scope": {"citywide": "全市每年的名额", "studios": "各工作室的名额"},
    "quota_2018_2020": {"ceiling": "上限", "exact": "定数"},
    "rank_departure": {"reason": "写明理由的可以", "never": "不可以"},
    "screeners": {"addressees": "通知的主送单位都可以", "list": "只有第十条点名的"},
    "skill_scope": {
        "roster+trainees": "工作室成员和登记在册的培训对象",
        "roster": "只给工作室成员",
    },
    "skill_skip": {"reached_only": "只按达到的等级", "each": "跨过的各级都补助"},
    "soft.override_role": {"step_owner": "办理该步骤的工会", "authority": "命名机关"},
    "topic_years": {"each_cycle": "每个周期的第二、第三年", "after_first": "第一年以后的每一年"},
    "year_basis": {"calendar": "按自然年度", "twelve_months": "从命名之日起每十二个月"},
}
