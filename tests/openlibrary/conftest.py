"""A library with the shipped modules in it, and its open side."""

import pytest

from app.core.config import REPOSITORY
from app.core.db import transaction
from app.core.viewer import SYSTEM, acting_as
from app.shipped_modules.actions import take_shipped
from tests import make

SHIPPED = REPOSITORY / "tenants" / "hq" / "library"


@pytest.fixture
def library(headquarters, app):
    """Headquarters with every shipped module published."""
    with headquarters.app_context(), acting_as(SYSTEM):
        with transaction():
            take_shipped(SHIPPED)
        yield headquarters


@pytest.fixture
def visitor(library):
    return library.test_client()


@pytest.fixture
def editor(library):
    return make.browser(library, make.user(role="hq_editor", language="en"))
