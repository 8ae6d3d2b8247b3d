"""What may be told of few people, which template fits, what a file of templates may say."""

import shutil
from dataclasses import replace

import pytest

from app.core.config import REPOSITORY
from app.core.tenancy import load_tenant
from app.report_contents import files
from app.report_contents.parts import PARTS
from app.report_contents.rules import protected


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"f": 30, "m": 20, "x": 0}, {"f": 30, "m": None, "x": None}),
        ({"f": 30, "m": 20, "x": 0, "u": 0}, {"f": 30, "m": 20, "x": None, "u": None}),
        ({"f": 30, "m": 20, "x": 1, "u": 0}, {"f": 30, "m": None, "x": None, "u": None}),
        ({"f": 30, "m": 20, "x": 6, "u": 5}, {"f": 30, "m": 20, "x": None, "u": None}),
        ({"f": 9, "m": 40}, {"f": None, "m": None}),
        ({"f": 3, "m": 2}, {"f": None, "m": None}),
        ({"f": 10, "m": 10}, {"f": 10, "m": 10}),
    ],
)
def test_a_number_below_ten_is_not_told_and_follows_from_no_other(counts, told):
    assert protected(counts) == told


def test_each_kind_of_funder_has_the_template_made_for_it(app):
    assert files.template_for("authority").code == "authority"
    assert files.template_for("company").code == "short"
    assert {part for one in files.templates().values() for part in one.parts} <= set(PARTS)


def country(tmp_path, words):
    """Belgium with a file of its own beside the template of headquarters."""
    shutil.copytree(REPOSITORY / "tenants" / "be", tmp_path / "be")
    (tmp_path / "be" / files.FILE).write_text(words, encoding="utf-8")
    return replace(load_tenant(tmp_path / "be"), folder=tmp_path / "be")


def test_a_country_says_only_what_it_does_differently(tmp_path):
    said, mistakes = files.read(country(tmp_path, '[templates.short]\nparts = ["money"]\n'))
    assert mistakes == []
    assert said["short"].parts == ("money",)
    assert said["general"].parts[0] == "summary"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ('[templates.short]\nparts = ["weather"]\n', "templates.short.parts.1"),
        ('[templates.own]\nnames = { fr = "Un" }\nparts = ["money"]\n', "templates.own.names"),
        ("templates = 3\n", "templates"),
        ("[templates.short]\nnew = 1\n", "templates.short.new"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_key(tmp_path, words, key):
    _said, mistakes = files.read(country(tmp_path, words))
    assert [mistake.key for mistake in mistakes] == [key]
