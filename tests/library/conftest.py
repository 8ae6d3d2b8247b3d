"""Headquarters with two editors: Alice writes, Bob reviews."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from app.accounts.models import User
from app.core.viewer import SYSTEM, acting_as
from app.library.models import Module
from tests import make
from tests.library import making


@pytest.fixture
def hq(headquarters: Flask) -> Iterator[Flask]:
    with headquarters.app_context(), acting_as(SYSTEM):
        g.language = "en"
        yield headquarters


@pytest.fixture
def alice(hq: Flask) -> User:
    return making.editor()


@pytest.fixture
def bob(hq: Flask) -> User:
    return making.editor("Bob Janssens")


@pytest.fixture
def module(hq: Flask) -> Module:
    """Nothing written yet."""
    return making.module()


@pytest.fixture
def translated(module: Module, alice: User, bob: User) -> Module:
    """Reviewed in English and Dutch, both by Bob, not published yet."""
    making.reviewed(alice, bob, module)
    making.reviewed(alice, bob, module, "nl")
    return making.again(module)


@pytest.fixture
def page(hq: Flask) -> Callable[[User], FlaskClient]:
    """`page(alice)` is her browser."""
    return lambda user: make.browser(hq, user)
