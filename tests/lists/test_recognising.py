from pathlib import Path

import pytest

from app.lists.recognising import Choices, Mapped, recognise, recognise_all
from app.spreadsheets.reading import open_tables
from app.spreadsheets.tables import Unreadable
from tests.lists.samples import DUO, MENTEE, MENTOR, PROFILES
from tests.spreadsheets.files import csv_text, first_table, text_file, workbook


def recognised(folder: Path, content: str, tenant: str = "be", **choices: object) -> Mapped:
    table = first_table(text_file(folder, content))
    return recognise(table, PROFILES[tenant], Choices(**choices))  # type: ignore[arg-type]


def refusal(folder: Path, content: str | bytes, **choices: object) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        recognised(folder, content, **choices)  # type: ignore[arg-type]
    return refused.value


@pytest.mark.parametrize(("row", "kind"), [(MENTEE, "mentees"), (MENTOR, "mentors"), (DUO, "duos")])
def test_the_kind_is_told_by_the_columns(tmp_path: Path, row: dict[str, str], kind: str) -> None:
    mapped = recognised(tmp_path, csv_text(row))
    assert (mapped.kind, mapped.language.code, mapped.leftovers) == (kind, "fr", ())
    assert list(mapped.columns) == list(range(len(row)))


def test_other_words_another_order_and_unknown_columns_are_no_matter(tmp_path: Path) -> None:
    content = "ANTENNE LOCALE;Couleur;PRENOM ;nom de famille;N° dossier;Née le (jj/mm/aaaa)\nx\n"
    mapped = recognised(tmp_path, content, kind="mentees")
    assert dict(mapped.columns) == {
        0: "antenna", 2: "first_name", 3: "last_name", 4: "reference", 5: "born_on",
    }  # fmt: skip
    assert mapped.leftovers == ("Couleur",)
    assert mapped.column("born_on") == "Née le (jj/mm/aaaa)"


def test_the_language_of_the_headers_decides(tmp_path: Path) -> None:
    dutch = "Ref;Voornaam;Achternaam;Geboortedatum;Antenne;Code postal;Doel\nx\n"
    mapped = recognised(tmp_path, dutch)
    assert (mapped.kind, mapped.language.code) == ("mentees", "nl")
    assert mapped.columns[5] == "postal_code"


def test_the_name_of_the_sheet_helps_where_the_columns_do_not(tmp_path: Path) -> None:
    rows = [["Ref", "Voornaam", "Achternaam", "Geboortedatum", "Antenne"], ["1"]]
    tables = open_tables(workbook(tmp_path, {"Mentoren": rows, "Mentees": rows}))
    kinds = [recognise(table, PROFILES["nl"]).kind for table in tables]
    assert kinds == ["mentors", "mentees"]
    with pytest.raises(Unreadable, match="unknown_kind"):
        recognise(first_table(workbook(tmp_path, {"Blad1": rows})), PROFILES["nl"])


def test_sheets_come_in_the_order_in_which_they_can_be_imported(tmp_path: Path) -> None:
    sheets = {
        "Duo's": [list(DUO), list(DUO.values())],
        "Notes": [["we", "are", "not", "a", "list"]],
        "Jeunes": [list(MENTEE), list(MENTEE.values())],
    }
    tables = open_tables(workbook(tmp_path, sheets))
    profile = PROFILES["be"]
    assert [each.kind for each in recognise_all(tables, profile)] == ["mentees", "duos"]
    with pytest.raises(Unreadable, match="no_header"):
        recognise_all(tables[1:2], profile)


def test_a_title_above_the_headers_is_passed_over(tmp_path: Path) -> None:
    mapped = recognised(tmp_path, "Liste des jeunes 2026;;\n\n" + csv_text(MENTEE))
    assert (mapped.header_line, [line for line, _cells in mapped.lines()]) == (3, [4])


def test_two_lines_of_headers_are_refused_with_their_numbers(tmp_path: Path) -> None:
    head, row = csv_text(MENTEE).splitlines()
    twice = refusal(tmp_path, f"{head}\n{head}\n{row}\n")
    assert (twice.code, twice.values) == ("two_headers", {"first": 1, "second": 2})
    grouped = refusal(tmp_path, f"Identité;;;Contact;\n{head}\n{row}\n")
    assert grouped.code == "two_headers"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (csv_text(MENTEE).splitlines()[1] + "\n", "no_header"),
        ("a;b;c;d\n1;2;3;4\n", "no_header"),
        ("Réf.;Prénom;Nom;Antenne;Objectif\nx\n", "missing_columns"),
        (
            "Réf.;Prénom;Nom;Nom de famille;Date de naissance;Antenne;Objectif\nx\n",
            "duplicate_columns",
        ),
        ("Réf.;Nom;Nom;Date de naissance;Antenne;Objectif\nx\n", "duplicate_columns"),
        ("RÃ©f.;PrÃ©nom;Ã‰tat\nx\n", "wrong_encoding"),
    ],
)
def test_headers_that_will_not_do_are_told(tmp_path: Path, content: str, code: str) -> None:
    assert refusal(tmp_path, content).code == code


def test_missing_columns_are_named(tmp_path: Path, app) -> None:
    refused = refusal(tmp_path, "Réf.;Prénom;Nom;Antenne;Objectif\nx\n")
    assert len(refused.values["columns"]) == 1
    assert str(refused.values["columns"][0]) in refused.text


def test_columns_kind_and_dates_can_be_chosen_by_hand(tmp_path: Path) -> None:
    content = "Réf.;Prénom;Nom;Jour;Lieu de rattachement\nJ1;a;b;1/2/2000;x\n"
    columns = {0: "reference", 1: "first_name", 2: "last_name", 3: "born_on", 4: "antenna"}
    chosen = {"kind": "mentees", "columns": columns, "date_order": "mdy"}
    mapped = recognised(tmp_path, content, **chosen)
    assert (dict(mapped.columns), mapped.date_order) == (columns, "mdy")
    unknown = recognised(tmp_path, "k1;k2;k3;k4;k5\nJ1;a;b;1/2/2000;x\n", **chosen)
    assert (unknown.header_line, unknown.column("antenna")) == (1, "k5")
    for wrong, code in [
        ({**chosen, "columns": {9: "reference"}}, "bad_choice"),
        ({**chosen, "columns": {0: "shoe_size"}}, "bad_choice"),
        ({**chosen, "columns": {0: "reference", 1: "reference"}}, "duplicate_columns"),
        ({"kind": "pigeons"}, "bad_choice"),
        ({"date_order": "dym"}, "bad_choice"),
    ]:
        assert refusal(tmp_path, content, **wrong).code == code


@pytest.mark.parametrize(
    ("born", "order"),
    [("31/12/2000", "dmy"), ("12/31/2000", "mdy"), ("01/02/2000", "dmy"), ("2000-12-31", "dmy")],
)
def test_the_order_of_dates_is_read_off_the_dates(tmp_path: Path, born: str, order: str) -> None:
    rows = [{**MENTEE, "Date de naissance": born, "Date d'entretien": ""}] * 3
    assert recognised(tmp_path, csv_text(*rows)).date_order == order
