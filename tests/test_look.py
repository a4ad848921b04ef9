"""The look: every component draws, colours can be read, nothing is inline or from outside."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from rules.facts import Facts
from rules.verdict import Answer, Verdict, hard, judged_by, soft
from workshops.records.forms import ReasonForm, StrikeForm
from workshops.templatetags import look

ROOT = Path(__file__).resolve().parent.parent
PAGES = [f for f in (ROOT / "templates").rglob("*.html") if "papers" not in f.parts]
# The sheets of papers, which have no layers, are drawn into PDF and never sent to a browser.
STYLES = sorted(f for f in (ROOT / "static").glob("*.css") if "@layer" in f.read_text("utf-8"))

DARK_ON_LIGHT = {
    "ink": ("paper", "sheet", "wash"),
    "ink-soft": ("paper", "sheet", "wash"),
    "ink-faint": ("paper", "sheet"),
    "red": ("paper", "sheet", "red-wash"),
    "judge": ("paper", "sheet", "wash", "judge-wash"),
    "good": ("paper", "sheet", "good-wash"),
    "bad": ("paper", "sheet", "bad-wash"),
    "warn": ("paper", "sheet", "warn-wash"),
    "neutral": ("sheet", "neutral-wash"),
    "demo-ink": ("demo", "sheet"),
}
EDGES = {"line-strong": ("paper", "sheet"), "focus": ("paper", "sheet", "wash", "demo")}
PAIRS = [(ink, page, 4.5) for ink, pages in DARK_ON_LIGHT.items() for page in pages]
PAIRS += [(edge, page, 3.0) for edge, pages in EDGES.items() for page in pages]


class Filing(forms.Form):
    """A form with one field of each sort."""

    name = forms.CharField(label="工作室名称", help_text="写全称")
    story = forms.CharField(label="事迹", required=False)
    sure = forms.BooleanField(label="属实")
    kind = forms.ChoiceField(label="类别", choices=[("a", "技能")], widget=forms.RadioSelect)
    account = forms.CharField(label="账户", disabled=True)


class Member(forms.Form):
    """A row."""

    name = forms.CharField(label="姓名")


Members = forms.formset_factory(Member, extra=1, can_delete=True)


def finding(outcome: str, **more) -> dict:
    """A finding as a decision keeps it."""
    return {"article": "第六条", "asks": "成员不少于 5 人。", "outcome": outcome, **more}


def draw(name: str, **context) -> str:
    """A component as a page gets it, white space closed up."""
    context.setdefault("request", RequestFactory().get("/here/"))
    html = render_to_string(f"components/{name}.html", context)
    return re.sub(r"\s+", " ", html)


def words(html: str) -> str:
    """What a reader reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def tokens() -> dict[str, str]:
    """The colours by name, as they are without a wish for more contrast."""
    plain = (ROOT / "static" / "tokens.css").read_text(encoding="utf-8").split("@media")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", plain))


def light(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("ink", "page", "least"), PAIRS)
def test_every_pair_of_colours_can_be_read(ink, page, least):
    dark, bright = sorted([light(tokens()[ink]), light(tokens()[page])])
    assert (bright + 0.05) / (dark + 0.05) >= least


@pytest.mark.parametrize("page", PAGES, ids=lambda f: f.name)
def test_no_page_carries_style_or_script_of_its_own(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|\|safe\b", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda f: f.name)
def test_no_page_loads_anything_from_outside(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", text) == []


@pytest.mark.parametrize("sheet", STYLES, ids=lambda f: f.name)
def test_style_loads_nothing_and_names_colours_in_one_place(sheet):
    text = sheet.read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import|@font-face|italic|!important", text) == []
    assert sheet.stem in ("tokens", "print") or re.findall(r"#[0-9a-f]{3,8}\b", text) == []


def test_every_style_is_loaded_by_a_page():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert sorted(set(re.findall(r"static ['\"]([a-z]+\.css)", text))) == [f.name for f in STYLES]


def test_dates_are_written_as_in_china():
    assert look.cn_date(date(2026, 3, 2)) == "2026年3月2日"
    assert look.cn_date(date(2026, 3, 2), "weekday") == "2026年3月2日（星期一）"
    assert look.cn_date(datetime(2026, 3, 2, 6, 3, tzinfo=UTC)) == "2026年3月2日 14:03"
    assert look.cn_date("公示期满") == "公示期满"
    assert look.cn_date(None) == ""


def test_money_is_written_in_figures_and_capitals():
    assert look.fen(30_000_000) == "300,000.00 元"
    assert look.capitals(30_000_000) == "叁拾万元整"
    assert look.fen(0) == "0.00 元"
    assert look.fen(None) == ""


def test_a_telephone_number_hides_its_middle():
    assert look.mask_phone("13812345678") == "138****5678"
    assert look.mask_phone("0791-86661234") == "079******1234"
    assert look.mask_phone("12345") == "*****"
    assert look.mask_phone(None) == ""


def test_what_blocks_comes_first_and_what_is_met_last():
    found = [finding(o) for o in ("met", "waived", "to_judge", "unknown", "not_met")]
    found += [finding("unknown", blocks=True), finding("not_met", force="soft", blocks=False)]
    groups = look.verdict_groups({"findings": found})
    assert [(g.key, [line.outcome for line in g.lines]) for g in groups] == [
        ("blocking", ["not_met", "unknown"]),
        ("open", ["to_judge", "unknown"]),
        ("noted", ["waived", "not_met"]),
        ("met", ["met"]),
    ]


def test_only_a_long_list_of_what_is_met_folds_away():
    short = look.verdict_groups({"findings": [finding("met")] * 3 + [finding("not_met")]})
    long = look.verdict_groups({"findings": [finding("met")] * 4 + [finding("not_met")]})
    alone = look.verdict_groups({"findings": [finding("met")] * 9})
    assert [groups[-1].folded for groups in (short, long, alone)] == [False, True, False]


def test_counts_leave_out_what_does_not_occur():
    counts = look.verdict_counts({"findings": [finding("met")] * 9 + [finding("not_met")]})
    assert [(c["label"], c["n"]) for c in counts] == [("不符合", 1), ("符合", 9)]


def test_what_was_not_relied_on_is_not_called_met_even_in_old_records():
    kept = finding("met", shown="不以此为由", outcome_label="符合")
    html = draw("_verdict", verdict={"findings": [kept, finding("met")]})

    assert (html.count("未援引"), html.count("line-outcome")) == (3, 2)
    assert words(draw("_verdict_summary", verdict={"findings": [kept, finding("met")]})) == (
        "符合 1 未援引、不适用 1"
    )


def refused() -> Verdict:
    """A verdict of the rules themselves: two provisions block, one waits for a person."""
    asked = (
        hard("a", "第六条", "成员不少于 5 人。", lambda facts: Answer(False, "4 人", "加 1 人")),
        soft("b", "第三条", "同一单位一个。", lambda facts: Answer(False, "2 个")),
        judged_by("初审人")("c", "第七条", "成果有实效。"),
    )
    found = tuple(r.judge(Facts(on=date(2026, 3, 2)), judging=False) for r in asked)
    return Verdict("《办法》", "submit", "提交申报", "第八条", found)


def test_a_verdict_of_the_rules_is_drawn_as_it_stands():
    html = draw("_verdict", verdict=refused())
    assert "“提交申报”暂不能办理，2 项须先解决" in html
    assert "硬性规定" in html
    assert words(draw("_verdict_summary", verdict=refused())) == "不符合 2 待人判定 1"


def test_next_steps_name_the_reason_of_what_is_locked():
    steps = [{"label": "推荐", "url": "/r/", "lawful": True}]
    steps += [{"label": "命名", "url": "", "lawful": False, "reason": "公示未满。"}]
    html = draw("_next", steps=steps)
    assert re.findall(r'<a class="([^"]+)" href="/r/">推荐', html) == ["button button-primary"]
    assert "命名 公示未满。" in words(html)
    assert "您现在没有可以办理的步骤" in draw("_next", steps=steps[1:])


def test_a_wrong_field_is_linked_described_and_explained():
    html = draw("_form", form=Filing({"sure": "on", "kind": "a"}), submit_label="提交")
    assert '<a href="#id_name">工作室名称：这一项还没有填，请补上。</a>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_forms_declared_early_say_it_in_the_same_words():
    for field in (StrikeForm.base_fields["why"], ReasonForm.base_fields["reason"]):
        assert field.error_messages["required"] == "这一项还没有填，请补上。"


def test_only_what_may_be_left_out_says_so():
    form = Filing()
    form.fields["account"].locked_reason = "命名后登记。"
    text = words(draw("_fields", fields=form))
    assert re.findall(r"(\S+) （选填）", text) == ["事迹"]
    assert "命名后登记。" in text
    form.fields["story"].optional = False
    assert "（选填）" not in draw("_field", field=form["story"])


def test_rows_can_be_added_with_and_without_script():
    html = draw("_rows", formset=Members(prefix="m"), legend="团队成员")
    assert 'name="add_row" value="m"' in html
    assert "<template data-rows-empty>" in html
    assert 'name="m-__prefix__-name"' in html


def test_an_error_in_a_row_is_named_with_its_row():
    rows = Members({"m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0", "m-0-DELETE": ""}, prefix="m")
    rows.forms[0].empty_permitted = False
    parts = [{"legend": "团队成员", "formset": rows}]
    text = words(draw("_errors", form=Filing(), formsets=parts))
    assert text.endswith("团队成员第 1 行，姓名：这一项还没有填，请补上。")


def test_a_table_aligns_money_and_labels_every_cell():
    columns = [{"label": "工作室"}, {"label": "已拨付", "kind": "money"}]
    rows = [[{"text": "甲", "url": "/a/"}, 30_000_000]]
    html = draw("_table", caption="名册", columns=columns, rows=rows)
    assert '<td role="cell" class="money" data-label="已拨付">300,000.00 元</td>' in html
    assert '<a href="/a/">甲</a>' in html
    assert "还没有记录。" in draw("_table", caption="名册", columns=columns, rows=[])


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="zip"):
        look.beside([1, 2], [{"label": "一列"}])


SIMPLE = {
    "_status": ({"status": {"what": "甲", "state_label": "待补正"}}, "甲 状态 待补正"),
    "_progress": ({"steps": [{"label": "申报", "state": "current"}]}, "1 申报 进行中"),
    "_tasks": ({"groups": [{"tasks": [{"title": "评分", "state_label": "待办"}]}]}, "评分 待办"),
    "_empty": ({"heading": "没有异议", "hint": "公示中。"}, "没有异议 公示中。"),
    "_facts": ({"facts": [{"label": "单位", "value": ""}]}, "单位 未填写"),
    "_money": ({"fen": 100, "label": "补助", "capitals": True}, "补助 1.00 元 大写：壹元整"),
    "_paging": ({"previous_url": "/p/", "label": "第 2 页"}, "上一页 第 2 页"),
    "_paging ": ({}, ""),
    "_breadcrumbs": ({"crumbs": [{"label": "首页", "url": "/"}]}, "首页"),
    "_messages": ({"messages": []}, ""),
    "_files": ({"slots": [{"label": "申报表", "needed": True}]}, "申报表 还缺"),
    "_timeline": (
        {"entries": [{"at": date(2026, 3, 2), "person": "周", "act_label": "推荐"}]},
        "2026年3月2日 推荐 周",
    ),
    "_confirm": (
        {"consequences": ["报送。"], "confirm_label": "推荐", "action": "/", "cancel_url": "/"},
        "确认前请看清后果 报送。 推荐 返回，不办理",
    ),
}


@pytest.mark.parametrize("name", SIMPLE)
def test_a_component_draws_with_the_least_it_needs(name):
    context, text = SIMPLE[name]
    assert words(draw(name.strip(), **context)) == text


def test_what_people_type_is_never_markup():
    html = draw("_status", status={"what": "<b>甲</b>", "state_label": "x"})
    assert "&lt;b&gt;甲&lt;/b&gt;" in html
