"""Says before the start whether papers can be drawn: without a Chinese font they show boxes."""

import ctypes
import ctypes.util

from django.core.checks import Warning as Caution
from django.core.checks import register

HINT = "Debian/Ubuntu: apt-get install fonts-noto-cjk libpangoft2-1.0-0 libharfbuzz-subset0"


class FontSet(ctypes.Structure):
    """The head of fontconfig's FcFontSet: how many fonts were found."""

    _fields_ = [("nfont", ctypes.c_int)]


def chinese_fonts() -> int | None:
    """How many fonts for simplified Chinese the system has; None where it has no fontconfig."""
    try:
        library = ctypes.CDLL(ctypes.util.find_library("fontconfig") or "libfontconfig.so.1")
    except OSError:
        return None
    library.FcNameParse.restype = ctypes.c_void_p
    library.FcFontList.argtypes = [ctypes.c_void_p] * 3
    library.FcFontList.restype = ctypes.POINTER(FontSet)
    pattern = library.FcNameParse(b":lang=zh-cn")
    found = library.FcFontList(None, pattern, None)
    return found.contents.nfont if found else 0


@register()
def papers_can_be_drawn(app_configs, **kwargs):
    """A caution where papers could not be drawn; everything else runs without them."""
    fonts = chinese_fonts()
    if fonts:
        return []
    missing = "fontconfig" if fonts is None else "a font for simplified Chinese"
    words = f"Papers cannot be drawn: {missing} is missing. / 缺少中文字体，文书无法生成。"
    return [Caution(words, hint=HINT, id="documents.W001")]
