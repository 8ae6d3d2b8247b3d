"""Pictures and documents of a module: what they are is read off their content, never their name."""

import hashlib
import re
from pathlib import PurePosixPath

from flask_babel import lazy_gettext as _

from app.core.text import fold

MOST_MEGABYTES = 2
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,69}\.(png|jpg|webp|pdf)")
ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "application/pdf": "pdf",
}
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"%PDF-": "application/pdf",
}
RIFF, WEBP = b"RIFF", b"WEBP"


class WrongFile(Exception):
    """Says in the reader's words why a file is not taken."""


def media_type_of(content: bytes) -> str:
    """Raises `WrongFile` for anything but PNG, JPEG, WebP and PDF, so also for a drawing that can
    hold a program (SVG), and for what is too large."""
    if len(content) > MOST_BYTES:
        raise WrongFile(_("At most %(most)s MB.", most=MOST_MEGABYTES))
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    if content[:4] == RIFF and content[8:12] == WEBP:
        return "image/webp"
    raise WrongFile(_("This is no picture (PNG, JPEG, WebP) and no PDF."))


def name_of(filename: str, media_type: str) -> str:
    """A name for texts and addresses, whose ending tells what the file is: `Un duo.JPEG` is
    `un-duo.jpg`. Raises `WrongFile` when nothing of the name can be used."""
    stem = PurePosixPath(filename.replace("\\", "/")).stem
    words = re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-")[:70].strip("-")
    name = f"{words}.{ENDINGS[media_type]}"
    if not NAME.fullmatch(name):
        raise WrongFile(_("Give the file a name of letters and digits first."))
    return name


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_picture(media_type: str) -> bool:
    return media_type.startswith("image/")
