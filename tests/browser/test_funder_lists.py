"""A list of funders, from the file to the funders and back: each of its pages is in order."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Pointer
from tests.browser.looking import in_order

LIST = (
    "Nom;Type;E-mail du contact;Prochaine étape;Date\n"
    "Fondation du Long Canal;Fondation;an@canal.example;Appeler;31/01/2027\n"
    "Sans sorte;;;;\n"
)
SEND = "main form:has([type=file]) [type=submit]"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_list_is_read_taken_in_and_undone(as_visitor, language):
    page = as_visitor("be/partnerships", language)
    hand = Pointer(page)
    page.goto("/funders/lists/")
    hand.press(SEND)
    in_order(page, language)  # without a file
    file = {"name": "fondations.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.set_input_files("[type=file]", file)
    hand.press(SEND)
    in_order(page, language)
    hand.press("form[action$=taking-in] [type=submit]")
    in_order(page, language)
    hand.press("main a[href$=undoing]")
    in_order(page, language)
    hand.press("main form[method=post] [type=submit]")
    in_order(page, language)
    page.goto("/funders/?q=Long+Canal")
    expect(page.locator("main")).not_to_contain_text("Fondation du Long Canal")
