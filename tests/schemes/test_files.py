"""`funding.toml`: what it may say, and what is told of each mistake in it."""

from datetime import date
from pathlib import Path

import pytest

from app.core.config import REPOSITORY
from app.core.country_files import read as read_with_lines
from app.core.tenancy import load_tenant
from app.core.tenant_files import name_of
from app.schemes.files import FILE, read, read_file
from app.schemes.kinds import Standing, Status
from tests.practising import country

TENANTS = REPOSITORY / "tenants"
COUNTRIES = ("be", "es", "fr", "nl")
TWO = """[[schemes]]
code = "first"
names = { es = "Primero" }
funder = ""
funder_kind = "authority"

[[schemes.versions]]
valid_from = ""
valid_until = 2025-12-31
status = "read"
source = "somewhere"
unit = "duo_started"
amount = 12.5
cadence = ""

[[schemes]]
code = "second"
names = { es = "Segundo" }
funder = "Somebody"
funder_kind = "foundation"
regions = ["ES3"]

[[schemes.versions]]
valid_from = 2025-01-01
valid_until = 2025-12-31
status = "read"
source = "somewhere"
unit = ""
amount = ""
cadence = "quarter"

[[schemes.versions]]
valid_from = 2026-01-01
valid_until = ""
applications_until = 2026-03-31
status = "derived"
source = "elsewhere"
unit = "duo_completed"
amount = 500
cadence = "quarter"
conditions = [
  # Two of them.
  { fact = "age", at_least = 18, at_most = 33 },
  { any = [{ fact = "region", one_of = ["ES30"] }, { fact = "registered", is = true }] },
]

[[schemes.versions.amounts]]
names = { es = "Dotación" }
amount = 100_000
source = "elsewhere"
status = "read"
"""


@pytest.fixture
def spain(tmp_path: Path) -> Path:
    folder = country(tmp_path, "es")
    (folder / FILE).write_text(TWO, "utf-8")
    return folder


def mistakes(folder: Path, old: str = "", new: str = "") -> list[str]:
    file = folder / FILE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return [str(one) for one in read_with_lines(load_tenant(folder), {FILE: read})[1]]


def test_what_is_written_becomes_frozen_values(spain):
    assert mistakes(spain) == []
    first, second = read(load_tenant(spain))[0].schemes
    assert (first.latest.rate_cents, first.latest.unit, first.funder) == (1250, "duo_started", None)
    assert second.version_on(date(2025, 12, 31)) is second.versions[0]
    assert second.version_on(date(2026, 1, 1)) is second.latest
    assert second.version_on(date(2024, 12, 31)) is None
    assert second.version_from(date(2026, 1, 1)) is second.latest
    assert (second.latest.amounts[0].amount_cents, second.latest.status) == (
        10_000_000,
        Status.DERIVED,
    )
    assert len(second.latest.predicate.conditions) == len(second.latest.conditions) == 2
    with pytest.raises(AttributeError):
        second.latest.rate_cents = 1


def test_a_scheme_stands_somewhere_on_each_day(spain):
    first, second = read(load_tenant(spain))[0].schemes
    assert first.standing_on(date(2025, 6, 1)) is Standing.OPEN
    assert first.standing_on(date(2026, 6, 1)) is Standing.ENDED
    assert second.standing_on(date(2024, 6, 1)) is Standing.COMING
    assert second.standing_on(date(2026, 3, 31)) is Standing.OPEN
    assert second.standing_on(date(2026, 4, 1)) is Standing.RUNNING


def test_a_country_without_the_file_has_no_schemes(spain):
    (spain / FILE).unlink()
    assert read(load_tenant(spain)) == (read(load_tenant(spain))[0], [])
    assert read(load_tenant(spain))[0].schemes == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'unit = "duo_started"',
            'units = "x"',
            "line 12 schemes.1.versions.1.units = 'x': unknown",
        ),
        (
            "amount = 500",
            "amount = -1",
            "line 39 schemes.2.versions.2.amount = -1: allowed: an amount",
        ),
        ("amount = 500", "amount = 5.001", "an amount in the country's currency"),
        ('unit = "duo_completed"', 'unit = "duo"', "allowed: duo_started, duo_completed"),
        (
            '2025-12-31\nstatus = "read"\nsource = "somewhere"\nunit = ""',
            '2026-01-01\nstatus = "read"\nsource = "somewhere"\nunit = ""',
            "line 33 schemes.2.versions.2.valid_from = '2026-01-01': must be after the end",
        ),
        ("valid_from = 2026-01-01", "valid_from = 2025-12-31", "their dates overlap"),
        ('code = "second"', 'code = "first"', "line 17 schemes.2.code = 'first': each code once"),
        (
            '["ES3"]',
            '["BE1"]',
            "schemes.2.regions.1 = 'BE1': allowed: a NUTS code of the country: ES11",
        ),
        ('{ es = "Segundo" }', '{ zz9 = "Segundo" }', "allowed: a text by language"),
        ('{ es = "Segundo" }', '{ fr = "Second" }', "allowed: a name in one of es"),
        ("valid_until = 2025-12-31", 'valid_until = "soon"', "allowed: a day, 2026-01-31"),
        ("valid_from = 2025-01-01", "valid_from = 2026-02-01", "must not be before valid_from"),
        ("at_most = 33", "at_most = 3", "line 43 schemes.2.versions.2.conditions.1.at_most"),
        ("at_least = 18", "at_leest = 18", "Allowed here: at_least, at_most, known."),
        (
            'fact = "registered"',
            'fact = "rich"',
            "line 44 schemes.2.versions.2.conditions.2.any.2.fact = 'rich'",
        ),
        ("is = true", 'is = "yes"', "Allowed: true or false."),
        (
            'source = "elsewhere"\nstatus = "read"',
            'source = "elsewhere"\nstatus = "sure"',
            "line 51 schemes.2.versions.2.amounts.1.status = 'sure'",
        ),
    ],
)
def test_a_mistake_names_file_line_key_value_and_what_is_allowed(spain, old, new, told):
    found = mistakes(spain, old, new)
    assert found
    assert any(one.startswith("es/funding.toml: line ") and told in one for one in found), found


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_text_of_what_is_shipped_is_in_every_language_of_its_country(code):
    tenant = load_tenant(TENANTS / code)
    facts, found = read_file(TENANTS / code)
    assert found == []
    assert facts["schemes"]

    def texts(value):
        if isinstance(value, dict) and value and {*value} <= {"fr", "nl", "en", "es"}:
            yield value
        elif isinstance(value, dict | list | tuple):
            inner = value.values() if isinstance(value, dict) else value
            for one in inner:
                yield from texts(one)

    lacking = [text for text in texts(facts) if {*tenant.languages} - {*text}]
    assert lacking == []


@pytest.mark.parametrize("code", [*COUNTRIES, "hq/template"])
def test_what_is_shipped_pays_no_amount_that_nobody_published(code):
    """funding.md: no amount for one unit is public; shares are those of the European regulation."""
    facts, found = read_file(TENANTS / code)
    assert found == []
    versions = [one for scheme in facts["schemes"] for one in scheme["versions"]]
    assert {one["rate_cents"] for one in versions} == {None}
    assert {one["rate_percent"] for one in versions} <= {None, 15.0, 40.0}
    assert all(one["source"] for one in versions)


SOURCES = {
    "be": {
        "actiris-mentoring": "bx1.be, April 2025",
        "forem-coaching-solutions": "Decree of 12 November 2021",
        "vdab-mentoring-to-work": "partners.vdab.be/subsidieoproepen/50081",
    },
    "fr": {
        "un-jeune-un-mentor": "senat.fr a25-144-623",
        "fse-plus": "Decree 2022-796",
        "bop-104-action-12": "DRIEETS",
    },
    "nl": {"esf-plus-2d": "Stcrt 2023-8267", "esf-plus-newcomers": "Stcrt 2025-21546"},
    "es": {"fse-plus-state": "BOE-A-2023-13518", "irpf-state": "Royal Decree 821/2021"},
}
ENDED = {
    "be": {
        ("actiris-mentoring", None),
        ("vdab-mentoring-to-work", None),
        ("actiris-impact-bond", date(2018, 1, 1)),
    },
    "fr": {("un-jeune-un-mentor", date(2021, 1, 1))},
}


@pytest.mark.parametrize("code", COUNTRIES)
def test_versions_that_were_shipped_stay_with_their_sources(code):
    """What was claimed under a version is explained by it years later: it is never taken out."""
    rules = read(load_tenant(TENANTS / code))[0]
    by_code = {scheme.code: scheme for scheme in rules.schemes}
    for scheme, source in SOURCES[code].items():
        assert source in " ".join(_in_english(one.source) for one in by_code[scheme].versions)
    for scheme, begins in ENDED.get(code, ()):
        assert by_code[scheme].version_from(begins), name_of(TENANTS / code / FILE)


def _in_english(said):
    return said if isinstance(said, str) else said["en"]
