"""Reads the STUDIOS_ variables and refuses, in one line, what must not start."""

import datetime
import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

MODES = ("demo", "production")
SHORTEST_SECRET = 32
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def refuse(english: str, chinese: str) -> NoReturn:
    """Stop the start with one line in both languages and exit code 1."""
    sys.exit(f"Not started: {english} / 未启动：{chinese}")


def variable(name: str, default: str = "") -> str:
    """The stripped value of STUDIOS_<name>."""
    return os.environ.get(f"STUDIOS_{name}", "").strip() or default


def switch(name: str) -> bool:
    """Whether STUDIOS_<name> is turned on."""
    return variable(name).lower() in ("1", "true", "yes", "on")


def listed(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The comma-separated values of STUDIOS_<name>."""
    return [part.strip() for part in variable(name).split(",") if part.strip()] or list(default)


def mode() -> str:
    """`demo` or `production`; anything else is refused."""
    chosen = variable("MODE", "demo")
    if chosen not in MODES:
        refuse(
            f"STUDIOS_MODE is {chosen!r}; say demo or production.",
            f"STUDIOS_MODE 的值 {chosen!r} 无效，请填 demo 或 production。",
        )
    return chosen


def refuse_unsafe_production() -> None:
    """A production start needs a key and its host names, and takes neither DEBUG nor a clock."""
    if len(variable("SECRET_KEY")) < SHORTEST_SECRET:
        refuse(
            f"production needs STUDIOS_SECRET_KEY, {SHORTEST_SECRET} characters or more.",
            f"正式运行须设置 STUDIOS_SECRET_KEY，不少于 {SHORTEST_SECRET} 个字符。",
        )
    if not listed("ALLOWED_HOSTS") or "*" in listed("ALLOWED_HOSTS"):
        refuse(
            "production needs STUDIOS_ALLOWED_HOSTS, the host names by name.",
            "正式运行须设置 STUDIOS_ALLOWED_HOSTS，逐一写明域名。",
        )
    if switch("DEBUG"):
        refuse(
            "production does not run with STUDIOS_DEBUG.",
            "正式运行不得打开 STUDIOS_DEBUG。",
        )
    if variable("CLOCK"):
        refuse(
            "STUDIOS_CLOCK belongs to the demo; production has only the real time.",
            "STUDIOS_CLOCK 仅用于演示，正式运行只用真实时间。",
        )


def clock_begins() -> datetime.date:
    """The day on which the demo's own clock starts."""
    written = variable("CLOCK", "2026-03-02")
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        refuse(
            f"STUDIOS_CLOCK is {written!r}; write a date such as 2026-03-02.",
            f"STUDIOS_CLOCK 的值 {written!r} 不是日期，请写成 2026-03-02 的样子。",
        )


def data_folder(chosen_mode: str, default: Path) -> Path:
    """The data folder, made if absent and bound to one mode, so that demo data never goes live."""
    folder = Path(variable("DATA", str(default))).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = once(folder / "mode", chosen_mode)
    except OSError as error:
        refuse(
            f"the data folder {folder} cannot be written ({error.strerror}).",
            f"数据目录 {folder} 无法写入。",
        )
    if owner != chosen_mode:
        refuse(
            f"{folder} holds {owner} data; give {chosen_mode} a folder of its own (STUDIOS_DATA).",
            f"{folder} 存放的是 {owner} 数据，请用 STUDIOS_DATA 另指定目录。",
        )
    return folder


def once(path: Path, text: str) -> str:
    """The text of `path`, written first if absent; two processes starting at once agree on it."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(text, encoding="utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its text counts
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def postgres(address: str) -> dict[str, object]:
    """Django's settings for a postgres://user:password@host:port/name address."""
    try:
        parts, port = urlsplit(address), urlsplit(address).port
    except ValueError:  # a port that is no number
        parts, port = urlsplit(""), None
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgres", "postgresql") or not name:
        refuse(
            "STUDIOS_DATABASE_URL must look like postgres://user:password@host:5432/name.",
            "STUDIOS_DATABASE_URL 须写成 postgres://用户:口令@主机:5432/库名。",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(file: Path, version: tuple[int, int, int]) -> dict[str, object]:
    """Django's settings for SQLite: write-ahead log only where the library's log reset is sound."""
    journal = "WAL" if version >= (3, 51, 3) else "DELETE"
    synchronous = "FULL" if journal == "WAL" else "EXTRA"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous={synchronous};",
        },
    }


def address() -> tuple[str, int]:
    """Host and port to serve on; the demo, whose people need no password, stays on this machine."""
    written = variable("ADDRESS", "127.0.0.1:8000")
    host, _, port = written.rpartition(":")
    if not host or not (port.isdigit() and 0 < int(port) < 65536):
        refuse(
            f"STUDIOS_ADDRESS is {written!r}; write it as 127.0.0.1:8000.",
            f"STUDIOS_ADDRESS 的值 {written!r} 无效，请写成 127.0.0.1:8000 的样子。",
        )
    if mode() == "demo" and host not in LOOPBACK:
        refuse(
            f"the demo serves only this machine, not {host}.",
            f"演示只在本机开放，不能监听 {host}。",
        )
    return host, int(port)
