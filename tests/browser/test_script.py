"""What the script adds where it runs: search, warnings, copies, progress, menus."""

import re

import pytest
from playwright.sync_api import Dialog, expect

from app.core import clock, jobs
from app.core.db import db
from tests.browser.hands import Keys
from tests.browser.looking import TELEPHONE, Look, in_order
from tests.browser.site import Site
from tests.lists.samples import MENTEE
from tests.spreadsheets.files import csv_text, text_file


def test_the_skip_link_comes_first_and_leads_to_the_content(as_account):
    page = as_account("be/director")
    page.goto("/duos/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("address", ["/mentees/", "/people/search"])
def test_the_list_follows_what_is_typed_and_accents_do_not_matter(as_account, address):
    page = as_account("be/director")
    page.goto(address)
    page.evaluate("window.sameDocument = true")
    Keys(page).write("[name=q]", "TRAORE")
    expect(page.locator("#results")).to_contain_text("Traoré")
    expect(page.locator("#results")).not_to_contain_text("Benali")
    expect(page).to_have_url(re.compile(r"\?q=TRAORE$"))
    expect(page.locator("[name=q]")).to_be_focused()
    assert page.evaluate("window.sameDocument")
    assert Look(page).axe() == []
    page.reload()
    expect(page.locator("[name=q]")).to_have_value("TRAORE")


def test_nobody_found_is_said_with_what_to_do_next(as_account):
    page = as_account("be/director")
    page.goto("/mentees/")
    Keys(page).write("[name=q]", "zzzz")
    expect(page.locator("#results .empty")).to_be_visible()
    assert Look(page).axe() == []


def test_one_tick_ticks_all_that_a_page_shows(as_account):
    page = as_account("be/director")
    page.goto("/duos/")
    boxes = page.locator("tbody .tick-cell input")
    page.locator("[data-tick-all]").check()
    assert boxes.count() > 1
    assert all(box.is_checked() for box in boxes.all())
    page.locator("[data-tick-all]").uncheck()
    assert not any(box.is_checked() for box in boxes.all())
    assert Look(page).axe() == []


def test_a_menu_closes_by_escape_and_gives_the_focus_back(as_account):
    page = as_account("be/director", size=TELEPHONE)
    page.goto("/duos/")
    for summary, inside in (
        (".who .menu > summary", ".menu-list a"),
        (".more > summary", ".more a"),
    ):
        hand = Keys(page)
        hand.press(summary)
        expect(page.locator(inside).first).to_be_visible()
        assert Look(page).axe() == []
        hand.to(inside)
        page.keyboard.press("Escape")
        expect(page.locator(inside).first).to_be_hidden()
        expect(page.locator(summary)).to_be_focused()


def test_leaving_what_is_not_saved_asks_first(as_account):
    page = as_account("be/director")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto("/mentees/new")
    Keys(page).write("[name=first_name]", "Amina")
    with page.expect_event("dialog"):
        page.locator(".brand").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    expect(page.locator("[name=first_name]")).to_have_value("Amina")
    page.locator("main .form [type=submit]").click()
    expect(page.locator(".summary")).to_be_visible()
    assert asked == ["beforeunload"]


def test_one_more_row_is_numbered_and_empty(as_account):
    page = as_account("be/director")
    page.goto("/mentees/new")
    group = page.locator("[data-repeat=languages]")
    rows = group.locator(".repeat-row")
    count = rows.count()
    rows.last.locator("select").first.select_option("fr")
    Keys(page).press("[data-repeat=languages] > button")
    expect(rows).to_have_count(count + 1)
    added = rows.last.locator("select").first
    expect(added).to_be_focused()
    expect(added).to_have_value("")
    assert added.get_attribute("name") == f"languages-{count}-code"
    assert Look(page).axe() == []


def test_a_token_is_copied_by_one_press(as_account, site: Site):
    page = as_account("be/director")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/accounts/me/tokens")
    hand = Keys(page)
    hand.write("[name=name]", "Report")
    hand.pick("[name=scopes]")
    hand.press("main .form [type=submit]")
    hand.press("[data-copy] button")
    expect(page.locator("[data-copy] button")).to_have_text(
        str(page.locator("[data-copy]").get_attribute("data-copied"))
    )
    secret = page.locator("[data-copy] code").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    assert Look(page).axe() == []


def test_the_page_of_an_import_follows_it_to_its_end(as_account, site: Site, programs, tmp_path):
    page = as_account("be/director")
    page.goto("/imports/new")
    row = {**MENTEE, "Réf.": "J77", "Prénom": "Dilnoza", "E-mail": "dilnoza@jeune.example"}
    page.set_input_files("[name=file]", text_file(tmp_path, csv_text(row), "une-liste.csv"))
    page.locator("main .form [type=submit]").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+$"))
    do_what_waits(programs)
    expect(page.locator("form[action$='/start']")).to_be_visible()
    in_order(page, "fr")
    page.locator("form[action$='/start'] button").click()
    expect(page.locator("[data-poll-url] progress")).to_be_visible()
    in_order(page, "fr")
    do_what_waits(programs)
    expect(page.locator("[data-poll-url]")).to_have_count(0)
    expect(page.locator(".figures")).to_be_visible()
    in_order(page, "fr")


def do_what_waits(programs) -> None:
    """What a worker would do: there is no queue in these tests, so it is done here."""
    with programs("be").app_context():
        waiting = db.session.query(jobs.OutboxJob).filter_by(pushed_at=None).all()
        asked = [(job.name, job.argument) for job in waiting if job.name.startswith("imports.")]
        for job in waiting:
            job.pushed_at = clock.now()
        db.session.commit()
        for name, argument in asked:
            jobs.perform("be", name, argument)


def test_a_table_that_is_too_wide_is_scrolled_by_keyboard(as_account):
    page = as_account("be/director", size={"width": 800, "height": 900})
    page.goto("/today")
    wide = page.locator(".table-box[tabindex='0'][role=region]").first
    expect(wide).to_be_attached()
    assert wide.get_attribute("aria-label")
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(page.locator(".table-box[tabindex]")).to_have_count(0)
