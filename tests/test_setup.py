"""What starts, what refuses to start and says why in one line, and the newcomer's script."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from config import environment, machine

ROOT = Path(__file__).resolve().parent.parent
SAFE = {
    "MODE": "production",
    "SECRET_KEY": "a-key-of-this-test-only-long-enough-for-anyone",
    "ALLOWED_HOSTS": "studios.example.org",
}


def started(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess:
    """A Python process with only these STUDIOS_ variables and a data folder of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("STUDIOS_")}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    env |= {f"STUDIOS_{name}": value for name, value in {"DATA": str(folder), **variables}.items()}
    command = command or ("-c", "import config.settings")
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_the_demo_starts_with_nothing_said(tmp_path):
    assert started(tmp_path).returncode == 0


def test_production_starts_with_all_it_needs(tmp_path):
    shown = "from config import settings as s; print(s.DEMO, s.DEBUG, s.SESSION_COOKIE_SECURE)"
    assert started(tmp_path, "-c", shown, **SAFE).stdout == "False False True\n"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": ""}, "STUDIOS_SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "STUDIOS_SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "STUDIOS_ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "STUDIOS_ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "STUDIOS_DEBUG"),
        ({"CLOCK": "2026-03-02"}, "STUDIOS_CLOCK"),
        ({"DATABASE_URL": "mysql://host/name"}, "STUDIOS_DATABASE_URL"),
        ({"DATABASE_URL": "postgres://u:p@host:port/name"}, "STUDIOS_DATABASE_URL"),
        ({"MODE": "live"}, "STUDIOS_MODE"),
        ({"MODE": "demo", "CLOCK": "tomorrow"}, "STUDIOS_CLOCK"),
        ({"DATA": "/proc/nowhere"}, "/proc/nowhere"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_an_unsafe_start_is_refused_in_one_line_that_names_the_cause(tmp_path, changed, named):
    refused = started(tmp_path, **{**SAFE, **changed})
    [line] = refused.stderr.splitlines()
    assert refused.returncode == 1
    assert line.startswith("Not started: ")
    assert " / 未启动：" in line
    assert line.count(named) == 2


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-m", "config.prepare"]])
def test_a_refusal_is_one_line_from_every_entry(tmp_path, command):
    refused = started(tmp_path, *command, **{**SAFE, "SECRET_KEY": ""})
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_the_server_refuses_in_one_line_too(tmp_path):
    serve = ["-m", "gunicorn", "-c", "config/server.py", "config.wsgi"]
    refused = started(tmp_path, *serve, **{**SAFE, "ADDRESS": "127.0.0.1:0", "DEBUG": "1"})
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_the_demo_serves_only_this_machine(tmp_path):
    read = "from config import environment as e; print(e.address())"
    refused = started(tmp_path, "-c", read, ADDRESS="0.0.0.0:8000")
    assert refused.returncode == 1
    assert "0.0.0.0" in refused.stderr


def test_demo_data_never_goes_live(tmp_path):
    assert started(tmp_path).returncode == 0
    refused = started(tmp_path, **SAFE)
    assert refused.returncode == 1
    assert f"{tmp_path} holds demo data" in refused.stderr


def test_the_demo_keeps_its_secret_key_to_itself_and_from_start_to_start(tmp_path):
    shown = "from config import settings; print(settings.SECRET_KEY)"
    first, second = (started(tmp_path, "-c", shown).stdout for _ in range(2))
    assert first == second
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_passes_djangos_own_check_for_it(tmp_path):
    said = started(tmp_path, "manage.py", "check", "--deploy", "--fail-level=ERROR", **SAFE)
    assert (said.returncode, "no issues" in said.stdout or "W005" in said.stderr) == (0, True)


# Databases


@pytest.mark.parametrize(
    ("version", "kept"),
    [
        ((3, 40, 1), "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"),
        ((3, 51, 2), "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"),
        ((3, 51, 3), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
    ],
)
def test_sqlite_uses_a_log_only_where_its_library_is_sound(version, kept):
    options = environment.sqlite(Path("db"), version)["OPTIONS"]
    assert options == {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": kept}


def test_a_postgres_address_may_hold_any_password():
    settings = environment.postgres("postgres://union:p%40ss%2Fw@db.example.org:5433/studios")
    said = [settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert said == ["union", "p@ss/w", "db.example.org", "5433", "studios"]


# The newcomer's script


def test_an_occupied_port_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = started(tmp_path, "dev.py", "run", str(port))
    assert (refused.returncode, refused.stdout) == (1, "")
    [line] = refused.stderr.splitlines()
    assert f"Port {port} is in use" in line
    assert f"端口 {port} 已被占用" in line


def test_a_port_that_is_none_is_said_in_one_line(tmp_path):
    refused = started(tmp_path, "dev.py", "run", "many")
    assert refused.stderr == "'many' is no port number. / 端口号 'many' 无效。\n"


def test_what_was_unpacked_without_root_is_found_by_every_child(tmp_path, monkeypatch):
    (tmp_path / "usr" / "lib" / "x86_64-linux-gnu").mkdir(parents=True)
    monkeypatch.setattr(machine, "SYSTEM", tmp_path)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/own")
    env = machine.environment()
    assert env["LD_LIBRARY_PATH"] == f"{tmp_path}/usr/lib/x86_64-linux-gnu:/opt/own"
    assert env["FONTCONFIG_FILE"] == f"{tmp_path}/fonts.conf"


def test_locks_hold_hashes_and_no_address():
    for lock in ROOT.glob("requirements/*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_an_environment_borrowed_by_a_link_is_left_as_it_is(tmp_path, monkeypatch):
    own, borrowed = tmp_path / "own", tmp_path / "copy" / ".venv"
    own.mkdir()
    (own / "kept").write_text("theirs")
    borrowed.parent.mkdir()
    borrowed.symlink_to(own)
    monkeypatch.setattr(dev, "VENV", borrowed)
    monkeypatch.setattr(dev, "PYTHON", borrowed / "bin" / "python")

    dev.make_venv()

    assert (own / "kept").read_text() == "theirs"
    assert (borrowed / "pyvenv.cfg").exists()
    assert not borrowed.is_symlink()
