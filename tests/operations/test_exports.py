"""All data of a country in open formats, and nothing in it that opens a door."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook
from sqlalchemy import LargeBinary

from app.core import engines
from app.core.db import Base
from app.operations import exports
from app.operations.archives import reading
from app.people.models import Person

KEYS = ("hash", "secret", "totp", "nonce", "token", "password")


@pytest.fixture
def exported(site, tmp_path):
    """`exported(name)` is a file of Belgium's export."""
    with engines.opened(site.place("be").settings.database_url) as connection:
        forger = {"last_name": '=HYPERLINK("http://evil")', "phone": "+32 470 12 34 56"}
        connection.execute(Person.__table__.update().where(Person.id == 1).values(**forger))
    file = tmp_path / "be.zip"
    site.ask("export", "be", "--to", str(file))
    archive = zipfile.ZipFile(file)
    yield archive
    archive.close()


def table(archive, name):
    text = archive.read(f"tables/{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_is_in_it(site, exported):
    rows = site.rows("be")
    names = {one.name for one in Base.metadata.sorted_tables} - exports.WITHOUT_TABLES
    for name in names:
        count = len(rows[name]) - (name == "events")  # its own line came after
        assert len(table(exported, name)) == count, name
    person = table(exported, "people")[1]
    assert (person["id"], person["kind"], person["antenna_id"]) == ("2", "mentor", "1")
    assert person["remarks"] == "CANARY-BE-people-remarks"


@pytest.mark.any_database
def test_texts_that_would_be_formulas_are_harmless(exported):
    person = table(exported, "people")[0]
    assert person["last_name"] == '\'=HYPERLINK("http://evil")'
    assert person["phone"] == "+32 470 12 34 56"


@pytest.mark.any_database
def test_every_file_is_in_it_and_every_sum_is_right(site, exported):
    manifest = json.loads(exported.read("manifest.json"))
    assert exported.read("files/imports/0a1b") == b"CANARY-BE-file"
    for name in set(exported.namelist()) - {"manifest.json"}:
        found = hashlib.sha256(exported.read(name)).hexdigest()
        assert manifest["members"][name]["sha256"] == found, name
    assert (manifest["tenant"], manifest["owner"]) == ("be", "be")


@pytest.mark.any_database
def test_documents_are_in_it_under_their_id(site, exported):
    (row,) = table(exported, "documents")
    found = exported.read(f"documents/{row['id']}.txt")
    assert (found, row["name"]) == (b"CANARY-BE-documents-content", "CANARY-BE-documents-name.txt")


def test_files_of_training_are_in_it_under_their_sum(site, exported):
    (row,) = table(exported, "training_files")
    assert exported.read(f"training-files/{row['sha256']}").startswith(b"CANARY-BE")


@pytest.mark.any_database
def test_no_key_is_in_it(site, exported):
    everything = b"".join(exported.read(name) for name in exported.namelist())
    book = io.BytesIO(exported.read(exports.BOOK))
    with zipfile.ZipFile(book) as sheets:
        everything += b"".join(sheets.read(name) for name in sheets.namelist())
    for name, columns in exports.WITHOUT_COLUMNS.items():
        for column in columns:
            assert f"CANARY-BE-{name}-{column}".encode() not in everything
    for name in exports.WITHOUT_TABLES:
        assert f"CANARY-BE-{name}-".encode() not in everything
    assert site.place("be").settings.secret_key.encode() not in everything
    assert b"CANARY-FR" not in everything


@pytest.mark.any_database
def test_the_probe_finds_a_key_that_is_not_left_out(site, tmp_path, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(exports, "WITHOUT_COLUMNS", {})
    site.ask("export", "be", "--to", str(tmp_path / "be.zip"))
    with zipfile.ZipFile(tmp_path / "be.zip") as archive:
        assert b"CANARY-BE-mails-body" in archive.read("tables/mails.csv")


def test_no_column_with_the_name_of_a_key_leaves():
    """Whoever adds one decides: it is left out, or it is none."""
    harmless = {"sha256", "digest"}
    for one, columns in exports.exported().items():
        for column in columns:
            suspicious = any(key in column.name for key in KEYS) and column.name not in harmless
            assert not suspicious, f"{one.name}.{column.name}"
            assert not isinstance(column.type, LargeBinary)


@pytest.mark.any_database
def test_it_says_of_every_column_what_it_is(site, exported):
    package = json.loads(exported.read("datapackage.json"))
    described = {one["name"]: one for one in package["resources"]}
    for name, resource in described.items():
        assert resource["description"]
        header = exported.read(resource["path"]).decode("utf-8-sig").split("\r\n")[0]
        fields = resource["schema"]["fields"]
        assert header.split(",") == [field["name"] for field in fields], name
        assert all(field["description"] and field["type"] for field in fields)
    kinds = {field["name"]: field for field in described["people"]["schema"]["fields"]}
    assert kinds["kind"]["constraints"]["enum"] == ["mentee", "mentor"]
    assert kinds["born_on"]["type"] == "date"


@pytest.mark.any_database
def test_people_and_duos_are_in_a_spreadsheet_too(exported):
    book = load_workbook(io.BytesIO(exported.read(exports.BOOK)), read_only=True)
    assert book.sheetnames == ["mentees", "mentors", "duos"]
    assert len(list(book["mentees"].iter_rows())) == 3
    mentor = list(book["mentors"].iter_rows(values_only=True))[1]
    assert "CANARY-BE-people-remarks" in mentor
    formula = [cell for row in book["mentees"].iter_rows() for cell in row if cell.data_type == "f"]
    assert formula == []
    book.close()


@pytest.mark.any_database
def test_it_explains_itself_in_the_languages_of_the_country(exported):
    readme = exported.read("README.txt").decode()
    for name in ("Tandem Belgique", "Tandem België", "Tandem Belgium"):
        assert name in readme
    assert readme.count("datapackage.json") == 3


@pytest.mark.any_database
def test_nothing_is_written_over(site, tmp_path):
    (tmp_path / "be.zip").write_text("mine")
    said = site.run("export", "be", "--to", str(tmp_path / "be.zip"))
    assert (said.exit_code, (tmp_path / "be.zip").read_text()) == (1, "mine")
    assert "is there already" in said.output


@pytest.mark.any_database
def test_an_old_database_is_brought_up_to_date_first(site, tmp_path):
    with engines.opened(site.place("be").settings.migration_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    said = site.run("export", "be", "--to", str(tmp_path / "be.zip"))
    assert said.exit_code == 1
    assert "tandem tenants migrate be" in said.output
    assert not (tmp_path / "be.zip").exists()


@pytest.mark.any_database
def test_an_export_is_no_backup(site, tmp_path):
    file = tmp_path / "be.zip"
    site.ask("export", "be", "--to", str(file))
    said = site.run("restore", "be", str(file), "--yes")
    assert "is a tandem-export" in said.output
    with reading(file, exports.KIND) as reader:
        reader.verify()
