"""Sample papers for the demo city, so that whoever tries it has something to hand in."""

from pathlib import Path

from django.template.loader import render_to_string

import rules
from workshops.documents.pdf import NotDrawn, press


def labels() -> list[str]:
    """What the loaded regulations ask for: their materials, and the consent where they have it."""
    editions = [regulation.editions[-1] for regulation in rules.regulations().values()]
    asked = [material.label for edition in editions for material in edition.materials]
    consents = [f"{e.words['consent']}文件" for e in editions if "consent" in e.words]
    return list(dict.fromkeys([*asked, *consents]))


def draw(folder: Path) -> int:
    """Draw one sample for each paper asked for; where nothing can be drawn, draw none."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = 0
    for label in labels():
        name = label.replace("、", "和").replace("/", "和")
        try:
            content = press.draw(render_to_string("papers/sample.html", {"label": label}))
        except (NotDrawn, OSError):
            break
        (folder / f"{name}（示例）.pdf").write_bytes(content)
        drawn += 1
    press.stop()
    return drawn
