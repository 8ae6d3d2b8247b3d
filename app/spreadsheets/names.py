"""Countries, languages and months by their names (Unicode CLDR, through Babel)."""

import re
from collections.abc import Iterable, Mapping

from babel import Locale

from app.core.vocabularies import COUNTRY_CODES, LANGUAGE_CODES
from app.spreadsheets.words import Lookup, compact

BRACKETS = re.compile(r"^(.*?)\s*\((.*)\)\s*$")
KNOWN = {"territories": frozenset(COUNTRY_CODES), "languages": frozenset(LANGUAGE_CODES)}


def codes_by_name(
    what: str, locales: Iterable[str], more: Iterable[Mapping[str, list[str]]]
) -> Lookup:
    """`territories` or `languages`: their CLDR names in every locale, `more` names, and the codes.

    A name that the tenant's own words give wins; then CLDR's; then the bare code (`MA`, `nl`).
    """
    found: dict[str, str] = {}
    for words in more:
        for code, names in words.items():
            found |= {compact(name): code for name in names}
    known: set[str] = set()
    for locale in locales:
        names_of = getattr(Locale.parse(locale), what)
        for code in sorted(names_of, key=lambda each: (len(each), each)):
            if code in KNOWN[what]:
                known.add(code)
                for name in _variants(names_of[code]):
                    found.setdefault(compact(name), code)
    for code in sorted(known):
        found.setdefault(code.lower(), code)
    return Lookup(found)


def _variants(name: str) -> list[str]:
    """`Myanmar (Birma)` is also found as `Myanmar` and as `Birma`."""
    match = BRACKETS.match(name)
    return [name, match[1], match[2]] if match else [name]


def months_by_name(locale: str) -> dict[str, str]:
    """The number of the month, as text, by its long and short names."""
    months = Locale.parse(locale).months["format"]
    return {
        compact(name): str(number)
        for width in ("wide", "abbreviated")
        for number, name in months[width].items()
    }
