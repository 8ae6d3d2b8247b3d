import csv
import time
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.lists.problems import TEXTS
from app.lists.recognising import recognise, recognise_all
from app.lists.rows import Understood, setting_of, understand_rows, years_between
from app.spreadsheets.reading import open_tables
from tests.lists.samples import DUO, MENTEE, MENTOR, PROFILES, TENANTS
from tests.spreadsheets.files import csv_text, first_table, text_file

ON = date(2026, 11, 20)


def understood(folder: Path, content: str, tenant: str = "be") -> list[Understood]:
    profile = PROFILES[tenant]
    mapped = recognise(first_table(text_file(folder, content)), profile)
    return list(understand_rows(mapped, profile, setting_of(TENANTS[tenant], ON)))


def one(folder: Path, row: dict[str, str], tenant: str = "be") -> Understood:
    return understood(folder, csv_text(row), tenant)[0]


def test_a_good_row_has_values_and_no_problems(tmp_path: Path) -> None:
    row = one(tmp_path, MENTEE)
    assert (row.line, row.reference, row.problems) == (2, "J1", [])
    assert row.values == {
        "reference": "J1",
        "first_name": "Alice",
        "last_name": "Diallo",
        "born_on": date(2000, 12, 31),
        "antenna": "BRU",
        "email": "alice@jeune.example",
        "languages": [{"code": "ff", "level": "native"}, {"code": "fr", "level": "B1"}],
        "interviewed_on": date(2025, 2, 1),
    }


def test_a_problem_says_line_column_value_and_reason(tmp_path: Path, app) -> None:
    row = one(tmp_path, {**MENTEE, "Antenne": "Atlantis", "Langues": "français A1; klingon C9"})
    told = {(each.line, each.column, each.field, each.value, each.code) for each in row.problems}
    assert told == {
        (2, "Antenne", "antenna", "Atlantis", "unknown_antenna"),
        (2, "Langues", "languages", "klingon C9", "bad_language_level"),
    }
    assert all(each.text for each in row.problems)


@pytest.mark.parametrize(
    ("base", "changes", "codes"),
    [
        (MENTEE, {"Nom": ""}, ["missing_name"]),
        (MENTEE, {"Réf.": " "}, ["missing_reference"]),
        (MENTEE, {"Date de naissance": ""}, ["missing_value"]),
        (MENTEE, {"Antenne": "-"}, ["missing_value"]),
        (MENTEE, {"Date de naissance": "02/02/2007"}, ["too_young"]),
        (MENTEE, {"Date de naissance": "01/02/2007"}, []),
        (MENTEE, {"Date de naissance": "02/02/1991"}, []),
        (MENTEE, {"Date de naissance": "01/02/1991"}, ["too_old"]),
        (MENTEE, {"Date de naissance": "20/11/2008", "Date d'entretien": ""}, []),
        (MENTEE, {"Date de naissance": "21/11/2008", "Date d'entretien": ""}, ["too_young"]),
        (MENTOR, {"Date de naissance": "20/11/1976"}, []),
        (MENTOR, {"Date de naissance": "21/11/1976"}, ["too_young"]),
        (DUO, {}, []),
        (DUO, {"Fin réelle": "01/01/2020"}, ["ends_before_start"]),
        (DUO, {"Fin réelle": "01/04/2025"}, ["running_but_ended"]),
        (DUO, {"État": "rompu"}, ["missing_value"]),
        (DUO, {"État": "rompu", "Fin réelle": "01/03/2025"}, []),
        (DUO, {"État": "???"}, ["unknown_state"]),
        (DUO, {"Début": "demain"}, ["bad_date"]),
    ],
)
def test_what_contradicts_a_row(
    tmp_path: Path, base: dict[str, str], changes: dict[str, str], codes: list[str]
) -> None:
    assert [each.code for each in one(tmp_path, base | changes).problems] == codes


def test_a_cell_too_many_is_told(tmp_path: Path) -> None:
    row = understood(tmp_path, csv_text(MENTEE).replace("\r\n", ";\r\n", 1).rstrip() + ";more\r\n")
    assert [each.code for each in row[0].problems] == ["too_many_cells"]


def test_a_short_line_lacks_values_only(tmp_path: Path) -> None:
    head = csv_text(MENTEE).splitlines()[0]
    row = understood(tmp_path, f"{head}\nJ1;Alice;Diallo;31/12/2000;Bruxelles\n")[0]
    assert (row.problems, row.values["email"]) == ([], None)


def test_of_one_reference_the_first_good_row_counts(tmp_path: Path) -> None:
    rows = understood(
        tmp_path, csv_text({**MENTEE, "Antenne": "Atlantis"}, MENTEE, {**MENTEE, "Nom": "Sow"})
    )
    codes = [[each.code for each in row.problems] for row in rows]
    assert codes == [["unknown_antenna"], [], ["duplicate_reference"]]


def test_france_never_keeps_where_parents_were_born(tmp_path: Path) -> None:
    row = {**MENTEE, "Antenne": "Paris", "Parents nés hors UE": "oui"}
    french = one(tmp_path, row, "fr")
    assert (french.problems, french.kept_out) == ([], ("parents_born_outside_eu",))
    assert "parents_born_outside_eu" not in french.values
    belgian = one(tmp_path, {**row, "Antenne": "Bruxelles"})
    assert (belgian.values["parents_born_outside_eu"], belgian.kept_out) == (True, ())


def test_a_corrected_export_with_our_columns_is_read_again(tmp_path: Path) -> None:
    told = {"Ligne": "2", "Colonne": "Antenne", "Valeur": "Atlantis", "Raison": "…"}
    profile = PROFILES["be"]
    table = first_table(text_file(tmp_path, csv_text({**MENTEE, "Antenne": "'Gand'", **told})))
    assert recognise(table, profile).leftovers == ()


def test_age_in_whole_years() -> None:
    assert years_between(date(2000, 2, 29), date(2018, 2, 28)) == 17
    assert years_between(date(2000, 2, 29), date(2018, 3, 1)) == 18


COUNTS = {
    "be": {"mentees": 2300, "mentors": 1050, "duos": 1834},
    "fr": {"mentees": 720, "mentors": 420, "duos": 570},
    "nl": {"mentees": 170, "mentors": 110, "duos": 139},
}
FILES = {
    "be": ["be-mentees.csv", "be-mentors.csv", "be-duos.csv"],
    "fr": ["fr-jeunes.csv", "fr-mentors.csv", "fr-duos.csv"],
    "nl": ["nl-rotterdam.xlsx"],
}
STATES = {"be": (235, 1599), "fr": (92, 478), "nl": (23, 116)}


class Register:
    """Stands for the database: who is there, by reference and by address."""

    def __init__(self) -> None:
        self.references: dict[str, set[str]] = {"mentees": set(), "mentors": set(), "duos": set()}
        self.addresses: set[tuple[str, str]] = set()
        self.states: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {}

    def take(self, kind: str, row: Understood) -> None:
        codes = [each.code for each in row.problems] or list(self._against(kind, row.values))
        self.reasons.setdefault(kind, Counter()).update(codes[:1])
        if not codes:
            self.references[kind].add(row.reference)
            self.addresses.add((kind, row.values.get("email") or row.reference))
            self.states[row.values.get("state") or "-"] += 1

    def _against(self, kind: str, values: dict[str, Any]) -> list[str]:
        if kind != "duos":
            return ["duplicate_person"] * ((kind, values["email"]) in self.addresses)
        known = self.references
        return ["unknown_mentee"] * (values["mentee_reference"] not in known["mentees"]) + [
            "unknown_mentor"
        ] * (values["mentor_reference"] not in known["mentors"])


@pytest.mark.parametrize("code", COUNTS)
def test_the_national_files_count_as_they_should(national: Path, code: str) -> None:
    register, profile = Register(), PROFILES[code]
    for name in FILES[code]:
        for mapped in recognise_all(open_tables(national / name), profile):
            for row in understand_rows(mapped, profile, setting_of(TENANTS[code], ON)):
                register.take(mapped.kind, row)
    assert {kind: len(found) for kind, found in register.references.items()} == COUNTS[code]
    ended = register.states["completed"] + register.states["broken_off"]
    assert (register.states["running"], ended) == STATES[code]
    assert set(register.reasons["mentees"]) == {
        "bad_date", "too_young", "too_old", "unknown_antenna", "bad_email", "unknown_country",
        "missing_name", "bad_isced", "duplicate_person",
    }  # fmt: skip
    assert set(register.reasons["mentors"]) == {
        "too_young", "bad_capacity", "bad_nace", "bad_language_level",
    }  # fmt: skip
    assert set(register.reasons["duos"]) == {"unknown_mentee", "ends_before_start", "unknown_state"}
    assert {code for each in register.reasons.values() for code in each} <= TEXTS.keys()


def test_fifty_thousand_rows_stream_through_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, MENTEE, delimiter=";")
        writer.writeheader()
        for number in range(50_000):
            writer.writerow(MENTEE | {"Réf.": f"J{number}", "E-mail": f"a{number}@jeune.example"})
    profile = PROFILES["be"]
    began = time.process_time()
    mapped = recognise(first_table(path), profile)
    count = sum(
        not row.problems for row in understand_rows(mapped, profile, setting_of(TENANTS["be"], ON))
    )
    assert count == 50_000
    assert time.process_time() - began < 25
    tracemalloc.start()
    for row, _number in zip(
        understand_rows(mapped, profile, setting_of(TENANTS["be"], ON)), range(5_000), strict=False
    ):
        assert not row.problems
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
