import os
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.spreadsheets.reading import open_tables, sheet_named
from app.spreadsheets.tables import TEXTS, Unreadable
from tests.spreadsheets.files import first_table, repacked, text_file, workbook

HEAD = "Réf.;Prénom;Nom\n"


def refusal(path: Path, **options: str) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        first_table(path, **options)
    assert refused.value.code in TEXTS
    return refused.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = f"Réf.{delimiter}Prénom{delimiter}Nom\r\nJ1{delimiter}Aïcha{delimiter}Çelik\r\n" * 5
    table = first_table(text_file(tmp_path, text.encode(encoding)))
    assert list(table.lines())[:2] == [
        (1, ["Réf.", "Prénom", "Nom"]),
        (2, ["J1", "Aïcha", "Çelik"]),
    ]
    assert table.delimiter == delimiter
    assert table.line_count == 10


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_cell_may_be_quoted(tmp_path: Path, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(['"Réf."', '"Nom; prénom, titre"']) for _ in range(3))
    table = first_table(text_file(tmp_path, text))
    assert next(table.lines()) == (1, ["Réf.", "Nom; prénom, titre"])
    assert table.delimiter == delimiter


def test_the_separator_that_excel_announces_is_no_row(tmp_path: Path) -> None:
    table = first_table(text_file(tmp_path, "sep=|\r\na|b;c\r\n"))
    assert list(table.lines()) == [(2, ["a", "b;c"])]


def test_lines_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = first_table(text_file(tmp_path, HEAD + '\n;;\nJ1;"two\nlines";x;;\nJ2;y;z\n'))
    assert [number for number, _cells in table.lines()] == [1, 4, 5]
    assert list(table.lines())[1] == (4, ["J1", "two\nlines", "x"])


def test_a_table_can_be_read_twice(tmp_path: Path) -> None:
    table = first_table(text_file(tmp_path, HEAD + "J1;a;b\n"))
    assert list(table.lines()) == list(table.lines())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"  \r\n \n", "empty"),
        (b"a;b\nc\x00;d\n", "binary"),
        (b"a;b\nc\x07;d\n", "binary"),
        (os.urandom(20_000), "binary"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n", "not_a_table"),
        (b"<html><table>", "not_a_table"),
        (b"just one column\nand another\n", "no_columns"),
        (b'a;b\n"never closed;d\n', "broken_quotes"),
        (b'a;b\n"' + b"x" * 40_000 + b'";d\n', "cell_too_long"),
        (";".join("a" * 300).encode(), "too_many_columns"),
        ("é;è;à\n".encode() * 4 + b"\xe9;b\n", "wrong_encoding"),
        (b"PK\x03\x04junk", "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    ],
)
def test_a_broken_file_gets_a_clear_answer(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(text_file(tmp_path, content)).code == code
    assert refusal(text_file(tmp_path, content, "list.xlsx")).code == code


def test_every_refusal_has_its_text(app) -> None:
    named = dict.fromkeys(
        ["most", "line", "encoding", "sheet", "sheets", "first", "second", "column", "kind",
         "columns", "choice", "found"],
        "x",
    )  # fmt: skip
    assert all(Unreadable(code, **named).text for code in TEXTS)


def test_a_gigabyte_is_answered_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.write(b"a;b\n")
        stream.truncate(1 << 30)
    assert refusal(path).code == "too_large"


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.csv").code == "not_a_file"
    assert refusal(tmp_path).code == "not_a_file"


def test_a_forced_encoding_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    path = text_file(tmp_path, (HEAD + "J1;Aïcha;x\n").encode("cp1252"))
    wrong = refusal(path, encoding="utf-8")
    assert (wrong.code, wrong.values["line"]) == ("wrong_encoding", 1)
    assert refusal(path, encoding="klingon").code == "unknown_encoding"
    assert refusal(path, encoding="hex").code == "unknown_encoding"
    assert refusal(path, delimiter="ab").code == "bad_delimiter"
    assert first_table(path, encoding="windows-1252", delimiter="semicolon").delimiter == ";"


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"A": [["a", "b"], [1, 2]]}, "list.xlsx").rename(tmp_path / "l.csv")
    assert first_table(book).form == "xlsx"
    assert first_table(text_file(tmp_path, "a;b\n1;2\n", "list.xlsx")).form == "csv"


def test_a_workbook_gives_dates_numbers_and_true_line_numbers(tmp_path: Path) -> None:
    rows = [[], [None, "Réf.", "Née le"], [], [None, "J1", date(2000, 12, 31)], [None, 2, None]]
    path = workbook(tmp_path, {"Empty": [], "Jeunes": rows, "Autre": [["x"]]})
    tables = open_tables(path)
    assert [table.sheet for table in tables] == ["Jeunes", "Autre"]
    assert list(tables[0].lines()) == [
        (2, ["Réf.", "Née le"]),
        (4, ["J1", date(2000, 12, 31)]),
        (5, [2.0]),
    ]
    assert sheet_named(tables, "autre ").sheet == "Autre"
    with pytest.raises(Unreadable) as refused:
        sheet_named(tables, "Mentors")
    assert refused.value.values["sheets"] == "Jeunes, Autre"
    assert refused.value.code in TEXTS


def test_a_formula_nobody_calculated_is_shown_as_such(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"], ["=1+1", "x"]]})
    assert list(first_table(path).lines())[1] == (2, ["=1+1", "x"])


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path, {"A": []})).code == "empty"


def test_macros_are_refused_under_any_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"]]})
    assert refusal(repacked(path, {"xl/vbaProject.bin": b"x"})).code == "macros"


def test_a_zip_bomb_is_never_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"]]})
    bomb = repacked(path, {"xl/worksheets/sheet1.xml": b"<row/>" * 20_000_000})
    assert bomb.stat().st_size < 1_000_000
    assert refusal(bomb).code == "zip_bomb"


def test_one_cell_in_the_last_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"]]})
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    for corner, code in [(b"XFD1048576", "too_many_lines"), (b"XFD900000", "too_many_cells")]:
        far = sheet.replace(b'r="B1"', b'r="' + corner + b'"')
        assert refusal(repacked(path, {"xl/worksheets/sheet1.xml": far})).code == code


def test_another_zip_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("photo.jpg", "x")
    assert refusal(path).code == "not_a_table"


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"]]})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path).code == "broken_workbook"


def ods(folder: Path, rows: str) -> Path:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "list.ods"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content)
    return path


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def test_open_documents_are_read_and_weighed(tmp_path: Path) -> None:
    many = '<table:table-row table:number-rows-repeated="1048000">'
    empty = f"{many}<table:table-cell/></table:table-row>"
    row = f"<table:table-row>{CELL}{CELL}</table:table-row>"
    assert list(first_table(ods(tmp_path, row + empty)).lines()) == [(1, ["x", "x"])]
    assert refusal(ods(tmp_path, row + empty + empty + row)).code == "too_many_lines"
    wide = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="90"')
    many = f'<table:table-row table:number-rows-repeated="99999">{wide}</table:table-row>'
    assert refusal(ods(tmp_path, many)).code == "too_many_cells"


def test_an_encrypted_open_document_is_told(tmp_path: Path) -> None:
    path = repacked(ods(tmp_path, ""), {"META-INF/manifest.xml": b"<manifest:encryption-data/>"})
    assert refusal(path).code == "encrypted"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"R\xe9f;a\n", b'"']),
    rest=st.binary(max_size=300),
)
def test_no_bytes_whatever_crash_the_reading(tmp_path: Path, start: bytes, rest: bytes) -> None:
    with suppress(Unreadable):
        for table in open_tables(text_file(tmp_path, start + rest)):
            assert len(list(table.lines())) <= table.line_count
