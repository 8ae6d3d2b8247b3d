"""Somebody of headquarters, and what the countries published."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import g

from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.hq import stage


@pytest.fixture
def hq(headquarters):
    """Headquarters, acting as the system."""
    with headquarters.app_context(), acting_as(SYSTEM):
        g.language = "en"
        yield headquarters


@pytest.fixture
def browser_of(hq) -> Callable[..., Any]:
    return lambda role, **more: make.browser(hq, make.user(role=role, **more))


@pytest.fixture
def analyst(browser_of):
    return browser_of("hq_analyst", language="en")


@pytest.fixture
def published(installation):
    """Three countries, eight quarters; Spain takes part and has published nothing."""
    stage.publish(installation)
    return installation
