"""The library's two editors and what they wrote."""

from tests.library.conftest import alice, bob, hq, module, page, translated

__all__ = ["alice", "bob", "hq", "module", "page", "translated"]
