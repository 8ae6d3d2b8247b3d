"""Modules are taken away as an archive, and taken over from one by another library."""

import hashlib
import io
import json
import zipfile

import pytest

from app.core.db import db, transaction
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.library import queries
from app.library.models import TextState
from app.openlibrary import packaging, reading, taking
from tests.installation import empty_shared


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def archive(visitor) -> bytes:
    return visitor.get("/open-library/everything.zip").data


@pytest.fixture
def another(library, archive):
    """A library with nothing in it."""
    db.session.remove()
    empty_shared(library)
    return library


def changed(archive: bytes, **instead: bytes) -> bytes:
    """The same archive with other files, its checksums made again."""
    content = opened(archive) | {name.replace("__", "/"): told for name, told in instead.items()}
    content.pop(packaging.SUMS)
    return packaging.zipped(content | {packaging.SUMS: packaging.sums(content).encode()})


def test_the_archive_holds_texts_pictures_metadata_and_a_checksum_of_each(archive):
    content = opened(archive)
    told = dict(reversed(line.split("  ")) for line in content["SHA256SUMS"].decode().splitlines())
    assert told.keys() == content.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(content[name]).hexdigest() == told[name] for name in told)
    assert "modules/first-meeting/duo.png" in content
    assert "modules/closing-a-duo/nl.md" in content
    assert json.loads(content["metadata/network.jsonld"])["@context"] == "https://schema.org"
    assert "by-sa/4.0" in content["LICENCE.txt"].decode()


def test_the_same_modules_make_the_same_bytes(visitor, archive):
    again = visitor.get("/open-library/everything.zip")
    assert again.data == archive
    assert packaging.sha256_base64(archive) in again.headers["Repr-Digest"]


def test_another_library_takes_them_over_and_reviews_them_first(another, archive):
    with transaction():
        taken = taking.take_package(archive)
    assert len(taken.added) == 8
    module = queries.find_by_slug("listening")
    assert {text.state for text in module.texts} == {TextState.SUBMITTED}
    assert module.based_on[-1]["author"] == "Tandem Headquarters"
    assert queries.published() == []


def test_what_was_taken_over_says_the_same_and_twice_changes_nothing(another, archive):
    with transaction():
        taking.take_package(archive)
    with transaction():
        again = taking.take_package(archive)
    assert (again.added, len(again.unchanged)) == ([], 8)


def test_a_module_with_other_words_here_stops_the_whole_archive(library, archive):
    with transaction():
        queries.find_by_slug("interview").text_in("nl").title = "Iets anders"
    with pytest.raises(Refused) as refusal:
        taking.take_package(archive)
    assert "interview" in str(refusal.value.reasons[0].text)


def test_a_language_unknown_here_is_left_out_and_said(another, archive):
    text = opened(archive)["modules/network/en.md"]
    with transaction():
        taken = taking.take_package(changed(archive, **{"modules/network/pt.md": text}))
    assert taken.left_out == {"pt"}
    assert queries.find_by_slug("network").text_in("pt") is None


BROKEN = {
    "no archive": lambda archive: b"not an archive",
    "cut off": lambda archive: archive[: len(archive) // 2],
    "no manifest": lambda archive: packaging.zipped({"modules/x/en.md": b"x"}),
    "another format": lambda archive: changed(archive, **{"manifest.json": b'{"format": "x"}'}),
    "a later version": lambda archive: changed(
        archive,
        **{
            "manifest.json": opened(archive)["manifest.json"].replace(
                b'"version": 1', b'"version": 2'
            )
        },
    ),
    "a way out": lambda archive: changed(archive, **{"modules/../en.md": b"x"}),
    "an absolute path": lambda archive: changed(archive, **{"/etc/passwd": b"x"}),
    "a module the manifest does not name": lambda archive: changed(archive, modules__x__en_md=b"x"),
    "words that are no module": lambda archive: changed(
        archive, **{"modules/network/en.md": b"+++\ntitle = 3\n+++\n"}
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_archive_is_told_and_nothing_is_taken(another, archive, name):
    with pytest.raises(reading.WrongPackage) as wrong:
        taking.take_package(BROKEN[name](archive))
    assert str(wrong.value)
    assert queries.modules_in_order() == []


def test_a_file_changed_on_the_way_is_named(archive, another):
    content = opened(archive) | {"modules/network/en.md": b"other words"}
    with pytest.raises(reading.WrongPackage, match=r"modules/network/en\.md"):
        reading.read(packaging.zipped(content))


def test_a_link_in_an_archive_is_refused(archive, another):
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a") as target:
        link = zipfile.ZipInfo("modules/network/link.png")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
    with pytest.raises(reading.WrongPackage, match="not allowed"):
        reading.read(out.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(another):
    bomb = packaging.zipped({"modules/x/en.md": bytes(reading.MOST_BYTES + 1)})
    with pytest.raises(reading.WrongPackage, match="too large"):
        reading.read(bomb)


def test_the_page_keeps_and_tells(editor, another, archive):
    with another.app_context(), acting_as(SYSTEM):
        page = editor.get("/open-library/taking-over")
        assert "Take over modules" in page.text
        nothing = editor.post("/open-library/taking-over", data={})
        assert (nothing.status_code, "Choose a file." in nothing.text) == (422, True)
        wrong = {"file": (io.BytesIO(b"no archive"), "x.zip")}
        assert editor.post("/open-library/taking-over", data=wrong).status_code == 422
        right = {"file": (io.BytesIO(archive), "library.zip")}
        answer = editor.post("/open-library/taking-over", data=right)
        assert answer.status_code == 303
        assert len(queries.modules_in_order()) == 8


def test_only_who_writes_the_library_takes_over(library, visitor):
    assert visitor.get("/open-library/taking-over").status_code == 303
