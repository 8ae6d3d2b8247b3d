"""What the macros of forms ask: messages at the field they are about, and rows of lists."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.core.fields import Schema
from app.core.web import Form
from app.design import typed


@pytest.fixture
def form():
    with Flask("form").test_request_context():
        form = Form(Schema())
        form.values = MultiDict(
            {"name": "", "languages-0-code": "", "languages-2-code": "fr", "languages-5-code": "xx"}
        )
        form.errors = {
            "_schema": ["Not at the same time."],
            "languages": {1: {"code": ["Unknown language."]}},
            "sectors": {0: ["Unknown sector."]},
            "name": ["This is needed."],
        }
        yield form


def test_a_message_of_a_list_stands_at_the_row_that_was_typed(form):
    assert typed.errors_of(form, "languages-5-code") == ["Unknown language."]
    assert typed.errors_of(form, "languages-1-code") == []


def test_a_message_of_a_list_of_codes_stands_at_the_list(form):
    assert typed.errors_of(form, "sectors") == ["Unknown sector."]


def test_mistakes_come_in_the_order_of_the_page_with_the_names_of_their_fields(form):
    typed.note_label("name", "Family name")
    typed.note_label("sectors", "Sectors")
    named = [(mistake.label, mistake.text) for mistake in typed.mistakes_of(form)]
    assert named[:2] == [("Family name", "This is needed."), ("Sectors", "Unknown sector.")]
    assert ("", "Not at the same time.") in named


def test_filled_rows_are_shown_with_empty_ones_below(form):
    rows = typed.row_names(form, "languages", extra=2)
    assert (rows[0], rows[-1], len(rows)) == ("languages-0", "languages-7", 8)
    assert typed.row_names(form, "children", extra=1) == ["children-0"]


def test_two_forms_on_a_page_have_ids_of_their_own(form):
    typed.begin_form("closing")
    assert typed.field_id("on") == "f-closing-on"
    typed.begin_form("")
    assert typed.field_id("on") == "f-on"
