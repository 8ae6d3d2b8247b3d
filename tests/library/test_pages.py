"""The pages: from an empty list to a published edition, and what they say when it cannot be."""

import io

import pytest
from sqlalchemy import event

from app.core.db import db
from app.library import queries
from tests import make
from tests.library import making
from tests.library.making import CONTENT, DUTCH

QUIZ = "* How?\nDid you?"
FORM = {
    "title": CONTENT["title"],
    "summary": CONTENT["summary"],
    "objectives": "You can ask.\r\n\r\nYou can wait.",
    "body": "## Why\r\n\r\nBecause.",
    "quiz-0-question": "Which?",
    "quiz-0-options": QUIZ,
    "quiz-0-explanation": "",
    "quiz-3-question": "And which?",
    "quiz-3-options": "One\n* Two",
}
NEW = {
    "slug": "Première rencontre",
    "source_language": "en",
    "audience": "mentor",
    "level": "beginner",
    "minutes": "90",
    "licence": "CC-BY-SA-4.0",
}


def read(module):
    db.session.rollback()
    return making.again(module)


def test_the_empty_library_says_what_to_do_next(page, alice):
    assert "Add the first one" in page(alice).get("/library/").text


def test_a_module_is_added_and_its_text_comes_next(page, alice):
    answer = page(alice).post(
        "/library/new", data=NEW | {"based_on-0-title": "", "compulsory": "true"}
    )
    module = queries.find_by_slug("premiere-rencontre")
    assert answer.status_code == 303
    assert answer.location.endswith(f"/library/{module.id}/texts/en/writing")
    assert (module.compulsory, module.position) == (True, 1)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"slug": "!"}, "This is needed."),
        ({"source_language": "pt"}, "Choose one of the list."),
        ({"audience": ""}, "Choose at least one."),
        ({"minutes": "4"}, "Between 5 and 6000."),
        ({"licence": "CC-BY-ND-4.0"}, "Choose one of the list."),
        ({"sources-0-title": "A", "sources-0-url": "javascript:alert(1)"}, "https://example.org"),
        ({"based_on-0-title": "A"}, "This is needed."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(page, alice, wrong, says):
    answer = page(alice).post("/library/new", data=NEW | wrong)
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{(NEW | wrong)["minutes"]}"' in answer.text


def test_a_text_is_written_in_rows_without_script(page, alice, module):
    address = f"/library/{module.id}/texts/en/writing"
    assert page(alice).post(address, data=FORM | {"version": "0"}).status_code == 303
    text = read(module).source
    assert text.body == "## Why\n\nBecause."
    assert text.objectives == ["You can ask.", "You can wait."]
    assert [item["question"] for item in text.quiz] == ["Which?", "And which?"]
    assert text.quiz[0]["options"] == [
        {"text": "How?", "right": True},
        {"text": "Did you?", "right": False},
    ]
    shown = page(alice).get(address).text
    assert "* How?" in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "This is needed."),
        ({"quiz-0-options": "Only one"}, "Give from 2 to 6 options"),
        ({"quiz-0-options": "None\nright"}, "Put a * before each option that is right."),
        ({"objectives": "\n".join(["line"] * 13)}, "At most 12 lines."),
        ({"body": "a" * 60_001}, "At most 60000 characters."),
        ({"body": "\ufffe"}, "cannot be kept"),
    ],
)
def test_a_text_that_cannot_be_kept_is_shown_again(page, alice, module, wrong, says):
    answer = page(alice).post(f"/library/{module.id}/texts/en/writing", data=FORM | wrong)
    assert answer.status_code == 422
    assert says in answer.text
    assert read(module).source is None


def test_who_was_slower_sees_both_texts_and_can_save_again(page, alice, bob, module):
    making.write(alice, module)
    address = f"/library/{module.id}/texts/en/writing"
    seen = making.text(module).version
    making.write(bob, module, title="Asking with patience")
    answer = page(alice).post(address, data=FORM | {"title": "Mine", "version": str(seen)})
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    assert "patience" in answer.text
    assert read(module).source.title == "Asking with patience"
    now = making.text(module).version
    assert f'name="version" value="{now}"' in answer.text
    again = page(alice).post(address, data=FORM | {"title": "Mine", "version": str(now)})
    assert again.status_code == 303


def test_a_translation_is_written_beside_its_source(page, alice, bob, module):
    making.reviewed(alice, bob, module)
    address = f"/library/{module.id}/texts/nl/writing"
    shown = page(alice).get(address).text
    assert "An open question begins." in shown
    digest = making.text(module).source_digest
    sent = FORM | {"title": DUTCH["title"], "version": "0"}
    moved = page(alice).post(address, data=sent | {"in_line_with": "0" * 64})
    assert moved.status_code == 409
    assert page(alice).post(address, data=sent | {"in_line_with": digest}).status_code == 303
    assert read(module).text_in("nl").source_snapshot["title"] == CONTENT["title"]


def test_the_way_to_a_published_edition(page, alice, bob, module):
    making.write(alice, module)
    at = f"/library/{module.id}"
    assert "Submit for review" in page(alice).get(f"{at}/texts/en").text
    assert page(alice).post(f"{at}/texts/en/submission").status_code == 303
    version = making.text(module).version
    decision = {"version": version, "decision": "approve"}
    own = page(alice).post(f"{at}/texts/en/review", data=decision)
    assert own.status_code == 409
    assert "A second person reviews it" in own.text
    assert page(bob).post(f"{at}/texts/en/review", data=decision).status_code == 303
    shown = page(bob).get(f"{at}/publication").text
    assert shown.count("goes in") == 1
    assert shown.count("not translated yet") == 3
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    answer = page(bob).post(f"{at}/publication", data={"seen": seen, "changes": "The first."})
    assert answer.location.endswith(f"{at}/editions/1")
    edition = page(alice).get(answer.location).text
    assert "The first." in edition
    assert "LearningResource" in edition


def test_what_cannot_be_published_says_why(page, bob, module):
    address = f"/library/{module.id}/publication"
    assert "not reviewed yet" in page(bob).get(address).text
    answer = page(bob).post(address, data={"seen": "0" * 64})
    assert answer.status_code == 409


def test_sending_back_asks_for_a_remark_which_the_writer_reads(page, alice, bob, module):
    making.write(alice, module)
    making.submit(module)
    address = f"/library/{module.id}/texts/en"
    sent = {"version": making.text(module).version, "decision": "send_back"}
    assert page(bob).post(f"{address}/review", data=sent).status_code == 422
    remark = sent | {"remark": "Name a source <b>please</b>."}
    assert page(bob).post(f"{address}/review", data=remark).status_code == 303
    assert "&lt;b&gt;please" in page(alice).get(address).text


def test_changes_of_the_source_are_shown_as_removed_and_added(page, alice, translated):
    making.write(alice, translated, summary="How to ask a short question.")
    at = f"/library/{translated.id}/texts/nl"
    shown = page(alice).get(f"{at}/changes").text
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "removed:" in shown
    assert page(alice).post(f"{at}/alignment", data={"seen": "0" * 64}).status_code == 409
    seen = making.text(translated).source_digest
    assert page(alice).post(f"{at}/alignment", data={"seen": seen}).status_code == 303
    assert "In line with its source" in page(alice).get(f"{at}/changes").text


def test_older_editions_stay_readable_and_are_compared(page, alice, bob, translated):
    making.publish(translated)
    making.reviewed(alice, bob, translated, title="Asking well", summary=CONTENT["summary"])
    making.publish(translated, "A better title.")
    at = f"/library/{translated.id}/editions"
    assert "This is an older edition" in page(alice).get(f"{at}/1?language=nl").text
    compared = page(alice).get(f"{at}/2/comparison").text
    assert "<ins>" in compared
    assert "No longer offered" in compared
    assert page(alice).get(f"{at}/1/comparison").status_code == 404
    assert page(alice).get(f"{at}/3").status_code == 404


def test_pictures_are_shown_and_documents_taken_away(page, alice, module):
    at = f"/library/{module.id}/files"
    for name, content in (("a.png", making.PNG), ("b.pdf", b"%PDF-1.7\n")):
        sent = {"file": (io.BytesIO(content), name)}
        assert page(alice).post(at, data=sent).status_code == 303
    making.write(alice, module, body="![A table](a.png) ![None](c.png)")
    assert f'src="{at}/a.png"' in page(alice).get(f"/library/{module.id}/texts/en").text
    picture, document = (page(alice).get(f"{at}/{name}") for name in ("a.png", "b.pdf"))
    assert (picture.data, picture.content_type) == (making.PNG, "image/png")
    assert document.headers["Content-Disposition"].startswith("attachment")
    assert page(alice).post(f"{at}/a.png/removal").status_code == 409
    assert page(alice).post(f"{at}/b.pdf/removal").status_code == 303
    assert page(alice).get(f"{at}/b.pdf").status_code == 404
    refused = page(alice).post(at, data={"file": (io.BytesIO(b"<svg/>"), "x.svg")})
    assert refused.status_code == 422


def test_retiring_and_bringing_back(page, alice, translated):
    making.publish(translated)
    at = f"/library/{translated.id}"
    assert page(alice).post(f"{at}/retirement").status_code == 303
    assert "Retired on" in page(alice).get(at).text
    assert "Asking" not in page(alice).get("/library/").text
    assert "Asking" in page(alice).get("/library/?state=retired").text
    assert page(alice).post(f"{at}/retirement").status_code == 409
    assert page(alice).post(f"{at}/return").status_code == 303


def test_an_analyst_reads_and_changes_nothing(page, hq, alice, translated):
    analyst = page(make.user("hq_analyst"))
    at = f"/library/{translated.id}"
    for address in ("/library/", at, f"{at}/texts/nl"):
        assert analyst.get(address).status_code == 200
    for address in ("/library/new", f"{at}/facts", f"{at}/publication", f"{at}/translators"):
        assert analyst.get(address).status_code == 403
    assert analyst.post(f"{at}/retirement").status_code == 403


def test_searching_and_filtering(page, alice, bob, translated):
    making.module("other", audience=["staff"])
    client = page(alice)
    assert "1 found" in client.get("/library/?q=vragen").text
    assert "1 found" in client.get("/library/?audience=staff").text
    assert "1 found" in client.get("/library/?work=missing&language=nl").text
    assert "No module is like that" in client.get("/library/?q=%25").text
    assert "2 found" in client.get("/library/?work=nonsense&state=nonsense&language=xx").text


def test_the_list_asks_few_questions_however_long_it_is(page, alice, bob, translated):
    for number in range(4):
        making.reviewed(alice, bob, making.module(f"other-{number}"))
    client, asked = page(alice), []
    client.get("/library/")

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    engine = db.engines["shared"]
    event.listen(engine, "before_cursor_execute", note)
    client.get("/library/")
    event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 6


@pytest.mark.parametrize("address", ["", "/texts/nl", "/texts/xx/writing", "/files/x.png"])
def test_what_is_not_there_is_not_found(page, alice, module, address):
    missing = 987_654 if not address else module.id
    assert page(alice).get(f"/library/{missing}{address}").status_code == 404


def test_a_language_that_readers_would_lose_is_named_before_publishing(
    page, alice, bob, translated
):
    making.publish(translated)
    making.reviewed(alice, bob, translated, title="Asking well")
    shown = page(alice).get(f"/library/{translated.id}/publication").text
    assert "Edition 1 has it: its readers would get another language." in shown
