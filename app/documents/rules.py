"""What may be kept as a document: known by its content, never by what its name says it is."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_NAME = 120
MOST_PARTS = 5_000
"""Parts of an office document; one with more is no letter and no table."""
PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
ENDINGS = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    WEBP: ("webp",),
    f"{OFFICE}.wordprocessingml.document": ("docx",),
    f"{OFFICE}.spreadsheetml.sheet": ("xlsx",),
    f"{OPEN}.text": ("odt",),
    f"{OPEN}.spreadsheet": ("ods",),
    "text/csv": ("csv",),
    "text/plain": ("txt",),
    "message/rfc822": ("eml",),
}
"""What is taken, with how the name of such a file may end; the first is put where none fits."""
BEGINNINGS = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
}
PARTS = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
}
WRITTEN = {ending: kind for kind in ("text/csv", "text/plain", "message/rfc822")
           for ending in ENDINGS[kind]}  # fmt: skip
"""Plain text looks the same whatever it is: here the name decides, among these three only."""
HEADER_OF_A_MAIL = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S?")
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


def media_type_of(name: str, content: bytes) -> str | None:
    """None for what is not taken: programs, pages, drawings that can hold a program, archives."""
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return _text_type(name, content)


def _office_type(content: bytes) -> str | None:
    """Nothing is unpacked but the few letters in which an open document says what it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {info.filename: info for info in archive.infolist()[:MOST_PARTS]}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            said = names.get("mimetype")
            if said is not None and said.file_size < MOST_NAME:
                told = archive.read(said).decode("ascii", "replace").strip()
                return told if told in ENDINGS and told.startswith(OPEN) else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return None
    found = [kind for part, kind in PARTS.items() if part in names]
    return found[0] if "[Content_Types].xml" in names and found else None


def _text_type(name: str, content: bytes) -> str | None:
    kind = WRITTEN.get(_ending(name))
    if kind is None or CONTROLS.search(content):
        return None
    if kind == "message/rfc822" and not HEADER_OF_A_MAIL.match(content):
        return None
    return kind


def clean_name(name: str, media_type: str) -> str:
    """The name as it is kept: one line, no folders, nothing invisible, with a fitting ending.

    `C:\\fakepath\\Rapport : 2026.PDF` is `Rapport 2026.pdf`.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable())
    stem, ending = PurePosixPath(seen).stem, _ending(seen)
    stem = " ".join(NOT_IN_NAMES.sub(" ", stem).split()).strip(". ")[:MOST_NAME].strip()
    known = ENDINGS[media_type]
    return f"{stem or 'document'}.{ending if ending in known else known[0]}"


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")
