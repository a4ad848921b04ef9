"""What a measurement says: what was done, the goal, what was seen, and their ratio."""

import os
import platform
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
RISING, FALLING = "至少", "至多"


class Figure(NamedTuple):
    """One line of the page: `bound` says whether more or less is better."""

    what: str
    bound: str
    goal: float
    seen: float
    unit: str
    counts: str = ""

    @property
    def ratio(self) -> float:
        """How well the goal is kept: 1 and above is kept."""
        parts = (self.seen, self.goal) if self.bound == RISING else (self.goal, self.seen)
        return parts[0] / parts[1] if parts[1] else 0.0

    def line(self) -> str:
        verdict = "达到" if self.ratio >= 1 else "未达到"
        goal, seen = (f"{plain(number)} {self.unit}" for number in (self.goal, self.seen))
        said = (self.what, f"{self.bound} {goal}", seen, f"{self.ratio:.2f} {verdict}", self.counts)
        return "| " + " | ".join(said) + " |"


def plain(number: float) -> str:
    """A number with as many places as anybody reads."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def a_second(act: Callable[[], object], *, seconds: float) -> float:
    """How often a second of processor time this can be done."""
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < seconds:
        act()
        done += 1
    return done / spent


def milliseconds(act: Callable[[], object], *, times: int) -> float:
    """The median of the processor time, after one that warms up."""
    act()
    return median(_spent(act) for _ in range(times)) * 1000


def _spent(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def wall(ways: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median time of each way in milliseconds, one after the other in every round."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for act in ways.values():
        act()
    for _ in range(times):
        for name, act in ways.items():
            began = time.perf_counter()
            act()
            took[name].append((time.perf_counter() - began) * 1000)
    return {name: median(found) for name, found in took.items()}


def held() -> int:
    """The memory this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024**2


def machine() -> str:
    """Where and when the figures were seen."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    load = "、".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')}，提交 {commit.stdout.strip() or '不明'}，"
        f"Python {platform.python_version()}，{os.cpu_count()} 核（{platform.machine()}），"
        f"测前测后系统负荷 {load}"
    )


def page(figures: list[Figure], before: str) -> str:
    """The whole of it as a page to keep."""
    head = ["项目", "目标", "所见", "比值（1 以上为达到）", "数目"]
    return "\n".join(
        [
            "# 性能测量",
            "",
            "数据全部是为测量虚构的。比值是所见与目标之比；处理器时间按单个进程计。",
            "",
            f"- 开始：{before}",
            f"- 结束：{machine()}",
            "",
            "| " + " | ".join(head) + " |",
            "|" + "---|" * len(head),
            *(figure.line() for figure in figures),
            "",
        ]
    )
