"""Two profiles made one: readings go along, and come back when they are parted."""

from app.core.db import db
from app.duplicates.merging import merge, unmerge
from app.readings import actions
from app.readings.queries import readings_of
from tests import make
from tests.training import made


def test_a_reading_goes_along_unless_both_were_sent_the_module(app):
    kept, gone = make.mentor("Ana"), make.mentor("Anna")
    both, only = made.module("listening"), made.module("network")
    for person, module in ((kept, both), (gone, both), (gone, only)):
        actions.send_reading(person=person, module_id=module.id)
    merge(made.doubt(kept, gone), keep=kept.id)
    assert set(readings_of(kept)) == {both.id, only.id}
    assert set(readings_of(gone)) == {both.id}
    unmerge(kept, gone)
    db.session.expire_all()
    assert set(readings_of(kept)) == {both.id}
    assert set(readings_of(gone)) == {both.id, only.id}
