"""Modules to take away: one archive with Markdown, metadata, pictures and a checksum for each.

The same modules always make the same bytes, so that a checksum of the whole can be told too.
"""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.library import licences
from app.library.models import Edition
from app.openlibrary import writing

FORMAT, FORMAT_VERSION = "tandem-library", 1
MANIFEST, SUMS, LICENCE = "manifest.json", "SHA256SUMS", "LICENCE.txt"
MODULES, METADATA = "modules", "metadata"
ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The day every file of an archive bears: the earliest that the format knows."""


@dataclass(frozen=True)
class Origin:
    """Who publishes, and where the library is found."""

    name: str
    url: str


@dataclass(frozen=True)
class Packed:
    """An edition with its pictures and documents by name, and its metadata as JSON-LD."""

    edition: Edition
    files: Mapping[str, bytes]
    metadata: Mapping[str, Any]


def archive(packed: Sequence[Packed], origin: Origin) -> bytes:
    """All of them in one archive."""
    content: dict[str, bytes] = {}
    for one in packed:
        slug = one.edition.slug
        for name, told in writing.files_of(one.edition, one.files).items():
            content[f"{MODULES}/{slug}/{name}"] = told
        content[f"{METADATA}/{slug}.jsonld"] = as_json(one.metadata)
    content[LICENCE] = licence_text([one.edition for one in packed], origin).encode()
    content[MANIFEST] = as_json(_manifest([one.edition for one in packed], origin))
    content[SUMS] = sums(content).encode()
    return zipped(content)


def zipped(content: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content[name])
    return out.getvalue()


def sums(content: Mapping[str, bytes]) -> str:
    """As `sha256sum --check` reads them."""
    return "".join(f"{sha256(content[name])}  {name}\n" for name in sorted(content))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256_base64(content: bytes) -> str:
    """As headers carry it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def as_json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def attribution(edition: Edition, origin: Origin) -> str:
    """What somebody writes who uses the module: title, author, licence, where it was found."""
    licence = edition.facts["licence"]
    told = f"“{source_text(edition).title}”, {origin.name}, {edition.published_at.year}"
    return f"{told}, {licences.name_of(licence)}, {origin.url}/{edition.slug}"


def source_text(edition: Edition) -> Any:
    """The text in the language the module was written in; it is in every edition."""
    source = edition.facts["source_language"]
    return next(text for text in edition.texts if text.language == source)


def licence_text(editions: Sequence[Edition], origin: Origin) -> str:
    lines = []
    for edition in editions:
        licence = edition.facts["licence"]
        lines += [attribution(edition, origin), f"  {licences.URLS.get(licence, licence)}"]
        for work in edition.facts["based_on"]:
            parts = (work.get("title"), work.get("author"), work.get("licence"), work.get("url"))
            lines.append("  < " + ", ".join(str(part) for part in parts if part))
    return "\n".join(lines) + "\n"


def _manifest(editions: Sequence[Edition], origin: Origin) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "origin": {"name": origin.name, "url": origin.url},
        "modules": [
            {
                "slug": edition.slug,
                "edition": edition.number,
                "digest": edition.digest,
                "published_at": edition.published_at.isoformat(),
                "licence": edition.facts["licence"],
                "languages": [text.language for text in edition.texts],
                "attribution": attribution(edition, origin),
            }
            for edition in editions
        ],
    }
