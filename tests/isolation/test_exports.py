"""Files that leave or come in carry nothing of another tenant, nor of the machine.

Isolation tests 24, 25 and 52. What is exported today are tables (CSV, XLSX), calendars and papers
(PDF).
"""

import csv
import io
import re
import stat
import zipfile
from datetime import date

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from app.core.config import REPOSITORY
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.imports import keeping
from app.imports.models import Import
from app.people.models import Mentee
from app.spreadsheets.sent import shown_name
from tests import make
from tests.isolation.addresses import body_of, everything, readable
from tests.isolation.canary import FOREIGN, OWN
from tests.isolation.checksums import checksum
from tests.isolation.queued import work

pytestmark = pytest.mark.any_database

FILES = re.compile(r"\.(csv|xlsx|ics|json|pdf)$")
PROPERTIES = re.compile(
    r"<(?:dc:|cp:)?(creator|title|Company|Manager|lastModifiedBy|keywords)>([^<]+)<"
)
NOT_THERE = 404
"""A link that nobody was sent opens a page that says so, which is no file."""
OF_THE_MACHINE = (str(REPOSITORY), "/home/", "/root/", "templates/", ".html")


def exports(pair):
    """Every address that gives a file, with what it gives a director."""
    client = pair.browser("director")
    for address in readable(pair.a, 1):
        if FILES.search(address) and not address.startswith("/api/"):
            yield address, client.get(address)


def test_24_no_file_holds_anything_of_another_tenant_or_of_the_machine(pair):
    for address, answer in exports(pair):
        said = everything(answer)
        assert answer.status_code in {200, 404}, address
        assert FOREIGN not in said, address
        assert not [word for word in OF_THE_MACHINE if word in said], address


def test_24_nor_do_its_name_and_its_properties(pair):
    for address, answer in exports(pair):
        name = answer.headers.get("Content-Disposition", "")
        assert not {app for app in ("be", "fr", "nl") if app in re.split(r"\W+", name)}, address
        assert answer.status_code == NOT_THERE or PROPERTIES.findall(body_of(answer.data)) == []


def test_24_the_files_are_not_empty(pair):
    """Negative control: what one's own tenant holds is in them, and the neighbour's in its own."""
    own = [address for address, answer in exports(pair) if OWN in everything(answer)]
    assert len([address for address in own if "export" in address]) >= 4
    other = pair.turned_around()
    assert len([a for a, answer in exports(other) if FOREIGN in everything(answer)]) >= 4


def test_24_the_probe_reads_what_describes_a_paper(pair):
    """Negative control: who made it and what it is called, in so many words."""
    papers = [(a, answer) for a, answer in exports(pair) if answer.data.startswith(b"%PDF")]
    assert papers
    assert all("xmp:CreatorTool" in body_of(answer.data) for _, answer in papers)


def test_24_the_probe_reads_the_properties_of_a_workbook():
    """Negative control."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/core.xml", "<dc:creator>FR</dc:creator>")
    assert PROPERTIES.findall(body_of(out.getvalue())) == [("creator", "FR")]


def exported(app):
    """The list of mentees of this tenant, as its director takes it away."""
    with app.app_context(), acting_as(SYSTEM):
        for number, name in enumerate(("Diallo", "Traoré"), start=1):
            make.mentee(last_name=name, reference=f"M-{number}", born_on=date(2001, 5, number))
        client = make.browser(app, make.user("director"))
    return list(csv.reader(io.StringIO(client.get("/mentees/export.csv").text), delimiter=";"))


def as_file(rows, more):
    """A file for an import, with a few more columns: `more` are names and values by row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*more, *rows[0]])
    for row, values in zip(rows[1:], zip(*more.values(), strict=True), strict=True):
        writer.writerow([*values, *row])
    return io.BytesIO(out.getvalue().replace("PAR", "BRU").replace("\ufeff", "").encode())


def people_of(app):
    with app.app_context(), acting_as(SYSTEM):
        found = db.session.scalars(select(Mentee).order_by(Mentee.id)).all()
        return [(person.id, person.last_name) for person in found]


def taken_in(app, file, name="list.csv"):
    """The status of the upload; when it was read, it is taken in as well."""
    with app.app_context(), acting_as(SYSTEM):
        client = make.browser(app, make.user("director"))
    sent = {"file": (file, name), "kind": "mentees"}
    answer = client.post("/imports/new", data=sent, content_type="multipart/form-data")
    if answer.status_code == 303:
        client.post(f"{answer.location}/start")
        work(app)
    return answer.status_code


@pytest.fixture
def two(installed, queued):
    """Belgium with Alice in it; France, and its list of mentees."""
    installed.empty()
    with queued.a.app_context(), acting_as(SYSTEM):
        make.mentee(first_name="Alice", last_name="Martin", reference="A-1")
    return queued.a, queued.b, exported(queued.b)


def test_25_a_file_of_another_makes_new_rows_and_touches_nothing_that_has_its_ids(two):
    here, there, rows = two
    before, own = checksum(there), people_of(here)
    ids = {"person_id": [own[0][0], own[0][0] + 1], "antenna_id": [1, 1], "tenant": ["fr", "fr"]}
    assert taken_in(here, as_file(rows, ids), "../../fr/tenant.db.csv") == 303
    assert people_of(here)[: len(own)] == own
    assert [name for _, name in people_of(here)[len(own) :]] == ["Diallo", "Traoré"]
    assert checksum(there) == before


def test_25_the_checksum_would_notice(two):
    """Negative control: the same file brought in where it comes from does change something."""
    _, there, rows = two
    before = checksum(there)
    taken_in(there, as_file(rows, {"x": ["1", "2"]}))
    assert checksum(there) != before


def test_25_an_archive_is_no_list(queued):
    """Nothing is unpacked: an archive with `../` or a link in it is refused as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../fr/files/x", "x")
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with queued.a.app_context(), acting_as(SYSTEM):
        client = make.browser(queued.a, make.user("director"))
    sent = {"file": (io.BytesIO(out.getvalue()), "list.zip"), "kind": "mentees"}
    answer = client.post("/imports/new", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert kept(queued.a) == []


def kept(app):
    folder = app.extensions["tandem.settings"].files
    return [path for path in folder.rglob("*") if path.is_file()]


NAMES = ["../../fr/tenant.db", "/etc/passwd", "..\\..\\x", "a\x00b.csv", "%2e%2e%2fx", ".", ""]


@pytest.mark.parametrize("name", NAMES)
def test_52_the_name_that_was_sent_chooses_no_place(app, name):
    """What is kept lies in the tenant's own folder under a name of ours, for its owner only."""
    stored = keeping.keep(FileStorage(io.BytesIO(b"x"), filename=name))
    path = keeping.path_of(stored)
    assert path.resolve().parent == keeping.folder().resolve()
    assert re.fullmatch(r"[0-9a-f]{32}", stored)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shown = shown_name(name)
    assert not set("/\\\x00") & set(shown)
    keeping.forget(stored)
    assert not path.exists()


PLACES = ["files", "uploads", "media", "imports/files", "static/../../instance/be"]
TRICKS = ["../settings.toml", "..%2fsettings.toml", "/etc/passwd", "x%00.csv", "%2e%2e/x", "x"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("trick", TRICKS)
def test_52_no_address_gives_a_file_that_was_sent(app, as_role, place, trick):
    """There is none: files are read by imports and deleted, never given back."""
    answer = as_role("director").get(f"/{place}/{trick}", headers={"Range": "bytes=0-10"})
    assert answer.status_code in {308, 404}
    assert "secret_key" not in answer.text


@pytest.mark.parametrize("trick", ["../__init__.py", "..%2f__init__.py", "/etc/passwd", "%2e%2e/x"])
def test_52_nor_do_the_files_of_the_product_lead_out_of_their_folder(app, client, trick):
    answer = client.get(f"/static/{trick}", follow_redirects=True)
    assert answer.status_code == 404


def test_52_an_import_of_another_is_not_found(two):
    """Its page is there for those it belongs to, and for nobody else."""
    here, there, rows = two
    assert taken_in(there, as_file(rows, {"x": ["1", "2"]})) == 303
    with there.app_context():
        newest = db.session.scalar(select(func.max(Import.id)))
    for app, status in ((there, 200), (here, 404)):
        with app.app_context(), acting_as(SYSTEM):
            client = make.browser(app, make.user("director"))
        assert client.get(f"/imports/{newest}").status_code == status
