"""`tandem tenants diff`: how a country differs from headquarters' template."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.core.config import REPOSITORY
from app.core.practice_files import SHIPPED
from app.core.tenancy import load_tenant
from app.onboarding.differences import Difference, as_lines, differences
from tests.practising import country

PO = """msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Duos"
msgstr "Parejas"

msgid "Antenna"
msgstr ""
"""


@pytest.fixture
def spain(tmp_path: Path) -> Path:
    """Like the template in everything but who it is."""
    folder = country(tmp_path, "es")
    for name in ("tenant.toml", "funding.toml", "expenses.toml"):
        said = (folder / name).read_text("utf-8").split("# No antenna is open yet")[0]
        template = (SHIPPED / name).read_text("utf-8")
        whole = f"{said}\n{template}" if name == "tenant.toml" else template
        (folder / name).write_text(whole, "utf-8")
    shutil.rmtree(folder / "wording")
    shutil.copytree(SHIPPED / "imports", folder / "imports", dirs_exist_ok=True)
    return folder


def found(folder: Path) -> list[Difference]:
    return differences(load_tenant(folder), SHIPPED, REPOSITORY / "translations")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_country_that_is_as_the_template_has_no_differences(spain: Path) -> None:
    assert found(spain) == []
    assert list(as_lines("es", [])) == ["es is as the template says"]


def test_a_rule_of_its_own_is_told_with_the_templates(spain: Path) -> None:
    replace(spain / "tenant.toml", "max_age = 33", "max_age = 35")
    replace(spain / "tenant.toml", "callback_days = 2", "callback_days = 3")
    assert found(spain) == [
        Difference("tenant.toml", "eligibility.1.mentee.max_age", 33, 35),
        Difference("tenant.toml", "intake.callback_days", 2, 3),
    ]


def test_what_a_country_asks_takes_in_and_follows_up_differently(spain: Path) -> None:
    (spain / "forms.toml").write_text(
        "[mentee]\ngender = { asked = true, required = false }\n", "utf-8"
    )
    (spain / "stages.toml").write_text('[mentee]\nsteps = ["registered", "interview"]\n', "utf-8")
    (spain / "follow-up.toml").write_text(
        "[contacts.first_weeks]\nafter_days = 5\n[contacts.third_exchange]\nleft_out = true\n",
        "utf-8",
    )
    assert found(spain) == [
        Difference("forms.toml", "mentee.gender.asked", False, True),
        Difference("stages.toml", "mentee.steps", ["information"], None),
        Difference("follow-up.toml", "contacts.first_weeks.after_days", 10, 5),
        Difference("follow-up.toml", "contacts.third_exchange.left_out", None, True),
    ]


def test_synonyms_that_were_added_and_removed_are_told_word_by_word(spain: Path) -> None:
    words = spain / "imports" / "es.toml"
    replace(words, 'gender = ["', 'gender = ["sexo biológico", "')
    (told,) = found(spain)
    assert (told.file, told.key) == ("imports/es.toml", "headers.mentees.gender")
    assert (told.template, told.country) == (None, ["sexo biológico"])


def test_a_wording_of_its_own_is_told_beside_the_products(spain: Path) -> None:
    file = spain / "wording" / "es" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO, "utf-8")
    (told,) = found(spain)
    assert (told.file, told.key, told.country) == ("wording/es", "Duos", "Parejas")
    assert told.template not in {None, "Parejas"}


def test_funding_is_compared_scheme_by_scheme(spain: Path) -> None:
    file = spain / "funding.toml"
    replace(file, 'code = "national-employment-service"', 'code = "sepe"')
    replace(file, "percent = 15", "percent = 14")
    changed, lost, new = found(spain)
    assert changed.key == "schemes.esf-plus-indirect-costs.versions.1.percent"
    assert (lost.key, lost.country) == ("schemes.national-employment-service", None)
    assert (new.key, new.template) == ("schemes.sepe", None)
    assert lost.template == new.country


def test_spain_and_belgium_are_compared_on_the_command_line() -> None:
    shown = CliRunner().invoke(main, ["tenants", "diff", "es"])
    assert shown.exit_code == 0, shown.output
    assert "es/funding.toml" in shown.output
    told = CliRunner().invoke(main, ["tenants", "diff", "be", "--json"])
    document = json.loads(told.output)
    assert document["tenant"] == "be"
    files = {one["file"] for one in document["differences"]}
    assert {"tenant.toml", "wording/fr"} <= files
    assert not files & {"forms.toml", "stages.toml", "follow-up.toml"}
    assert all(
        set(one) == {"file", "key", "template", "country"} for one in document["differences"]
    )


@pytest.mark.parametrize(("code", "words"), [("hq", "is headquarters"), ("zz", "there is no")])
def test_what_cannot_be_compared_is_told_in_one_line(code: str, words: str) -> None:
    told = CliRunner().invoke(main, ["tenants", "diff", code])
    assert told.exit_code == 1
    assert words in told.output
