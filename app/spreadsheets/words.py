"""Words as people write them, brought to one form so that they can be looked up."""

import re
import unicodedata
from collections.abc import Mapping

ACCENTS = re.compile("[\u0300-\u036f]")
NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")
UNDIVIDED = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "œ": "oe", "æ": "ae", "’": "'", "ʼ": "'"}
)
COMPARED = (("<=", "lte"), ("≤", "lte"), (">=", "gte"), ("≥", "gte"), ("<", "lt"), (">", "gt"))
"""A contract of less than three months is not one of more."""
MOST_REMEMBERED = 20_000


def compact(text: str) -> str:
    """Lower case, without accents, spaces or punctuation: `Côte d’Ivoire` is `cotedivoire`."""
    for sign, word in COMPARED if "<" in text or ">" in text or "≤" in text or "≥" in text else ():
        text = text.replace(sign, word)
    plain = unicodedata.normalize("NFKD", text.casefold().translate(UNDIVIDED))
    return NOT_ALPHANUMERIC.sub("", ACCENTS.sub("", plain))


def header(text: str) -> str:
    """A name of a column, without what stands in brackets: `Niveau (CITE)` is `niveau`."""
    return compact(REMARK.sub(" ", text)) or compact(text)


class Lookup:
    """Codes by the words for them, in whatever way these are written."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words` gives the code by the word, already in compact form."""
        self.words = dict(words)
        self._remembered: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """The code, or None when the word is not known."""
        try:
            return self._remembered[text]
        except KeyError:
            found = self.words.get(compact(text) or text.strip()) or self.words.get(header(text))
            if len(self._remembered) < MOST_REMEMBERED:
                self._remembered[text] = found
            return found
