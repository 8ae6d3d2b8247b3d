"""A list of funders, from the file to the funders and back: each of its pages is in order."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, TELEPHONE
from tests.browser.looking import Look

LIST = (
    "Nom;Type;E-mail du contact;Prochaine étape;Date\n"
    "Fondation du Long Canal;Fondation;an@canal.example;Appeler;31/01/2027\n"
    "Sans sorte;;;;\n"
)
SEND = "main form:has([type=file]) [type=submit]"


@pytest.fixture
def in_order():
    def check(page: Page, language: str) -> None:
        look = Look(page)
        assert [*look.head(language), *look.axe(), *look.resized(TELEPHONE), *look.axe()] == []
        page.set_viewport_size(DESK)

    return check


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_list_is_read_taken_in_and_undone(as_visitor, in_order, language):
    page = as_visitor("be/partnerships", language)
    page.goto("/funders/lists/")
    page.locator(SEND).click()
    in_order(page, language)  # without a file
    file = {"name": "fondations.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.set_input_files("[type=file]", file)
    page.locator(SEND).click()
    in_order(page, language)
    page.locator("form[action$=taking-in] [type=submit]").first.click()
    in_order(page, language)
    page.locator("main a[href$=undoing]").click()
    in_order(page, language)
    page.locator("main form[method=post] [type=submit]").first.click()
    in_order(page, language)
    page.goto("/funders/?q=Long+Canal")
    expect(page.locator("main")).not_to_contain_text("Fondation du Long Canal")
