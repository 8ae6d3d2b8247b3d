"""The table of isolation tests tells the truth: what it names is there, and all 64 are in it."""

import re

import pytest

from app.core.config import REPOSITORY
from tests import isolation

TESTS = REPOSITORY / "tests"
ELSEWHERE = {
    "accounts": TESTS / "accounts" / "test_isolation.py",
    "house": TESTS / "test_house.py",
}
TABLE, REST = (isolation.__doc__ or "").split("`accounts` is", 1)
REASONS = REST.split("Not yet, and why:")[1]
PLACES = {
    int(number): re.findall(r"\w+", places)
    for number, places in re.findall(r"(\d+) ([a-z_]+(?:, [a-z_]+)*|-)(?=\s)", TABLE)
}
NOT_YET = {int(number) for number in re.findall(r"^ +(\d+)   ", REASONS, re.MULTILINE)}


def test_all_of_them_are_in_the_table():
    assert sorted(PLACES) == list(range(1, 65))


def test_what_has_no_place_has_a_reason():
    assert {number for number, places in PLACES.items() if not places} <= NOT_YET


@pytest.mark.parametrize("number", [number for number, places in PLACES.items() if places])
def test_each_is_where_the_table_says(number):
    for place in PLACES[number]:
        path = ELSEWHERE.get(place, TESTS / "isolation" / f"test_{place}.py")
        text = path.read_text()
        named = re.findall(r"def test_((?:\d+_)+)", text)
        numbers = {int(part) for name in named for part in name.split("_") if part}
        assert number in numbers or f"isolation test {number})" in text, path


@pytest.mark.parametrize(
    "path", sorted((TESTS / "isolation").glob("test_*.py")), ids=lambda p: p.stem
)
def test_each_module_holds_a_negative_control(path):
    text = path.read_text()
    assert path.stem == "test_table" or "egative control" in text
