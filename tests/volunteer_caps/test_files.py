"""What `expenses.toml` may say: every mistake is told, with its line."""

import shutil
from datetime import date

import pytest

from app.core import country_files
from app.core.config import REPOSITORY
from app.core.tenancy import load_tenant
from app.reactions import COUNTRY_FILES
from app.volunteer_caps import files

BEGIN = """kinds = ["flat", "cost"]
receipt = ["cost"]

[payment]
format = "pain.001.001.09"
source = "Our bank"
status = "confirmed"

[[rules]]
code = "flat-day"
kind = "cap"
of = ["flat"]
per = "day"
source = "A law"

[[figures]]
rule = "flat-day"
valid_from = 2026-01-01
valid_until = 2026-12-31
value = 40
source = "A page"
status = "read"
"""


@pytest.fixture
def folder(tmp_path):
    """Belgium, with a file of expenses of its own."""
    shutil.copytree(REPOSITORY / "tenants" / "be", tmp_path / "be")
    return tmp_path / "be"


def mistakes(folder, text):
    (folder / "expenses.toml").write_text(text, encoding="utf-8")
    found = country_files.read(load_tenant(folder), {files.FILE: files.read})[1]
    return [str(one) for one in found]


def test_a_file_without_mistakes(folder):
    assert mistakes(folder, BEGIN) == []
    book, _none = files.read(load_tenant(folder))
    [figure] = book.figures
    assert figure.covers(date(2026, 12, 31))
    assert not figure.covers(date(2027, 1, 1))
    assert list(files.asked_for(book)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("per = ", "pre = "), "line 13 rules.1.pre"),
        (("value = 40", 'value = "forty"'), "line 20 figures.1.value"),
        (("value = 40", 'value = ""'), "line 20 figures.1.value"),
        (("value = 40", "value = -1"), "line 20 figures.1.value"),
        (('status = "read"', 'status = "sure"'), "line 22 figures.1.status"),
        (('rule = "flat-day"', 'rule = "flat-night"'), "line 17 figures.1.rule"),
        (('kinds = ["flat", "cost"]', 'kinds = ["taxi"]'), "line 1 kinds"),
        (("valid_until = 2026", "valid_until = 2025"), "figures.1.valid_until"),
        (('format = "pain.001.001.09"', 'format = "csv"'), "line 5 payment.format"),
        (('kind = "cap"', 'kind = "apart"'), "rules.1.other"),
        (("[payment]", "[payment"), "line 4"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, change, told):
    found = mistakes(folder, BEGIN.replace(*change, 1))
    assert found
    assert any(told in line for line in found), found


def test_a_source_is_one_text_or_one_in_each_language_of_the_country(folder):
    told = '{ fr = "Une loi", nl = "Een wet", en = "A law" }'
    text = BEGIN.replace('"A law"', told).replace('"A page"', told)
    assert mistakes(folder, text) == []
    book, _none = files.read(load_tenant(folder))
    assert book.rules[0].source == book.figures[0].source
    assert book.rules[0].source["nl"] == "Een wet"
    assert mistakes(folder, text.replace(', nl = "Een wet"', "")) == [
        "be/expenses.toml: line 14 rules.1.source: is missing in nl",
        "be/expenses.toml: line 21 figures.1.source: is missing in nl",
    ]


def test_dates_that_overlap_are_refused(folder):
    second = BEGIN[BEGIN.index("[[figures]]") :].replace("2026-01-01", "2026-12-31")
    [told] = mistakes(folder, BEGIN + "\n" + second.replace("valid_until = 2026-12-31\n", ""))
    assert "line 26 figures.2.valid_from" in told
    assert "must not overlap" in told


def test_bands_of_age_may_share_their_dates(folder):
    text = BEGIN.replace('source = "A law"', 'by = ["age"]\nsource = "A law"')
    young = BEGIN[BEGIN.index("[[figures]]") :] + "until_age = 20\n"
    assert mistakes(folder, f"{text}from_age = 21\n\n{young}") == []
    assert mistakes(folder, f"{text}from_age = 20\n\n{young}") != []


def test_a_country_without_the_file_pays_nothing_and_is_asked_for_it(folder):
    (folder / "expenses.toml").unlink()
    book, found = files.read(load_tenant(folder))
    assert (book.kinds, found) == ((), [])
    assert list(files.asked_for(book)) == ["the rules of the country"]


@pytest.mark.parametrize("code", ["be", "es", "fr", "nl"])
def test_the_shipped_files_are_right_and_say_where_each_figure_is_from(code):
    book, found = files.read(load_tenant(REPOSITORY / "tenants" / code))
    assert found == []
    assert all(one.source for one in book.figures if one.is_usable)
    assert COUNTRY_FILES[files.FILE] is files.read


def test_the_template_of_a_new_country_is_right(folder):
    text = (REPOSITORY / "tenants" / "hq" / "template" / "expenses.toml").read_text("utf-8")
    assert mistakes(folder, text) == []
