"""On which line of a TOML file a key stands, for those who have to correct it."""

import re
from collections import Counter
from collections.abc import Iterator

TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?")
KEY = re.compile(r"""\s*([A-Za-z0-9_."'-]+)\s*=""")
OPENS = re.compile(r"=\s*\[\s*(#.*)?$")
ITEM = re.compile(r"\s*[^\s#\]]")
SYNTAX = re.compile(r"at line (\d+)")


def line_of(text: str, key: str) -> int | None:
    """The line of `eligibility.1.mentee.min_age`, or of the nearest table or key around it.

    Items of lists and repeated tables are counted from 1, as mistakes count them. None when not
    even its first part stands in the file.
    """
    known = dict(reversed([*_keys(text)]))
    parts = key.split(".")
    for length in range(len(parts), 0, -1):
        for spelled in (".".join(parts[:length]), ".".join([*parts[:length], "1"])):
            if spelled in known:
                return known[spelled]
    return None


def line_of_syntax(text: str, told: str) -> int | None:
    """What the parser says of the place itself."""
    if "at end of document" in told:
        return max(1, len(text.splitlines()))
    found = SYNTAX.search(told)
    return int(found[1]) if found else None


def _keys(text: str) -> Iterator[tuple[str, int]]:
    """Every table, key, and line of a list with its line; lines inside a text of several lines are
    passed over."""
    table, counted, quote, listed = "", Counter[str](), "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
        elif listed:
            if ITEM.match(line):
                counted[listed] += 1
                yield f"{listed}.{counted[listed]}", number
            listed = "" if line.lstrip().startswith("]") else listed
        elif found := TABLE.fullmatch(line):
            table = _numbered(_plain(found[2]), counted, repeated=found[1] == "[[")
            yield table, number
        elif found := KEY.match(line):
            key = ".".join(filter(None, [table, _plain(found[1])]))
            yield key, number
            quote = next((one for one in ('"""', "'''") if line.count(one) == 1), "")
            listed = key if OPENS.search(line) else ""


def _numbered(name: str, counted: Counter[str], *, repeated: bool) -> str:
    """`eligibility.mentee` below the second `[[eligibility]]` is `eligibility.2.mentee`, and the
    first `[[schemes.versions]]` below the third `[[schemes]]` is `schemes.3.versions.1`."""
    *above, last = name.split(".")
    path = ""
    for piece in above:
        path += piece
        path += f".{counted[path]}." if path in counted else "."
    path += last
    if not repeated:
        return path
    counted[path] += 1
    return f"{path}.{counted[path]}"


def _plain(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)
