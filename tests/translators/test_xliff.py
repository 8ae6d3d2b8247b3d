"""Texts taken apart for translators and put together again: nothing lost, nothing harmful read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.core.config import REPOSITORY
from app.shipped_modules.folders import read_folders
from app.translators import units, xliff
from tests.library.making import CONTENT, DUTCH

PAIR = ("en", "nl")
LANGUAGES = ("en", "fr", "nl", "es")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")),
    min_size=1,
    max_size=40,
).filter(str.strip)
BODY = st.lists(
    st.one_of(WORDS, st.sampled_from(["\n\n", "\n", "\n \n", "\n\n\n\n", "    ", "```"])),
    min_size=1,
    max_size=12,
).map(lambda parts: "".join(parts).strip())
TEXTS = st.fixed_dictionaries(
    {
        "title": WORDS,
        "summary": st.one_of(st.just(""), WORDS),
        "objectives": st.lists(WORDS, max_size=3),
        "body": BODY,
        "quiz": st.lists(
            st.fixed_dictionaries(
                {
                    "question": WORDS,
                    "options": st.lists(
                        st.fixed_dictionaries({"text": WORDS, "right": st.booleans()}),
                        min_size=2,
                        max_size=3,
                    ),
                    "explanation": st.one_of(st.just(""), WORDS),
                }
            ),
            max_size=2,
        ),
    }
)


def filled(content, translate):
    """The file as a translator sends it back."""
    root = etree.fromstring(content)
    for unit in root.iter(f"{{{xliff.NAMESPACE}}}trans-unit"):
        source, target = unit
        target.text = translate(unit.get("id"), source.text, target.text)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def back(content, source):
    return xliff.translated(xliff.read(content), source)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_a_text_translated_into_itself_comes_back_as_it_was(content):
    file = xliff.written("asking", PAIR, content, None)
    assert back(filled(file, lambda name, source, target: source), content) == content


@settings(deadline=None, max_examples=100)
@given(BODY)
def test_a_body_is_its_paragraphs_and_what_parts_them(body):
    assert "".join(units.paragraphs(body)) == body


def existing(content=DUTCH, snapshot=CONTENT, state="reviewed", version=3):
    return xliff.Existing(content, snapshot, state, version)


def pieces(content):
    root = etree.fromstring(content)
    return {
        unit.get("id"): (unit[0].text, unit[1].text or "", unit[1].get("state"))
        for unit in root.iter(f"{{{xliff.NAMESPACE}}}trans-unit")
    }


def test_what_is_translated_already_is_in_the_file_and_comes_back_unchanged():
    file = xliff.written("asking", PAIR, CONTENT, existing())
    found = pieces(file)
    assert found["body-2"] == (
        "A closed question ends.",
        "Een gesloten vraag sluit.",
        "signed-off",
    )
    assert back(file, CONTENT) == DUTCH
    assert xliff.read(file).version == 3


def test_after_a_change_of_the_source_only_what_changed_is_to_be_done():
    body = CONTENT["body"].replace("begins.", "begins much.").replace("## Why", "New.\n\n## Why")
    found = pieces(xliff.written("asking", PAIR, CONTENT | {"body": body}, existing()))
    assert found["body-1"] == ("New.", "", "new")
    assert found["body-2"] == ("## Why", "## Waarom", "signed-off")
    assert found["body-4"][1:] == ("Een open vraag opent.", "needs-adaptation")
    assert found["title"][2] == "signed-off"


def test_a_body_with_other_paragraphs_goes_as_one_piece_and_comes_back_whole():
    other = DUTCH | {"body": "Alles in één alinea.\n\nEn nog een."}
    file = xliff.written("asking", PAIR, CONTENT, existing(other))
    assert pieces(file)["body"][1:] == (other["body"], "signed-off")
    assert back(file, CONTENT) == other
    changed = CONTENT | {"body": CONTENT["body"] + "\n\nMore."}
    assert (
        pieces(xliff.written("a", PAIR, changed, existing(other)))["body"][2] == "needs-adaptation"
    )


def test_marks_that_a_program_puts_into_the_words_are_left_out_and_the_words_stay():
    file = xliff.written("asking", PAIR, CONTENT, existing()).decode()
    marked = file.replace(
        ">Vragen<", '><mrk mtype="seg" mid="1">Vra<g id="2">gen</g></mrk><!-- x --><'
    )
    assert back(marked.encode(), CONTENT) == DUTCH


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&b;</file></xliff>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file/></xliff>"""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read as XML"),
        (b"PK\x03\x04", "cannot be read as XML"),
        (b"<html></html>", "no XLIFF 1.2 file"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "no XLIFF 1.2"),
        (BOMB.encode(), "document type"),
        (OUTSIDE.encode(), "document type"),
        (b"<a>" * 200_000, "cannot be read as XML"),
        (b" " * (xliff.MOST_BYTES + 1), "At most 2 MB"),
    ],
)
@pytest.mark.any_database
def test_what_is_no_such_file_or_could_do_harm_is_refused(app, content, says):
    with pytest.raises(xliff.WrongXliff) as refused:
        xliff.read(content)
    assert says in str(refused.value.text)


@pytest.mark.any_database
def test_another_source_than_now_is_refused_with_the_pieces_named(app):
    file = xliff.written("asking", PAIR, CONTENT, existing())
    with pytest.raises(xliff.WrongXliff, match=r"body-3"):
        back(file, CONTENT | {"body": CONTENT["body"].replace("begins", "starts")})
    with pytest.raises(xliff.WrongXliff, match=r"objective-2"):
        back(file, CONTENT | {"objectives": CONTENT["objectives"][:1]})


@pytest.mark.any_database
def test_pieces_without_a_translation_are_named(app):
    file = xliff.written("asking", PAIR, CONTENT, None)
    with pytest.raises(xliff.WrongXliff, match=r"title, summary, objective-1 …"):
        back(file, CONTENT)


@pytest.mark.any_database
def test_each_translation_of_the_shipped_modules_goes_to_a_translator_and_comes_back_as_it_was(hq):
    for one in read_folders(REPOSITORY / "tenants" / "hq" / "library", LANGUAGES):
        source = one.texts["en"]
        for language in LANGUAGES[1:]:
            known = xliff.Existing(one.texts[language], source, "reviewed", 1)
            file = xliff.written(one.slug, ("en", language), source, known)
            assert xliff.translated(xliff.read(file), source) == one.texts[language]
