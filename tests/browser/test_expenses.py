"""What a mentor does by the link for expenses, on a telephone and by the keys."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.db import db, transaction
from app.core.viewer import SYSTEM, acting_as
from app.expenses.actions import entering
from app.expenses.models import Expense
from app.my_expenses.actions import send_link
from app.people.models import Mentor
from tests.browser.hands import Keys
from tests.browser.looking import TELEPHONE, in_order


@pytest.fixture
def link(programs):
    """Of a mentor of the demonstration who has no expense yet; reads English."""
    with programs("be").test_request_context(), acting_as(SYSTEM):
        with transaction():
            without = Mentor.id.not_in(select(Expense.person_id))
            mentor = db.session.scalars(select(Mentor).where(without).order_by(Mentor.id)).first()
            assert mentor is not None
            mentor.language = "en"
            address = send_link(person=mentor).address
            last = mentor.registered_on
            entering.enter(person=mentor, kind="cost", spent_on=last, amount_cents=1250)
        yield address
        db.session.remove()


def test_an_expense_is_entered_by_the_own_link(link, visit):
    page = visit("be", size=TELEPHONE)
    page.goto(link)
    in_order(page, "en")
    hand = Keys(page)
    hand.pick("[name=kind][value=cost]")
    expect(page.locator("[name=km]")).to_be_hidden()
    hand.write("[name=amount]", "12,40")
    hand.press("main form [type=submit] >> nth=0")
    expect(page.locator(".notice.done").first).to_be_visible()
    in_order(page, "en")
    for path in ("/account", "/elsewhere"):
        page.goto(link + path)
        in_order(page, "en")
    page.goto(link)
    hand.press("a[href$='/receipt']")
    in_order(page, "en")
