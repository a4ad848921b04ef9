"""What a disbursement notice costs from the warm press, beside WeasyPrint as it comes."""

from types import SimpleNamespace

from django.template.loader import render_to_string
from weasyprint import HTML

from workshops.documents.pdf import press

from .figures import FALLING, RISING, ROOT, Figure, wall

STYLE = ROOT / "static" / "papers.css"
PAYEE = {
    "union": "演示机械厂工会",
    "holder": "演示机械厂工会",
    "bank": "演示银行",
    "number": "6222",
}
SAYS = {
    "issuer": "演示市总工会",
    "addressee": "演示机械厂工会",
    "studio": "焊接创新工作室",
    "naming_title": "关于命名2026年度创新工作室的决定",
    "naming_number": "演工发〔2026〕1号",
    "label": "第一笔补助资金",
    "figures": "300,000.00",
    "capitals": "叁拾万元整",
    "payee": PAYEE,
    "source": "《演示办法》",
    "article": "第十一条",
    "spending": None,
    "copied_to": ["东湖演示县总工会", "演示市总工会经费审查委员会"],
    "printer": "演示市总工会办公室",
    "on": "2026年3月10日",
}


def notice() -> str:
    """An invented notice as a page."""
    findings = [{"article": f"第{i}条", "shown": "条件已具备"} for i in "一二三"]
    paper = SimpleNamespace(title="关于拨付补助资金的通知", number="演工补〔2026〕1号")
    known = {"paper": paper, "decision": SimpleNamespace(findings=findings), "says": SAYS}
    return render_to_string("papers/disbursement_notice.html", known)


def figures(times: int) -> list[Figure]:
    """How many times as fast, and how much smaller; the two are drawn in turn."""
    page = notice()
    ways = {
        "ours": lambda: press.draw(page),
        "plain": lambda: HTML(string=page).write_pdf(stylesheets=[str(STYLE)]),
    }
    took, size = wall(ways, times), {name: len(draw()) / 1024 for name, draw in ways.items()}
    press.stop()
    seen = f"{took['ours']:.0f} 毫秒对 {took['plain']:.0f} 毫秒，各 {times} 份"
    small = f"{size['ours']:.0f} KB 对 {size['plain']:.0f} KB"
    return [
        Figure(
            "一份拨付通知，相对原样 WeasyPrint", RISING, 3, took["plain"] / took["ours"], "倍", seen
        ),
        Figure("一份通知的大小", FALLING, 1 / 5, size["ours"] / size["plain"], "倍", small),
    ]
