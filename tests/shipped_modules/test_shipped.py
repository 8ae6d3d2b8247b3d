"""Modules that come with the product: taken once, brought up to date, never over anybody's work."""

import shutil

import pytest
from sqlalchemy import func, select

from app.core.config import REPOSITORY
from app.core.db import db, transaction
from app.core.events import Event
from app.library import queries, rules
from app.library.actions import modules
from app.library.models import ContentFile, Edition, EditionText, Module, ModuleText
from app.shipped_modules import actions
from app.shipped_modules.folders import ShippedMistakes, read_folders
from tests.library import making

LANGUAGES = ("en", "fr", "nl", "es")
TABLES = (Module, ModuleText, ContentFile, Edition, EditionText, Event)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(making.SHIPPED, tmp_path / "shipped")


def take(folder):
    with transaction():
        return actions.take_shipped(folder)


def counts():
    return [db.session.scalar(select(func.count(table.id))) for table in TABLES]


def change(folder, old, new, file="en.md"):
    path = folder / "small-talk" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_folder_becomes_a_reviewed_and_published_module(hq, folder):
    assert take(folder) == ["small-talk"]
    module = queries.find_by_slug("small-talk")
    known = queries.translation_status(module, LANGUAGES)
    assert known == {"en": "reviewed", "nl": "reviewed", "fr": "missing", "es": "missing"}
    (edition,) = queries.published()
    assert (edition.number, edition.published_by) == (1, None)
    assert edition.facts["based_on"][0]["licence"] == "CC-BY-4.0"
    assert queries.file_of(edition.facts["files"], "table.png").content == making.PNG
    assert edition.text_in("nl").body.endswith("    laat het inspringen staan\n\nKlaar.")


def test_a_second_time_nothing_changes(hq, folder):
    take(folder)
    before = counts()
    assert take(folder) == []
    assert counts() == before


def test_a_newer_version_is_a_new_edition(hq, folder):
    take(folder)
    change(folder, "Small talk", "Smaller talk")
    assert take(folder) == ["small-talk"]
    (edition,) = queries.published()
    assert (edition.number, edition.text_in("en").title) == (2, "Smaller talk")
    assert edition.text_in("nl") is not None


def test_what_somebody_changed_is_never_written_over(hq, folder, alice):
    take(folder)
    module = queries.find_by_slug("small-talk")
    said = rules.content_of(module.source) | {"title": "Our talk"}
    making.write(alice, module, **said)
    change(folder, "Small talk", "Smaller talk")
    assert take(folder) == []
    assert queries.find_by_slug("small-talk").source.title == "Our talk"


def test_nor_is_what_somebody_published_or_retired(hq, folder, alice, bob):
    take(folder)
    module = queries.find_by_slug("small-talk")
    modules.retire_module(module)
    change(folder, "Small talk", "Smaller talk")
    assert take(folder) == []
    modules.bring_back(queries.find_by_slug("small-talk"))
    said = rules.content_of(module.source) | {"title": "Our talk"}
    making.reviewed(alice, bob, module, **said)
    with making.acting_as(making.seen_as(alice)):
        making.publish(module)
    assert take(folder) == []


WRONG = [
    ("module.toml", "minutes = 45", 'minutes = "long"', "minutes = 'long'", "from 5 to 6000"),
    ("module.toml", '"mentee"]', '"dog"]', "audience.2 = 'dog'", "mentor, mentee, staff"),
    ("module.toml", "position", "place", "place = 21", "unknown key"),
    ("module.toml", '"CC-BY-4.0"', '"CC-BY-ND-4.0"', "licence = 'CC-BY-SA-4.0'", "may not be"),
    ("module.toml", '"https://', '"ftp://', "sources.1.url", "https://example.org"),
    ("module.toml", "minutes = 45", "minutes == 45", "file", "must be TOML"),
    ("en.md", "right = true", "right = false", "quiz.1.options", "one of them right"),
    ("en.md", "title =", "titel =", "titel", "unknown key"),
    ("en.md", "+++\n##", "##", "file", "must be TOML"),
    ("en.md", "table.png", "chair.png", "body", "chair.png"),
    ("en.md", "![Two people at a table]", "![]", "body", "Say what the picture"),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "allowed"), WRONG)
@pytest.mark.any_database
def test_a_mistake_is_told_with_its_file_and_key_and_what_is_allowed(
    hq, folder, file, old, new, key, allowed
):
    change(folder, old, new, file)
    with pytest.raises(ShippedMistakes) as wrong:
        read_folders(folder, LANGUAGES)
    told = str(wrong.value)
    assert f"small-talk/{file}: {key}" in told
    assert allowed in told


@pytest.mark.any_database
def test_all_mistakes_are_told_at_once_and_nothing_is_taken(hq, folder):
    (folder / "small-talk" / "pt.md").write_text("no front", "utf-8")
    (folder / "small-talk" / "Table 2.png").write_bytes(making.PNG)
    (folder / "small-talk" / "drawing.svg").write_text("<svg/>", "utf-8")
    (folder / "Bad Name").mkdir()
    with pytest.raises(ShippedMistakes) as wrong:
        take(folder)
    files = {mistake.file for mistake in wrong.value.mistakes}
    assert {"small-talk/pt.md", "small-talk/Table 2.png", "small-talk/drawing.svg"} <= files
    assert {"Bad Name/", "Bad Name/module.toml"} <= files
    assert counts()[0] == 0


@pytest.mark.any_database
def test_the_modules_of_the_product_are_right_and_in_all_four_languages(hq):
    found = read_folders(REPOSITORY / "tenants" / "hq" / "library", LANGUAGES)
    assert len(found) >= 8
    assert {one.slug: set(one.texts) for one in found} == {one.slug: {*LANGUAGES} for one in found}
    short = [
        (one.slug, language)
        for one in found
        for language, said in one.texts.items()
        if len(said["body"].split()) < 500
    ]
    assert short == []
