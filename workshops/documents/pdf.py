"""Draws PDF from our own pages, by a warm press that fetches nothing and is bounded."""

import atexit
import contextlib
import os
import subprocess
import sys
import threading

from django.conf import settings

from .press import HEADER

WAIT = 60  # seconds for one paper, the start of the press included
LENT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_DATA_DIRS", "XDG_CACHE_HOME")
LENT += ("FONTCONFIG_FILE", "FONTCONFIG_PATH")


class NotDrawn(Exception):
    """The press could not draw the page; the message is for the log, not for a person."""


def surroundings() -> dict[str, str]:
    """What the press is told of this machine: no secrets, and the fonts cut for it if there are."""
    lent = {name: os.environ[name] for name in LENT if name in os.environ}
    cut = settings.DATA / "fonts" / "fonts.conf"
    return lent | ({"FONTCONFIG_FILE": str(cut)} if cut.exists() else {})


class Press:
    """One press of this process; it starts when first wanted and again if it has died."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.told: dict[str, str] = {}

    def warm(self) -> None:
        """Start the press without waiting for it, so that the first paper comes quickly."""
        with self.lock:
            self._running()

    def draw(self, page: str) -> bytes:
        """The page as PDF; raises NotDrawn."""
        text = page.encode()
        with self.lock:
            process = self._running()
            bell = threading.Timer(WAIT, process.kill)
            bell.start()
            try:
                process.stdin.write(HEADER.pack(True, len(text)) + text)
                process.stdin.flush()
                drawn, size = HEADER.unpack(process.stdout.read(HEADER.size))
                content = process.stdout.read(size)
            except Exception as broken:  # a killed press breaks the pipe or ends the reading
                self.stop()
                raise NotDrawn("the press stopped in the middle of a page") from broken
            finally:
                bell.cancel()
        if not drawn:
            raise NotDrawn(content.decode(errors="replace"))
        return content

    def _running(self) -> subprocess.Popen[bytes]:
        """The process that draws; another after a fork, a death, or when fonts were cut since."""
        mine = self.owner == os.getpid() and self.told == surroundings()
        if self.process is None or not mine or self.process.poll() is not None:
            self.stop()
            self.owner, self.told = os.getpid(), surroundings()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "workshops.documents.press"],
                cwd=settings.BASE_DIR,
                env=self.told,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the server; the press ends with its pipe
            )
        return self.process

    def stop(self) -> None:
        """End the press; the next paper starts another."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


press = Press()
atexit.register(press.stop)
