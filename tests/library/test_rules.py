"""Licences, pictures, digests and differences: values in, verdict out."""

import pytest

from app.library import comparing, licences, rules
from tests.library.making import CONTENT

WORK = {"title": "A book", "author": "", "url": ""}


def codes(licence, *of_works):
    works = [WORK | {"licence": one} for one in of_works]
    return [reason.code for reason in licences.against_licence(licence, works)]


@pytest.mark.parametrize(
    ("taken", "result", "allowed"),
    [
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False),
        ("CC-BY-SA-4.0", "CC0-1.0", False),
        ("CC-BY-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-4.0", "CC0-1.0", False),
        ("CC0-1.0", "CC0-1.0", True),
        ("CC-PDM-1.0", "CC-BY-4.0", True),
        ("CC-BY-NC-4.0", "CC-BY-SA-4.0", False),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-SA-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-NC-4.0", False),
        ("all-rights-reserved", "CC-BY-SA-4.0", False),
        ("", "CC0-1.0", True),
    ],
)
def test_what_was_taken_over_decides_what_the_module_may_carry(taken, result, allowed):
    assert (codes(result, taken) == []) is allowed


def test_every_work_that_stands_against_it_is_named():
    assert codes("CC0-1.0", "CC-BY-4.0", "CC0-1.0", "CC-BY-ND-4.0") == ["licence", "licence"]


def test_a_licence_that_is_offered_may_at_least_become_itself():
    assert all(one in licences.MAY_BECOME[one] for one in licences.OFFERED)
    assert {*licences.OFFERED} <= {*licences.URLS}


def test_pictures_need_words_and_a_file():
    body = "![](one.png)\n\n![A duo](two.png)\n\n`![](in-code.png)`"
    found = rules.against_pictures(body, {"one.png"})
    assert [reason.code for reason in found] == ["picture_without_words", "no_such_picture"]


def test_the_digest_follows_the_content_and_nothing_else():
    one = rules.digest_of(CONTENT)
    assert rules.digest_of(dict(reversed(CONTENT.items()))) == one
    assert rules.digest_of(CONTENT | {"title": "Other"}) != one


def kinds(changes):
    return [[piece.kind for block in change.blocks for piece in block.pieces] for change in changes]


def test_a_changed_word_is_shown_inside_its_sentence():
    after = CONTENT | {"summary": "How to ask a closed question."}
    (change,) = comparing.differences(CONTENT, after)
    (block,) = change.blocks
    assert change.name == "summary"
    assert "".join(p.text for p in block.pieces if p.kind != "new") == CONTENT["summary"]
    assert "".join(p.text for p in block.pieces if p.kind != "gone") == after["summary"]


def test_paragraphs_that_did_not_change_are_only_counted():
    after = CONTENT | {"body": CONTENT["body"] + "\n\nAnother end."}
    (change,) = comparing.differences(CONTENT, after)
    assert [block.unchanged for block in change.blocks] == [4, 0]
    assert kinds([change]) == [["new"]]


def test_a_paragraph_that_says_something_else_is_one_gone_and_one_new():
    before = CONTENT | {"body": "Nothing of this remains."}
    (change,) = comparing.differences(before, CONTENT | {"body": "Quite other words stand here!"})
    assert kinds([change]) == [["gone", "new"]]


def test_a_quiz_tells_which_option_became_right():
    item = CONTENT["quiz"][0]
    both = [{**option, "right": True} for option in item["options"]]
    (change,) = comparing.differences(CONTENT, CONTENT | {"quiz": [{**item, "options": both}]})
    told = "".join(piece.text for block in change.blocks for piece in block.pieces)
    assert change.name == "quiz"
    assert "x" in told


def test_the_same_twice_differs_in_nothing():
    assert comparing.differences(CONTENT, dict(CONTENT)) == []
