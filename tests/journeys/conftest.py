"""A real Chromium for the journeys: found on the machine, or the reason why not."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
LACKING = "no Chromium on this machine (apt-get install chromium)"
HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds


def pytest_collection_modifyitems(items):
    """Mark the journeys; without a browser they skip, saying why, or fail where one is required."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM and not os.environ.get("REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason=LACKING))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The machine's own Chromium, with nothing reaching outside."""
    if not CHROMIUM:
        pytest.fail(f"REQUIRE_BROWSER is set, but there is {LACKING}")
    quiet = ("no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-background-networking")
    return {"executable_path": CHROMIUM, "args": [f"--{flag}" for flag in quiet]}


@pytest.fixture(scope="session")
def browser_context_args(base_url):
    """A Chinese reader at a desk."""
    return {
        "base_url": base_url,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session", autouse=True)
def _database_beside_playwright():
    """Playwright keeps an event loop in this thread; the database may be used all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def base_url(live_server):
    """Addresses on pages begin at the server of the tests."""
    return live_server.url


@pytest.fixture
def page(page):
    """A page that waits long enough for a busy machine, and not for ever."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page


@pytest.fixture
def demo_city(transactional_db):
    """The invented city as it lies on the first day, without the samples a person would hand in."""
    # Imported here: models may be imported only once Django is up.
    from workshops import clock
    from workshops.management.demo_city import lay_out

    lay_out(at=clock.now())
