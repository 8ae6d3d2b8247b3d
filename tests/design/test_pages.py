"""The tenant's colours, and the page that shows every macro."""

import re
from pathlib import Path

import pytest

import app as product
from app.core.contrast import contrast
from app.core.nav import ITEMS

STATIC = Path(product.__file__).parent / "static"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (STATIC / "css/tandem.css").read_text()))
READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def test_the_colours_of_a_tenant_are_a_stylesheet_that_browsers_keep(client, app):
    answer = client.get("/theme.css")
    assert answer.mimetype == "text/css"
    assert f"--accent:{app.extensions['tandem.tenant'].accent}" in answer.text
    again = client.get("/theme.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_two_tenants_do_not_share_a_colour(app, neighbour):
    ours, theirs = (one.test_client().get("/theme.css").text for one in (app, neighbour))
    assert ours != theirs


def test_every_macro_is_shown_where_the_product_is_developed(client):
    page = client.get("/design").text
    for part in ("page-head", "row-item", 'class="filters"', 'class="summary"', "stepper", "<desc"):
        assert part in page
    assert page.count("<h1>") == 1


def test_the_page_of_macros_does_not_exist_where_people_work(client, app, monkeypatch):
    monkeypatch.setitem(app.config, "TANDEM_DEVELOPMENT", False)
    assert client.get("/design").status_code == 404


def test_no_page_carries_style_or_script_of_its_own(client):
    page = client.get("/design").text
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_every_id_on_the_page_of_macros_is_there_once(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get("/design").text)
    assert len(ids) == len(set(ids))


def test_every_box_has_a_label(client):
    page = client.get("/design").text
    boxes = re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', page)
    assert [box for box in boxes if f'for="{box}"' not in page] == []


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper"),
        ("ink-soft", "paper-deep"),
        ("good", "good-soft"),
        ("watch", "watch-soft"),
        ("late", "late-soft"),
        ("late", "card"),
    ],
)
def test_words_can_be_read_on_what_is_behind_them(text, background):
    assert contrast(TOKENS[text], TOKENS[background]) >= READABLE


def test_the_edge_of_a_box_can_be_seen():
    assert contrast(TOKENS["line-strong"], TOKENS["card"]) >= VISIBLE


def test_every_icon_that_is_asked_for_is_drawn():
    drawn = set(re.findall(r'symbol id="(\w+)"', (STATIC / "img/icons.svg").read_text()))
    folder = Path(product.__file__).parent
    named = {
        name
        for template in folder.rglob("*.html")
        for name in re.findall(r'(?:\bicon\(|icon_name=)"(\w+)"', template.read_text())
    }
    assert named <= drawn


def test_what_is_in_the_navigation_has_an_icon():
    drawn = (STATIC / "img/icons.svg").read_text()
    assert [item.icon for item in ITEMS if f'id="{item.icon}"' not in drawn] == []
