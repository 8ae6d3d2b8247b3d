"""The tenants' own files are right, and a wrong one is told with file, key, value and remedy."""

import shutil
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app.core.config import REPOSITORY
from app.core.tenancy import (
    EXTENSION,
    TenantMistake,
    asked_for,
    load_tenant,
    load_tenants,
    tenant,
)

TENANTS = REPOSITORY / "tenants"


@pytest.fixture
def belgium(tmp_path: Path) -> Path:
    """A copy of Belgium's folder, to be spoilt."""
    return Path(shutil.copytree(TENANTS / "be", tmp_path / "be"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer says {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(TenantMistake) as caught:
        load_tenant(folder)
    assert str(caught.value) == "\n".join(str(one) for one in caught.value.mistakes)
    return [str(one) for one in caught.value.mistakes]


def test_the_five_tenants_are_read() -> None:
    found = load_tenants(TENANTS)
    assert list(found) == ["be", "es", "fr", "hq", "nl"]
    assert [found[code].languages for code in found] == [
        ("fr", "nl", "en"),
        ("es", "en"),
        ("fr", "en"),
        ("en", "fr", "nl", "es"),
        ("nl", "en"),
    ]
    assert [found[code].host for code in found] == [f"{code}.localhost" for code in found]
    assert found["hq"].is_hq
    assert not found["hq"].antennas
    assert found["be"].zone.key == "Europe/Brussels"


@pytest.mark.parametrize("code", ["be", "es", "fr", "nl"])
def test_who_may_take_part_and_from_where_that_is_known(code: str) -> None:
    rules = load_tenant(TENANTS / code).eligibility_on(date(2026, 11, 20))
    assert (rules.mentee.min_age, rules.mentee.max_age, rules.mentor.min_age) == (18, 33, 50)
    assert rules.mentee.origin == ("nationality", "parent", "grandparent")
    assert rules.source


def test_france_stores_no_ancestry_and_clears_after_two_years() -> None:
    france = load_tenant(TENANTS / "fr")
    assert not france.sensitive.parents_birthplace
    assert france.retention.mentee_years == 2
    assert "2023-095" in france.retention.source


def test_what_nobody_could_source_is_asked_for_and_not_invented() -> None:
    wanted = asked_for(load_tenant(TENANTS / "nl"))
    assert wanted == [
        "contact.phone",
        "retention.mentee_years",
        "retention.mentor_years",
        "antennas.ROT.opened_on",
        "population.ROT",
    ]


def test_a_tenant_cannot_be_changed_by_the_way() -> None:
    belgium = load_tenant(TENANTS / "be")
    with pytest.raises(FrozenInstanceError):
        belgium.host = "fr.localhost"  # type: ignore[misc]
    with pytest.raises(TypeError):
        belgium.names["fr"] = "x"  # type: ignore[index]


TOML_MISTAKES = [
    ('kind = "country"', 'kind = "region"', "kind = 'region': allowed: country, hq"),
    ('kind = "country"', 'kind = "country"\nmotto = "x"', "motto = 'x': unknown key; allowed: "),
    ('host = "be.localhost"', "", "host: is missing; allowed: lower-case labels and dots"),
    ("be.localhost", "BE.localhost", "host = 'BE.localhost': allowed: lower-case labels"),
    ("be.localhost", "be.localhost:80", "host = 'be.localhost:80': allowed: lower-case labels"),
    ("be.localhost", "be.localhost.", "host = 'be.localhost.': allowed: lower-case labels"),
    ('"fr", "nl", "en"]', '"fr", "nl", "zz"]', "languages.3 = 'zz': allowed: ISO 639 codes"),
    ('"fr", "nl", "en"]', '"fr", "nl", "nl"]', "one at least, and each once"),
    ('default_language = "fr"', 'default_language = "es"', "= 'es': allowed: one of languages"),
    ('currency = "EUR"', 'currency = "EURO"', "currency = 'EURO': allowed: an ISO 4217 code"),
    ("Europe/Brussels", "Europe/Gent", "timezone = 'Europe/Gent': allowed: an IANA time zone"),
    ('country = "BE"', 'country = "EU"', "country = 'EU': allowed: an ISO 3166 code"),
    ("#0b6160", "#0B6160", "accent = '#0B6160': allowed: #rrggbb in lower case"),
    ("#0b6160", "#3a8a88", "accent = '#3a8a88': reaches 4.1:1 with #ffffff; allowed: 7:1 or more"),
    ("#e3f0ee", "#5aa09e", "accent_soft = '#5aa09e': reaches 2.4:1 with #0b6160; allowed: 4.5:1"),
    ('nl = "Tandem België"', "", "names = {'fr': 'Tandem Belgique', 'en': 'Tandem Belgium'}: "),
    ('nl = "Tandem België"', 'nl = " "', "names.nl = ' ': allowed: 1 to 80 characters"),
    ("contact@be.tandem.example", "be.tandem.example", "contact.email = 'be.tandem.example': "),
    ("https://be.tandem.example", "be.tandem.example", "contact.url = 'be.tandem.example': "),
    ("[contact]", '[contact]\nphone = "02 123"', "contact.phone = '02 123': allowed: +32 2 123"),
    ("[[eligibility]]", "[[eligible]]", "eligible"),
    ("min_age = 18", 'min_age = "old"', "eligibility.1.mentee.min_age = 'old': allowed: a whole"),
    ("min_age = 18", "min_age = 8", "eligibility.1.mentee.min_age = 8: allowed: a whole number"),
    ("max_age = 33", "max_age = 17", "eligibility.1.mentee.max_age = 17: allowed: 18 (min_age)"),
    ('"grandparent"]', '"cousin"]', "mentee.origin.3 = 'cousin': allowed: nationality, parent"),
    ("looking_for_work = true", 'looking_for_work = "ja"', "= 'ja': allowed: true or false"),
    ("[[eligibility]]", '[[eligibility]]\nvalid_from = "soon"', "allowed: a day, 2026-01-31"),
    (
        "[[eligibility]]",
        "[[eligibility]]\nvalid_from = 2024-01-01\nvalid_until = 2023-01-01",
        "eligibility.1.valid_until = datetime.date(2023, 1, 1): allowed: valid_from or later",
    ),
    ('source = "No Belgian source', 'source = "" # "', "retention.source = '': allowed: where the"),
    (
        "[retention]",
        "[retention]\nmentee_years = 0",
        "retention.mentee_years = 0: allowed: a whole",
    ),
    ("parents_birthplace = true", "", "sensitive.parents_birthplace: is missing; allowed: true"),
    ("callback_days = 2", "callback_days = 0", "intake.callback_days = 0: allowed: a whole number"),
    ("waiting_days_late = 30", "waiting_days_late = 15", "allowed: more than waiting_days_watch"),
    ("[names]", "[names", "file: must be TOML"),
    ("[area]", "[zone]", "area: is missing"),
]


@pytest.mark.parametrize(("old", "new", "told"), TOML_MISTAKES)
def test_a_mistake_in_the_toml_file_is_told(belgium: Path, old: str, new: str, told: str) -> None:
    spoil(belgium / "tenant.toml", old, new)
    found = mistakes_of(belgium)
    assert any(line.startswith("be/tenant.toml: ") and told in line for line in found), found


CSV_MISTAKES = [
    ("MEC,open", "BRU,open", "code = 'BRU': must be used once"),
    ("MEC,open", "Mec1,open", "line 4 code = 'Mec1': allowed: 2 to 8 capital letters"),
    ("MEC,open", "MEC,closed", "line 4 status = 'closed': allowed: open, planned"),
    ("Mechelen,,BE21", "Mechelen,2013,BE21", "line 4 opened_on = '2013': allowed: a day"),
    ("Mechelen,,BE21", "Mechelen,,NL36", "line 4 nuts2 = 'NL36': allowed: BE10"),
    ("Mechelen,,BE21", "Mechelen,,BE2", "line 4 nuts2 = 'BE2': allowed: BE10"),
    ("2800-2899", "2700-2899", "MEC postal_codes = '2700-2899': must not overlap 2000-2799 of ANT"),
    ("2800-2899", "28000", "line 4 postal_codes = '28000': 28000 is no postal code"),
    ("2800-2899", "2899-2800", "2899-2800 is no postal code or range of BE; allowed: 1000-1299"),
    ("2800-2899", "0800", "0800 is no postal code or range of BE"),
    ("2800-2899", "", "line 4 postal_codes: is missing; an open antenna serves an area"),
    ("2800-2899,nl en", "2800-2899,nl es", "line 4 languages.2 = 'es': allowed: fr, nl, en"),
    ("2800-2899,nl en", "2800-2899,", "line 4 languages: is missing"),
    ("Malines,", ",", "line 4 name_fr: is missing; allowed: 1 to 80 characters"),
    ("2800-2899,nl en", "2800-2899,nl,en", "line 4: as many cells as the header: 9"),
    ("name_nl", "name_de", "name_de: each of these columns once: "),
    ("name_nl", "name_de", "name_nl: this column is missing"),
]


@pytest.mark.parametrize(("old", "new", "told"), CSV_MISTAKES)
def test_a_mistake_in_the_antennas_is_told(belgium: Path, old: str, new: str, told: str) -> None:
    spoil(belgium / "antennas.csv", old, new)
    found = mistakes_of(belgium)
    assert any(line.startswith("be/antennas.csv: ") and told in line for line in found), found


def test_all_the_mistakes_are_told_at_once(tmp_path: Path) -> None:
    shutil.copytree(TENANTS, tmp_path / "tenants")
    spoil(tmp_path / "tenants/be/tenant.toml", "#0b6160", "#ffff00")
    spoil(tmp_path / "tenants/be/tenant.toml", "Europe/Brussels", "Brussels")
    spoil(tmp_path / "tenants/nl/antennas.csv", "NL36", "NL33")
    with pytest.raises(TenantMistake) as caught:
        load_tenants(tmp_path / "tenants")
    assert sorted((one.file, one.key, one.value) for one in caught.value.mistakes) == [
        ("be/tenant.toml", "accent", "#ffff00"),
        ("be/tenant.toml", "timezone", "Brussels"),
        ("nl/antennas.csv", "line 2 nuts2", "NL33"),
    ]


@pytest.mark.parametrize(
    "code", ["BE", "b", "be1", "pg_x", "be;", "verylongcode", "bе", "shared", "be fr"]
)
def test_a_folder_with_such_a_name_is_no_tenant(tmp_path: Path, code: str) -> None:
    folder = Path(shutil.copytree(TENANTS / "be", tmp_path / code))
    assert mistakes_of(folder)[0].startswith(f"{code}/: code = {code!r}: 2 to 8 lower-case letters")


def test_tenants_are_data_and_never_programs(belgium: Path) -> None:
    (belgium / "imports" / "models.py").write_text("")
    assert mistakes_of(belgium) == [
        "be/: file = 'models.py': a tenant is data: TOML, CSV, PO and images, never a program"
    ]


def test_missing_and_broken_files_are_told(belgium: Path) -> None:
    (belgium / "antennas.csv").write_bytes("Liège".encode("latin-1"))
    assert mistakes_of(belgium)[0].startswith("be/antennas.csv: file: must be UTF-8 text")
    (belgium / "antennas.csv").unlink()
    assert mistakes_of(belgium) == ["be/antennas.csv: file: is missing"]
    (belgium / "tenant.toml").unlink()
    assert mistakes_of(belgium) == ["be/tenant.toml: file: is missing"]


def test_wording_in_a_language_the_tenant_does_not_speak_is_refused(belgium: Path) -> None:
    (belgium / "wording" / "es").mkdir()
    assert mistakes_of(belgium) == [
        "be/wording/: language = 'es': the tenant's languages: fr, nl, en"
    ]


def test_headquarters_has_no_antennas_and_no_rules_of_a_country(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TENANTS / "hq", tmp_path / "hq"))
    shutil.copy(TENANTS / "be" / "antennas.csv", folder)
    assert mistakes_of(folder) == ["hq/antennas.csv: file: headquarters has no antennas: remove it"]
    spoil(folder / "tenant.toml", "[names]", '[retention]\nsource = "x"\n[names]')
    assert "retention = {'source': 'x'}: unknown key" in mistakes_of(folder)[0]


def test_two_tenants_cannot_have_one_host(tmp_path: Path) -> None:
    shutil.copytree(TENANTS / "be", tmp_path / "be")
    shutil.copytree(TENANTS / "be", tmp_path / "bf")
    with pytest.raises(TenantMistake, match=r"bf/tenant.toml: host = 'be.localhost': must differ"):
        load_tenants(tmp_path)


def test_no_tenant_at_all_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(TenantMistake, match="needs the folder of one at least"):
        load_tenants(tmp_path)


def test_rules_of_two_times_do_not_meet_and_each_day_finds_its_own(belgium: Path) -> None:
    file = belgium / "tenant.toml"
    text = file.read_text(encoding="utf-8")
    old = text[text.index("[[eligibility]]") : text.index("# How many years")]
    ended = old.replace("source", "valid_until = 2026-12-31\nsource", 1)
    begun = old.replace("source", "valid_from = 2027-01-01\nsource", 1).replace("33", "35")
    file.write_text(text.replace(old, ended + begun), encoding="utf-8")
    found = load_tenant(belgium)
    assert found.eligibility_on(date(2026, 12, 31)).mentee.max_age == 33
    assert found.eligibility_on(date(2027, 1, 1)).mentee.max_age == 35
    spoil(file, "2027-01-01", "2026-12-31")
    assert "no two versions may cover the same day" in mistakes_of(belgium)[0]
    spoil(file, "valid_until = 2026-12-31", "valid_until = 2025-12-31")
    with pytest.raises(LookupError, match="be has no eligibility rules on 2026-01-01"):
        load_tenant(belgium).eligibility_on(date(2026, 1, 1))


def test_outside_an_application_there_is_no_tenant() -> None:
    with pytest.raises(RuntimeError, match="application context"):
        tenant()


def test_inside_an_application_its_tenant_is_the_only_one() -> None:
    flask = Flask("x")
    with flask.app_context(), pytest.raises(KeyError):
        tenant()
    flask.extensions[EXTENSION] = load_tenant(TENANTS / "fr")
    with flask.app_context():
        assert tenant().code == "fr"
