"""The country's copy of the modules: what a refresh brings, and what it leaves alone."""

from sqlalchemy import select

from app.core import schedules
from app.core.db import db
from app.core.jobs import OutboxJob, perform
from app.people.models import Stage
from app.reactions import SCHEDULES
from app.training import actions, reading
from app.training.actions.copying import Refreshed
from app.training.models import TrainingFile, TrainingModule
from app.training.queries import modules
from tests import make
from tests.training import made


def refresh():
    """As a job does it: a unit of work of its own."""
    db.session.commit()
    found = actions.refresh()
    db.session.commit()
    return found


def copied(slug="listening"):
    db.session.expire_all()
    return modules.module_of_slug(slug)


def test_a_refresh_copies_what_was_published_with_its_files(app, library):
    made.publish(library, texts={"en": made.text("Listening"), "fr": made.text("Écouter")})
    found = refresh()
    module = copied()
    assert found.changed == ("listening",)
    assert (module.edition, module.digest, module.compulsory) == (1, "listening-1", True)
    assert reading.told(module, "fr").title == "Écouter"
    assert db.session.scalars(select(TrainingFile.content)).one() == b"a drawing"
    assert make.last_event().name == "training.refreshed"


def test_doing_it_again_changes_nothing(app, library):
    made.publish(library)
    refresh()
    before = copied().version
    assert refresh() == Refreshed()
    assert (copied().version, make.count(TrainingModule), make.count(TrainingFile)) == (
        before,
        1,
        1,
    )


def test_a_new_edition_keeps_what_the_country_wrote_and_chose(app, library):
    made.publish(library)
    refresh()
    module = copied()
    module.compulsory, module.introductions, module.examples = False, {"fr": "Ici"}, {"nl": "Hier"}
    db.session.commit()
    made.publish(library, number=2, texts={"en": made.text("Listening well")})
    assert refresh().changed == ("listening",)
    module = copied()
    assert (module.edition, reading.title_of(module)) == (2, "Listening well")
    assert (module.compulsory, module.introductions, module.examples) == (
        False,
        {"fr": "Ici"},
        {"nl": "Hier"},
    )


def test_a_retired_module_is_marked_and_comes_back_when_it_is_published_again(app, library):
    made.publish(library)
    made.publish(library, "network")
    refresh()
    made.retire(library, "listening")
    assert refresh().retired == ("listening",)
    assert copied().retired_at is not None
    assert [module.slug for module in modules.offered_modules()] == ["network"]
    made.publish(library, number=2)
    refresh()
    assert copied().retired_at is None


def test_an_empty_library_retires_nothing(app, library):
    made.module("listening")
    assert refresh() == Refreshed()
    assert copied().retired_at is None


def test_a_module_that_came_from_half_days_is_filled_in_and_stays_compulsory(app, library):
    empty = made.module("listening", edition=0, digest="", texts={})
    assert reading.title_of(empty) == "Listening"
    made.publish(library, facts={"compulsory": False})
    refresh()
    module = copied()
    assert (module.id, module.edition, module.compulsory) == (empty.id, 1, True)


def test_one_that_no_library_ever_had_stays(app, library):
    made.module("half-day-9", edition=0, digest="", texts={}, compulsory=False)
    made.publish(library)
    refresh()
    assert copied("half-day-9").retired_at is None


def test_the_gate_opens_for_those_whom_a_retired_module_held_back(app, library):
    for slug in ("listening", "network"):
        made.publish(library, slug)
    refresh()
    marc = make.mentor(stage=Stage.TRAINING)
    made.completion(marc, copied("network"))
    made.retire(library, "listening")
    refresh()
    assert (marc.stage, marc.trained_on) == (Stage.EVALUATION, make.SPRING)


def test_it_comes_back_by_itself_every_five_minutes(app, library):
    made.publish(library)
    assert "training.refresh" in schedules.sweep(SCHEDULES)
    asked = set(db.session.execute(select(OutboxJob.name, OutboxJob.argument)).all())
    assert ("training.refresh", 0) in asked
    perform("be", "training.refresh", 0)
    assert copied().edition == 1


def test_headquarters_keeps_no_copy_of_its_own_library(library):
    made.publish(library)
    with library.app_context():
        perform("hq", "training.refresh", 0)
        assert make.count(TrainingModule) == 0
        db.session.remove()
