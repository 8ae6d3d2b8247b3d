"""The file of a country: read with its sources, refused with the line of each mistake."""

from dataclasses import replace

import pytest

from app.core.config import REPOSITORY
from app.core.country_files import read as read_files
from app.core.tenancy import load_tenant
from app.gifts import files

SHIPPED = ("be", "fr", "nl", "es")


def said_by(code):
    return files.read(load_tenant(REPOSITORY / "tenants" / code))


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_file_is_right_and_names_its_source_or_asks(code):
    said, mistakes = said_by(code)
    assert mistakes == []
    for rule in said.rules:
        assert rule.source or rule.status == "not found"
        assert rule.least_cents is None
    assert "receipts.1.least" in [*files.asked_for(said)]


def test_france_keeps_an_opposition_three_years_by_its_source():
    said, _ = said_by("fr")
    assert said.opposition_years == 3
    assert "CNIL" in said.opposition_source
    assert said.rules[0].reduction_percent == 66


def spoilt(tmp_path, old, new):
    tenant = load_tenant(REPOSITORY / "tenants" / "fr")
    text = (tenant.folder / files.FILE).read_text("utf-8")
    assert old in text
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / files.FILE).write_text(text.replace(old, new), "utf-8")
    return read_files(replace(tenant, folder=folder), {files.FILE: files.read})[1]


@pytest.mark.parametrize(
    ("old", "new", "key", "allowed"),
    [
        ('least = ""', 'least = "much"', "receipts.1.least", "an amount such as 42.31"),
        ('least = ""', "leest = 1", "receipts.1.leest", "unknown key"),
        ('status = "read"', 'status = "sure"', "receipts.1.status", "allowed: read"),
        ("years = 3", "years = -1", "opposition.years", "a number of years"),
        ('en = "Receipt for gifts (Cerfa 11580)"', "", "receipts.1.names", "is missing in en"),
        ('signatory = ""', "", "organisation.signatory", "is missing"),
        ('source = { fr = "CGI', 'source = { nl = "CGI', "receipts.1.source", "is missing in fr"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(tmp_path, old, new, key, allowed):
    told = [one for one in spoilt(tmp_path, old, new) if one.key.endswith(key)]
    assert [one.file for one in told] == ["fr/gifts.toml"]
    assert told[0].key.startswith("line ")
    assert allowed in told[0].allowed


def test_two_rules_of_one_time_are_refused(tmp_path):
    text = (REPOSITORY / "tenants" / "fr" / files.FILE).read_text("utf-8")
    rule = text[text.index("[[receipts]]") :]
    found = spoilt(tmp_path, rule, rule + "\n" + rule)
    assert ["overlap" in mistake.allowed for mistake in found] == [True]
