"""The sheet of a visit on a telephone where there is no network: nothing typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import Page

from .walking import enter, go_to

VISITED = date(2029, 3, 10)


@pytest.fixture
def visited(demo_city):
    """A Yangpu studio at the end of its first cycle."""
    from workshops.clock import move_to
    from workshops.models import Studio, Title, TradeUnion

    authority = TradeUnion.objects.get(title="望浦区总工会")
    unit = TradeUnion.objects.get(title="望浦幕墙工程有限公司工会")
    studio = Studio.objects.create(unit_union=unit, title="走访试写工作室")
    plain = {"studio": studio, "authority": authority, "title": "杨浦区创新工作室"}
    title = Title.objects.create(edition_key="undated", named_on=date(2026, 3, 20), **plain)
    move_to(VISITED)
    return title


def test_what_is_typed_without_a_network_is_there_again(page: Page, visited):
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page, "应天成")
    go_to(page, "称号", "走访试写工作室", "应办事项", "登记2029年度周期末走访检查")
    page.get_by_label("情况说明").fill("场地在搬")
    page.get_by_role("group", name="有创新带头人").get_by_label("未达到要求").check()

    page.context.set_offline(True)
    page.get_by_role("button", name="登记").click()
    page.get_by_text("现在没有网络").wait_for()
    page.context.set_offline(False)
    page.reload()

    assert page.get_by_label("情况说明").input_value() == "场地在搬"
    page.get_by_text("还没有提交的内容").wait_for()
