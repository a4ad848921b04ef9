"""Conditions on a check that failed and a matter to be put right by a day (限期整改)."""

from .facts import Facts, shown
from .verdict import Answer


def put_right(facts: Facts) -> Answer:
    """A recorded re-check found it put right; it may come before the limit (A-54)."""
    if facts.put_right is None or facts.rechecked_on is None:
        return Answer(None, "尚无整改复查结果", "先复查并登记复查日期和结果")
    value = f"{shown(facts.rechecked_on)}复查{'达标' if facts.put_right else '不达标'}"
    return Answer(facts.put_right, value, "整改达标后再办理")


def not_put_right(facts: Facts) -> Answer:
    """The limit has run out and a recorded re-check found it not put right."""
    if facts.rectify_by is None:
        return Answer(None, "没有限期整改", "先发出整改通知并写明期限")
    if facts.put_right is None or facts.rechecked_on is None:
        return Answer(None, "尚无整改复查结果", "先复查并登记复查日期和结果")
    over = facts.on > facts.rectify_by
    value = f"整改期限{shown(facts.rectify_by)}，{shown(facts.rechecked_on)}复查"
    value += "达标" if facts.put_right else "不达标"
    return Answer(over and not facts.put_right, value, "整改期限届满、复查仍不达标才能办理")


def limit_ahead(facts: Facts) -> Answer:
    """The notice gives a limit, and it lies ahead; the text fixes no length (A-54)."""
    if facts.rectify_by is None:
        return Answer(None, "整改期限未填写", "填写整改期限")
    value = f"整改期限{shown(facts.rectify_by)}"
    return Answer(facts.rectify_by > facts.on, value, "整改期限须晚于通知当日")


def check_failed(facts: Facts) -> Answer:
    """A check was recorded, and it did not find everything as it should be."""
    if facts.checked_on is None:
        return Answer(None, "没有检查记录", "先登记检查日期和结果")
    value = f"{shown(facts.checked_on)}检查"
    if facts.check_passed is None:
        return Answer(True, value)
    value += "达到要求" if facts.check_passed else "未达到要求"
    return Answer(not facts.check_passed, value, "检查未达到要求的才能要求整改")
