"""Spain, and any country that begins with planned antennas only."""

from pathlib import Path

from app.core.config import REPOSITORY
from app.core.tenancy import asked_for, load_tenant
from tests.core.test_tenancy import belgium, mistakes_of, spoil

__all__ = ["belgium"]

TENANTS = REPOSITORY / "tenants"


def test_spain_is_planned_only_and_stores_neither_a_number_nor_an_amount() -> None:
    spain = load_tenant(TENANTS / "es")
    assert {one.code: one.nuts2 for one in spain.antennas} == {
        "MAD": "ES30",
        "BCN": "ES51",
        "VLC": "ES52",
    }
    assert not any(one.is_open for one in spain.antennas)
    assert "general knowledge" in spain.area_source
    assert not spain.sensitive.parents_birthplace
    assert "NIE and DNI are not stored" in spain.sensitive.source
    assert asked_for(spain) == [
        "contact.phone",
        "retention.mentee_years",
        "retention.mentor_years",
    ]


def test_a_country_may_begin_with_planned_antennas_but_not_with_none(belgium: Path) -> None:
    file = belgium / "antennas.csv"
    spoil(file, "MEC,open", "MEC,planned")
    text = file.read_text(encoding="utf-8").replace(",open,", ",planned,")
    file.write_text(text, encoding="utf-8")
    assert not any(antenna.is_open for antenna in load_tenant(belgium).antennas)
    file.write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    assert mistakes_of(belgium) == ["be/antennas.csv: file: one antenna at least, open or planned"]
