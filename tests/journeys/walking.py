"""How a person moves through the site: by one click in, by links, forms and buttons alone."""

import base64

from playwright.sync_api import Locator, Page, expect

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def enter(page: Page, person: str) -> None:
    """Come in as one of the demo's people, by one click on the login page."""
    leave(page)
    click(page, page.get_by_role("button", name=person))
    expect(page.locator(".me-name")).to_have_text(person)


def leave(page: Page) -> None:
    """Be nobody, at the door."""
    page.context.clear_cookies()
    page.goto("/")


def click(page: Page, target: Locator) -> None:
    """Click what leads to another page, and be there."""
    with page.expect_navigation():
        target.first.click()


def follow(page: Page, *links: str) -> None:
    """Go on by links, each by the words it carries."""
    for words in links:
        click(page, page.get_by_role("link", name=words))


def go_to(page: Page, place: str, *links: str) -> None:
    """Go to a place of the main navigation, and on from there by links in the page."""
    click(page, page.get_by_label("主导航").get_by_role("link", name=place, exact=True))
    for words in links:
        click(page, page.locator("main .body").get_by_role("link", name=words))


def press(page: Page, words: str) -> None:
    """Press the button that carries these words."""
    click(page, page.locator("main").get_by_role("button", name=words))


def fill(where: Page | Locator, values: dict[str, str | bool]) -> None:
    """Fill in fields by their labels: text, a choice by its words, True for a tick."""
    for label, value in values.items():
        group = where.locator("fieldset.field").filter(has_text=label)
        if group.count():
            group.first.get_by_label(value, exact=True).check()
        else:
            put_in(where.get_by_label(label).locator("visible=true").first, value)


def put_in(field: Locator, value: str | bool) -> None:
    """Put a value into one field, whatever its kind."""
    if value is True:
        field.check()
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)


def row(page: Page, kind: str, number: int = 1) -> Locator:
    """One row of a part of the filing; a row not there yet is asked for by its button."""
    there = page.get_by_role("group", name=f"{kind}第 {number} 行", exact=True)
    if not there.count():
        page.get_by_role("button", name=f"再加一行：{kind}").click()
    return there


def upload(page: Page, slot: str, filename: str) -> None:
    """Hand in a paper for one kind of material."""
    panel = page.locator("section.panel").filter(has=page.get_by_role("heading", name=slot))
    panel.locator("input[type=file]").set_input_files(paper(filename))
    click(page, panel.get_by_role("button", name="上传"))
    expect(panel).to_contain_text(filename)


def paper(filename: str) -> dict:
    """A small picture, as a scanner gives it."""
    return {"name": filename, "mimeType": "image/png", "buffer": ONE_PIXEL}


def sees(page: Page, *words: str) -> None:
    """What must stand on the page."""
    for one in words:
        expect(page.locator("body")).to_contain_text(one)


def lacks(page: Page, *words: str) -> None:
    """What must not stand on the page."""
    for one in words:
        expect(page.locator("body")).not_to_contain_text(one)


def answer_to(page: Page, address: str) -> int:
    """How the site answers this person at an address."""
    return page.request.get(address).status


def path_of(page: Page) -> str:
    """Where the person is, without the host."""
    return "/" + page.url.split("/", 3)[3]
