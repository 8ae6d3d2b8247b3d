"""The installation to join, for all tests of this folder."""

from tests.onboarding.fixtures import ground, laid

__all__ = ["ground", "laid"]
