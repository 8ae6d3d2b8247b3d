"""Every page of the URL map, as each role: readable by all, in its language, on a telephone.

WCAG 2.2 AA as far as axe can tell, one first heading, the right language, a title, nothing in the
console (also no refusal by the content security policy), nothing that sticks out at 390 pixels.
"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.looking import DESK, TELEPHONE, Look
from tests.browser.site import Site
from tests.browser.walk import Walk

VISITS = (
    ("be/director", "fr"),
    ("be/director", "nl"),
    ("be/ghent", "nl"),
    ("be/administrator", "en"),
    ("hq/hq-analyst", "en"),
    ("hq/hq-editor", "fr"),
    ("be/", "fr"),
    ("nl/", "nl"),
)
FIRST = ("be/director", "fr")
"""Sees most pages: the others look with axe at what this one did not show."""
BY_JOURNEY = {
    "accounts.accept_invitation",
    "accounts.reset",
    "accounts.second_step",
    "certificates.certificate",
    "training_places.show",
    "readings.read",
    "my_expenses.account",
    "my_expenses.elsewhere",
    "my_expenses.index",
    "my_expenses.receipt",
    "invitations.choose",
    "registration.review",
    "registration.step",
    "registration.thanks",
}
"""Pages that exist only after something was done or by a link: see test_journeys, test_links,
test_training, test_expenses."""
NO_PAGES = (
    *("export", "calendar", "openapi", "progress", "refused", "paper", ".file"),
    *(".document", ".feed", ".download", ".archive", ".blank"),
)


@pytest.fixture(scope="package")
def outlines() -> set[str]:
    """Every kind of element in its place that axe has looked at."""
    return set()


@pytest.fixture(scope="package")
def walks(site: Site, programs: Callable[[str], Flask]) -> Callable[[str, Page], Walk]:
    """What each has found; nobody walks a second time for another language."""
    known: dict[str, Walk] = {}

    def walk(who: str, page: Page) -> Walk:
        if who not in known:
            known[who] = Walk(site, who[:2], programs(who[:2]), page.context.cookies())
            known[who].run()
        return known[who]

    return walk


@pytest.fixture(scope="package")
def opened() -> dict[str, set[str]]:
    """The endpoints that somebody could open, by kind of tenant."""
    return {}


@pytest.mark.parametrize(("who", "language"), VISITS)
def test_every_page_is_in_order(who, language, walks, as_visitor, outlines, opened):
    page = as_visitor(who, language)
    walk, look = walks(who, page), Look(page)
    wrong = [f"{address}: status {walk.tried[address]}" for address in walk.broken()]
    for address in walk.pages.values():
        findings = look.open(address, DESK, language)
        findings += at_both_sizes(look, outlines, always=(who, language) == FIRST)
        wrong += [f"{address}: {finding}" for finding in findings]
    opened.setdefault(who[:2], set()).update(endpoint for endpoint, _ in walk.pages)
    assert not wrong, f"{len(wrong)} findings as {who} in {language}:\n" + "\n".join(wrong)


def at_both_sizes(look: Look, outlines: set[str], *, always: bool) -> list[str]:
    """What axe and the telephone say; axe only where the page has what it has not seen yet."""
    found = look.axe() if look.is_new(outlines) or always else []
    stuck = look.resized(TELEPHONE)
    narrow = look.axe() if look.is_new(outlines) or always else []
    return list(dict.fromkeys([*found, *stuck, *narrow]))


def test_no_page_was_left_out(programs: Callable[[str], Flask], opened: dict[str, set[str]]):
    """A page that no link and no id of the demonstration reaches would be looked at by nobody."""
    if set(opened) < {"be", "hq"}:
        pytest.skip("only after the walks above")
    rules = Walk(None, "be", programs("be"), []).rules()  # type: ignore[arg-type]
    known = {rule.endpoint for rule in rules}
    missed = {one for one in known - opened["be"] - BY_JOURNEY if not is_file(one)}
    assert not missed


def is_file(endpoint: str) -> bool:
    return any(word in endpoint for word in NO_PAGES)


def test_a_page_that_does_not_exist_or_is_not_open_is_in_order_too(as_visitor):
    for who, address in (("be/ghent", "/accounts/"), ("be/ghent", "/nowhere"), ("be/", "/nowhere")):
        page = as_visitor(who, "nl")
        look = Look(page)
        found = look.open(address, DESK, "nl")
        assert found + at_both_sizes(look, set(), always=True) == []


FAULTS = {
    "image-alt": "document.querySelector('main').append(new Image(40, 40))",
    "color-contrast": "document.querySelector('h1').style.color = '#e8e2d8'",
    "label": "document.querySelectorAll('main label').forEach((one) => one.remove())",
    "sticks out": "document.querySelector('h1').style.width = '900px'",
    "first headings": "document.querySelector('main').innerHTML += '<h1>Again</h1>'",
    "lang is": "document.documentElement.lang = 'xx'",
    "title is empty": "document.title = ' · Tandem'",
    "console": "console.error('broken')",
    "Content Security Policy": """(() => {
        const script = document.createElement("script");
        script.textContent = "1";
        document.body.append(script);
    })()""",
    "script: ": "setTimeout(() => { throw new Error('broken') })",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, site: Site, as_visitor: Callable[..., Page]):
    """Negative control: the walk above is not blind to any of these."""
    look = Look(as_visitor("be/", "fr"))
    assert everything(look, "/register/mentee") == []
    look.page.evaluate(FAULTS[name])
    look.page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    found = [*look.head("fr"), *look.heard(), *look.axe(), *look.resized(TELEPHONE)]
    assert [finding for finding in found if name in finding], found


def everything(look: Look, address: str) -> list[Any]:
    return look.open(address, DESK, "fr") + at_both_sizes(look, set(), always=True)
