"""A machine tries the whole API: no answer that the document does not promise, and no 500."""

import pytest

from app.core.permissions import Permission
from app.core.web import requires
from tests.api import fuzzing

EFFORT = {
    "sqlite": {"examples": 15},
    "postgresql": {"examples": 12, "coverage": False},
}
"""PostgreSQL is there for what only it refuses, such as zero bytes and numbers out of range."""


@pytest.fixture
def belgium(installation):
    """Without a context around it: each request has to stand on its own."""
    return installation.apps["be"]


def test_schemathesis_finds_nothing(belgium, dialect):
    token = fuzzing.seed(belgium)
    found = fuzzing.findings(belgium, token, **EFFORT[dialect])
    assert found == [], "\n\n".join(found)


def wrong_answer():
    return {"items": "none"}


def test_schemathesis_finds_what_is_wrong(installation):
    """Negative control: an application that answers with something else is found."""
    app = installation.app("be")
    token = fuzzing.seed(app)
    app.view_functions["antennas_api.index"] = requires(Permission.ANTENNAS_READ)(wrong_answer)
    found = fuzzing.findings(app, token, only="/api/v1/antennas", examples=2)
    assert any("response_schema_conformance" in text for text in found)
