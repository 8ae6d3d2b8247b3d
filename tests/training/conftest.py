"""A library of headquarters that begins and ends empty."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.training import made


@pytest.fixture
def library(headquarters: Flask) -> Iterator[Flask]:
    made.empty_library(headquarters)
    yield headquarters
    made.empty_library(headquarters)
