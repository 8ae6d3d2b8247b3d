"""What people come to do, from first to last: by the keys alone, and without script."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Hand, Keys, Pointer
from tests.browser.looking import DESK, TELEPHONE, Look, in_order
from tests.browser.site import Site

SEND = "main .form [type=submit]"
READING, FILLING = 3.2, 16.0
"""Seconds that a person reads a form, and a machine does not (app/registration/protection.py)."""


@pytest.fixture(params=["keys", "without script"])
def take(request, visit, as_account) -> Callable[..., Hand]:
    """`take("be/director")` is the hand of somebody signed in, `take("be/")` of a visitor."""
    scripted = request.param == "keys"

    def taken(who: str, size: dict[str, int] = DESK) -> Hand:
        code, _, name = who.partition("/")
        how = {"size": size, "java_script_enabled": scripted, "locale": "en"}
        page = as_account(who, **how) if name else visit(code, **how)
        return Keys(page) if scripted else Pointer(page)

    return taken


def today() -> str:
    """As Belgium counts: around midnight it is another day than on the machine."""
    return datetime.now(ZoneInfo("Europe/Brussels")).date().isoformat()


def test_somebody_signs_in_at_the_second_try(take, site: Site):
    hand = take("be/")
    hand.page.goto("/duos/")
    hand.write("[name=email]", site.accounts["be/ghent"].email)
    hand.write("[name=password]", "not-the-password")
    hand.press(SEND)
    told_what_is_wrong(hand, 1)
    expect(hand.page.locator("[name=email]")).to_have_value(site.accounts["be/ghent"].email)
    expect(hand.page.locator("[name=password]")).to_have_value("")
    hand.write("[name=password]", site.accounts["be/ghent"].password)
    hand.press(SEND)
    expect(hand.page).to_have_url(site.address("be", "/duos/"))


def told_what_is_wrong(hand: Hand, count: int) -> None:
    """The summary names each mistake, leads to its box, and where script runs is read first."""
    summary = hand.page.locator(".summary")
    expect(summary.locator("li")).to_have_count(count)
    for box in hand.page.locator("main [aria-invalid]").all():
        noted = (box.get_attribute("aria-describedby") or "").split()
        assert any(hand.page.locator(f"#{one}.mistake").count() for one in noted)
    if isinstance(hand, Keys):
        expect(summary).to_be_focused()
        assert Look(hand.page).axe() == []


def test_a_young_person_registers_on_a_telephone(take, site: Site):
    hand = take("be/", TELEPHONE)
    page = hand.page
    page.goto("/register/")
    hand.press("a[href='/register/mentee']")
    expect(page).to_have_url(site.address("be", "/register/mentee"))
    began = time.monotonic()
    hand.choose("[name=nationality]", "MA")
    wait_until(page, began + READING)
    hand.press(SEND)
    told_what_is_wrong(hand, 2)
    expect(page.locator("[name=nationality]")).to_have_value("MA")
    began = time.monotonic()
    hand.day("[name=born_on]", "2000-05-17")
    hand.pick("[name=looking_for_work][value=true]")
    wait_until(page, began + READING)
    hand.press(SEND)
    began = time.monotonic()
    tell_the_rest(hand)
    hand.pick("[name=consent]")
    wait_until(page, began + FILLING)
    hand.press(SEND)
    expect(page).to_have_url(site.address("be", "/register/thanks"))
    looked_at(hand)


def wait_until(page: Page, moment: float) -> None:
    page.wait_for_timeout(max(0.0, (moment - time.monotonic()) * 1000))


def tell_the_rest(hand: Hand) -> None:
    expect(hand.page.locator("[name=long_term_permit]").first).to_be_visible()
    looked_at(hand)
    hand.pick("[name=long_term_permit][value=true]")
    for code in ("fr", "nl", "en"):
        hand.choose(f"[name=speaks_{code}]", "B1")
    hand.press(SEND)
    hand.write("[name=first_name]", "Yasmine")
    hand.write("[name=last_name]", "Zeroual")
    hand.write("[name=email]", "yasmine.zeroual@people.example")
    hand.write("[name=postal_code]", "9000")
    hand.press(SEND)
    expect(hand.page.locator("[name=occupation]")).to_be_visible()
    looked_at(hand)
    hand.press(SEND)
    expect(hand.page.locator("[name=consent]")).to_be_visible()
    looked_at(hand)


def looked_at(hand: Hand) -> None:
    """axe needs the script of the page."""
    if isinstance(hand, Keys):
        in_order(hand.page, "en")


def test_two_are_proposed_refuse_once_then_sign_and_end_their_duo(take, site: Site):
    hand = take("be/director")
    mentee = somebody_to_pair(hand.page, site)
    propose(hand, mentee)
    answer(hand, "false")
    expect(hand.page.locator(".notice").first).to_be_visible()
    hand.page.goto(mentee)
    propose(hand, mentee)
    answer(hand, "true")
    sign(hand)
    end(hand)


def somebody_to_pair(page: Page, site: Site) -> str:
    """The page of a mentee for whom at least one mentor may be proposed."""
    cookies = page.context.cookies()
    listed = site.get("be", "/matching/?per_page=100", cookies).body
    for address in dict.fromkeys(re.findall(r'"(/matching/mentees/\d+)"', listed)):
        if re.search(rf'"{address}/mentors/\d+"', site.get("be", address, cookies).body):
            return address
    raise AssertionError("nobody of the demonstration waits for a mentor who is free")


def propose(hand: Hand, mentee: str) -> None:
    """Without a word of why, the form says so; then the first meeting is planned for today."""
    hand.page.goto(mentee)
    hand.press(f"a[href^='{mentee}/mentors/']")
    hand.press(SEND)
    told_what_is_wrong(hand, 1)
    hand.write("[name=reason]", "Both know the trade and live near each other.")
    hand.press(SEND)
    expect(hand.page).to_have_url(re.compile(r"/matching/proposals/\d+$"))
    hand.press("a[href$='/first-meeting']")
    hand.day("[name=first_meeting_on]", today())
    hand.press(SEND)
    expect(hand.page).to_have_url(re.compile(r"/matching/proposals/\d+$"))


def answer(hand: Hand, approves: str) -> None:
    hand.press("a[href$='/answers']")
    for side in ("mentee", "mentor"):
        hand.pick(f"[name={side}_approves][value={approves}]")
        if approves == "false":
            last = hand.page.locator(f"[name={side}_reason] option").last.get_attribute("value")
            hand.choose(f"[name={side}_reason]", str(last))
    hand.press(SEND)
    expect(hand.page).to_have_url(re.compile(r"/matching/proposals/\d+$"))


def sign(hand: Hand) -> None:
    hand.press("a[href$='/agreement']")
    hand.day("[name=agreed_on]", today())
    hand.write("[name=hours_per_week]", "2,5")
    hand.pick("[name=mentee_accepts_code]")
    hand.press(SEND)
    told_what_is_wrong(hand, 1)
    expect(hand.page.locator("[name=agreed_on]")).to_have_value(today())
    expect(hand.page.locator("[name=mentee_accepts_code]")).to_be_checked()
    hand.pick("[name=mentor_accepts_code]")
    hand.press(SEND)
    expect(hand.page).to_have_url(re.compile(r"/duos/\d+$"))


def end(hand: Hand) -> None:
    hand.press("a[href$='/closing']")
    hand.day("[name=ended_on]", today())
    hand.pick("[name=way][value=broken_off]")
    hand.choose("[name=end_reason]", "moved")
    hand.press(SEND)
    expect(hand.page).to_have_url(re.compile(r"/duos/\d+$"))
    expect(hand.page.locator("a[href$='/reopening']")).to_be_visible()


def test_a_language_is_chosen_and_stays(take, site: Site):
    hand = take("be/verviers")
    hand.page.goto("/duos/")
    hand.press(".menu > summary")
    hand.press(".languages [value=nl]")
    expect(hand.page.locator("html")).to_have_attribute("lang", "nl")
    expect(hand.page).to_have_url(site.address("be", "/duos/"))
    hand.page.goto("/mentees/")
    expect(hand.page.locator("html")).to_have_attribute("lang", "nl")


def test_what_was_typed_about_a_mentee_is_kept_when_something_is_wrong(take):
    hand = take("be/ghent")
    hand.page.goto("/mentees/new")
    hand.write("[name=first_name]", "Ngọc")
    hand.write("[name=email]", "not an address")
    hand.choose("[name=gender]", "f")
    hand.press(SEND)
    expect(hand.page.locator(".summary")).to_be_visible()
    expect(hand.page.locator("[name=first_name]")).to_have_value("Ngọc")
    expect(hand.page.locator("[name=email]")).to_have_value("not an address")
    expect(hand.page.locator("[name=gender]")).to_have_value("f")
    hand.press(".summary a[href='#f-email']")
    expect(hand.page.locator("#f-email")).to_be_focused()
