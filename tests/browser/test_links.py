"""Pages behind a link of a mail, or after a first step: in order, and used by the keys alone."""

import re

import pyotp
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts import links as account_links
from app.accounts.models import User
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.information import links as information_links
from app.people.models import Mentee, Stage
from tests.browser.hands import Keys
from tests.browser.looking import in_order
from tests.browser.site import Site

SEND = "main .form [type=submit]"
PASSWORD = "gouden-herfst-lamp-94"


def test_an_invitation_is_shown_and_opens_the_door_once(as_visitor, visit):
    page = as_visitor("be/administrator", "fr")
    page.goto("/accounts/invitation")
    hand = Keys(page)
    hand.write("[name=email]", "wout.devos@be.example")
    hand.write("[name=name]", "Wout De Vos")
    hand.pick("[name=role][value=auditor]")
    hand.press(SEND)
    in_order(page, "fr")
    link = str(page.locator("[data-copy] code").text_content())
    guest = visit("be")
    guest.goto(link)
    in_order(guest, "fr")
    choose_password(guest)
    guest.goto(link)
    expect(guest.locator("[name=password]")).to_have_count(0)
    in_order(guest, "fr")


def choose_password(page: Page) -> None:
    """Two that differ are refused, with the summary first."""
    hand = Keys(page)
    hand.write("[name=password]", PASSWORD)
    hand.write("[name=again]", "something else")
    hand.press(SEND)
    expect(page.locator(".summary")).to_be_focused()
    hand.write("[name=password]", PASSWORD)
    hand.write("[name=again]", PASSWORD)
    hand.press(SEND)
    expect(page).to_have_url(re.compile(r"/accounts/sign-in$"))
    expect(page.locator(".notice.done")).to_be_visible()


def test_a_new_password_is_chosen_by_the_link_of_a_mail(programs, site: Site, visit):
    with programs("be").test_request_context(), acting_as(SYSTEM):
        email = site.accounts["be/charleroi"].email
        user = db.session.scalars(select(User).where(User.email == email)).one()
        link = account_links.address_of(account_links.RESET, user)
        db.session.rollback()
    page = visit("be")
    page.goto(link)
    in_order(page, "fr")
    choose_password(page)


def test_the_second_step_is_set_up_and_asked_for(as_visitor, site: Site, visit):
    page = as_visitor("be/mechelen", "fr")
    page.goto("/accounts/me/second-factor")
    secret = str(page.locator("main code").first.text_content())
    Keys(page).write("[name=code]", code_of(secret))
    Keys(page).press(SEND)
    in_order(page, "fr")
    codes = page.locator(".recovery-codes code").all_text_contents()
    guest = visit("be")
    guest.goto("/accounts/sign-in")
    hand = Keys(guest)
    hand.write("[name=email]", site.accounts["be/mechelen"].email)
    hand.write("[name=password]", site.accounts["be/mechelen"].password)
    hand.press(SEND)
    expect(guest).to_have_url(re.compile(r"/accounts/sign-in/code$"))
    in_order(guest, "fr")
    hand.write("[name=code]", codes[0])
    hand.press(SEND)
    expect(guest).to_have_url(re.compile(r"/today$"))


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret.replace(" ", "")).now()


def test_somebody_invited_chooses_an_information_session(programs, site: Site, visit):
    with programs("be").app_context(), acting_as(SYSTEM):
        waiting = select(Mentee).where(Mentee.stage == Stage.REGISTERED)
        token = information_links.invitation_of(db.session.scalars(waiting.limit(1)).one())
        db.session.rollback()
    page = visit("be")
    page.goto(f"/register/invitation/{token}")
    in_order(page, "fr")
    Keys(page).pick("[name=session_id]")
    Keys(page).press(SEND)
    expect(page.locator("[name=session_id]")).to_have_count(0)
    in_order(page, "fr")
    page.goto("/register/invitation/nothing")
    in_order(page, "fr")
