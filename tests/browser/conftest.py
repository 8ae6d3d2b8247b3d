"""A real server, a real Chromium, and people who have signed in there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.core.db import db
from app.setup import application
from tests.browser.furnishing import furnish
from tests.browser.looking import DESK
from tests.browser.site import Site

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
LONGEST_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine; this installs it: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="package")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Asked for after the browser, so that nothing is prepared where there is none."""
    found = Site(tmp_path_factory.mktemp("instance"))
    try:
        found.start()
        furnish(found)
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="package")
def programs(site: Site) -> Iterator[Callable[[str], Flask]]:
    """`programs("be")`: the same application in this process, to know its addresses."""
    made: dict[str, Flask] = {}

    def program(code: str) -> Flask:
        if code not in made:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in site.place().items():
                    patch.setenv(name, value)
                made[code] = application(code)
        return made[code]

    yield program
    for app in made.values():
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()


@pytest.fixture(scope="package")
def kept_sessions() -> dict[str, Any]:
    """Cookies of those who have signed in once, by account."""
    return {}


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`visit("be", size=TELEPHONE)`: an empty page of somebody who has not signed in."""
    contexts: list[BrowserContext] = []

    def opened(code: str = "be", size: Any = DESK, **more: Any) -> Page:
        options = {"viewport": size, "base_url": site.address(code), "locale": "fr"} | more
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(LONGEST_MS)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def as_account(
    visit: Callable[..., Page], site: Site, kept_sessions: dict[str, Any]
) -> Callable[..., Page]:
    """`as_account("be/ghent")`: a page of somebody who signed in with the password."""

    def signed_in(who: str, **more: Any) -> Page:
        code = who.partition("/")[0]
        if who not in kept_sessions:
            page = visit(code)
            sign_in(page, site, who)
            kept_sessions[who] = page.context.storage_state()
        return visit(code, storage_state=kept_sessions[who], **more)

    return signed_in


@pytest.fixture
def as_visitor(visit: Callable[..., Page], as_account: Callable[..., Page]) -> Callable[..., Page]:
    """`as_visitor("be/ghent", "nl")` has chosen that language; "be/" has not signed in."""

    def come(who: str, language: str, **more: Any) -> Page:
        code, _, name = who.partition("/")
        page = as_account(who, **more) if name else visit(code, **more)
        page.goto("/accounts/me/" if name else "/accounts/sign-in")
        speak(page, language)
        return page

    return come


def speak(page: Page, language: str) -> None:
    """By the form of languages that every page has."""
    if page.locator(".menu > summary").count():
        page.locator(".menu > summary").click()
    page.locator(f".languages [value={language}]").click()
    page.wait_for_selector(f"html[lang={language}]")


def sign_in(page: Page, site: Site, who: str) -> None:
    page.goto("/accounts/sign-in")
    page.fill("[name=email]", site.accounts[who].email)
    page.fill("[name=password]", site.accounts[who].password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda address: "/accounts/sign-in" not in address)
