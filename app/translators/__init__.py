"""Texts of the library that go to translators as files and come back translated."""
