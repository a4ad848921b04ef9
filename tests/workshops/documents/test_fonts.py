"""Fonts cut for the press: own names, the characters asked for, used where they are."""

import pytest
from fontTools.ttLib import TTFont

from workshops.documents import fonts
from workshops.documents.pdf import surroundings


def test_the_characters_of_common_use_are_those_of_the_standard_and_of_papers():
    common = fonts.common_characters()

    assert len([c for c in common if 0x4E00 <= c <= 0x9FFF]) == 6763
    assert {ord(sign) for sign in "叁拾万元整〔〕￥A9"} <= common


def test_a_face_is_cut_to_its_characters_under_its_own_name(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "common_characters", lambda: {ord("工"), ord("会")})
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[-1:])

    (made,) = fonts.cut_fonts(tmp_path, system="/etc/fonts/fonts.conf")

    with TTFont(made) as cut:
        assert cut["name"].getDebugName(1) == "Studios Sans"
        assert set(cut.getBestCmap()) == {ord("工"), ord("会")}
    assert f"<dir>{tmp_path}</dir>" in (tmp_path / "fonts.conf").read_text()


def test_where_the_system_has_no_fonts_nothing_is_cut(tmp_path):
    empty = tmp_path / "none"
    empty.mkdir()

    assert fonts.cut_fonts(tmp_path / "cut", system="", folders=(empty,)) == []
    assert list((tmp_path / "cut").iterdir()) == []


def test_a_collection_without_simplified_chinese_is_refused(monkeypatch):
    monkeypatch.setattr(fonts, "CHINESE", "CJK XX")
    path = fonts.whole_font("NotoSansCJK-Regular.ttc", fonts.FOLDERS)

    with pytest.raises(LookupError, match="NotoSansCJK-Regular"):
        fonts.chinese_face(path)


def test_the_press_is_told_of_cut_fonts_and_of_no_secret(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIOS_SECRET_KEY", "secret")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    settings.DATA = tmp_path
    assert "FONTCONFIG_FILE" not in surroundings()

    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.conf").touch()

    assert surroundings()["FONTCONFIG_FILE"] == str(tmp_path / "fonts" / "fonts.conf")
    assert "STUDIOS_SECRET_KEY" not in surroundings()
