"""Headquarters and somebody who plans there."""

import pytest

from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.planner import stage


@pytest.fixture
def hq(headquarters):
    """The application of headquarters, acting as the system."""
    with headquarters.app_context(), acting_as(SYSTEM):
        yield headquarters


@pytest.fixture
def analyst(hq):
    return make.browser(hq, make.user(role="hq_analyst", language="en"))


@pytest.fixture
def publish(installation):
    """`publish(("be", "duos_started", "2026-Q3", cells))`; taken back at the end."""

    def put(*rows, version=1):
        stage.publish(installation.shared_url, *rows, version=version)

    yield put
    stage.unpublish(installation.shared_url)
