"""The invented regulation is dropped into a copy of the project, and there everything is tried."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT, DROPPED = HERE.parents[1], HERE / "dropped"
FILES = {
    "rules/yungang.py",
    "fixtures/cases/yungang.toml",
    "fixtures/provisions/yungang.csv",
}
SUITE = [f"tests/rules/test_{name}.py" for name in ("coverage", "contract", "cases", "asking")]
ITS_OWN = "yungang or invented or YG or every or walk"  # of the five the same was tried already


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project with the three files beside the others, and nothing else changed."""
    tree = tmp_path_factory.mktemp("sixth") / "project"
    left = shutil.ignore_patterns(".*", "var", "__pycache__", "docs")
    shutil.copytree(ROOT, tree, ignore=left)
    shutil.copytree(DROPPED, tree, dirs_exist_ok=True, ignore=left)
    return tree


def run(tree: Path, *command: str) -> str:
    """What a command of the copied project says; the test fails with it if the command does."""
    ours = ("PYTEST_", "STUDIOS_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    kept |= {"STUDIOS_DATA": str(tree / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    line = [sys.executable, *command]
    done = subprocess.run(line, cwd=tree, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-4000:]}{done.stderr[-2000:]}"
    return done.stdout


def test_it_is_three_files_and_the_project_knows_none_of_it():
    there = {str(f.relative_to(DROPPED)) for f in DROPPED.rglob("*") if f.is_file()}
    rooms = ("config", "rules", "workshops", "subsidies", "templates", "static", "fixtures", "docs")
    texts = [f for room in rooms for f in (ROOT / room).rglob("*") if f.is_file()]
    naming = [f for f in texts if "yungang" in f.name or b"yungang" in f.read_bytes()]

    assert {name for name in there if "__pycache__" not in name} == FILES
    assert naming == []


def test_it_needs_no_migration(copy):
    assert "No changes detected" in run(copy, "manage.py", "makemigrations", "--check", "--dry-run")


def test_it_keeps_the_rules_and_takes_a_studio_all_the_way_to_its_money(copy):
    plain = ("-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider")
    said = run(copy, *plain, *SUITE, "tests/sixth/walk.py", "-k", ITS_OWN)

    assert " passed" in said
    assert "failed" not in said
