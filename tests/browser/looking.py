"""What is wrong with a page as the browser shows it, in words that name the place."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""WCAG 2.2 level AA (W3C Recommendation, 5 October 2023), as far as a machine can tell."""
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = "async (options) => (await axe.run(options)).violations"
WIDER = """() => {
  const most = document.documentElement.clientWidth;
  const shown = (one) => one.checkVisibility() && !one.closest(".visually-hidden, svg, .bait");
  const all = [...document.querySelectorAll("main *, header *, nav *, footer *")].filter(shown);
  const words = (one) => one.textContent.replace(/\\s+/g, " ").trim().slice(0, 30);
  const name = (one) => `${one.localName}.${one.className} "${words(one)}"`;
  const right = (one) => one.getBoundingClientRect().right;
  const scrolls = (one) => one.closest(".board, .table-box, .tabs") !== null;
  const box = (one) => one.parentElement.closest(".card, tr, li, .notice, .filters");
  const out = all.filter((one) => !scrolls(one) && box(one) && right(one) > right(box(one)) + 1);
  const scrolled = document.documentElement.scrollWidth > most;
  const wide = scrolled ? all.filter((one) => right(one) > most + 1) : [];
  return [...new Set([...wide, ...out])].slice(0, 3).map(name);
}"""
"""What is wider than the screen, or sticks out of the box it stands in."""


OUTLINE = """() => [...new Set([...document.querySelectorAll("body *")].map((one) => {
  const tag = (it) => `${it.localName}.${it.className.baseVal ?? it.className}`;
  return `${tag(one.parentElement)} > ${tag(one)}[${one.getAttributeNames().sort()}]`;
}))]"""
"""The kinds of elements on a page, each with what it stands in."""


@dataclass
class Look:
    """Watches a page of the browser; `said` collects what it complains about by itself."""

    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.said.append(f"script: {error}"))

    def hear(self, message: ConsoleMessage) -> None:
        """A page refused on purpose (404, 409, 422) is told in the console too."""
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            self.said.append(f"console: {message.text}")

    def open(self, address: str, size: Any, language: str) -> list[str]:
        """Open the address and say what is wrong apart from axe's findings."""
        self.page.set_viewport_size(size)
        self.page.goto(address)
        return [*self.head(language), *self.heard()]

    def heard(self) -> list[str]:
        said, self.said[:] = list(self.said), []
        return said

    def head(self, language: str) -> list[str]:
        page, wrong = self.page, []
        page.wait_for_load_state()  # a press waits for the answer, not for the whole of it
        if (headings := page.locator("h1:visible").count()) != 1:
            wrong.append(f"{headings} first headings")
        if (found := page.get_attribute("html", "lang")) != language:
            wrong.append(f"lang is {found}")
        if not page.title().partition("·")[0].strip():
            wrong.append("the title is empty")
        return wrong

    def resized(self, size: Any) -> list[str]:
        """What sticks out once the page is this large."""
        self.page.set_viewport_size(size)
        return [f"sticks out: {one}" for one in self.page.evaluate(WIDER)]

    def is_new(self, seen: set[str]) -> bool:
        """Whether there is an element here, at this size, of a kind not seen; now they are."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        here = {f"{width} {one}" for one in self.page.evaluate(OUTLINE)}
        fresh = not here <= seen
        seen |= here
        return fresh

    def axe(self) -> list[str]:
        self.page.wait_for_load_state()  # a text is there before the style sheet is
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(RUN, OPTIONS)
        return [
            f"{one['id']}: {node['target'][0]} {node['failureSummary'].splitlines()[-1].strip()}"
            for one in found
            for node in one["nodes"][:3]
        ]


def in_order(page: Page, language: str) -> None:
    """At a desk and on a telephone; the page keeps the size it had."""
    look, before = Look(page), page.viewport_size
    wrong = look.head(language)
    for size in (DESK, TELEPHONE):
        wrong += [*look.resized(size), *look.axe()]
    assert wrong == []
    page.set_viewport_size(before or DESK)
