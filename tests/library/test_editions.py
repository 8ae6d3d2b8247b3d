"""Publishing: what goes out, what stays in, what stands against it, and what stays readable."""

import io

import pytest
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.library import files, metadata, queries, rules
from app.library.actions import editions, modules
from app.library.models import ContentFile
from tests import make
from tests.library import making


def against(module):
    return [reason.code for reason in rules.against_publishing(making.again(module))]


def sent(content, name):
    return FileStorage(io.BytesIO(content), filename=name)


def attach(module, content=making.PNG, name="Table.PNG"):
    found = modules.attach_file(module=making.again(module), file=sent(content, name))
    db.session.commit()
    return found


def test_only_reviewed_languages_in_line_with_their_source_go_out(translated, alice, bob):
    making.write(alice, translated, "fr")
    edition = making.publish(translated, "The first.")
    assert (edition.number, [text.language for text in edition.texts]) == (1, ["en", "nl"])
    assert edition.changes == "The first."
    assert make.last_event().facts["languages"] == ["en", "nl"]
    making.reviewed(alice, bob, translated, title="Asking!")
    assert [text.language for text in making.publish(translated).texts] == ["en"]


def test_nothing_goes_out_before_the_source_is_reviewed(module, translated, alice):
    assert against(making.module("empty")) == ["source_not_reviewed"]
    making.write(alice, translated, title="Asking!")
    with pytest.raises(Refused, match="source_not_reviewed"):
        making.publish(translated)


def test_the_same_is_not_published_twice(translated):
    making.publish(translated)
    assert against(translated) == ["nothing_new"]


def test_what_changed_since_the_page_was_shown_is_not_published_unseen(translated, alice, bob):
    seen = editions.would_publish(making.again(translated))
    making.reviewed(bob, alice, translated, "fr")
    with pytest.raises(Refused, match="changed_meanwhile"):
        editions.publish(module=making.again(translated), seen=seen)


@pytest.mark.parametrize("part", ["sources", "based_on"])
def test_a_work_whose_licence_does_not_allow_it_blocks_publishing(translated, part):
    work = {"title": "A film", "author": "", "url": "", "licence": "CC-BY-NC-ND-4.0"}
    module = making.again(translated)
    modules.change_module(module=module, version=module.version, **{part: [work]})
    db.session.commit()
    with pytest.raises(Refused) as refused:
        making.publish(translated)
    assert [r.code for r in refused.value.reasons] == ["licence"]
    assert "A film" in str(refused.value.reasons[0].text)


def test_an_edition_never_changes(translated, alice, bob):
    making.publish(translated)
    making.reviewed(alice, bob, translated, title="Asking!")
    module = making.again(translated)
    modules.change_module(module=module, version=module.version, minutes=5)
    making.publish(translated)
    old, new = queries.edition("asking", 1), queries.edition("asking", 2)
    assert (old.text_in("en").title, old.facts["minutes"]) == ("Asking", 210)
    assert (new.text_in("en").title, new.facts["minutes"]) == ("Asking!", 5)
    assert [edition.number for edition in queries.published()] == [2]


def test_a_retired_module_is_offered_to_nobody_and_can_come_back(translated):
    making.publish(translated)
    modules.retire_module(making.again(translated))
    db.session.commit()
    assert queries.published() == []
    assert queries.edition("asking", 1).retired_at is not None
    assert against(translated) == ["retired", "nothing_new"]
    with pytest.raises(Refused, match="retired"):
        modules.retire_module(making.again(translated))
    modules.bring_back(making.again(translated))
    db.session.commit()
    assert [edition.slug for edition in queries.published()] == ["asking"]


def test_a_country_reads_what_is_published_in_the_order_of_the_course(hq, neighbour):
    making.published(hq, "second", position=2)
    making.published(hq, "first", position=1)
    db.session.commit()
    with neighbour.app_context(), acting_as(SYSTEM):
        found = queries.published()
        assert [edition.slug for edition in found] == ["first", "second"]
        assert found[0].text_in("nl").title == "Vragen"


def test_the_same_file_is_kept_once_and_goes_with_its_last_user(translated):
    other = making.module("other")
    assert attach(translated) == "table.png"
    attach(other, name="Mesa única.png")
    assert list(making.again(other).files) == ["mesa-unica.png"]
    assert make.count(ContentFile) == 1
    modules.remove_file(module=making.again(other), name="mesa-unica.png")
    assert make.count(ContentFile) == 1
    modules.remove_file(module=making.again(translated), name="table.png")
    assert make.count(ContentFile) == 0


def test_a_file_of_an_edition_stays_when_the_module_gives_it_up(translated):
    attach(translated)
    making.publish(translated)
    modules.remove_file(module=making.again(translated), name="table.png")
    held = queries.edition("asking", 1).facts["files"]
    assert queries.file_of(held, "table.png").content == making.PNG


def test_a_file_that_a_text_shows_is_not_removed(translated, alice):
    attach(translated)
    making.write(alice, translated, body="![A table](table.png)")
    with pytest.raises(Refused, match="file_in_use"):
        modules.remove_file(module=making.again(translated), name="table.png")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png", "no picture"),
        (b"<html>", "page.pdf", "no picture"),
        (b"", "empty.png", "no picture"),
        (making.PNG + b"\0" * files.MOST_BYTES, "large.png", "At most 2 MB"),
        (making.PNG, "???.png", "letters and digits"),
        (None, "", "Choose a file"),
    ],
)
def test_a_file_is_judged_by_what_is_in_it(module, content, name, says):
    file = sent(content, name) if content is not None else None
    with pytest.raises(ValidationError) as refused:
        modules.attach_file(module=module, file=file)
    assert says in str(refused.value.messages["file"])


@pytest.mark.parametrize(
    ("beginning", "name"),
    [
        (b"\xff\xd8\xff\xe0", "a.jpg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a.webp"),
        (b"%PDF-1.7\n", "a.pdf"),
        (making.PNG, "a.png"),
    ],
)
def test_the_ending_of_its_name_follows_from_its_content(module, beginning, name):
    assert attach(module, beginning, "../A.svg") == name


def test_machines_are_told_what_it_teaches_and_under_which_licence(translated):
    edition = making.publish(translated)
    said = metadata.learning_resource(edition, edition.text_in("nl"), url="https://example.org/x")
    assert said["@type"] == "LearningResource"
    assert said["inLanguage"] == "nl"
    assert said["teaches"] == making.DUTCH["objectives"]
    assert said["timeRequired"] == "PT210M"
    assert said["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert said["translationOfWork"]["inLanguage"] == "en"
    assert "isBasedOn" not in said
