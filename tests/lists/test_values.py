from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.lists.fields import FIELDS, Field
from app.lists.problems import TEXTS, text_of
from app.lists.values import Ways, divisions, understand_cell
from app.spreadsheets.cells import Wrong
from tests.lists.samples import PROFILES

ON = date(2026, 11, 20)
EVERY: dict[str, Field] = {each.name: each for kind in FIELDS.values() for each in kind}


def read(name: str, cell: Any, language: str = "fr", order: str = "dmy") -> Any:
    profile = PROFILES["be"]
    return understand_cell(cell, EVERY[name], Ways(profile, profile.language(language), order, ON))


DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("started_on", "31/12/2026", DAY),
        ("started_on", "31-12-2026", DAY),
        ("started_on", "31.12.2026", DAY),
        ("started_on", "31 12 2026", DAY),
        ("started_on", "2026-12-31", DAY),
        ("started_on", "2026/12/31", DAY),
        ("started_on", "31/12/26", DAY),
        ("started_on", " 31/12/2026 00:00 ", DAY),
        ("started_on", "2026-12-31T00:00:00", DAY),
        ("started_on", "31 décembre 2026", DAY),
        ("started_on", "31 déc. 2026", DAY),
        ("started_on", DAY, DAY),
        ("started_on", 46387.0, DAY),
        ("started_on", datetime(2026, 12, 31, 8, tzinfo=UTC), DAY),
        ("started_on", "20261231", DAY),
        ("started_on", "1/2/2026", date(2026, 2, 1)),
        ("born_on", "31/12/60", date(1960, 12, 31)),
        ("born_on", "1er mars 2001", date(2001, 3, 1)),
        ("born_on", "31/12/04", date(2004, 12, 31)),
        ("reference", 12.0, "12"),
        ("reference", " BE-J1\u00a0", "BE-J1"),
        ("first_name", "Y?lmaz", "Y?lmaz"),
        ("last_name", "-", "-"),
        ("gender", "F", "f"),
        ("gender", "femme", "f"),
        ("gender", "H", "m"),
        ("gender", "x ", "x"),
        ("still_working", "OUI", True),
        ("still_working", "o", True),
        ("still_working", "vrai", True),
        ("still_working", "x", True),
        ("still_working", 1.0, True),
        ("still_working", True, True),
        ("still_working", "n", False),
        ("still_working", "0", False),
        ("still_working", False, False),
        ("email", " Alice@Jeune.Example ", "alice@jeune.example"),
        ("phone", "+32 481 10 10 38", "+32 481 10 10 38"),
        ("phone", "'+32 481", "+32 481"),
        ("phone", 32481.0, "32481"),
        ("postal_code", 1000.0, "1000"),
        ("postal_code", "1000 ", "1000"),
        ("antenna", "LIÈGE", "LIE"),
        ("antenna", "liege", "LIE"),
        ("antenna", "Luik", "LIE"),
        ("nationality", "Côte d’Ivoire", "CI"),
        ("nationality", "COTE D'IVOIRE", "CI"),
        ("sectors", "86,10,90", ["86", "10", "90"]),
        ("sectors", "1; 45", ["01", "45"]),
        ("sectors", 43.0, ["43"]),
        ("sectors", "F43 / 62.01", ["43", "62"]),
        ("isced", "3", 3),
        ("isced", 8.0, 8),
        ("isced", "CITE 5", 5),
        ("isced", "6 - bachelier", 6),
        ("capacity", "2", 2),
        ("capacity", 10.0, 10),
        ("goal", "Études", "studies"),
        ("labour_status", "Demandeuse d’emploi", "job_seeker"),
        ("contract", "CDD ≥ 3 mois", "fixed_long"),
        ("contract", "CDD ? 3 mois", "fixed_long"),
        ("contract", "cdd<3 mois", "fixed_short"),
        ("state", "TERMINE", "completed"),
        ("situation", "?", "unknown"),
        ("end_reason", "mesentente", "no_match"),
        ("occupation", "n/a", None),
        ("occupation", "", None),
        ("permit_until", "-", None),
    ],
)
def test_what_a_cell_says(name: str, cell: Any, value: Any) -> None:
    assert read(name, cell) == value


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("born_on", "31/02/1999", "bad_date"),
        ("born_on", "hier", "bad_date"),
        ("born_on", "12/31/2000", "bad_date"),
        ("born_on", "31/12/200", "bad_date"),
        ("born_on", "31/12/0200", "bad_date"),
        ("born_on", 5.0, "bad_date"),
        ("born_on", True, "bad_date"),
        ("email", "pas d'adresse", "bad_email"),
        ("email", "a@b", "bad_email"),
        ("nationality", "Absurdistan", "unknown_country"),
        ("antenna", "Atlantis", "unknown_antenna"),
        ("isced", "12", "bad_isced"),
        ("isced", "-1", "bad_isced"),
        ("isced", "haut", "bad_isced"),
        ("capacity", "-1", "bad_capacity"),
        ("capacity", "11", "bad_capacity"),
        ("capacity", "'-1", "bad_capacity"),
        ("capacity", "0", "bad_capacity"),
        ("sectors", "00", "bad_nace"),
        ("sectors", "86,04", "bad_nace"),
        ("sectors", "santé", "bad_nace"),
        ("languages", "klingon C9", "bad_language_level"),
        ("languages", "français", "bad_language_level"),
        ("languages", "klingonais B2", "unknown_language"),
        ("availability", "lu-xx", "unknown_value"),
        ("state", "???", "unknown_state"),
        ("goal", "lune", "unknown_value"),
        ("first_name", "=HYPERLINK(1)", "formula"),
        ("first_name", "@SUM(1)", "formula"),
        ("first_name", "+cmd|' /C calc'!A0", "formula"),
        ("first_name", "-cmd", "formula"),
        ("first_name", "\t=1", "formula"),
        ("first_name", "'=1+1", "formula"),
        ("born_on", "=TODAY()", "formula"),
        ("first_name", "a" * 81, "too_long"),
        ("reference", "a" * 41, "too_long"),
    ],
)
def test_what_a_cell_cannot_say(name: str, cell: Any, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read(name, cell)
    assert wrong.value.code == code


def test_months_first_where_the_file_has_months_first() -> None:
    assert read("born_on", "12/31/2000", order="mdy") == date(2000, 12, 31)
    assert read("born_on", "31 december 2000", "nl") == date(2000, 12, 31)


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("arabe natif; français A2", "fr", {"ar": "native", "fr": "A2"}),
        (
            "Arabe (langue maternelle), Français: b1 , anglais-C1",
            "fr",
            {"ar": "native", "fr": "B1", "en": "C1"},
        ),
        ("Nederlands moedertaal; Frans B2+", "nl", {"nl": "native", "fr": "B2"}),
        ("français natif et français B2", "fr", {"fr": "native"}),
    ],
)
def test_languages_with_their_levels(text: str, language: str, spoken: dict[str, str]) -> None:
    assert {each["code"]: each["level"] for each in read("languages", text, language)} == spoken


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("ma-am,me-pm", "fr", ["tue-am", "wed-pm"]),
        ("ma-am,di-pm", "nl", ["mon-am", "tue-pm"]),
        ("sa", "fr", ["sat-am", "sat-pm"]),
        ("Lundi matin; mardi après-midi", "fr", ["mon-am", "tue-pm"]),
        ("ve-pm lu-am", "fr", ["mon-am", "fri-pm"]),
        ("maandag hele dag", "nl", ["mon-am", "mon-pm"]),
        ("mon-am", "nl", ["mon-am"]),
    ],
)
def test_half_days_belong_to_the_language(text: str, language: str, codes: list[str]) -> None:
    assert read("availability", text, language) == codes


def test_divisions_of_both_revisions_count() -> None:
    assert {"01", "45", "99"} <= divisions()
    assert not {"00", "04"} & divisions()


def test_every_problem_has_its_text(app) -> None:
    named = dict.fromkeys(["least", "most", "other"], 1)
    assert all(text_of(code, named) for code in TEXTS)
