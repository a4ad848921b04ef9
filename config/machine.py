"""What this machine has and lacks of libraries and fonts; stdlib only, runs before all else."""

from __future__ import annotations  # so that an older Python reaches the sentence it needs

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

SYSTEM = Path(__file__).resolve().parent.parent / ".system"  # filled where we are not root
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
DRAWING = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig")
FONTS = ("fonts-noto-cjk",)


def say(english: str, chinese: str = "") -> None:
    """One line, in both languages where a person is meant."""
    print(f"{english} / {chinese}" if chinese else english, flush=True)


def stop(english: str, chinese: str) -> NoReturn:
    """End with one plain line and exit code 1."""
    sys.exit(f"{english} / {chinese}")


def succeeds(*command: str | Path, **options) -> bool:
    """Whether a command can be run and ends well; prints nothing."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, **options)
    except OSError:
        return False
    return done.returncode == 0


def output(*command: str | Path, **options) -> str:
    """What a command prints, or nothing if it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, **options)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without being asked, or None."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env"]
    return ["sudo", "-n", "env"] if succeeds("sudo", "-n", "true") else None


def install_as_root(*packages: str) -> bool:
    """Whether apt could install the packages; the lists are renewed only where they must be."""
    prefix = as_root()
    if prefix is None:
        return False
    apt = [*prefix, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return succeeds(*wanted) or (succeeds(*apt, "update") and succeeds(*wanted))


def unpack_without_root(*packages: str) -> bool:
    """Whether the packages and what they need could be unpacked into our own folder."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return False
    lists, cache = SYSTEM / "apt" / "lists", SYSTEM / "apt" / "cache"
    for folder in (lists / "partial", cache / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={cache}"]
    apt += ["-o", "Debug::NoLocking=1"]
    succeeds(*apt, "update")
    plan = output(*apt, "install", "-s", "--no-install-recommends", *packages)
    names = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    if not names or not succeeds(*apt, "download", *names, cwd=cache):
        return False
    unpacked = all(succeeds("dpkg", "-x", deb, SYSTEM) for deb in cache.glob("*.deb"))
    shutil.rmtree(SYSTEM / "apt")
    return unpacked


def environment() -> dict[str, str]:
    """The environment of every child: it also finds what was unpacked without root."""
    found = dict(os.environ)
    folders = [str(f) for place in ("usr/lib", "lib") for f in SYSTEM.glob(f"{place}/*-linux-*")]
    if folders:
        found["LD_LIBRARY_PATH"] = ":".join([*folders, found.get("LD_LIBRARY_PATH", "")]).strip(":")
        fonts = SYSTEM / "fonts.conf"
        fonts.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{SYSTEM}/usr/share/fonts</dir><cachedir>{SYSTEM}/fontcache</cachedir>"
            '<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>'
        )
        found["FONTCONFIG_FILE"] = str(fonts)
    return found


def missing() -> list[str]:
    """The Debian packages that drawing Chinese papers still needs here."""
    env = environment()
    probe = f"import ctypes\nfor name in {LIBRARIES}: ctypes.CDLL(name)"
    lack = [] if succeeds(sys.executable, "-c", probe, env=env) else list(DRAWING)
    lister = shutil.which("fc-list") or SYSTEM / "usr" / "bin" / "fc-list"
    if not output(lister, ":lang=zh-cn", "file", env=env).strip():
        lack += [name for name in ("fontconfig", *FONTS) if name not in lack]
    return lack


def ensure_papers() -> None:
    """Libraries and Chinese fonts for papers: as root, else beside us, else we say what lacks."""
    packages = missing()
    if not packages:
        return
    say("Installing libraries and Chinese fonts for papers …", "正在安装文书所需的程序库和字体……")
    if install_as_root(*packages) and not missing():
        return
    if unpack_without_root(*packages) and not missing():
        return
    names = " ".join(missing())
    say(
        f"Papers (PDF) cannot be drawn yet, all else works; as root: apt-get install {names}",
        f"暂不能生成 PDF 文书，其余功能正常；请用 root 执行 apt-get install {names}",
    )
