"""Takes the pictures of the documents from a demo city of its own: `make pictures`."""

import os
import tempfile
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZE = {"width": 1280, "height": 800}
OFFICE, CLERK = "苏文澜", "江晓棠"


def main() -> None:
    """Serve a fresh demo city from a folder thrown away, and look at it."""
    with tempfile.TemporaryDirectory(prefix="studios-pictures-") as folder:
        os.environ |= {
            "STUDIOS_DATA": folder,
            "STUDIOS_MODE": "demo",
            "STUDIOS_CLOCK": "2026-03-02",
        }
        from config.prepare import main as prepare

        prepare()
        server = serve()
        try:
            look(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()


def serve() -> WSGIServer:
    """The site on a port of this machine that happens to be free."""
    from config.wsgi import application

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *said):
        pass


def look(address: str) -> None:
    """The office opens the call, a clerk begins to file; then the clerk's desk."""
    from playwright.sync_api import sync_playwright

    from .conftest import CHROMIUM
    from .walking import enter, fill, follow, go_to, press

    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        # the browser's own words are Chinese where chromium-l10n is installed
        chinese = {"args": [*quiet, "--lang=zh-CN"], "env": {**os.environ, "LANGUAGE": "zh_CN"}}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, **chinese)
        page = browser.new_context(base_url=address, viewport=SIZE, locale="zh-CN").new_page()
        enter(page, OFFICE)
        go_to(page, "申报批次", "2026", "修改批次")
        fill(page, {"入围标准": "80", "合格标准": "60"})
        press(page, "保存")
        follow(page, "开放申报批次")
        press(page, "开放申报批次")
        enter(page, CLERK)
        go_to(page, "申报批次", "2026", "申报")
        press(page, "建立草稿")
        follow(page, "工作台")
        FOLDER.mkdir(exist_ok=True)
        page.screenshot(path=FOLDER / "desk.png")
        browser.close()


if __name__ == "__main__":
    main()
