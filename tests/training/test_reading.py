"""A module in the reader's language, or in another one and saying so."""

import pytest
from flask import g

from app.training import reading
from app.training.models import TrainingModule
from tests.training import made


def of(**texts):
    words = {code: made.text(title) for code, title in texts.items()}
    return TrainingModule(slug="first-meeting", texts=words, facts=made.facts(), introductions={})


@pytest.mark.parametrize(
    ("wanted", "texts", "shown"),
    [
        ("fr", {"en": "First", "fr": "Premier"}, "fr"),
        ("nl", {"en": "First", "fr": "Premier"}, "fr"),
        ("nl", {"en": "First", "es": "Primero"}, "en"),
        ("nl", {"es": "Primero", "de": "Erste"}, "de"),
        ("nl", {}, "nl"),
    ],
)
def test_the_nearest_language_is_shown(app, wanted, texts, shown):
    """The reader's, the tenant's, the source's, then any."""
    text = reading.told(of(**texts), wanted)
    assert text.language == shown
    assert text.is_fallback == (shown != wanted)


def test_the_language_is_that_of_the_page_unless_one_is_named(app):
    module = of(en="First", fr="Premier", nl="Eerste")
    assert reading.title_of(module) == "First"
    assert reading.title_of(module, "nl") == "Eerste"
    g.language = "fr"


def test_one_without_texts_has_the_title_of_its_name(app):
    assert reading.title_of(of()) == "First meeting"


def test_pictures_of_a_module_get_their_address_and_others_lose_theirs(app):
    html = reading.page_of(of(), "![Ours](duo.png) ![Theirs](x.png)", lambda digest: f"/f/{digest}")
    assert f'src="/f/{made.PICTURE}"' in html
    assert "x.png" not in html


def test_own_words_are_those_of_the_reader_or_of_the_country(app):
    words = {"nl": "Hier", "fr": "Ici"}
    assert reading.own_words(words, "nl") == reading.OwnWords("nl", "Hier")
    assert reading.own_words(words, "en") == reading.OwnWords("fr", "Ici")
    assert reading.own_words({}, "en") is None
