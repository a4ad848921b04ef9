"""The press: it draws Chinese with an embedded font, fetches nothing, and survives a bad page."""

import io
import os
import signal

import pypdf
import pytest

from workshops.documents import fonts
from workshops.documents.checks import chinese_fonts, papers_can_be_drawn
from workshops.documents.pdf import NotDrawn, press

PAGE = '<!DOCTYPE html><html lang="zh-Hans"><body data-pages="1">{}</body></html>'


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def embedded(page) -> list[str]:
    """The names of the fonts of a page whose outlines are inside the file."""
    drawn = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in drawn]
    return [f["/BaseFont"] for f in inner if "/FontFile3" in f["/FontDescriptor"]]


def test_chinese_is_drawn_with_an_embedded_font_and_can_be_read():
    pdf = read(press.draw(PAGE.format("<p>昌明市总工会补助资金叁拾万元整</p>")))

    assert "昌明市总工会补助资金叁拾万元整" in pdf.pages[0].extract_text()
    assert [name for name in embedded(pdf.pages[0]) if "CJK" in name or "Fang" in name] != []


def test_rare_characters_of_names_are_drawn():
    text = press.draw(PAGE.format("<p>喆堃镕犇赟翀垚祎玥璟</p>"))

    assert "喆堃镕犇赟翀垚祎玥璟" in read(text).pages[0].extract_text()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/x.png"])
def test_nothing_is_fetched(address):
    page = f'<p>正文</p><img src="{address}"><link rel="attachment" href="{address}">'

    pdf = read(press.draw(PAGE.format(page)))

    assert pdf.pages[0].extract_text().strip() == "正文"
    assert list(pdf.attachments) == []


def test_a_page_a_little_too_long_is_set_closer():
    lines = "<p>一行正文。</p>" * 29

    assert len(read(press.draw(PAGE.format(lines))).pages) == 1


def test_a_press_that_dies_is_started_again():
    press.draw(PAGE.format("一"))
    os.kill(press.process.pid, signal.SIGKILL)
    press.process.wait()

    assert len(read(press.draw(PAGE.format("二"))).pages) == 1


def test_a_page_that_cannot_be_drawn_is_told_and_the_press_lives():
    press.draw(PAGE.format("一"))
    before = press.process.pid

    with pytest.raises(NotDrawn):
        press.draw("<div>" * 3000)

    assert len(read(press.draw(PAGE.format("二"))).pages) == 1
    assert press.process.pid == before


def test_the_check_counts_fonts_and_cautions_where_there_is_none(monkeypatch):
    assert chinese_fonts() > 0
    assert papers_can_be_drawn(None) == []

    monkeypatch.setattr("workshops.documents.checks.chinese_fonts", lambda: 0)

    assert [caution.id for caution in papers_can_be_drawn(None)] == ["documents.W001"]


def test_fonts_cut_meanwhile_are_used_from_the_next_paper_on(settings, tmp_path):
    settings.DATA = tmp_path
    press.draw(PAGE.format("一"))
    before = press.process.pid
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.conf").write_text(
        fonts.CONFIGURATION.format(system="/etc/fonts/fonts.conf", folder=tmp_path / "fonts")
    )

    assert "二" in read(press.draw(PAGE.format("二"))).pages[0].extract_text()
    assert press.process.pid != before
