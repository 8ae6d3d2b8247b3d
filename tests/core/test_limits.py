"""What is dear to answer is bounded: how often it is asked for, and how much is sent."""

import pytest

from app.core.security import MOST_JSON_BYTES
from tests import make

DEAR = (
    "batches.new",
    "proposals.new",
    "proposals.repeat",
    "receipts.ask",
    "receipts.paper",
    "receipts.papers_of",
    "bank.index",
    "reports.file",
    "mentors.paper",
    "my_expenses.index",
    "my_expenses.enter",
    "my_expenses.account",
    "deadlines.feed",
)
"""A search for minutes, many papers, a long file, or an address that anybody may try keys at."""


@pytest.mark.any_database
@pytest.mark.parametrize("endpoint", DEAR)
def test_what_is_dear_has_a_rate_of_its_own(app, endpoint):
    found = [v for name, v in app.view_functions.items() if f".{name}".endswith(f".{endpoint}")]
    assert found
    assert all(getattr(view, "limit", None) for view in found)


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
