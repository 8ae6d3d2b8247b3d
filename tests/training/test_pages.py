"""Training through the pages of staff."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.core import clock
from app.core.db import db
from app.people.models import Stage
from app.training.models import Completion, TrainingFile, TrainingModule
from tests import make
from tests.training import made


@pytest.fixture
def alice(as_role):
    return as_role("coordinator", antennas=["GHE"])


@pytest.fixture
def director(as_role):
    return as_role("director")


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


@pytest.mark.parametrize("path", ["/training/", "/training/sessions/", "/training/people/"])
def test_an_empty_country_is_told_what_comes_next(director, path):
    page = director.get(path)
    assert page.status_code == 200
    assert 'class="empty"' in page.text


def test_a_module_is_read_in_the_language_of_the_page_and_says_so_when_it_is_not(director, app):
    module = made.module(texts={"en": made.text("Listening"), "fr": made.text("Écouter")})
    address = f"/training/modules/{module.id}"
    english = director.get(address).text
    assert "Words of Listening" in english
    assert "Not yet in" not in english
    assert f'src="/training/files/{made.PICTURE}"' in english
    assert "Words of Écouter" in director.get(f"{address}?language=fr").text
    director.post("/accounts/language", data={"language": "nl", "next": address})
    dutch = director.get(address).text
    assert '<div class="reading" lang="fr">' in dutch
    assert "Words of Écouter" in dutch


def test_what_the_country_wrote_stands_beside_the_module(director):
    module = made.module()
    address = f"/training/modules/{module.id}"
    words = {"introduction_en": "**Here** in Ghent", "examples_fr": "Chez <script>nous</script>"}
    assert director.post(f"{address}/own-words", data=words).status_code == 303
    page = director.get(address).text
    assert "<strong>Here</strong> in Ghent" in page
    assert "&lt;script&gt;" in page
    assert 'lang="fr"' in page
    module = fresh(TrainingModule)
    assert (module.introductions, module.examples) == (
        {"en": "**Here** in Ghent"},
        {"fr": "Chez <script>nous</script>"},
    )


def test_only_who_configures_may_write_and_choose(alice):
    module = made.module()
    for path in (f"/training/modules/{module.id}/own-words", "/training/compulsory"):
        assert alice.get(path).status_code == 403
        assert alice.post(path, data={}).status_code == 403
    assert alice.post("/training/refreshing").status_code == 403


def test_choosing_what_is_compulsory_says_how_many_lack_it(director):
    first, second = made.module("listening"), made.module("network", compulsory=False)
    make.mentor(trained_on=make.SPRING)
    assert director.post("/training/compulsory", data={}).status_code == 409
    page = director.post(
        "/training/compulsory", data={"modules": [first.id, second.id]}, follow_redirects=True
    )
    assert "1 trained mentor has not followed all of these" in page.text
    assert {m.compulsory for m in db.session.scalars(select(TrainingModule))} == {True}


def test_a_file_of_a_module_is_served_and_nothing_else_is(client, app):
    make.kept(TrainingFile(sha256=made.PICTURE, media_type="image/png", content=b"png"))
    make.kept(TrainingFile(sha256="b" * 64, media_type="text/html", content=b"<script>"))
    answer = client.get(f"/training/files/{made.PICTURE}")
    assert (answer.data, answer.mimetype) == (b"png", "image/png")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "immutable" in answer.headers["Cache-Control"]
    other = client.get(f"/training/files/{'b' * 64}")
    assert other.mimetype == "application/octet-stream"
    assert other.headers["Content-Disposition"] == "attachment"
    for unknown in ("c" * 64, "..%2f..%2fetc", "x"):
        assert client.get(f"/training/files/{unknown}").status_code == 404


def test_the_training_of_one_person_from_noting_to_taking_away(alice):
    module = made.module()
    marc = make.mentor(antenna="GHE", stage=Stage.TRAINING)
    address = f"/training/people/{marc.id}"
    noted = {"completed_on": "2026-05-04", "hours": "3.5", "observation": "Kind"}
    assert alice.post(f"{address}/modules/{module.id}", data=noted).status_code == 303
    page = alice.get(address).text
    assert "Kind" in page
    assert "All that comes before a first duo is completed" in page
    assert "Training" in alice.get(f"/mentors/{marc.id}").text
    future = noted | {"completed_on": (clock.today() + timedelta(days=3)).isoformat()}
    assert alice.post(f"{address}/modules/{module.id}", data=future).status_code == 422
    row = fresh(Completion)
    assert alice.post(f"{address}/completions/{row.id}/removal").status_code == 303
    assert make.count(Completion) == 0


def test_somebody_elses_completion_is_not_taken_away_by_guessing(alice):
    module = made.module()
    marc, luc = make.mentor(antenna="GHE"), make.mentor("Luc", antenna="LIE")
    row = made.completion(luc, module)
    address = f"/training/people/{marc.id}/completions/{row.id}/removal"
    assert alice.post(address).status_code == 404
    assert make.count(Completion) == 1


def test_hours_are_listed_with_those_of_each_antenna(director):
    module = made.module()
    marc = make.mentor(antenna="GHE")
    made.completion(marc, module, completed_on=clock.today(), hours=2.5)
    page = director.get("/training/people/").text
    assert "Servais, Marc" in page
    assert "2.5" in page
    assert "Servais" not in director.get("/training/people/?antenna=LIE").text
    assert "Servais" not in director.get(f"/training/people/?year={clock.today().year - 1}").text


@pytest.mark.parametrize("path", ["/training/sessions/", "/training/people/"])
def test_a_list_takes_six_statements(as_role, path):
    module = made.module()
    for number in range(3):
        made.session(module, "GHE", place=f"Room {number}")
        marc = make.mentor(f"M{number}", antenna="GHE")
        made.completion(marc, module, completed_on=clock.today())
    alice, said = as_role("coordinator", antennas=["GHE"]), []
    note = lambda *call: said.append(call[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    assert alice.get(path).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([text for text in said if text.startswith("SELECT")]) <= 6, said
