"""A module as a SCORM 1.2 package: other organisations' learning systems play it and keep score.

Source: ADL, SCORM version 1.2, Content Aggregation Model (manifest) and Run-Time Environment (the
calls in `scorm/play.js`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import render_template
from flask_babel import force_locale
from lxml import etree
from lxml.builder import ElementMaker

from app.core import markup
from app.core.i18n import LOCALES
from app.library import licences
from app.library.models import Edition, EditionText
from app.openlibrary.packaging import Origin, attribution, zipped

OWN = Path(__file__).parent / "scorm"
PASS_MARK = 80
"""Per cent of the questions; the same as for reading by oneself in a country."""
IMS = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
PAGE, MANIFEST, PICTURES = "index.html", "imsmanifest.xml", "files"
E = ElementMaker(namespace=IMS, nsmap={None: IMS, "adlcp": ADL, "imsmd": MD})


def package(
    edition: Edition, text: EditionText, files: Mapping[str, bytes], origin: Origin
) -> bytes:
    """One language of an edition, with its pictures."""
    content = {f"{PICTURES}/{name}": told for name, told in files.items()}
    content |= {path.name: path.read_bytes() for path in sorted(OWN.iterdir())}
    content[PAGE] = page(edition, text, files, origin).encode()
    content[MANIFEST] = manifest(edition, text, sorted(content))
    return zipped(content)


def page(edition: Edition, text: EditionText, files: Mapping[str, bytes], origin: Origin) -> str:
    """In the language of the text, whoever asked for it."""
    body = markup.html(text.body, lambda name: f"{PICTURES}/{name}" if name in files else None)
    licence = edition.facts["licence"]
    with force_locale(LOCALES.get(text.language, text.language)):
        return render_template(
            "openlibrary/scorm.html",
            text=text,
            body=body,
            pass_mark=PASS_MARK,
            attribution=attribution(edition, origin),
            licence_url=licences.URLS.get(licence),
        )


def manifest(edition: Edition, text: EditionText, names: list[str]) -> bytes:
    """What is in the package, and the one thing in it that can be started."""
    code = f"tandem-{edition.slug}-{edition.number}-{text.language}"
    item = E.item(E.title(text.title), identifier="ITEM", identifierref="PAGE")
    if text.quiz:
        item.append(_adl("masteryscore", str(PASS_MARK)))
    resource = E.resource(
        *(E.file(href=name) for name in names),
        {f"{{{ADL}}}scormtype": "sco"},
        identifier="PAGE",
        type="webcontent",
        href=PAGE,
    )
    root = E.manifest(
        E.metadata(E.schema("ADL SCORM"), E.schemaversion("1.2")),
        E.organizations(
            E.organization(E.title(text.title), item, identifier="ORGANISATION"),
            default="ORGANISATION",
        ),
        E.resources(resource),
        identifier=code,
        version=str(edition.number),
    )
    made: Any = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return bytes(made)


def _adl(name: str, value: str) -> Any:
    element = etree.Element(f"{{{ADL}}}{name}")
    element.text = value
    return element
