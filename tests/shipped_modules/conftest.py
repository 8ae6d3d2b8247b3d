"""The library's two editors."""

from tests.library.conftest import alice, bob, hq

__all__ = ["alice", "bob", "hq"]
