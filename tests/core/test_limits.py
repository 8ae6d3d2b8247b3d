"""What is dear to answer is bounded: how often it is asked for, and how much is sent."""

import pytest

from app.core.security import MOST_JSON_BYTES
from tests import make

DEAR = (
    "/allocation/proposals/new",
    "/allocation/proposals/<int:proposal_id>/repetition",
    "/expenses/mentors/<int:mentor_id>/statements/<int:year>.pdf",
    "/funding/feed/<token>.ics",
    "/gifts/bank-files/",
    "/gifts/receipts/runs",
    "/gifts/receipts/<int:receipt_id>.pdf",
    "/gifts/receipts/<int:year>/all.pdf",
    "/my-expenses/<key>",
    "/my-expenses/<key>/account",
    "/reports/batches/new",
    "/reports/<int:report_id>/report.<any(pdf, xlsx, csv):kind>",
)
"""A search for minutes, many papers, a long file, or an address that anybody may try keys at."""


@pytest.mark.any_database
@pytest.mark.parametrize("address", DEAR)
def test_what_is_dear_has_a_rate_of_its_own(app, address):
    views = [app.view_functions[r.endpoint] for r in app.url_map.iter_rules() if r.rule == address]
    assert views
    assert all(view.limit for view in views)


def test_the_rate_of_a_proposal_holds(installation):
    app = installation.app("be", RATELIMIT_ENABLED=True, RATELIMIT_STORAGE_URI="memory://")
    with app.app_context():
        client = make.browser(app, make.user("partnerships"))
    answers = [client.get("/allocation/proposals/new").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_json_longer_than_any_row_is_refused_before_it_is_read(app):
    user = make.user("partnerships")
    sent = {"name": "x" * MOST_JSON_BYTES, "kind": "foundation", "language": "fr"}
    headers = make.program(user, "funding.manage", "funding.read")
    answer = app.test_client().post("/api/v1/funders", json=sent, headers=headers)
    assert answer.status_code == 413
