"""Licences of content and which of them may come together, by their SPDX names.

Source: Creative Commons, "Frequently asked questions", on combining and adapting material under
different licences (chart of adapters' licences), and the deeds of the licences themselves.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.errors import Reason

OPEN = ("CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0")
"""Anybody may use and change the work, also for money."""
NOT_COMMERCIAL = ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0")
OFFERED = (*OPEN, *NOT_COMMERCIAL)
"""What a module may be published under."""
NAMES: Mapping[str, LazyString | str] = {
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "CC-BY-4.0": "CC BY 4.0",
    "CC0-1.0": "CC0 1.0",
    "CC-BY-NC-SA-4.0": "CC BY-NC-SA 4.0",
    "CC-BY-NC-4.0": "CC BY-NC 4.0",
    "CC-BY-ND-4.0": "CC BY-ND 4.0",
    "CC-BY-NC-ND-4.0": "CC BY-NC-ND 4.0",
    "CC-BY-SA-3.0": "CC BY-SA 3.0",
    "CC-BY-3.0": "CC BY 3.0",
    "CC-PDM-1.0": _("Public domain"),
    "all-rights-reserved": _("All rights reserved"),
}
URLS = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC-BY-SA-3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC-PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
}
NAMED = ("CC-BY-SA-4.0", "CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-4.0")
MAY_BECOME: Mapping[str, tuple[str, ...]] = {
    "CC0-1.0": OFFERED,
    "CC-PDM-1.0": OFFERED,
    "CC-BY-4.0": NAMED,
    "CC-BY-3.0": NAMED,
    "CC-BY-SA-4.0": ("CC-BY-SA-4.0",),
    "CC-BY-SA-3.0": ("CC-BY-SA-4.0",),
    "CC-BY-NC-4.0": NOT_COMMERCIAL,
    "CC-BY-NC-SA-4.0": ("CC-BY-NC-SA-4.0",),
}
"""By the licence of what was taken over: those the result may carry. Works that may not be adapted
(ND) or not be used (all rights reserved) become nothing."""


def name_of(licence: str) -> str:
    return str(NAMES.get(licence, licence))


def is_open(licence: str) -> bool:
    return licence in OPEN


def against_licence(licence: str, works: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """What stands against publishing under `licence` a module in which these works went.

    A work without a licence is only referred to: nothing of it is in the module.
    """
    taken = [work for work in works if work.get("licence")]
    return [
        _stands(work, licence) for work in taken if licence not in MAY_BECOME.get(_of(work), ())
    ]


def _of(work: Mapping[str, Any]) -> str:
    return str(work["licence"])


def _stands(work: Mapping[str, Any], licence: str) -> Reason:
    told = {"title": work["title"], "its": name_of(_of(work)), "ours": name_of(licence)}
    if _of(work) in MAY_BECOME:
        text = _("“%(title)s” is under %(its)s: what is made of it cannot be %(ours)s.", **told)
    else:
        text = _("“%(title)s” (%(its)s) may not be adapted: it cannot be in a module.", **told)
    return Reason("licence", text)
