"""Two ways to use a page: by the keys alone, and by pointing where no script runs.

Both have the same words, so that every journey is made with both.
"""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 250
HERE = "(one) => one === document.activeElement"
SEEN = """(one) => {
  const seen = one.closest("label") ?? one, box = seen.getBoundingClientRect();
  const down = Math.min(box.height / 2, 20);
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + down);
  return seen.contains(at) || at?.contains(seen) || at?.closest("label")?.contains(one);
}"""
MARKED = """(one) => {
  const look = getComputedStyle(one);
  return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
}"""


class Hand(Protocol):
    """Whoever presses has the next page whole, where the press leads to one."""

    page: Page

    def press(self, where: str) -> None: ...
    def write(self, where: str, text: str) -> None: ...
    def pick(self, where: str) -> None: ...
    def choose(self, where: str, value: str) -> None: ...
    def day(self, where: str, iso: str) -> None: ...


@dataclass
class Keys:
    """Never touches the page: Tab, Shift+Tab, Space, Enter, arrows and letters.

    What has the focus must show it (WCAG 2.4.7) and not lie under something else (2.4.11).
    """

    page: Page

    def to(self, where: str) -> Locator:
        wanted = self.page.locator(where).first
        wanted.wait_for(state="attached")
        self.page.wait_for_load_state()  # a page without its style sheet yet marks nothing
        for _ in range(MOST_TABS):
            if wanted.evaluate(HERE):
                assert wanted.evaluate(MARKED), f"the focus on {where} cannot be seen"
                assert wanted.evaluate(SEEN), f"{where} has the focus under something else"
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key never reaches {where}")

    def press(self, where: str) -> None:
        self.to(where).press("Enter")
        self.page.wait_for_load_state()

    def write(self, where: str, text: str) -> None:
        self.to(where)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, where: str) -> None:
        """A box to tick; or one of several, which the arrows reach from the first of them."""
        wanted = self.page.locator(where).first
        if wanted.get_attribute("type") == "checkbox":
            self.to(where).press("Space")
            return
        name = wanted.get_attribute("name")
        group = f"[name='{name}']"
        checked = f"{group}:checked"
        self.to(checked if self.page.locator(checked).count() else group).press("Space")
        for _ in range(MOST_TABS):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {where}")

    def choose(self, where: str, value: str) -> None:
        wanted = self.to(where)
        wanted.press("Home")
        for _ in range(MOST_TABS):
            if wanted.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {value} in {where}")

    def day(self, where: str, iso: str) -> None:
        """Digits in the order of this browser (en-US), as the box asks for them."""
        wanted = self.to(where)
        year, month, day = iso.split("-")
        self.page.keyboard.type(f"{month}{day}{year}")
        assert wanted.input_value() == iso


@dataclass
class Pointer:
    """Clicks and fills in; for pages whose script is switched off."""

    page: Page

    def press(self, where: str) -> None:
        self.page.locator(where).first.click()
        self.page.wait_for_load_state()

    def write(self, where: str, text: str) -> None:
        self.page.locator(where).first.fill(text)

    def pick(self, where: str) -> None:
        self.page.locator(where).first.check()

    def choose(self, where: str, value: str) -> None:
        self.page.locator(where).first.select_option(value)

    def day(self, where: str, iso: str) -> None:
        self.page.locator(where).first.fill(iso)
