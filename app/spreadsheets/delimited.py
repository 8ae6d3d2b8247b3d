"""Text files with a character between the columns, in whatever encoding they were saved."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.spreadsheets.tables import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_LINES,
    Cell,
    Line,
    Table,
    Unreadable,
)

DELIMITERS = (";", "\t", ",", "|")
NAMES_OF_DELIMITERS = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "bar": "|"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NEVER_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
PIECE = 1 << 20
TWO_BYTES_OF_UTF8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xaf]")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def delimited_table(path: Path, *, encoding: str | None, delimiter: str | None) -> Table:
    """The file as a table, once all of it has been decoded and divided without a fault.

    It is gone through twice before the first row is handed out, so that a fault at the end
    is told before anybody was imported. Raises `Unreadable`.
    """
    encoding = _known(encoding) if encoding else _guess_encoding(path)
    _check_letters(path, encoding)
    marked, skipped = _mark(path, encoding)
    chosen = _one_character(delimiter) if delimiter else marked or _guess_delimiter(path, encoding)

    def start() -> Iterator[Line]:
        return _read(path, encoding, chosen, skipped)

    count = 0
    for _number, cells in start():
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", most=MOST_COLUMNS)
        count += any(cells)
    if not count:
        raise Unreadable("empty")
    return Table(start, count, path.stem, encoding=encoding, delimiter=chosen)


def _read(path: Path, encoding: str, delimiter: str, skipped: int) -> Iterator[Line]:
    """The records by their row in a spreadsheet: a line break within quotes makes no new row."""
    csv.field_size_limit(MOST_LETTERS)
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        number = 0
        while True:
            try:
                record = next(reader, None)
            except csv.Error as error:
                code = "cell_too_long" if "limit" in str(error) else "broken_quotes"
                raise Unreadable(code, line=number + 1, most=MOST_LETTERS) from error
            if record is None:
                return
            number += 1
            if number > MOST_LINES:
                raise Unreadable("too_many_lines", most=MOST_LINES)
            if number > skipped:
                cells: list[Cell] = list(record)
                yield number, cells


def _guess_encoding(path: Path) -> str:
    """By its mark, then UTF-8 if all of it is, then Windows-1252, then Latin-1."""
    with path.open("rb") as stream:
        beginning = stream.read(4096)
    for mark, encoding in BOMS:
        if beginning.startswith(mark):
            return encoding
    if zeros := beginning.count(0):
        return _guess_wide(beginning, zeros)
    place = _fault(path, "utf-8")
    if place is None:
        return "utf-8"
    _refuse_broken_utf8(path, place)
    content = path.read_bytes()
    return "latin-1" if UNDEFINED_IN_CP1252.search(content) else "cp1252"


def _guess_wide(beginning: bytes, zeros: int) -> str:
    """UTF-16 saved without its mark: nearly every second byte of a Western text is nought."""
    if zeros > len(beginning) * 0.35:
        low, high = beginning[1::2].count(0), beginning[::2].count(0)
        if min(low, high) < max(low, high) * 0.1:
            return "utf-16-le" if low > high else "utf-16-be"
    raise Unreadable("binary", line=beginning[: beginning.index(0)].count(b"\n") + 1)


def _refuse_broken_utf8(path: Path, place: int) -> None:
    """A file that is UTF-8 nearly everywhere is damaged; read otherwise it would be gibberish."""
    content = path.read_bytes()
    whole = len(TWO_BYTES_OF_UTF8.findall(content))
    if whole >= 2 and whole * 3 > len(BEYOND_ASCII.findall(content)):
        raise Unreadable("wrong_encoding", encoding="utf-8", line=_line(content, place))


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _fault(path: Path, encoding: str) -> int | None:
    """The place of the first byte that the encoding does not have; None when there is none."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0
    with path.open("rb") as stream:
        while True:
            piece = stream.read(PIECE)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeError as error:
                return max(0, before - pending + getattr(error, "start", 0))
            if not piece:
                return None
            before += len(piece)


def _check_letters(path: Path, encoding: str) -> None:
    """Refuse what the encoding cannot read and control characters that no text has."""
    line = 1
    try:
        with path.open(encoding=encoding, newline="") as stream:
            while piece := stream.read(PIECE):
                if found := NEVER_IN_TEXT.search(piece):
                    raise Unreadable("binary", line=line + piece.count("\n", 0, found.start()))
                line += piece.count("\n")
    except UnicodeError as error:
        place = _fault(path, encoding) or 0
        wrong = Unreadable(
            "wrong_encoding", encoding=encoding, line=_line(path.read_bytes(), place)
        )
        raise wrong from error


def _known(encoding: str) -> str:
    """The encoding by any of its names; a mark at the beginning of UTF-8 is never a letter."""
    try:
        found = codecs.lookup(encoding)
        "a".encode(found.name)
    except (LookupError, ValueError) as error:
        raise Unreadable("unknown_encoding", encoding=encoding) from error
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _one_character(delimiter: str) -> str:
    chosen = NAMES_OF_DELIMITERS.get(delimiter.casefold(), delimiter)
    if len(chosen) != 1 or chosen in '\r\n"' or chosen.isalnum():
        raise Unreadable("bad_delimiter")
    return chosen


def _mark(path: Path, encoding: str) -> tuple[str, int]:
    """The delimiter that the first line announces (`sep=;`, from Excel) and the lines it takes."""
    with path.open(encoding=encoding) as stream:
        first = stream.readline(64)
    found = re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE)
    return (found[1], 1) if found else ("", 0)


def _guess_delimiter(path: Path, encoding: str) -> str:
    """The one that divides the first line with several columns into the most of them."""
    best, columns, broken = "", 1, None
    for delimiter in DELIMITERS:
        try:
            widest = _widest(path, encoding, delimiter)
        except Unreadable as reason:  # where every cell is quoted only one delimiter makes sense
            broken = broken or reason
            continue
        if widest > columns:
            best, columns = delimiter, widest
    if not best and broken is not None:
        raise broken
    if not best:
        raise Unreadable("no_columns" if _has_content(path, encoding) else "empty")
    return best


def _widest(path: Path, encoding: str, delimiter: str) -> int:
    """How many cells hold something in the fullest of the first lines."""
    lines = islice(_read(path, encoding, delimiter, 0), 5)
    return max((len([cell for cell in cells if cell != ""]) for _number, cells in lines), default=0)


def _has_content(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding) as stream:
        return any(line.strip() for line in stream)
