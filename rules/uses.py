"""What a subsidy was used for: what passes by its name, and what a person has to judge."""

import re
import unicodedata

from .clauses import Clause, Spending
from .facts import Facts
from .verdict import Answer, Requirement, Test, judged_by

# What studios mostly pay for, where the text leaves the list open; no text names these.
COMMON = (
    "设备购置",
    "材料和试验耗材",
    "项目研究",
    "培训学习",
    "图书、资料和印刷",
    "专利和成果申报",
    "成果展示和推广",
    "办公条件改善",
)
# What serves a person and hardly ever a studio; no text needs to name it for somebody to look.
PRIVATE = {
    "与工作室无关的个人消费": (
        *("白酒", "红酒", "酒水", "茅台", "烟酒", "香烟", "茶叶", "月饼", "土特产"),
        *("礼品", "礼盒", "礼金", "购物卡", "储值卡", "加油卡"),
        *("工作餐", "餐费", "聚餐", "会餐", "宴", "KTV", "团建", "旅游", "门票"),
    )
}
# What tells of a prize somebody won and pays nobody: with these words after it 获奖 is no bonus.
WON, SHOWN = "获奖", ("证书", "成果", "作品")
JUDGED = "SPEND-judged"
# Signs somebody may put between the parts of a word, spelt out: engines differ over classes.
SIGNS = r"\s_.,;:·•*~/|'\"()+，。、；：！？…“”‘’（）《》【】—-"
TOLD = re.compile(f"{WON}(?={'|'.join(SHOWN)})")
judged = judged_by("命名机关评审工作人员在核对补助使用时")


def common(clause: Clause | None) -> tuple[str, ...]:
    """The usual purposes beside those the text names; none where its list is closed."""
    named = clause.allowed if isinstance(clause, Spending) else ()
    closed = isinstance(clause, Spending) and clause.closed
    return () if closed else tuple(use for use in COMMON if use not in named)


def bare(text: str | None) -> str:
    """Words without spaces and signs, full-width ones read as plain."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text or ""))


def telling(clause: Clause) -> dict[str, tuple[str, ...]]:
    """By what they may hide, the words at which somebody looks: those of the text come first."""
    named = dict(clause.near) if isinstance(clause, Spending) else {}
    known = {word for words in named.values() for word in words}
    private = {use: tuple(w for w in found if w not in known) for use, found in PRIVATE.items()}
    return named | private


def near(clause: Clause, *texts: str | None) -> list[tuple[str, str]]:
    """The words of what is barred that stand in these texts: (the word, what it may hide)."""
    said = "\n".join(bare(TOLD.sub("", text or "")) for text in texts).upper()
    return [(word, use) for use, found in telling(clause).items() for word in found if word in said]


def spelt(clause: Clause) -> tuple[tuple[str, ...], str]:
    """For a database: the purposes that pass by their name, and a pattern of the words that do not."""
    allowed = clause.allowed if isinstance(clause, Spending) else ()
    words = telling(clause).values()
    pattern = "|".join(_spelt(word) for found in words for word in found)
    return (*allowed, *common(clause)), pattern


def _spelt(word: str) -> str:
    """One word for a database: 奖 alone is not found in what tells of a prize that was won."""
    if word == WON[-1]:
        return f"(?<!{WON[:-1]}){word}|{word}(?!{'|'.join(SHOWN)})"
    return f"[{SIGNS}]*".join(word)


def doubt(clause: Clause, purpose: str | None, what: str | None) -> str:
    """Why a person has to judge this use, in words; empty where it passes by its name."""
    plain = purpose in spelt(clause)[0]
    found = near(clause, None if plain else purpose, what)
    said = [f"写有“{word}”，须判定是否属于“{use}”" for word, use in found[:2]]
    if not plain and not said:
        said = ["用途由单位自行写明，须判定是否符合"]
    return "；".join(said)


def doubtful(clause: Clause) -> Test:
    """For which expenses a person's judgement is asked."""

    def test(facts: Facts) -> Answer:
        why = doubt(clause, facts.purpose, facts.used_for)
        return Answer(bool(why), why or "用途和事项的写法没有疑问")

    return test


def to_be_judged(clause: Clause) -> Requirement:
    """A use in words of its own, or near to what is barred, is judged by a person."""
    row = judged(JUDGED, clause.article, "自行写明的用途、近似不得列支的写法，由人判定。")
    return Requirement(
        row.id, row.article, row.asks, None, row.force, row.judge_title, doubtful(clause)
    )
