"""Conditions of the procedure that several texts share; each text gives its own article."""

from collections.abc import Callable
from dataclasses import replace

from .base import Parameter
from .calendar import year_end
from .facts import Facts, shown
from .kinds import at_least, by_reading, given
from .verdict import Answer, Force, Requirement, Test


def window_open(facts: Facts) -> Answer:
    """Filed within the call's window; a file sent back keeps its first day of filing."""
    if facts.opens_on is None or facts.closes_on is None:
        return Answer(None, "申报时间未定", "等待命名机关开放申报批次")
    value = f"申报时间{shown(facts.opens_on)}至{shown(facts.closes_on)}"
    day = facts.submitted_on or facts.on
    return Answer(facts.opens_on <= day <= facts.closes_on, value, "在申报时间内提交")


def unless_leader_change(test: Test, reading: Parameter) -> Test:
    """A-14: a change of leader runs through the steps, not through batch, quota and ranking."""

    def asked(facts: Facts) -> Answer:
        if facts.leader_change and reading.chosen(facts) == "steps_only":
            return Answer(True, "更换领衔人，不受此限")
        return test(facts)

    return asked


def change_of_a_named_studio(facts: Facts) -> Answer:
    """Only a named studio asks for another leader; before that the filing itself is mended."""
    if not facts.leader_change:
        return Answer(True, "不是更换领衔人")
    named = facts.named_on is not None
    return Answer(named, "已命名" if named else "尚未命名", "命名以后才能申请更换领衔人")


def not_barred(scope: Parameter) -> Test:
    """A-41: the bar is the studio's, by the other reading its leader's too."""

    def test(facts: Facts) -> Answer:
        if facts.barred is None:
            return Answer(None, "是否永久取消资格不明", "核对工作室的记录")
        if facts.barred:
            return Answer(False, "已被永久取消申报资格", "不能再次申报")
        if not facts.leader_barred:
            return Answer(True, "没有被永久取消申报资格")
        value = "领衔人曾领衔永久取消申报资格的工作室"
        return Answer(scope.chosen(facts) == "studio", value, "同一领衔人不能再次申报")

    return test


def legacy_may_apply(reading: Parameter) -> Test:
    """A-47: an older studio is managed elsewhere, and may file anew like any other."""

    def test(facts: Facts) -> Answer:
        if not facts.legacy:
            return Answer(True, "不属于以往评选的工作室")
        return Answer(reading.chosen(facts), "属于以往评选的工作室", "以往评选的工作室另行管理")

    return test


def fraud_in_window(begins: Parameter) -> Test:
    """A-42: from filing on, or by the other reading only once the authority reviews."""

    def test(facts: Facts) -> Answer:
        if begins.chosen(facts) == "submission":
            return Answer(True, "提交以后查实的均可处理")
        value = "已受理评审" if facts.in_review else "尚未受理评审"
        return Answer(bool(facts.in_review), value, "受理评审以后查实的才能处理")

    return test


def screeners_among(kinds: tuple[str, ...]) -> Test:
    """At least one screening union is chosen, and all are of the classes the text names."""

    def test(facts: Facts) -> Answer:
        chosen = facts.screener_kinds or ()
        strangers = sum(kind not in kinds for kind in chosen)
        value = f"已选{len(chosen)}家推荐工会"
        value += f"，其中{strangers}家不在办法列明的类别之内" if strangers else ""
        remedy = (
            f"去掉不在列明类别之内的{strangers}家" if strangers else "从列明的类别中至少选择一家"
        )
        return Answer(bool(chosen) and not strangers, value, remedy)

    return test


def at_or_above_line(facts: Facts) -> Answer:
    if facts.score is None or facts.shortlist_line is None:
        whole = bool(facts.sheets_due) and facts.sheets_in == facts.sheets_due
        return Answer(None, "尚无得分", "汇总并固定得分" if whole else "等待全部评分表交回")
    value = f"得分{facts.score}分，入围标准{facts.shortlist_line}分"
    return Answer(
        facts.score >= facts.shortlist_line,
        value,
        f"还差{facts.shortlist_line - facts.score}分，不能入围，办理未入选",
    )


def all_sheets_in(facts: Facts) -> Answer:
    due, done = facts.sheets_due or 0, facts.sheets_in or 0
    remedy = "等待全部评分表交回" if due else "先分派评审专家"
    return Answer(due > 0 and due == done, f"应交{due}份，已交{done}份", remedy)


def within_target(facts: Facts) -> Answer:
    if facts.chosen is None or facts.target is None:
        return Answer(None, "名额未定", "填写年度名额")
    value = f"拟确定{facts.chosen}个，年度名额{facts.target}个"
    return Answer(facts.chosen <= facts.target, value, "减少选定的数量；名额可以不用满")


def in_score_order(facts: Facts) -> Answer:
    above = facts.passes_over
    # Whose names they are stays with the meeting: candidates of other units read this finding.
    value = "有排名在前而未选定的" if above else "按得分由高到低选定"
    return Answer(not above, value, "按得分由高到低选定")


def posting_over(facts: Facts) -> Answer:
    last = facts.last_posting_day
    if last is None:
        return Answer(None, "尚未公示", "先公示")
    return Answer(facts.on > last, f"公示至{shown(last)}", f"{shown(last)}届满，次日起可办理")


def no_open_objection(facts: Facts) -> Answer:
    open_ones, upheld = facts.open_objections or 0, facts.upheld_objections or 0
    if upheld:
        return Answer(False, f"成立的异议{upheld}件", "按未入选或取消申评资格办理")
    return Answer(open_ones == 0, f"未办结的异议{open_ones}件", "先办结全部异议")


def in_same_year(inclusive: Parameter) -> Test:
    """Named before the year of the call is out; A-02 says whether its last day is in time."""

    def test(facts: Facts) -> Answer:
        if facts.decided_year is None:
            return Answer(None, "申报年度不明", "核对申报批次")
        last = year_end(facts.decided_year, inclusive=inclusive.chosen(facts))
        value = f"办理日{shown(facts.on)}，期限{shown(last)}"
        return Answer(facts.on <= last, value, "逾期命名须说明理由")

    return test


def at_most_a_year(most: int) -> Test:
    """So many in the calendar year of naming, those now to be decided among them."""

    def test(facts: Facts) -> Answer:
        if facts.named_this_year is None:
            return Answer(None, "本年度已命名的个数未知", "核对本年度已命名的个数")
        more = facts.chosen or 1
        value = f"本年度已命名{facts.named_this_year}个，本次{more}个"
        remedy = f"每年不超过{most}个，减少本次的数量"
        return Answer(facts.named_this_year + more <= most, value, remedy)

    return test


def due_on(reading: Parameter, road: str) -> Callable[[str, Facts], bool]:
    """Whether the level before must have a say, by who screens last."""

    def due(last: str, facts: Facts) -> bool:
        chosen = reading.chosen(facts)
        return chosen == "all" or (chosen == "city_road_only" and last == road)

    return due


def screened_up_to(kinds: tuple[str, ...], reading: Parameter, *, before: str, road: str) -> Test:
    """The last to screen is of these kinds, and on that road the level before it came first.

    A-56: by the other readings on every road, or only where the unit has such a union above it.
    """
    due = due_on(reading, road)

    def test(facts: Facts) -> Answer:
        if not facts.screened_by:
            return Answer(None, "审核推荐的工会未知", "核对各级工会的审核推荐记录")
        last = facts.screened_by[-1]
        skipped = before not in facts.screened_by and due(last, facts)
        value = f"已经{len(facts.screened_by)}级工会审核{'，没有经县级工会' if skipped else ''}"
        return Answer(last in kinds and not skipped, value, "逐级审核推荐后再受理")

    return test


def screeners_reach(
    kinds: tuple[str, ...], reading: Parameter, *, before: str, road: str, remedy: str
) -> Test:
    """The same of those who will screen, so that no file sets out on a road that ends halfway."""
    due = due_on(reading, road)

    def test(facts: Facts) -> Answer:
        if not facts.screeners_ahead:
            return Answer(None, "还没有推荐工会", remedy)
        last, many = facts.screeners_ahead[-1], len(facts.screeners_ahead)
        lacks = before not in facts.screeners_ahead and due(last, facts)
        value = f"将经{many}级工会审核推荐{'，其中没有县级工会' if lacks else ''}"
        return Answer(last in kinds and not lacks, value, remedy)

    return test


def posted_for(reading: Parameter) -> Test:
    """A-08: the length the authority fixed where the text is silent, no shorter than one chosen."""

    def test(facts: Facts) -> Answer:
        return at_least("posting_days", reading.chosen(facts) or 1)(facts)

    return test


def posted_anew(restarts: Parameter) -> Test:
    """A-09: by the stricter reading a posting begins again once the last objection is settled."""

    def test(facts: Facts) -> Answer:
        closed, posted = facts.objection_closed_on, facts.posted_on
        if closed is None or not restarts.chosen(facts):
            return Answer(True, "没有须重新公示的情形")
        value = f"{shown(closed)}办结最后一件异议"
        return Answer(posted is not None and posted >= closed, value, "异议办结后重新公示")

    return test


def forbidden_by(reading: Parameter, chosen: object, test: Test) -> Test:
    """What a soft provision lets pass with a reason, ruled out where the reading is the strict one."""

    def strict(facts: Facts) -> Answer:
        if reading.chosen(facts) != chosen:
            return Answer(True, "按默认读法，可以说明理由")
        return test(facts)

    return strict


def for_authority(rows: tuple[Requirement, ...], reading: Parameter) -> tuple[Requirement, ...]:
    """A-58: the soft ones among them once more, where the authority itself must accept reasons."""
    said = "由办理该步骤的工会认可"
    return tuple(
        replace(
            row, id=f"{row.id}-authority", test=by_reading(reading, "authority", row.test, said)
        )
        for row in rows
        if row.force is Force.SOFT and row.test
    )


def on_own_basis(reading: Parameter) -> Test:
    """A-53: what the text does not say the authority decides with its own basis, or not at all."""

    def test(facts: Facts) -> Answer:
        if not reading.chosen(facts):
            return Answer(False, "选定不另作决定", "文本没有规定，按办法写明的步骤办理")
        return given("verified_finding", "reason")(facts)

    return test


def unit_account(facts: Facts) -> Answer:
    if not facts.payee_holder:
        return Answer(None, "收款账户未登记", "由申报单位工会登记工会账户")
    value = f"户名{facts.payee_holder}"
    if facts.payee_replaced:
        return Answer(False, f"{value}，该账户已被更换", "退回后按现用账户重新编制")
    return Answer(facts.payee_holder == facts.unit_union, value, f"户名须为{facts.unit_union}")


def account_by(reading: Parameter) -> Test:
    """A-16: the unit's own union, or by the other reading whichever account finance registered."""

    def test(facts: Facts) -> Answer:
        if reading.chosen(facts) == "unit_union" or facts.payee_replaced:
            return unit_account(facts)
        return given("payee_holder")(facts)

    return test


def title_held(facts: Facts) -> Answer:
    held = facts.named_on is not None and facts.named_on <= facts.on and not facts.struck_off
    return Answer(held, "称号有效" if held else "没有有效的称号", "命名以后、称号有效期间才能申请")
