"""The shared database is away: a country teaches from its own copy, and nothing is lost or doubled.

Isolation test 40, the half about training; publications are the other half.
"""

import pytest
from sqlalchemy.exc import OperationalError

from app.core import clock
from app.core.db import db
from app.core.jobs import perform
from app.core.viewer import SYSTEM, acting_as
from app.library.queries import published
from app.readings import actions as readings
from app.training import actions, routes
from app.training.actions import completions
from app.training.models import Completion, TrainingModule
from app.training.queries import modules
from app.training_sessions.models import TrainingSession
from tests import make
from tests.training import made

NOWHERE = {
    "sqlite": "sqlite:///file:/nowhere/shared.db?mode=ro&uri=true",
    "postgresql": "postgresql+psycopg://nobody@127.0.0.1:1/nowhere",
}
WORDS = "Words of Listening"


@pytest.fixture
def library(installation):
    """Headquarters with one published module, which Belgium has copied."""
    headquarters = installation.apps["hq"]
    made.empty_library(headquarters)
    made.publish(headquarters)
    with installation.apps["be"].app_context(), acting_as(SYSTEM):
        actions.refresh()
        db.session.commit()
        db.session.remove()
    yield headquarters
    made.empty_library(headquarters)


@pytest.fixture
def cut_off(installation, dialect, library):
    """Belgium once more, with nothing where the shared database was."""
    bind = {"shared": {"url": NOWHERE[dialect]}}
    app = installation.app("be", SQLALCHEMY_BINDS=bind)
    with app.app_context(), acting_as(SYSTEM):
        yield app
        db.session.remove()


def test_40_every_page_of_training_goes_on_from_the_copy(cut_off):
    module, marc = modules.module_of_slug("listening"), make.mentor()
    session = made.session(module)
    sent = readings.send_reading(person=marc, module_id=module.id)
    director = make.browser(cut_off, make.user("director"))
    for address in (
        "/training/",
        "/training/sessions/",
        f"/training/sessions/{session.id}",
        f"/training/people/{marc.id}",
        "/training/people/",
        "/training/compulsory",
    ):
        assert director.get(address).status_code == 200, address
    assert WORDS in director.get(f"/training/modules/{module.id}").text
    assert director.get(f"/training/files/{made.PICTURE}").data == b"a drawing"
    assert WORDS in cut_off.test_client().get(sent.address).text


def test_40_it_is_said_since_when_the_copy_is(cut_off, monkeypatch):
    director = make.browser(cut_off, make.user("director"))
    assert "was not reached since" not in director.get("/training/").text
    later = clock.now() + 2 * routes.STALE_AFTER
    monkeypatch.setattr(clock, "now", lambda: later)
    director = make.browser(cut_off, make.user("director"))
    assert "was not reached since" in director.get("/training/").text


def test_40_asking_for_what_is_new_says_so_and_changes_nothing(cut_off):
    before = modules.module_of_slug("listening").copied_at
    director = make.browser(cut_off, make.user("director"))
    page = director.post("/training/refreshing", follow_redirects=True).text
    assert "cannot be reached now" in page
    perform("be", "training.refresh", 0)
    db.session.expire_all()
    module = modules.module_of_slug("listening")
    assert (module.edition, module.copied_at, module.retired_at) == (1, before, None)


def test_40_what_happened_meanwhile_is_there_once_when_it_returns(cut_off, installation, library):
    module, marc = modules.module_of_slug("listening"), make.mentor()
    module.introductions = {"fr": "D’ici"}
    made.session(module)
    completions.note_completion(
        person=marc, module_id=module.id, completed_on=make.SPRING, hours=3.5
    )
    db.session.commit()
    made.publish(library, number=2)
    with installation.apps["be"].app_context(), acting_as(SYSTEM):
        for _ in range(2):
            actions.refresh()
            db.session.commit()
        found = modules.module_of_slug("listening")
        assert (found.edition, found.introductions) == (2, {"fr": "D’ici"})
        counted = [make.count(model) for model in (TrainingModule, TrainingSession, Completion)]
        assert counted == [1, 1, 1]
        db.session.remove()


def test_40_the_shared_database_really_is_away(cut_off):
    """Negative control: whatever asked it for a module would fail."""
    with pytest.raises(OperationalError):
        published()
    db.session.rollback()


def test_40_without_a_copy_there_is_nothing_to_read(cut_off):
    """Negative control: the words do come from the copy."""
    module = modules.module_of_slug("listening")
    address = f"/training/modules/{module.id}"
    db.session.delete(module)
    db.session.commit()
    director = make.browser(cut_off, make.user("director"))
    assert director.get(address).status_code == 404
    assert "No module is here yet" in director.get("/training/").text
