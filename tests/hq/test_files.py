"""The files of the comparison open and hold the numbers of the page."""

import csv
import io
import re
from time import perf_counter

import pytest
from click.testing import CliRunner
from lxml import etree
from openpyxl import load_workbook

from app.core.commands import Scope
from app.hq import contents
from app.hq.cli import group
from app.hq.report import report
from tests.hq import stage

WITH_CHARTS = ["overview", "rates", "waiting", "pool", "reach", "quality"]
SVG = "{http://www.w3.org/2000/svg}"


def rows_of(answer):
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("page", contents.PAGES)
def test_spreadsheet_and_text_hold_the_same_figures(analyst, published, page):
    rows = rows_of(analyst.get(f"/{page}/export.csv"))
    book = load_workbook(io.BytesIO(analyst.get(f"/{page}/export.xlsx").data))
    lines = list(book["Figures"].iter_rows(values_only=True))
    assert len(lines) == len(rows) + 1
    assert [row["As shown"] for row in rows] == [str(line[4] or "") for line in lines[1:]]


@pytest.mark.parametrize("page", ["overview", "rates", "waiting", "pool", "reach", "quality"])
def test_what_the_file_says_stands_on_the_page(analyst, published, page):
    address = "/" if page == "overview" else f"/{page}"
    shown = re.sub(r"<[^>]+>", " ", analyst.get(address).text).replace("&lt;", "<")
    rows = rows_of(analyst.get(f"/{page}/export.csv"))
    assert rows
    assert [row for row in rows if row["As shown"] not in shown] == []


def test_a_rate_in_the_file_has_its_parts(analyst, published):
    rows = rows_of(analyst.get("/overview/export.csv"))
    found = [r for r in rows if r["Row"] == "In work within twelve months"]
    belgium = next(row for row in found if row["Column"] == "Tandem Belgium")
    assert belgium["Value"] == "0.51"
    assert (belgium["Numerator"], belgium["Denominator"]) == ("585", "1140")
    assert belgium["Unknown"] == "125"
    assert belgium["Quarter"] == "2026-Q3"


def test_the_spreadsheet_has_each_table_as_on_the_page(analyst, published):
    book = load_workbook(io.BytesIO(analyst.get("/waiting/export.xlsx").data))
    table = [list(row) for row in book.worksheets[1].iter_rows(values_only=True)]
    assert table[0][:2] == ["Antenna", "Country"]
    assert table[1][-1] == 60


@pytest.mark.parametrize("page", contents.PAGES)
def test_a_page_becomes_a_paper_with_its_title(analyst, published, page):
    body = analyst.get(f"/{page}/export.pdf").data
    assert body.startswith(b"%PDF")
    assert str(contents.PAGES[page].title).split(",")[0].encode() in body


@pytest.mark.parametrize("page", WITH_CHARTS)
def test_every_chart_is_a_drawing_of_its_own(analyst, published, page):
    address = "/" if page == "overview" else f"/{page}"
    charts = set(re.findall(r"export\.svg\?chart=([\w-]+)", analyst.get(address).text))
    assert charts
    for chart in charts:
        drawing = etree.fromstring(analyst.get(f"/{page}/export.svg?chart={chart}").data)
        assert drawing.tag == f"{SVG}svg"
        assert drawing.find(f"{SVG}title").text
        assert drawing.find(f"{SVG}desc").text
        assert "Source Sans 3" in drawing.find(f"{SVG}style").text


def test_a_drawing_needs_no_page_around_it(analyst, published):
    drawing = etree.fromstring(analyst.get("/rates/export.svg?chart=funnel").data)
    places = ("x", "x1", "x2", "cx", "y1", "y2", "cy")
    values = [one.get(name, "") for one in drawing.iter() for name in places]
    assert not [value for value in values if value.endswith("%")]
    assert "Ghent" in "".join(drawing.itertext())
    assert b"style=" not in etree.tostring(drawing)


@pytest.mark.parametrize(
    "address",
    [
        "/versions/export.svg",
        "/rates/export.svg?chart=canary",
        "/rates/export.doc",
        "/people/export.csv",
    ],
)
def test_what_there_is_not_is_not_found(analyst, published, address):
    assert analyst.get(address).status_code == 404


@pytest.mark.parametrize("page", contents.PAGES)
def test_before_anything_is_published_the_files_open_too(analyst, page):
    for kind in ("csv", "xlsx", "pdf"):
        assert analyst.get(f"/{page}/export.{kind}").status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_the_quarterly_report_in_four_languages(analyst, published, language):
    answer = analyst.get(f"/report/2026-Q3.pdf?language={language}")
    assert answer.data.startswith(b"%PDF")
    assert f"/Lang({language})".encode() in answer.data
    assert f"report-2026-Q3-{language}.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "address", ["2026-Q3.pdf?language=de", "2019-Q1.pdf?language=fr", "canary.pdf"]
)
def test_a_report_that_cannot_be_made_is_not_found(analyst, published, address):
    assert analyst.get(f"/report/{address}").status_code == 404


def test_the_report_is_quick_enough_to_wait_for(hq, published):
    report(stage.NEWEST, "en")
    begun = perf_counter()
    report(stage.NEWEST, "fr")
    assert perf_counter() - begun < 4  # measured at 1.1 s; a busy machine may take longer


@pytest.fixture
def tandem(hq):
    def run(*arguments):
        return CliRunner().invoke(group, arguments, obj=Scope("hq", lambda code: hq))

    return run


def test_the_report_on_the_command_line(tandem, published, tmp_path):
    out = tmp_path / "report.pdf"
    said = tandem("report", "2026-Q3", "--language", "fr", "--out", str(out))
    assert said.exit_code == 0, said.output
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("2019-Q1", "--language", "fr"), "no country published for 2019-Q1"),
        (("soon",), "no country published for soon"),
        (("2026-Q3", "--language", "de"), "headquarters has no language de"),
    ],
)
def test_the_command_says_why_not(tandem, published, tmp_path, arguments, why):
    said = tandem("report", *arguments, "--out", str(tmp_path / "report.pdf"))
    assert said.exit_code == 1
    assert why in said.output
