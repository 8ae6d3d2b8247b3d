"""XLIFF 1.2, the file that translators' programs open: a module from its source into a language.

Source: OASIS, XLIFF Version 1.2, 1 February 2008. One `file` of `trans-unit`s, plain text; the text
itself is Markdown, whose marks are the translator's to keep.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from lxml import etree

from app.core import xml
from app.library.limits import BODY, LINE, OBJECTIVE, SUMMARY, TITLE
from app.translators import units

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MOST_MEGABYTES = 2
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
SHOWN = 3
"""So many pieces are named in a message; there may be hundreds."""

NEW, ADAPT = "new", "needs-adaptation"
STATES = {
    "draft": "translated",
    "submitted": "needs-review-translation",
    "reviewed": "signed-off",
}


class WrongXliff(Exception):
    """Says in the reader's words why a file is not taken; nothing of it is."""

    def __init__(self, text: LazyString | str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Translation:
    """What a file says of itself, and its pieces: the source's words and the target's, by name."""

    slug: str
    source_language: str
    language: str
    version: int | None
    pieces: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Existing:
    """The translation that is there: its words, its source as it was then, its state."""

    content: Mapping[str, Any]
    snapshot: Mapping[str, Any]
    state: str
    version: int


def written(
    slug: str, languages: tuple[str, str], source: Mapping[str, Any], existing: Existing | None
) -> bytes:
    """The file for a translator; what is translated already is in it, with its state."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    file = _add(
        root,
        "file",
        {
            "original": slug,
            "source-language": languages[0],
            "target-language": languages[1],
            "datatype": "plaintext",
            "build-num": str(existing.version if existing else 0),
        },
    )
    body = _add(file, "body")
    for name, words, target, state in _pieces(source, existing):
        unit = _add(body, "trans-unit", {"id": name, XML_SPACE: "preserve"})
        _add(unit, "source", {XML_LANG: languages[0]}).text = words
        _add(unit, "target", {XML_LANG: languages[1], "state": state}).text = target
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _pieces(
    source: Mapping[str, Any], existing: Existing | None
) -> Iterator[tuple[str, str, str, str]]:
    """Each piece: its name, the source's words, the target's (or none), its state."""
    if existing is None:
        yield from ((name, words, "", NEW) for name, words in units.units_of(source))
        return
    whole = not units.same_body(existing.snapshot, existing.content)
    by_words, by_name = units.memory_of(existing.snapshot, existing.content)
    moved = units.moved_names(existing.snapshot, source)
    if whole:
        by_words[existing.snapshot["body"]] = by_name[units.WHOLE_BODY] = existing.content["body"]
        moved[units.WHOLE_BODY] = units.WHOLE_BODY
    for name, words in units.units_of(source, whole_body=whole):
        if words in by_words:
            yield name, words, by_words[words], STATES[existing.state]
        else:
            target = by_name.get(moved.get(name, ""), "")
            yield name, words, target, ADAPT if target else NEW


def _add(parent: Any, tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", dict(attributes or {}))


def read(content: bytes) -> Translation:
    """Raises `WrongXliff` for what is no file of this kind, or could do harm."""
    if len(content) > MOST_BYTES:
        raise WrongXliff(_("At most %(most)s MB.", most=MOST_MEGABYTES))
    file = _one_file(_parsed(content))
    number = file.get("build-num", "")
    return Translation(
        slug=file.get("original", ""),
        source_language=file.get("source-language", ""),
        language=file.get("target-language", ""),
        version=int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None,
        pieces=dict(map(_piece, file.iter(f"{{{NAMESPACE}}}trans-unit"))),
    )


def _parsed(content: bytes) -> Any:
    try:
        return xml.parsed(content)
    except xml.WithDoctype:
        raise WrongXliff(_("A file with a document type is not taken.")) from None
    except xml.WrongXml:
        raise WrongXliff(_("This is no XLIFF file: it cannot be read as XML.")) from None


def _one_file(root: Any) -> Any:
    files = root.findall(f"{{{NAMESPACE}}}file")
    if root.tag != f"{{{NAMESPACE}}}xliff" or len(files) != 1:
        raise WrongXliff(_("This is no XLIFF 1.2 file of one module, as it is taken from here."))
    return files[0]


def _piece(unit: Any) -> tuple[str, tuple[str, str]]:
    """Marks that a program has put into the words are left out, never the words."""
    said = [unit.find(f"{{{NAMESPACE}}}{tag}") for tag in ("source", "target")]
    source, target = ("" if one is None else _words(one) for one in said)
    return unit.get("id", ""), (source, target)


def _words(element: Any) -> str:
    return "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n")


def translated(found: Translation, source: Mapping[str, Any]) -> dict[str, Any]:
    """The text in the other language. Raises `WrongXliff` when the source is another one now, or
    when a piece is missing or not translated."""
    whole = units.WHOLE_BODY in found.pieces
    expected = dict(units.units_of(source, whole_body=whole))
    moved = [n for n, words in expected.items() if _said(found, n, 0).strip() != words.strip()]
    if moved or set(found.pieces) != set(expected):
        others = [*moved, *(set(found.pieces) - set(expected))]
        raise WrongXliff(_source_moved(sorted(set(others), key=others.index)))
    empty = [name for name in expected if not _said(found, name, 1).strip()]
    if empty:
        text = str(_("Not translated yet: %(pieces)s. Fill them in and send the file again."))
        raise WrongXliff(text % {"pieces": _some(empty)})
    long = [name for name in expected if len(_said(found, name, 1)) > _most(name)]
    if long:
        raise WrongXliff(str(_("Too long for its place: %(pieces)s.")) % {"pieces": _some(long)})
    return units.put_together(source, {n: _said(found, n, 1).strip("\n") for n in expected})


def _most(name: str) -> int:
    """How many characters a piece may have."""
    parts = {"title": TITLE, "summary": SUMMARY, "objective": OBJECTIVE, "body": BODY}
    return SUMMARY if name.endswith("-explanation") else parts.get(name.split("-")[0], LINE)


def _said(found: Translation, name: str, side: int) -> str:
    return found.pieces.get(name, ("", ""))[side]


def _source_moved(names: list[str]) -> str:
    text = _(
        "The source text is another one than in this file (%(pieces)s). Take a new file: what was"
        " translated before is in it."
    )
    return str(text) % {"pieces": _some(names)}


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
