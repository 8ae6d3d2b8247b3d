"""What tests of the deadlines share with those of the grants."""

from tests.grants.conftest import statements

__all__ = ["statements"]
