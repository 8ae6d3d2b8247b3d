"""Two profiles made one: what was followed goes along, and comes back when they are parted."""

from app.core.db import db
from app.people.doubts import DuplicateDoubt
from app.people.merging import merge, unmerge
from app.training.actions import certificates, readings
from app.training.queries import completions
from tests import make
from tests.training import made


def test_training_goes_along_and_comes_back(app):
    kept, gone = make.mentor("Ana"), make.mentor("Anna")
    both, only = made.module("listening"), made.module("network")
    made.completion(kept, both, hours=1)
    made.completion(gone, both, hours=2)
    made.completion(gone, only)
    readings.send_reading(person=gone, module_id=made.module("interview").id)
    certificates.issue_certificate(person=gone)
    doubt = make.kept(
        DuplicateDoubt(
            person_id=kept.id, other_id=gone.id, grounds=["name"], found_at=only.copied_at
        )
    )
    merge(doubt, keep=kept.id)
    done = {row.module_id: row.hours for row in completions.completions_of(kept)}
    assert done == {both.id: 1, only.id: 3.5}
    assert len(completions.readings_of(kept)) == len(completions.certificates_of(kept)) == 1
    unmerge(kept, gone)
    db.session.expire_all()
    assert {row.module_id for row in completions.completions_of(gone)} == {both.id, only.id}
    assert completions.certificates_of(kept) == []
