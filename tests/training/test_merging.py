"""Two profiles made one: what was followed goes along, and comes back when they are parted."""

from app.core.db import db
from app.duplicates.merging import merge, unmerge
from app.training.queries import completions
from tests import make
from tests.training import made


def test_what_was_followed_goes_along_and_comes_back(app):
    kept, gone = make.mentor("Ana"), make.mentor("Anna")
    both, only = made.module("listening"), made.module("network")
    made.completion(kept, both, hours=1)
    made.completion(gone, both, hours=2)
    made.completion(gone, only)
    merge(made.doubt(kept, gone), keep=kept.id)
    done = {row.module_id: row.hours for row in completions.completions_of(kept)}
    assert done == {both.id: 1, only.id: 3.5}
    unmerge(kept, gone)
    db.session.expire_all()
    assert {row.module_id for row in completions.completions_of(gone)} == {both.id, only.id}
