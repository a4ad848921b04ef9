#!/usr/bin/env python3
"""Sets the project up on a fresh machine and runs or tests it; needs nothing but Python.

`python3 dev.py run` is the equal of `make run`, `python3 dev.py test` of `make test`.
"""

from __future__ import annotations  # so that an older Python reaches the sentence it needs

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from config import machine
from config.machine import SYSTEM, environment, output, say, stop, succeeds

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 13)
SUITS = (
    "import ctypes, sqlite3, ssl, sys, venv;"
    f"sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


# Python and its packages


def interpreter() -> str:
    """A Python of the versions we lock for, this one first; some on the path are only shims."""
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    mine = "" if Path(sys.prefix) == VENV else sys.executable
    for candidate in [mine, *names, "/usr/bin/python3"]:
        if candidate and succeeds(candidate, "-c", SUITS):
            return candidate
    return stop(
        f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} is needed and was not found.",
        "需要 Python 3.11 至 3.13，本机没有找到。",
    )


def make_venv() -> None:
    """The virtual environment with pip in it, made anew if it is broken, half made or moved."""
    if succeeds(PYTHON, "-c", SUITS) and str(VENV) in output(VENV / "bin" / "pip", "--version"):
        return
    say("Creating the virtual environment …", "正在创建虚拟环境……")
    if VENV.is_symlink():  # a copy of the project borrowed another's: that one is not to be cleared
        VENV.unlink()
    python = interpreter()
    if succeeds(python, "-m", "venv", "--clear", VENV):
        return
    # Debian keeps venv's pip in a package of its own.
    if machine.install_as_root("python3-venv") and succeeds(python, "-m", "venv", "--clear", VENV):
        return
    if machine.unpack_without_root("python3-pip-whl") and venv_from_wheel(python):
        return
    stop(
        "Python's venv is missing; as root: apt-get install python3-venv. Then repeat.",
        "缺少 Python 的 venv，请用 root 执行 apt-get install python3-venv 后重来。",
    )


def venv_from_wheel(python: str) -> bool:
    """A virtual environment whose pip comes out of the unpacked Debian wheel."""
    wheels = sorted(SYSTEM.glob("usr/share/python-wheels/pip-*.whl"))
    return bool(
        wheels
        and succeeds(python, "-m", "venv", "--clear", "--without-pip", VENV)
        and succeeds(PYTHON, wheels[-1] / "pip", "install", "--no-index", wheels[-1])
    )


def install(lock_name: str) -> None:
    """The packages of one lock file; the stamp is written last, so a broken install repeats."""
    lock = ROOT / "requirements" / f"{lock_name}.txt"
    stamp = VENV / f".{lock_name}-ok"
    wanted = f"{VENV} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text() == wanted and succeeds(PYTHON, "-c", ""):
        return
    make_venv()
    say(f"Installing the {lock_name} packages …", "正在安装依赖包，约需一分钟……")
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*command, "--require-hashes", "-r", lock], check=False).returncode:
        stop(
            "The packages could not be installed: check the network or pip's mirror, then repeat.",
            "依赖包安装失败：请检查网络或 pip 镜像设置，然后重来。",
        )
    stamp.write_text(wanted)


# The commands


def setup() -> None:
    """Everything the application needs."""
    machine.ensure_papers()
    install("runtime")


def setup_test() -> None:
    """Everything the tests need; without a Chromium the browser journeys say why they skip."""
    setup()
    install("dev")
    if not any(map(shutil.which, BROWSERS)):
        say("Installing Chromium for the browser journeys …", "正在安装浏览器测试所需的 Chromium……")
        machine.install_as_root("chromium")


def must(program: str, *arguments: str) -> None:
    """Run one program of the virtual environment; the first that fails ends the run."""
    shown = " ".join([program, *arguments])
    say(f"» {shown}")
    command = [VENV / "bin" / program, *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
    if code:
        say(f"Failed: {shown}", f"未通过：{shown}")
        sys.exit(code)


def check() -> None:
    """Style, types, imports, Django's own checks, missing migrations."""
    setup_test()
    must("ruff", "check", "--quiet")
    must("ruff", "format", "--check", "--quiet")
    must("mypy")
    must("lint-imports")
    must("python", "manage.py", "check")
    must("python", "manage.py", "makemigrations", "--check")


def test(*arguments: str) -> None:
    """All checks, then all tests in parallel; further words go to pytest."""
    check()
    must("pytest", "-n", "auto", "--dist", "worksteal", *arguments)


def bench(*arguments: str) -> None:
    """Measure what the software costs on this machine; `--titles 2000` for a short run."""
    setup_test()
    must("python", "-m", "tests.bench", *arguments)


def run(port: str = "") -> None:
    """Set up, bring the database up to date, serve on this machine until Ctrl-C."""
    port = port or os.environ.get("PORT", "")
    if port:
        os.environ["STUDIOS_ADDRESS"] = f"127.0.0.1:{port}"
    refuse_occupied(os.environ.get("STUDIOS_ADDRESS", "127.0.0.1:8000"))
    setup()
    env = environment()
    prepared = subprocess.run([PYTHON, "-m", "config.prepare"], cwd=ROOT, env=env, check=False)
    if prepared.returncode:
        sys.exit(prepared.returncode)
    os.chdir(ROOT)
    serve = [PYTHON, "-m", "gunicorn", "-c", "config/server.py", "config.wsgi"]
    os.execve(PYTHON, [str(word) for word in serve], env)


def refuse_occupied(address: str) -> None:
    """Say it plainly when another program already listens there, or the port is no port."""
    host, _, port = address.rpartition(":")
    if not (port.isdigit() and 0 < int(port) < 65536):
        stop(f"{port!r} is no port number.", f"端口号 {port!r} 无效。")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError:
            other = int(port) % 65535 + 1
            stop(
                f"Port {port} is in use; try: make run PORT={other}",
                f"端口 {port} 已被占用，请换一个：make run PORT={other}",
            )


def manage(*arguments: str) -> None:
    """Django's commands with the libraries found: `python3 dev.py manage migrate`."""
    setup()
    os.execve(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *arguments], environment())


def lock() -> None:
    """Write the lock files anew from the .in files, for all our Pythons, without addresses."""
    make_venv()
    tool = SYSTEM / "uv"
    subprocess.run([PYTHON, "-m", "venv", tool], check=True)
    subprocess.run([tool / "bin" / "pip", "install", "--quiet", "uv"], check=True)
    options = "--universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade"
    for name in ("runtime", "dev"):
        files = [f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
        command = [tool / "bin" / "uv", "pip", "compile", "--python-version", "3.11"]
        subprocess.run([*command, *options.split(), *files], cwd=ROOT, check=True)


def clean() -> None:
    """Remove what set-up made; the data in var/ stays."""
    for folder in (VENV, SYSTEM, *(ROOT / f".{t}_cache" for t in ("ruff", "mypy", "pytest"))):
        shutil.rmtree(folder, ignore_errors=True)


COMMANDS = {
    "run": run,
    "test": test,
    "setup": setup,
    "setup-test": setup_test,
    "check": check,
    "bench": bench,
    "manage": manage,
    "lock": lock,
    "clean": clean,
}


def main() -> None:
    """Do the command named on the command line, or list the commands."""
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        for known, does in COMMANDS.items():
            say(f"{known:11} {(does.__doc__ or '').splitlines()[0]}")
        sys.exit(0 if name == "help" else 2)
    with contextlib.suppress(KeyboardInterrupt):
        COMMANDS[name](*arguments)


if __name__ == "__main__":
    main()
