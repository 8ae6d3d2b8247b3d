"""The lists are whole, and their labels are short texts of ours."""

import re

import pytest
from flask import Flask
from flask_babel import Babel
from stdnum.eu import nace

from app.core import vocabularies
from app.core.sectors import SECTORS

LISTS = {
    name: value
    for name, value in vars(vocabularies).items()
    if name.isupper() and hasattr(value, "items")
} | {"SECTORS": SECTORS}


def test_every_division_of_nace_is_there_and_no_other() -> None:
    divisions = [code for code in (f"{n:02d}" for n in range(100)) if nace.is_valid(code)]
    assert list(SECTORS) == divisions
    assert len(SECTORS) == 87


@pytest.mark.parametrize("name", sorted(LISTS))
def test_labels_are_short_and_different(name: str) -> None:
    app = Flask("x")
    Babel(app)
    with app.test_request_context():
        labels = [str(label) for label in LISTS[name].values()]
    assert len(set(labels)) == len(labels)
    assert all(label == label.strip() and 0 < len(label) <= 45 for label in labels)


def test_half_days_are_each_day_twice_in_the_order_of_the_week() -> None:
    days, halves = vocabularies.DAYS, vocabularies.HALVES
    assert list(vocabularies.HALF_DAYS) == [f"{day}-{half}" for day in days for half in halves]
    assert len(days) == 7


def test_the_union_has_27_members_and_no_other_country_is_one() -> None:
    assert len(vocabularies.EUROPEAN_UNION) == 27
    assert set(vocabularies.COUNTRY_CODES) >= vocabularies.EUROPEAN_UNION
    assert vocabularies.is_third_country("GB")
    assert vocabularies.is_third_country("CH")
    assert not vocabularies.is_third_country("HR")


def test_countries_and_languages_are_named_in_the_readers_language() -> None:
    assert vocabularies.country_names("nl")["SY"] == "Syrië"
    assert vocabularies.language_names("fr")["ar"] == "arabe"
    assert next(iter(vocabularies.country_names("fr"))) == "AF"
    assert all(re.fullmatch("[A-Z]{2}", code) for code in vocabularies.country_names("es"))
    assert {"EU", "UN", "ZZ"}.isdisjoint(vocabularies.COUNTRY_CODES)


def test_levels_go_from_the_lowest_to_native() -> None:
    assert list(vocabularies.LANGUAGE_LEVELS) == ["A1", "A2", "B1", "B2", "C1", "C2", "native"]
    assert list(vocabularies.ISCED) == list(range(9))
