"""A studio that is in no fixture, typed in by hand: its words, and the hands that type them."""

from playwright.sync_api import Page

from .walking import fill, follow, go_to, lacks, path_of, press, row, sees, upload

UNIT = "澄岚区市政养护中心"
STUDIO = "路知遥管网诊断创新工作室"
NEXT = "保存，继续下一部分"

BASICS = {
    "所属行业": "市政公用",
    "创建日期": "2022-03-01",
    "工作室简介": "以管网内窥检测和非开挖修复为主，带领一线职工攻关。",
}
LEADER = {"姓名": "路知遥", "职务、职称": "管网班高级技师", "技能等级": "高级技师"}
HONOUR = {
    "荣誉称号": "澄岚工匠",
    "级别": "县区级",
    "授予日期": "2024-04-29",
    "授予机关": "澄岚区总工会",
}
MEMBERS = (
    {"姓名": "贺兰舟", "专业": "给排水", "学历": "本科", "出生年份": "1990", "分工": "检测"},
    {"姓名": "乔木森", "专业": "机械", "学历": "大专", "出生年份": "1994", "分工": "修复工艺"},
)
VENUE = {
    "有固定活动场所": "是",
    "场所地址": "澄岚区养护路12号",
    "场所面积": "64.5",
    "设施设备": "管道内窥检测机器人1台、紫外固化修复车1台",
    "有专项工作经费": "是",
    "本年度专项经费": "85000",
    "日常经费由所在单位承担": "是",
}
PROJECT = {
    "课题或项目名称": "老旧管网非开挖修复工艺改进",
    "开始日期": "2025-05-12",
    "目标": "单次修复时间由8小时缩短到5小时",
}
OUTCOME = {
    "成果名称": "小口径管道快速封堵装置",
    "成果类别": "专利",
    "取得日期": "2025-11-06",
    "认定机构": "国家知识产权局",
    "有社会效益": True,
    "效益说明": "汛期抢修时间缩短三分之一",
}
EARLIER = {
    "命名名称": "澄岚区职工创新工作室",
    "命名工会": "澄岚区总工会",
    "命名工会层级": "县区级",
    "命名日期": "2024-06-18",
}
PAPERS = {
    "工作计划": "计划.png",
    "创新活动记录": "活动.png",
    "技能培训记录": "培训.png",
    "管理制度": "制度.png",
}


def begin_a_draft(page: Page) -> str:
    """Set up a studio the unit never had; the address of its file."""
    go_to(page, "申报批次", "2026", "申报")
    fill(page, {"用哪个工作室申报": "新建一个工作室", "新工作室的名称": STUDIO})
    press(page, "建立草稿")
    sees(page, "已建立草稿", "草稿")
    return path_of(page)


def fill_in_every_section(page: Page) -> None:
    """From the first section to the last by the button that goes on, with one fact wrong."""
    follow(page, "接着填写")
    fill(page, BASICS)
    page.get_by_label("科技创新").check()
    press(page, NEXT)
    fill(row(page, "领衔人"), LEADER)
    fill(row(page, "荣誉"), HONOUR)
    press(page, NEXT)
    for number, member in enumerate(MEMBERS, start=1):
        fill(row(page, "成员", number), member)
    press(page, NEXT)
    fill(page, VENUE)
    press(page, NEXT)
    for kind, values in (
        ("创新课题、攻关项目", PROJECT),
        ("创新成果", OUTCOME),
        ("已有命名", EARLIER),
    ):
        fill(row(page, kind), values)
        press(page, NEXT)
    fill(page, {"是有建制的科室、研发机构或班组": "是"})
    press(page, NEXT)
    sees(page, "“机构性质”已保存")


def hand_in_the_papers(page: Page) -> None:
    """All but one of the papers the text asks for."""
    for slot, filename in list(PAPERS.items())[:-1]:
        upload(page, slot, filename)


def mend_what_is_not_met(page: Page) -> None:
    """The list of provisions says what is amiss, under which article, and leads there."""
    follow(page, "逐条核对申报条件")
    sees(page, "第六条", "有建制的科室、研发机构和班组等不予命名", "第二条第（三）项", "管理制度")
    follow(page, "机构性质")
    fill(page, {"是有建制的科室、研发机构或班组": "否"})
    press(page, NEXT)
    upload(page, "管理制度", PAPERS["管理制度"])
    follow(page, "逐条核对申报条件")
    lacks(page, "属于有建制的科室、研发机构或班组：是")


def submit(page: Page, file: str) -> None:
    """Hand the file in: the soft provision asks for a reason, and will not do without."""
    page.goto(file)
    follow(page, "提交申报")
    fill(page, {"我确认": True})
    press(page, "提交申报")
    sees(page, "没有办理成功")
    fill(page, {"理由：": "领衔人是区级工匠，承担全区管网抢修，行业影响较大。"})
    press(page, "提交申报")
    sees(page, "已办理：提交申报", "已提交")


def submit_again(page: Page, file: str) -> None:
    """What was said before still stands in its place."""
    page.goto(file)
    follow(page, "提交申报")
    fill(page, {"我确认": True})
    press(page, "提交申报")
    sees(page, "已办理：提交申报")
