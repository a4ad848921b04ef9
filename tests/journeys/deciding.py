"""From the unit's consent to the name: screening, scores, the meeting, the public, the naming."""

from playwright.sync_api import Page

from .filing import NEXT, STUDIO, submit_again
from .walking import (
    answer_to,
    enter,
    fill,
    follow,
    go_to,
    lacks,
    leave,
    paper,
    path_of,
    press,
    sees,
)

EXPERTS = {"邵远峰": "0.9", "钟若溪": "0.88", "贺景行": "0.86"}
REFUSED, OBJECTION = "没有办理成功", "成果由外单位完成，不是这个工作室做的。"
CONSENT = {"签署人": "路远山 主任", "认可日期": "2026-03-02"}


def record_consent(page: Page, file: str) -> None:
    """The unit's leaders consent; without their paper they do not."""
    page.goto(file)
    follow(page, "登记党政认可")
    fill(page, CONSENT)
    press(page, "登记党政认可")
    sees(page, "认可文件")
    page.get_by_label("认可文件").set_input_files(paper("认可.png"))
    press(page, "登记党政认可")
    sees(page, "已办理：登记党政认可", "澄岚区总工会初审员")


def send_back(page: Page) -> None:
    """The screening officer names what must be put right."""
    go_to(page, "申报", STUDIO, "退回补正")
    page.get_by_label("场所地址").check()
    fill(page, {"补正要求": "地址写到楼层和房号。"})
    press(page, "退回补正")
    sees(page, "已办理：退回补正")


def mend_and_hand_in_again(page: Page, file: str) -> None:
    """Only what was named can be changed."""
    page.goto(file)
    sees(page, "退回，要求补正", "地址写到楼层和房号", "场所地址")
    follow(page, "补正内容")
    assert page.get_by_label("设施设备").is_disabled()
    fill(page, {"场所地址": "澄岚区养护路12号二楼203室"})
    press(page, NEXT)
    submit_again(page, file)
    page.goto(file)
    follow(page, "登记党政认可")
    press(page, "登记党政认可")
    sees(page, "已办理：登记党政认可")


def recommend(page: Page) -> None:
    """Every condition that the text leaves to a person is judged, one by one."""
    go_to(page, "申报", STUDIO, "审查并推荐")
    sees(page, "第二条第（一）项")
    for judgement in page.locator("select[name^=judge]").all():
        judgement.select_option(label="符合")
    fill(page, {"理由：": "本区抢修骨干，影响面广。", "推荐意见": "同意推荐。"})
    press(page, "审查并推荐")
    sees(page, "已办理：审查并推荐")


def assign_three_experts(page: Page) -> None:
    """The office takes the file in and gives it to experts."""
    go_to(page, "申报", STUDIO, "受理评审")
    for expert in EXPERTS:
        page.get_by_label(expert).check()
    press(page, "受理评审并分派勾选的专家")
    sees(page, "已分派3位专家")


def score(page: Page, share: str) -> None:
    """An expert gives each line its share of the full marks, and hands the sheet in."""
    go_to(page, "评分", "评分")
    for points in page.locator("input[name^=points]").all():
        full = float(points.get_attribute("max"))
        points.fill(f"{full * float(share):.1f}")
    fill(page, {"评审意见": "现场问题抓得准，装置实用。"})
    press(page, "保存并核对提交")
    press(page, "提交评分表")
    sees(page, "评分表已提交")


def fix_the_ranking(page: Page) -> None:
    """All sheets are in; who is at or above the line is shortlisted."""
    go_to(page, "申报批次", "2026", "确定入围")
    sees(page, STUDIO, "达到入围标准")
    press(page, "固定排名并确定入围")
    sees(page, "得分已汇总排名", "已入围")


def enter_the_meeting(page: Page) -> None:
    """The secretary enters what the deciding body resolved."""
    go_to(page, "申报批次", "2026", "研究确定")
    sees(page, "市总工会党组会", STUDIO)
    fill(page, {"会议日期": "2026-03-02", "会议纪要编号": "党组会纪要〔2026〕5号"})
    press(page, "核对并确认")
    sees(page, "确定 1 个", STUDIO)
    press(page, "确认登记")
    sees(page, "已登记研究结果，确定1个")


def post_the_list(page: Page) -> str:
    """The office posts; the last day is computed and its arithmetic shown."""
    go_to(page, "申报批次", "2026", "公示")
    sees(page, STUDIO, "2026年3月9日（星期一）", "不计入")
    fill(page, {"异议受理方式": "市总工会经济技术部，电话：0791-86000000"})
    press(page, "张贴公示")
    sees(page, "现予公示", STUDIO)
    return path_of(page)


def object_as_a_reader(page: Page, posting: str) -> None:
    """Anybody may read the list and object under his name; nothing private stands on it."""
    leave(page)
    page.goto(posting)
    sees(page, STUDIO, "路知遥")
    lacks(page, "贺兰舟", "1990", "养护路")
    follow(page, "在线提出异议")
    fill(page, {"对哪一个工作室有异议": f"1. {STUDIO}", "姓名": "简朴", "工作单位": "某管业公司"})
    fill(page, {"联系电话": "13800000000", "异议事实": OBJECTION})
    page.get_by_label("证明材料").set_input_files(paper("对比.png"))
    press(page, "提交异议")
    sees(page, "异议回执", "已收到")
    page.goto("/objections/")
    sees(page, "登录", "演示人员")


def find_the_naming_locked(page: Page) -> None:
    """Until the last day is over and nothing is open, with the date and the reason."""
    go_to(page, "申报批次", "2026")
    sees(page, "公示至2026年3月9日，次日起可办理")
    follow(page, "命名")
    sees(page, "还不能", "未办结", "现在没有可以命名的申报")


def end_the_objection(page: Page) -> None:
    """The office answers; who objected stays out of the answer."""
    go_to(page, "异议", "办理")
    sees(page, OBJECTION, "简朴")
    fill(page, {"处理结论": "异议不成立", "处理说明": "经查，专利证书和单位证明一致，不成立。"})
    press(page, "办结异议")
    sees(page, "异议已办结")


def name(page: Page) -> None:
    """The day after the posting's last, the studio is named."""
    click_the_clock_on(page)
    sees(page, "2026年3月10日")
    go_to(page, "申报批次", "2026", "命名")
    sees(page, "可以命名")
    press(page, "命名并制发决定")
    sees(page, "已命名1个工作室", STUDIO, "补助安排", "300,000.00")


def click_the_clock_on(page: Page) -> None:
    """The demo's banner moves the day to the next thing that falls due."""
    with page.expect_navigation():
        page.get_by_role("button", name="到下一件到期的事").click()


def screening(page: Page, file: str) -> None:
    """The recommending union sees nothing before consent; then returns, then recommends."""
    enter(page, "许念安")
    assert answer_to(page, file) == 404
    enter(page, "卢星野")
    record_consent(page, file)
    enter(page, "许念安")
    send_back(page)
    enter(page, "卢星野")
    mend_and_hand_in_again(page, file)
    enter(page, "许念安")
    recommend(page)


def review(page: Page) -> None:
    """Experts score on their own, the office ranks, the deciding body resolves."""
    enter(page, "苏文澜")
    assign_three_experts(page)
    for expert, share in EXPERTS.items():
        enter(page, expert)
        score(page, share)
    enter(page, "苏文澜")
    fix_the_ranking(page)
    enter(page, "梁以宁")
    enter_the_meeting(page)


def publicity_and_naming(page: Page) -> None:
    """Posted, objected to, locked, answered, named."""
    enter(page, "苏文澜")
    posting = post_the_list(page)
    object_as_a_reader(page, posting)
    enter(page, "苏文澜")
    find_the_naming_locked(page)
    end_the_objection(page)
    name(page)
