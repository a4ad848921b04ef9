"""Cuts small fonts for papers out of the system's large ones, once: papers then come faster."""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
# The file, the family under which its cut is found before the whole font, and its style.
FACES = (
    ("NotoSerifCJK-Regular.ttc", "Studios Serif", "Regular"),
    ("NotoSerifCJK-Bold.ttc", "Studios Serif", "Bold"),
    ("NotoSansCJK-Regular.ttc", "Studios Sans", "Regular"),
)
CHINESE = "CJK SC"
UNUSED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
SIGNS = "〔〕—…“”‘’￥¥×·√□☑"
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{system}</include>
  <dir>{folder}</dir>
</fontconfig>
"""


def cut_fonts(folder: Path, *, system: str, folders=FOLDERS) -> list[Path]:
    """Cut what the system has into `folder` and return the files; nothing where it has none.

    `system` is the configuration the cut fonts are added to: a character that is not among them
    is drawn from the whole font.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = [(whole_font(name, folders), family, style) for name, family, style in FACES]
    made = [cut(path, family, style, folder) for path, family, style in found if path]
    if made:
        words = CONFIGURATION.format(system=system, folder=folder)
        (folder / "fonts.conf").write_text(words, encoding="utf-8")
    return made


def whole_font(name: str, folders) -> Path | None:
    """Where the system keeps that font."""
    places = (path for folder in folders for path in Path(folder).rglob(name))
    return next(places, None)


def cut(path: Path, family: str, style: str, folder: Path) -> Path:
    """One face with the characters of common use, under a name of its own."""
    names = {1: family, 16: family, 2: style, 17: style, 4: f"{family} {style}"}
    names[6] = f"{family.replace(' ', '')}-{style}"
    draft, made = folder / f".{names[6]}.part", folder / f"{names[6]}.otf"
    with TTFont(path, fontNumber=chinese_face(path), lazy=True) as font:
        cutter().subset(font)
        for record in font["name"].names:
            record.string = names.get(record.nameID, record.string)
        font.save(draft)
    return draft.replace(made)


def cutter() -> subset.Subsetter:
    """What keeps the outlines of the common characters and drops the rest."""
    options = subset.Options(name_IDs=["*"], hinting=False, desubroutinize=True)
    options.drop_tables += UNUSED_TABLES
    options.notdef_outline = True
    made = subset.Subsetter(options)
    made.populate(unicodes=common_characters())
    return made


def chinese_face(path: Path) -> int:
    """The place of simplified Chinese in a collection; LookupError where it has none."""
    with TTCollection(path, lazy=True) as collection:
        names = [font["name"].getDebugName(1) for font in collection]
    places = [place for place, name in enumerate(names) if name.endswith(CHINESE)]
    if not places:
        raise LookupError(f"{path} holds no face for simplified Chinese")
    return places[0]


def common_characters() -> set[int]:
    """Latin letters and digits, the 6763 characters of GB 2312 and the signs of papers."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)
    return set(range(0x20, 0x7F)) | set(map(ord, chinese + SIGNS))
