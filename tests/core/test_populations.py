"""Estimates of the target population that a country files by antenna."""

from datetime import date
from pathlib import Path

import pytest

from app.core.tenancy import asked_for, load_tenant
from tests.core.test_tenancy import belgium, mistakes_of

__all__ = ["belgium"]


def test_an_estimate_of_the_target_population_is_read_with_its_day_and_source(
    belgium: Path,
) -> None:
    """brief.md: reach needs a dated estimate for each antenna; none is invented."""
    assert load_tenant(belgium).population == ()
    (belgium / "population.toml").write_text(
        "[[population]]\nantenna = 'BRU'\npeople = 42000\nas_of = 2026-01-01\nsource = 'A study'\n"
    )
    found = load_tenant(belgium)
    assert [(one.antenna, one.people, one.as_of) for one in found.population] == [
        ("BRU", 42000, date(2026, 1, 1))
    ]
    assert "population.BRU" not in asked_for(found)
    assert "population.GHE" in asked_for(found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("antenna = 'NOT'", "population.1.antenna = 'NOT': allowed: the code of an antenna"),
        ("people = 0", "population.1.people = 0: allowed: a whole number from 1"),
        ("source = ' '", "population.1.source = ' ': allowed: where the estimate comes from"),
        ("as_of = 'soon'", "population.1.as_of = 'soon': allowed: a day"),
        ("guess = 1", "population.1.guess = 1: unknown key"),
    ],
)
def test_a_wrong_estimate_is_told_with_its_key(belgium: Path, line: str, told: str) -> None:
    lines = {"antenna": "'BRU'", "people": "42000", "as_of": "2026-01-01", "source": "'A study'"}
    key, _, value = line.partition(" = ")
    written = "\n".join(f"{name} = {text}" for name, text in (lines | {key: value}).items())
    (belgium / "population.toml").write_text(f"[[population]]\n{written}\n")
    assert any(told in mistake for mistake in mistakes_of(belgium)), mistakes_of(belgium)


def test_two_estimates_of_one_antenna_and_day_are_refused(belgium: Path) -> None:
    one = "[[population]]\nantenna = 'BRU'\npeople = 1\nas_of = 2026-01-01\nsource = 'A'\n"
    (belgium / "population.toml").write_text(one + one)
    assert "must be one of its day" in mistakes_of(belgium)[0]
