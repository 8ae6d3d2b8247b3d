"""Two profiles made one: certificates go along, and come back when they are parted."""

from app.certificates import actions
from app.certificates.queries import certificates_of
from app.core.db import db
from app.duplicates.merging import merge, unmerge
from tests import make
from tests.training import made


def test_certificates_go_along_and_come_back(app):
    kept, gone = make.mentor("Ana"), make.mentor("Anna")
    made.completion(gone, made.module())
    actions.issue_certificate(person=gone)
    merge(made.doubt(kept, gone), keep=kept.id)
    assert len(certificates_of(kept)) == 1
    unmerge(kept, gone)
    db.session.expire_all()
    assert certificates_of(kept) == []
    assert len(certificates_of(gone)) == 1
