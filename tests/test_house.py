"""Holds the code to the house's budgets, names and doors."""

import ast
import re
from pathlib import Path

import pytest

import rules

ROOT = Path(__file__).resolve().parent.parent
TOPS = [top for top in ROOT.iterdir() if top.name != "var" and not top.name.startswith(".")]
FILES = [f for top in TOPS for f in (top.rglob("*") if top.is_dir() else [top]) if f.is_file()]
PYTHON = [f for f in FILES if f.suffix == ".py" and "migrations" not in f.parts]
OURS = [f for f in PYTHON if "tests" not in f.relative_to(ROOT).parts]
ROOMS = [f for f in OURS if f.relative_to(ROOT).parts[0] in ("workshops", "subsidies", "config")]
PAGES = [f for f in FILES if f.suffix == ".html"]
LAWS = [ROOT / "rules" / f"{code}.py" for code in rules.regulations()]

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_PAGE = 300, 40, 120
# A regulation stays in one file, in the order of its articles, so that a lawyer can lay it beside
# the text; a long text with its readings does not fit into the length of other files.
LONGEST_LAW = 400
DJANGO_SAYS = {"get_full_name", "get_short_name", "get_absolute_url", "get_context_data"}
DJANGO_SAYS |= {
    "get_state_display",
    "get_form_kwargs",
    "get_queryset",
    "get_default",
    "get_login_redirect_url",
}
NO_NAME = re.compile(r"^_?(get|process|handle)_|(Manager|Service|Helper|Utils?)$")
NO_MODULE = {"utils", "util", "helpers", "helper", "common", "services", "managers", "misc"}
CLOCK = {("clock", "today"), ("clock", "now"), ("clock", "demo_day"), ("timezone", "now")}
CLOCK |= {("timezone", "localdate"), ("date", "today"), ("datetime", "now"), ("time", "time")}


def name(file: Path) -> str:
    """The path as a person would say it."""
    return str(file.relative_to(ROOT))


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(tree(file)) if isinstance(n, ast.FunctionDef)]


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def length(function: ast.FunctionDef) -> int:
    return function.end_lineno - function.lineno + 1


def calls(node: ast.AST) -> set[tuple[str, str]]:
    """Each `owner.name(...)` called inside, as (owner, name)."""
    found = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    dotted = [f for f in found if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name)]
    return {(f.value.id, f.attr) for f in dotted}


def grep(pattern: str, files: list[Path]) -> list[str]:
    """Each line that holds the pattern, as file:line."""
    seek = re.compile(pattern)
    return [
        f"{name(file)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if seek.search(line)
    ]


# Budgets


def test_no_python_file_is_longer_than_a_person_reads():
    longest = dict.fromkeys(LAWS, LONGEST_LAW)
    assert [name(f) for f in PYTHON if lines_of(f) > longest.get(f, LONGEST_FILE)] == []


def test_no_function_is_longer_than_a_screen():
    long = [f"{name(f)}:{d.name}" for f in PYTHON for d in functions(f) if length(d) > 40]
    assert long == []


def test_no_template_is_longer_than_its_budget():
    assert [name(f) for f in PAGES if lines_of(f) > LONGEST_PAGE] == []


def test_every_module_says_what_it_is_for():
    assert [name(f) for f in PYTHON if tree(f).body and not ast.get_docstring(tree(f))] == []


# Names


def test_acts_are_verbs_and_nothing_is_a_helper():
    kinds = (ast.FunctionDef, ast.ClassDef)
    named = [(f, n.name) for f in OURS for n in ast.walk(tree(f)) if isinstance(n, kinds)]
    odd = [f"{name(f)}: {n}" for f, n in named if NO_NAME.search(n) and n not in DJANGO_SAYS]
    assert odd == []


def test_no_module_is_a_drawer_for_leftovers():
    assert [name(f) for f in PYTHON if f.stem in NO_MODULE or f.parent.name in NO_MODULE] == []


def test_identifiers_are_english():
    names = [(f, n.id) for f in PYTHON for n in ast.walk(tree(f)) if isinstance(n, ast.Name)]
    assert [f"{name(f)}: {n}" for f, n in names if not n.isascii()] == []


# Doors


def test_a_state_changes_only_through_a_transition():
    assert grep(r"\.update\(\s*state\s*=|\bstate=.*\)\.update\(\*\*", OURS) == []


def test_only_rules_know_which_jurisdiction_is_which():
    codes = "|".join(rules.regulations())
    assert grep(rf"""["']({codes})["']""", ROOMS + PAGES) == []


def test_the_clock_is_read_only_where_a_request_or_a_command_is_at_hand():
    below = [
        f"{name(file)}:{function.name}"
        for file in ROOMS
        if name(file) != "workshops/clock.py" and "management" not in file.parts
        for function in functions(file)
        if calls(function) & CLOCK and "request" not in {a.arg for a in function.args.args}
    ]
    assert below == []


def test_a_law_knows_no_other_law():
    laws = {f.stem for f in LAWS}
    others = [
        f"{name(file)} imports {module}"
        for file in LAWS
        for module in imported(file)
        if module.split(".")[-1] in laws
    ]
    assert others == []


def imported(file: Path) -> list[str]:
    """Every module a file imports; `from . import x` counts as x."""
    found = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            found += [node.module or ""] + [alias.name for alias in node.names]
    return found


def test_rules_touch_neither_files_nor_screen():
    files = [f for f in OURS if f.parent == ROOT / "rules"]
    assert grep(r"(?<![.\w])(open|print|input|exec|eval)\(", files) == []


# Pages


@pytest.mark.parametrize(
    "pattern",
    [
        r"<style|\sstyle=",
        r"<script(?![^>]*\ssrc=)",
        r"\son[a-z]+\s*=\s*[\"']",
        r"(?:src|href|action)=[\"'](?:https?:)?//",
        r"\|safe\b|autoescape off",
    ],
    ids=["style", "script", "handler", "outside address", "unescaped"],
)
def test_pages_carry_nothing_a_strict_policy_refuses(pattern):
    assert grep(pattern, PAGES) == []


# Tests


def test_nothing_is_skipped_without_a_reason():
    tests = [f for f in PYTHON if f not in OURS and f != Path(__file__)]
    bare = r"mark\.skip(?!\w|\(\s*reason=)|pytest\.skip\(\s*\)|mark\.xfail(?!\(.*reason=)"
    assert grep(bare, tests) == []
