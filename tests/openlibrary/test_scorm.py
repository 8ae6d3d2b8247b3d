"""A SCORM 1.2 package: what it holds. That it plays is seen in tests/browser."""

import io
import zipfile

import pytest
from lxml import etree

from app.openlibrary.scorm_packages import ADL, IMS


@pytest.fixture
def package(visitor) -> zipfile.ZipFile:
    answer = visitor.get("/open-library/first-meeting/scorm.zip?in=fr")
    assert "tandem-first-meeting-fr-scorm.zip" in answer.headers["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_the_manifest_names_every_file_and_what_is_started(package):
    root = etree.fromstring(package.read("imsmanifest.xml"))
    resource = root.find(f".//{{{IMS}}}resource")
    named = {file.get("href") for file in resource.iter(f"{{{IMS}}}file")}
    assert named == set(package.namelist()) - {"imsmanifest.xml"}
    assert resource.get(f"{{{ADL}}}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert root.findtext(f".//{{{IMS}}}schemaversion") == "1.2"
    assert root.findtext(f".//{{{IMS}}}item/{{{ADL}}}masteryscore") == "80"


def test_the_page_is_in_the_language_of_the_text_and_shows_its_picture(package):
    page = package.read("index.html").decode()
    assert '<html lang="fr">' in page
    assert "La première rencontre" in page
    assert 'src="files/duo.png"' in page
    assert "by-sa/4.0" in page
