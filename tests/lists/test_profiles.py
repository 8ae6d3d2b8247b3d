import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.core.tenancy import TenantMistake
from app.imports.routes import bp
from app.lists.profiles import load_profile
from app.spreadsheets.words import Lookup, compact, header
from tests.lists.samples import PROFILES, TENANTS


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Côte d’Ivoire", "cotedivoire"),
        (" E-MAIL ", "email"),
        ("Yılmaz", "yilmaz"),
        ("CDD >= 3 mois", "cddgte3mois"),
        ("CDD ≥ 3 mois", "cddgte3mois"),
        ("CDD < 3 mois", "cddlt3mois"),
    ],
)
def test_words_are_brought_to_one_form(text: str, plain: str) -> None:
    assert compact(text) == plain


def test_remarks_in_a_header_do_not_count() -> None:
    assert header("Niveau d'études (CITE) *") == header("niveau d’etudes")
    assert header("(CITE)") == "cite"


def test_a_lookup_remembers_what_it_does_not_know() -> None:
    lookup = Lookup({"oui": "yes"})
    assert [lookup.find("OUI "), lookup.find("peut-être"), lookup.find("peut-être")] == [
        "yes",
        None,
        None,
    ]


@pytest.mark.parametrize("code", ["be", "es", "fr", "nl"])
def test_each_tenant_has_a_profile_for_each_of_its_languages(code: str) -> None:
    tenant, profile = TENANTS[code], PROFILES[code]
    assert {each.code for each in profile.languages} == set(tenant.languages)
    assert profile.languages[0].code == tenant.default_language


@pytest.mark.parametrize(
    ("tenant", "name", "code"),
    [
        ("be", "Palestine", "PS"), ("be", "Viêt Nam", "VN"), ("be", "Côte d'Ivoire", "CI"),
        ("be", "Ivoorkust", "CI"), ("be", "Morocco", "MA"), ("be", "ma", "MA"),
        ("be", "marocaine", "MA"), ("be", "RDC", "CD"), ("nl", "Syrië", "SY"),
        ("nl", "Myanmar", "MM"), ("fr", "ERYTHREE", "ER"), ("be", "Absurdistan", None),
        ("be", "EU", None),
    ],
)  # fmt: skip
def test_countries_are_known_by_all_their_names(tenant: str, name: str, code: str | None) -> None:
    assert PROFILES[tenant].countries.find(name) == code


@pytest.mark.parametrize(
    ("tenant", "name", "code"),
    [
        ("be", "persan", "fa"), ("be", "Farsi", "fa"), ("be", "tigrigna", "ti"),
        ("nl", "Fulah", "ff"), ("nl", "peul", "ff"), ("fr", "langue arabe", "ar"),
        ("be", "Koerdisch", "ku"), ("be", "rifain", "zgh"), ("fr", "nl", "nl"),
        ("be", "klingonais", None),
    ],
)  # fmt: skip
def test_languages_are_known_by_all_their_names(tenant: str, name: str, code: str | None) -> None:
    assert PROFILES[tenant].spoken.find(name) == code


def test_ma_is_monday_in_dutch_and_tuesday_in_french() -> None:
    days = {each.code: each.half_days.find("ma-am") for each in PROFILES["be"].languages}
    assert (days["nl"], days["fr"]) == ("mon-am", "tue-am")


def test_a_mistake_in_a_profile_names_file_and_key(tmp_path: Path) -> None:
    folder = tmp_path / "be"
    shutil.copytree(TENANTS["be"].import_profiles, folder / "imports")
    (folder / "imports/profile.toml").write_text('date_order = "dym"\n')
    path = folder / "imports/fr.toml"
    text = path.read_text().replace("job_seeker = [", "jobseeker = [", 1)
    path.write_text(text.replace('nationality = ["nationalité"', 'nationality = ["sexe"', 1))
    (folder / "imports/xx.toml").write_text("language = [")
    with pytest.raises(TenantMistake) as refused:
        load_profile(replace(TENANTS["be"], folder=folder))
    told = str(refused.value)
    assert "be/imports/profile.toml: date_order" in told
    assert "be/imports/fr.toml: values.labour_status.jobseeker" in told
    assert "be/imports/xx.toml: file" in told


def test_a_mistake_in_a_profile_stops_the_start(tmp_path: Path) -> None:
    starting = Flask("starting")
    starting.extensions["tandem.tenant"] = replace(TENANTS["be"], folder=tmp_path)
    with pytest.raises(TenantMistake, match=r"imports/profile\.toml: file: is missing"):
        starting.register_blueprint(bp)


def test_a_header_that_means_two_things_is_a_mistake(tmp_path: Path) -> None:
    folder = tmp_path / "be"
    shutil.copytree(TENANTS["be"].import_profiles, folder / "imports")
    path = folder / "imports/fr.toml"
    path.write_text(
        path.read_text().replace('nationality = ["nationalité"', 'nationality = ["sexe"')
    )
    with pytest.raises(TenantMistake, match=r"headers\.mentees\.nationality.*already means gender"):
        load_profile(replace(TENANTS["be"], folder=folder))


def test_a_tenant_without_profiles_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(TenantMistake, match="one language is needed"):
        load_profile(replace(TENANTS["be"], folder=tmp_path))
