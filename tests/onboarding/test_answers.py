"""What is said about a new country and what that leaves open, without an application."""

import pytest

from app.core.config import REPOSITORY
from app.core.contrast import contrast
from app.core.tenant_files import Mistake
from app.core.toml_lines import line_of
from app.onboarding.answers import (
    completed,
    country_in,
    name_of_admin,
    only_zone,
    read_template,
    usual_currency,
    words_of,
    zones_of,
)
from app.onboarding.planning import with_line

TEMPLATE = read_template(REPOSITORY / "tenants" / "hq" / "template")
SPAIN = {"name": ["España"], "languages": ["es,en"], "timezone": "Europe/Madrid"}


def test_what_the_country_is_called_follows_from_its_name_in_one_language():
    names = completed("es", SPAIN, TEMPLATE, ())["names"]
    assert names == {"es": "Tandem España", "en": "Tandem Spain"}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (None, {"es": "Tandem España", "en": "Tandem Spain"}),
        (["Iberia"], {"es": "Tandem Iberia", "en": "Tandem Iberia"}),
        (["Tandem Iberia"], {"es": "Tandem Iberia", "en": "Tandem Iberia"}),
        (["es=Iberia", "en=The Peninsula"], {"es": "Tandem Iberia", "en": "Tandem The Peninsula"}),
        ({"es": "Iberia"}, {"es": "Tandem Iberia", "en": "Tandem Spain"}),
    ],
)
def test_names_are_taken_as_they_are_said(said, names):
    assert completed("es", {**SPAIN, "name": said}, TEMPLATE, ())["names"] == names


def test_what_is_not_said_is_what_is_usual_in_the_country():
    facts = completed("es", SPAIN, TEMPLATE, ())
    assert (facts["country"], facts["currency"], facts["default_language"]) == ("ES", "EUR", "es")
    assert facts["host"] == "es.localhost"
    assert facts["contact"]["email"] == "contact@es.tandem.example"
    assert "phone" not in facts["contact"]


def test_a_time_zone_is_only_guessed_where_there_is_one():
    assert (only_zone("BE"), only_zone("ES")) == ("Europe/Brussels", None)
    assert zones_of("ES")[0] == "Europe/Madrid"
    assert "timezone" not in completed("es", {**SPAIN, "timezone": None}, TEMPLATE, ())


def test_colours_are_those_that_nobody_has_and_can_be_read():
    first = completed("es", SPAIN, TEMPLATE, ())["accent"]
    assert completed("es", SPAIN, TEMPLATE, {first})["accent"] != first
    for accent, soft in TEMPLATE.facts["accents"]:
        assert contrast(accent, "#ffffff") >= 7
        assert contrast(accent, soft) >= 4.5
    own = completed("es", {**SPAIN, "accent": "#123456"}, TEMPLATE, ())
    assert contrast(own["accent"], own["accent_soft"]) >= 4.5


def test_languages_are_read_however_they_are_parted():
    assert words_of(["es,en", "ca"]) == words_of("es en ca") == ["es", "en", "ca"]
    assert words_of(None) == []


def test_small_things():
    assert name_of_admin("ana.garcia-lopez@es.example") == "Ana Garcia Lopez"
    assert country_in("pt", "PT") == "Portugal"
    assert country_in("zz", "PT") == ""
    assert (usual_currency("CZ"), usual_currency("")) == ("CZK", None)


TOML = '''# a remark with host = "x"
host = "be.localhost"
languages = [
  "fr",
]
note = """
[names]
"""

[names]
fr = "Tandem"

[[eligibility]]
source = "one"

[eligibility.mentee]
min_age = 18

[[eligibility]]
source = "two"
  [eligibility.mentee]
  min_age = 20
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("host", 2),
        ("languages.1", 4),
        ("names", 10),
        ("names.fr", 11),
        ("names.xx", 10),
        ("eligibility.1.source", 14),
        ("eligibility.1.mentee.min_age", 17),
        ("eligibility.2.mentee.min_age", 22),
        ("eligibility.2.mentor", 19),
        ("absent", None),
    ],
)
def test_a_key_is_found_on_its_line(key, line):
    assert line_of(TOML, key) == line


def test_a_mistake_says_the_line_where_its_file_has_one(tmp_path):
    (tmp_path / "be").mkdir()
    (tmp_path / "be" / "tenant.toml").write_text(TOML)
    found = with_line(tmp_path, Mistake("be/tenant.toml", "names.fr", "Tandem", "x"))
    assert str(found) == "be/tenant.toml: line 11 names.fr = 'Tandem': x"
    for mistake in (
        Mistake("be/tenant.toml", "absent", None, "x"),
        Mistake("be/antennas.csv", "line 2 code", None, "x"),
    ):
        assert with_line(tmp_path, mistake) == mistake
