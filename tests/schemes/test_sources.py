"""Where a rule was read: one text for everybody, or each reader's own."""

import pytest
from flask import g
from marshmallow import ValidationError

from app.core.country_files import read as read_with_lines
from app.core.i18n import pick
from app.core.tenancy import load_tenant
from app.core.tenant_fields import Part, Source, lacking
from app.schemes.files import FILE, read
from tests import make
from tests.practising import country

BY_LANGUAGE = '{ es = "Ley 1/2026, por confirmar", en = "Law 1/2026, to be confirmed" }'
SAID = f"""[[schemes]]
code = "first"
names = {{ es = "Primero", en = "First" }}
funder = ""
funder_kind = "authority"

[[schemes.versions]]
valid_from = ""
valid_until = ""
status = "read"
source = {BY_LANGUAGE}
unit = ""
amount = ""
conditions_source = {BY_LANGUAGE}
cadence = ""

[[schemes.versions.amounts]]
names = {{ es = "Dotación", en = "Envelope" }}
amount = 100_000
source = "BOE-A-2026-1"
status = "read"

[[costs]]
cost_per_duo = 1_000
valid_from = ""
valid_until = ""
status = "read"
source = {BY_LANGUAGE}
"""


class Said(Part):
    source = Source()
    more = Source(may_be_empty=True, required=False, load_default=None)


@pytest.fixture
def spain(tmp_path):
    folder = country(tmp_path, "es")
    (folder / FILE).write_text(SAID, "utf-8")
    return folder


def mistakes(folder):
    return [str(one) for one in read_with_lines(load_tenant(folder), {FILE: read})[1]]


def test_a_source_is_one_text_or_a_text_by_language():
    told = {"fr": "Décret", "nl": "Besluit"}
    assert Said().load({"source": "rtbf.be"}) == {"source": "rtbf.be", "more": None}
    assert Said().load({"source": told, "more": "rtbf.be"}) == {"source": told, "more": "rtbf.be"}
    assert Said().load({"source": told, "more": ""}) == {"source": told, "more": None}
    said = [("one", told), ("two", "rtbf.be"), ("three", None)]
    assert [*lacking(said, ["fr", "nl", "en"])] == [("one", None, "is missing in en")]


@pytest.mark.parametrize(
    "wrong", ["", " ", "x" * 301, {}, {"fr": ""}, {"fr": "x" * 301}, {"zz9": "x"}, 5, ["x"], None]
)
def test_what_is_no_source_is_told_with_what_is_allowed(wrong):
    with pytest.raises(ValidationError, match="where the rule comes from"):
        Said().load({"source": wrong})


def test_both_shapes_are_read_from_the_file_of_a_country(spain):
    assert mistakes(spain) == []
    rules = read(load_tenant(spain))[0]
    (version,) = rules.schemes[0].versions
    told = {"es": "Ley 1/2026, por confirmar", "en": "Law 1/2026, to be confirmed"}
    assert version.source == version.conditions_source == rules.needs[0].source == told
    assert version.amounts[0].source == "BOE-A-2026-1"


@pytest.mark.parametrize("key", ["names = ", "source = "])
def test_a_scheme_without_names_or_source_is_told_with_what_is_allowed(spain, key):
    line = next(line for line in SAID.splitlines() if line.startswith(key))
    (spain / FILE).write_text(SAID.replace(line + "\n", "", 1), "utf-8")
    (told,) = mistakes(spain)
    assert "is missing; allowed: " in told
    assert '{ fr = "...", nl = "..." }' in told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (0, "line 11 schemes.1.versions.1.source: is missing in en"),
        (1, "line 14 schemes.1.versions.1.conditions_source: is missing in en"),
        (2, "line 28 costs.1.source: is missing in en"),
    ],
)
def test_a_language_of_the_country_that_a_source_lacks_is_told_with_file_and_line(
    spain, place, told
):
    *before, after = SAID.split(', en = "Law 1/2026, to be confirmed"', place + 1)
    whole = ', en = "Law 1/2026, to be confirmed"'.join(before) + after
    (spain / FILE).write_text(whole, "utf-8")
    assert mistakes(spain) == [f"es/funding.toml: {told}"]


def test_the_source_of_a_sum_lacks_no_language_either(spain):
    (spain / FILE).write_text(SAID.replace('"BOE-A-2026-1"', '{ en = "Gazette" }'), "utf-8")
    assert mistakes(spain) == [
        "es/funding.toml: line 20 schemes.1.versions.1.amounts.1.source: is missing in es"
    ]


def test_a_language_in_which_a_scheme_has_no_name_falls_back(spain):
    """As headquarters' schemes do in a country of a new language."""
    text = SAID.replace(', en = "First"', "").replace(', en = "Law 1/2026, to be confirmed"', "", 2)
    (spain / FILE).write_text(text, "utf-8")
    assert mistakes(spain) == []


PAGES = {
    "en": ("Decree of 12 November 2021 and Order", "Article 2: registered under the decree"),
    "fr": ("Décret du 12 novembre 2021 et arrêté", "article 2 : inscription en vertu du décret"),
    "nl": ("Decreet van 12 november 2021 en besluit", "artikel 2: ingeschreven krachtens"),
}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_a_scheme_tells_its_sources_in_the_readers_language(as_role, language):
    reader = as_role("partnerships", language=language)
    page = reader.get("/schemes/forem-coaching-solutions").text
    for code, words in PAGES.items():
        assert [one in page for one in words] == [code == language] * 2, code
    assert "rtbf.be, id 9932095" in reader.get("/schemes/actiris-mentoring").text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "bx1.be, avril 2025 ; "), ("nl", "bx1.be, april 2025; ")]
)
def test_a_new_grant_and_a_program_tell_them_too(app, as_role, language, words):
    reader = as_role("partnerships", language=language)
    assert words in reader.get("/grants/new?scheme=actiris-mentoring&from=2026-01-01").text
    headers = make.program(make.user("partnerships")) | {"Accept-Language": language}
    g.pop("language", None)
    told = app.test_client().get("/api/v1/schemes/actiris-mentoring", headers=headers).json
    assert told["versions"][-1]["source"].startswith(words)
    assert told["versions"][0]["amounts"][0]["source"] == "rtbf.be, id 9932095"


def test_what_is_the_same_in_all_languages_is_itself(app):
    assert pick("rtbf.be") == "rtbf.be"
    assert pick({"fr": "Décret", "en": "Decree"}) == "Decree"
    assert pick({"nl": "Besluit", "fr": "Décret"}) == "Décret"
