"""A sheet of figures as files: the same figures, whatever they are written down as."""

import io

import pytest
from lxml import etree
from openpyxl import load_workbook

from app.core.quarters import quarter
from app.factsheets import files
from app.factsheets.sheets import Cell, Chart, Sheet, Table

DUOS = Table(
    "duos",
    "Duos: begun",
    ["Country", "Begun", "In work"],
    [[Cell("Belgium"), Cell("25", value=25), Cell("60%", "15 of 25", 0.6, numerator=15)]],
)
BARS = Chart(
    "levels",
    "Levels of the mentors",
    "bars",
    {
        "rows": [{"label": "Employee", "value": 25, "text": "25"}],
        "top": 30,
        "label_head": "Level",
        "value_head": "Mentors",
    },
    "Most are employees.",
)


@pytest.fixture
def sheet(app):
    return Sheet("duos", "How many duos", "Of one country.", [DUOS, BARS], quarter("2026-Q3"))


def test_every_figure_is_a_line_with_what_it_is_of(sheet):
    begun, in_work = files.lines(sheet)
    assert begun[:6] == ["2026-Q3", "Duos: begun", "Belgium", "Begun", "25", 25]
    assert in_work[3:5] == ["In work", "60%"]
    assert in_work[8] == 15
    assert in_work[-1] == "15 of 25"


def test_a_number_is_one_in_the_spreadsheet_unless_a_note_belongs_to_it(sheet):
    book = load_workbook(io.BytesIO(files.xlsx_of(sheet)))
    table = list(book["1 Duos  begun"].iter_rows(values_only=True))
    assert table == [("Country", "Begun", "In work"), ("Belgium", 25, "60% (15 of 25)")]


def test_a_chart_becomes_a_drawing_with_its_title_and_its_sentence(sheet):
    drawn = etree.fromstring(files.svg_of(sheet, ""))
    title, described, *_more = drawn
    assert title.text == "Levels of the mentors"
    assert described.text.endswith("Most are employees.")
    assert "Employee" in "".join(drawn.itertext())


def test_there_is_no_drawing_of_a_chart_that_is_not_there(sheet):
    assert files.svg_of(sheet, "canary") is None
