"""What changed between two versions of a content, as blocks that a page shows: pure, by difflib."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
BREAK = re.compile(r"\n[ \t]*\n\s*")
ALIKE = 0.4
"""Two paragraphs that share less are shown as one gone and one new."""
LONGEST = 4000
"""Characters of a paragraph beyond which it is compared as a whole."""
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph in pieces; or, without pieces, so many `unchanged` paragraphs."""

    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0


@dataclass
class Change:
    """A field that differs, in blocks."""

    name: str
    blocks: list[Block] = field(default_factory=list)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields that differ, in the order of `after`."""
    names = list(dict.fromkeys([*after, *before]))
    pairs = ((name, blocks_of(before.get(name)), blocks_of(after.get(name))) for name in names)
    return [Change(name, list(compared(old, new))) for name, old, new in pairs if old != new]


def blocks_of(value: Any) -> list[str]:
    """A value as paragraphs: a text, a list of sentences, the questions of a quiz, works named."""
    if isinstance(value, str):
        return [part for part in BREAK.split(value.strip()) if part]
    if isinstance(value, Mapping):
        return [f"{key}: {inner}" for key, inner in sorted(value.items())]
    if isinstance(value, list):
        return [_item(one) for one in value]
    return [] if value is None else [str(value)]


def _item(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    if "question" not in one:
        return ", ".join(str(inner) for inner in one.values() if inner)
    marks = [f"[{'x' if o['right'] else ' '}] {o['text']}" for o in one["options"]]
    return "\n".join([one["question"], *marks, *filter(None, [one.get("explanation")])])


def compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Block(unchanged=j - i)
            continue
        gone, come = list(old[i:j]), list(new[m:n])
        both = min(len(gone), len(come))
        for one, other in zip(gone, come, strict=False):
            yield from _rewritten(one, other)
        yield from (Block((Piece(GONE, text),)) for text in gone[both:])
        yield from (Block((Piece(NEW, text),)) for text in come[both:])


def _rewritten(old: str, new: str) -> Iterator[Block]:
    pieces = tuple(_by_words(old, new)) if max(len(old), len(new)) <= LONGEST else ()
    kept = sum(len(piece.text) for piece in pieces if piece.kind == SAME)
    if kept < ALIKE * max(len(old), len(new)):
        pieces = (Piece(GONE, old), Piece(NEW, new))
    yield Block(pieces)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    for kind, i, j, m, n in SequenceMatcher(None, one, other).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(one[i:j]))
            continue
        if j > i:
            yield Piece(GONE, "".join(one[i:j]))
        if n > m:
            yield Piece(NEW, "".join(other[m:n]))
