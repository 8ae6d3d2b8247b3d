"""A cell that a spreadsheet would run is only ever read."""

import csv
import io

import pytest
from openpyxl import load_workbook

from app.core.export import as_csv, as_xlsx, safe

FORMULA = '=HYPERLINK("http://evil.example";"x")'


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1+1"),
        *("\uff1d1+1", "\uff0b1", "\uff0dcmd", "\uff20SUM"),
    ],
)
def test_what_begins_like_a_formula_is_marked_as_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.5", "+32 470 12 34 56", "Servais", "a=b", "", " "])
def test_numbers_and_words_stay_as_they_are(text):
    assert safe(text) == text


def test_heads_are_as_harmless_as_rows():
    text = as_csv([FORMULA], [[FORMULA]]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[0][0] for row in read] == ["'", "'"]


def test_a_spreadsheet_holds_it_as_text():
    book = load_workbook(io.BytesIO(as_xlsx([FORMULA], [[FORMULA]])))
    assert [cell.data_type for row in book.active for cell in row] == ["s", "s"]
    book.close()
