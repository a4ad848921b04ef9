"""How the years of a title are walked through pages: a day on, a record, a step, by each role."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import holder_of

from . import walking
from .towns import enter, words_of
from .walking import click, fill, follow, paper, press, put_in, sees

SITS = {"clerk": "unit", "screening_officer": "above"}  # the others sit at the authority


class Years:
    """One title of a town, and whoever is at its pages now."""

    def __init__(self, page: Page, town):
        self.page, self.town = page, town
        self.here = f"/titles/{town.title.pk}/"
        self.now = ""

    def by(self, role: str) -> "Years":
        """Come in as whoever holds that post, unless already there."""
        union = getattr(self.town, SITS.get(role, "authority"))
        name = holder_of(union, role).full_name
        if name != self.now:
            enter(self.page, name)
            self.now = name
        return self

    def to(self, day: date) -> "Years":
        """On to that day, by the clock on the page."""
        form = self.page.get_by_label("演示城市的时钟")
        form.get_by_label("到某一天").fill(day.isoformat())
        click(self.page, form.get_by_role("button", name="前往"))
        sees(self.page, f"{day.year}年{day.month}月{day.day}日")
        return self

    def title(self, *words: str) -> "Years":
        """The page of the title, and what must stand on it."""
        self.page.goto(self.here)
        sees(self.page, *words)
        return self

    def duties(self, *words: str) -> "Years":
        self.page.goto(f"{self.here}duties/")
        sees(self.page, *words)
        return self

    def desk(self, *words: str) -> "Years":
        """The first page of whoever is there."""
        self.page.goto("/")
        sees(self.page, *words)
        return self

    # Records

    def record(self, what: str, *, fails: tuple[str, ...] = (), brings: str = "") -> "Years":
        """A duty recorded by its link; `fails` are the things not met, or the whole of it."""
        page = self.duties().page
        click(page, page.get_by_role("link", name=f"登记{what}", exact=True))
        sees(page, brings)
        for radio in page.locator("input[type=radio][value=met]").all():
            radio.check()
        for thing in fails:
            group = page.locator("fieldset.field").filter(has_text=thing).first
            group.locator("input[value=not_met]").check()
        for tick in page.locator("input[name=understood]").all():
            tick.check()
        page.get_by_label("情况说明").fill("逐条看过，材料在册。")
        press(page, "登记")
        sees(page, f"{what}已登记")
        return self

    def score(self, points: str, *brings: str) -> "Years":
        """The result of the year that is open, its consequences read before it is confirmed."""
        page = self.title().page
        follow(page, "登记20")
        fill(page, {"得分": points})
        press(page, "下一步：核对后果")
        sees(page, *brings)
        press(page, "确认登记")
        sees(page, "年度结果已登记")
        return self

    # Steps

    def step(
        self, label: str, *ground: str, says: tuple[str, ...] = (), proof: str = "", **values
    ) -> "Years":
        """A step of the title, on its ground where the text has several, with its paper."""
        page = self.title().page
        follow(page, label, *ground)
        sees(page, *says)
        if proof:
            page.locator("input[type=file]").set_input_files(paper(proof))
        for judgement in page.locator("select[name^=judge]").all():
            judgement.select_option(label="符合")
        fill(page, values)
        press(page, label)
        sees(page, f"已办理：{label}")
        return self

    def order(self, label: str, until: date, things: str, **values) -> "Years":
        """Ordered put right by a day, the first of each choice taken."""
        page = self.title().page
        follow(page, label)
        for choice in page.locator("main select").all():
            choice.select_option(index=1)
        fill(page, {"整改期限": until.isoformat(), "整改事项": things, **values})
        press(page, label)
        sees(page, f"已办理：{label}", "限期整改")
        return self

    def put_right(self, things: str) -> "Years":
        """The unit says of each thing what it did."""
        page = self.page
        page.goto(f"{self.here}rectification/")
        for _ in things.splitlines():
            follow(page, "填报完成情况")
            fill(page, {"完成情况": "已经办好，附件备查。"})
            press(page, "填报完成")
            sees(page, "已填报完成")
        return self

    def checked_again(self, met: str) -> "Years":
        page = self.page
        page.goto(f"{self.here}rectification/")
        page.get_by_label(met, exact=True).check()
        put_in(page.get_by_label("复查说明"), "逐项看过。")
        press(page, "登记复查结果")
        sees(page, "复查结果已登记")
        return self

    def report(self, what: str, **values) -> "Years":
        """The unit reports a change with its paper, or puts it on record."""
        page = self.title().page
        follow(page, "全部变更", what)
        fill(page, values)
        proof = page.locator("input[type=file]")
        if proof.count():
            proof.first.set_input_files(paper("文件.png"))
        press(page, "提交")
        sees(page, "已报告，等待命名机关处理" if what.startswith("报告") else "已登记。")
        return self

    def answer(self, what: str, said: str, **values) -> "Years":
        """The authority answers the report that waits, from its desk."""
        page = self.desk(what).page
        follow(page, what)
        fill(page, {"确认这项变更": "是", "处理说明": said, **values})
        press(page, "提交处理结果")
        sees(page, "已确认")
        return self

    # Money

    def paid(self, label: str) -> "Years":
        """Prepared, approved by another, and paid, each from the page of the title."""
        self.by("finance_clerk").prepared(label)
        address = walking.path_of(self.page)
        for role, step in (("finance_approver", "审批拨付"), ("finance_clerk", "登记已拨付")):
            self.by(role).page.goto(address)
            follow(self.page, step)
            if step == "登记已拨付":
                day = self.page.locator("#demo-on").get_attribute("min")
                fill(self.page, {"记账凭证号": "记-018", "拨付日期": day})
            press(self.page, step)
            sees(self.page, f"已办理：{step}")
        return self

    def prepared(self, label: str) -> "Years":
        page = self.title().page
        follow(page, f"编制拨付：{label}")
        press(page, "编制拨付")
        sees(page, "已编制")
        return self

    def plaque_back(self, who: str) -> "Years":
        page = self.title("还没有登记收回").page
        follow(page, "登记牌匾收回")
        day = page.locator("#demo-on").get_attribute("min")
        fill(page, {"收回日期": day, "交回人": who})
        press(page, "登记")
        sees(page, f"由{who}交回")
        return self

    def paper(self, link: str) -> str:
        """The words of a paper that the page of the title leads to."""
        return words_of(self.title().page, link)
