"""Postal codes, regions and areas: each code leads to the antenna that serves it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po

from app.core.config import REPOSITORY
from app.core.contrast import contrast
from app.core.postal import normal_postal_code, postal_digits, read_ranges
from app.core.regions import nuts2_regions
from app.core.tenancy import antenna_for_postal_code, load_tenant

TENANTS = REPOSITORY / "tenants"


@pytest.mark.parametrize(
    ("code", "postal", "antenna"),
    [
        ("be", "1000", "BRU"),
        ("be", "2800", "MEC"),
        ("be", " 2 800", "MEC"),
        ("be", "2140", "ANT"),
        ("be", "2950", "ANT"),
        ("be", "8000", None),
        ("be", "75010", None),
        ("be", "", None),
        ("fr", "75116", "PAR"),
        ("fr", "93200", "PAR"),
        ("fr", "9320", None),
        ("nl", "3021 XZ", "ROT"),
        ("nl", "3021xz", "ROT"),
        ("nl", "3021", "ROT"),
        ("nl", "2511 AA", None),
        ("hq", "1000", None),
    ],
)
def test_a_postal_code_leads_to_the_open_antenna(code: str, postal: str, antenna: object) -> None:
    found = antenna_for_postal_code(load_tenant(TENANTS / code), postal)
    assert (found and found.code) == antenna


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("B-1000", "BE", None),
        ("0999", "BE", None),
        ("3021 xz", "NL", "3021 XZ"),
        ("3021", "NL", "3021"),
        ("3021 X", "NL", None),
        ("53001", "ES", None),
        ("28 001", "ES", "28001"),
        ("1234567", "LU", "1234567"),
    ],
)
def test_a_postal_code_is_written_as_the_country_does(
    text: str, country: str, code: object
) -> None:
    assert normal_postal_code(text, country) == code


def test_areas_know_their_ends() -> None:
    area, single = read_ranges("1000-1299 1300", "BE")
    assert ("1000" in area, "1299" in area, "1300" in area, "129" in area) == (
        True,
        True,
        False,
        False,
    )
    assert (str(area), str(single)) == ("1000-1299", "1300")


def test_the_regions_are_those_of_2024() -> None:
    assert [len(nuts2_regions(country)) for country in ("BE", "NL", "FR", "ES")] == [11, 12, 27, 19]
    assert "NL36" in nuts2_regions("NL")
    assert "NL33" not in nuts2_regions("NL")
    assert nuts2_regions("MA") == {}


def test_a_country_whose_codes_go_further_than_its_areas_is_served_all_the_same() -> None:
    """Portugal writes 1000-001; its antennas serve 1000-1999."""
    (area,) = read_ranges("1000-1999", "PT")
    assert postal_digits("1000-001", "PT") in area
    assert postal_digits("2000-001", "PT") not in area
    assert "100" not in area


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(
    "file", sorted(TENANTS.glob("*/wording/*/LC_MESSAGES/messages.po")), ids=str
)
def test_a_tenants_own_wording_is_a_catalogue_with_something_in_it(file: Path) -> None:
    with file.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    assert str(catalogue.locale) == file.parents[1].name
    assert all(message.string for message in catalogue if message.id)
    assert len(catalogue) > 0
    sources = (*REPOSITORY.glob("app/**/*.py"), *REPOSITORY.glob("app/**/*.html"))
    product = "".join(source.read_text(encoding="utf-8") for source in sources)
    unknown = [
        message.id for message in catalogue if message.id and f'"{message.id}"' not in product
    ]
    assert not unknown, "these are said nowhere any more"


NATIONAL = [
    ("be", "be-mentees.csv", "utf-8-sig"),
    ("be", "be-mentors.csv", "utf-8-sig"),
    ("fr", "fr-jeunes.csv", "cp1252"),
    ("fr", "fr-mentors.csv", "cp1252"),
]


def places(file: Path, encoding: str) -> Iterator[tuple[str, str]]:
    text = file.read_text(encoding=encoding)
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
        yield row["Code postal"], row["Antenne"]


@pytest.mark.parametrize(("code", "name", "encoding"), NATIONAL)
def test_every_postal_code_of_the_national_files_is_served_by_the_antenna_they_name(
    national: Path, code: str, name: str, encoding: str
) -> None:
    found = load_tenant(TENANTS / code)
    known = {antenna.names["fr"]: antenna.code for antenna in found.antennas}
    for postal, place in set(places(national / name, encoding)):
        antenna = antenna_for_postal_code(found, postal)
        assert antenna is not None, postal
        assert known.get(place, antenna.code) == antenna.code, (postal, place)


@pytest.mark.parametrize("sheet", ["Mentees", "Mentoren"])
def test_every_postal_code_of_the_dutch_file_is_served(national: Path, sheet: str) -> None:
    netherlands = load_tenant(TENANTS / "nl")
    rows = openpyxl.load_workbook(national / "nl-rotterdam.xlsx")[sheet].values
    column = list(next(rows)).index("Postcode")
    served = [antenna_for_postal_code(netherlands, str(row[column])) for row in rows]
    assert {antenna and antenna.code for antenna in served} == {"ROT"}
