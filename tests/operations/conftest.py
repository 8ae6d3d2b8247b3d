"""The operator's installation."""

from tests.isolation.conftest import redis
from tests.operations.fixtures import made_on_postgresql, made_once, site

__all__ = ["made_on_postgresql", "made_once", "redis", "site"]
