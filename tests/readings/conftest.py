"""The library of the training's tests."""

from tests.training.conftest import library

__all__ = ["library"]
