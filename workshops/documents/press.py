"""The press itself: a process of its own that turns paper pages into PDF, warm and bounded.

It is started by `pdf` as `python -m workshops.documents.press`, reads pages from standard input
and writes PDF to standard output. It reads no address, opens no socket, starts no program, and
ends by itself when its caller ends.
"""

import resource
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLES = tuple(STATIC / name for name in ("papers.css", "book.css", "dossier.css", "accounts.css"))
MEMORY = 3 * 1024**3  # bytes of address space; the fonts alone map several hundred megabytes
SECONDS = 20  # of processor time for one paper
ONE_PAGE = 'data-pages="1"'
CLOSER = ("tight", "tight tightest")  # classes of papers.css, tried in turn until one page does
HEADER = struct.Struct("!?I")  # drawn or not, and how many bytes follow


def printer() -> Callable[[str], bytes]:
    """A function that draws one paper; fonts and style are made ready once."""
    from weasyprint import CSS, HTML  # slow import
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols={"data"})
    sheets = [CSS(filename=one, font_config=fonts, url_fetcher=fetcher) for one in STYLES]

    def laid_out(text: str):
        page = HTML(string=text, url_fetcher=fetcher)
        return page.render(stylesheets=sheets, font_config=fonts)

    def draw(text: str) -> bytes:
        document = laid_out(text)
        for closer in CLOSER if ONE_PAGE in text else ():
            if len(document.pages) > 1:
                document = laid_out(text.replace(ONE_PAGE, f'{ONE_PAGE} class="{closer}"', 1))
        return document.write_pdf()

    return draw


def close_the_doors() -> None:
    """From here on no socket, no other program, and no more memory than a paper needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    forbidden = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")

    def refuse(event: str, arguments: object) -> None:
        if event.startswith(forbidden):
            raise PermissionError(f"the press does not use {event}")

    sys.addaudithook(refuse)


def allow_seconds(seconds: int) -> None:
    """Let this process compute that much longer; beyond it the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def serve(pages: BinaryIO, papers: BinaryIO) -> None:
    """Draw page after page until there are no more."""
    try:
        draw = printer()
    except OSError as lacking:  # a library of the system; all but papers works without it
        sys.exit(f"Papers cannot be drawn / 暂不能生成文书: {str(lacking).split('. ')[0]}")
    close_the_doors()
    while header := pages.read(HEADER.size):
        text = pages.read(HEADER.unpack(header)[1]).decode()
        allow_seconds(SECONDS)
        try:
            drawn, content = True, draw(text)
        except Exception as error:  # whatever a page breaks, the caller is told and the press lives
            drawn, content = False, repr(error).encode()
        papers.write(HEADER.pack(drawn, len(content)) + content)
        papers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
