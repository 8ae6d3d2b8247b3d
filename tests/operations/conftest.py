"""The queue server of the isolation tests serves here too."""

from tests.isolation.conftest import redis

__all__ = ["redis"]
