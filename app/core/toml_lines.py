"""On which line of a TOML file a key stands, for those who have to correct it."""

import re
from collections import Counter
from collections.abc import Iterator

TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?")
KEY = re.compile(r"""\s*([A-Za-z0-9_."'-]+)\s*=""")
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
    """Every table and key with its line; lines inside a text of several lines are passed over."""
    table, counted, quote = "", Counter[str](), ""
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if found := TABLE.fullmatch(line):
            table = _numbered(_plain(found[2]), counted, repeated=found[1] == "[[")
            yield table, number
        elif found := KEY.match(line):
            yield ".".join(filter(None, [table, _plain(found[1])])), number
            quote = next((one for one in ('"""', "'''") if line.count(one) == 1), "")


def _numbered(name: str, counted: Counter[str], *, repeated: bool) -> str:
    """`eligibility.mentee` below the second `[[eligibility]]` is `eligibility.2.mentee`."""
    if repeated:
        counted[name] += 1
        return f"{name}.{counted[name]}"
    first, dot, rest = name.partition(".")
    return f"{first}.{counted[first]}.{rest}" if dot and first in counted else name


def _plain(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)
