"""What a new grant is proposed to say: from the scheme, or from the grant that it follows."""

import re
from datetime import date, timedelta
from typing import Any

from app.core import clock
from app.core.text import fold
from app.core.viewer import viewer
from app.funders.models import Funder
from app.grants import queries
from app.grants.models import Grant
from app.grants.rules import OWN_AGREEMENT
from app.schemes.kinds import Scheme

MOST_TRIES = 99


def from_scheme(scheme: Scheme | None, funder: Funder | None, begins_on: date) -> dict[str, Any]:
    """A year under the version in force on the first day, with its unit and its group; without a
    scheme, under an agreement of the funder's own."""
    version = scheme.version_on(begins_on) if scheme else None
    ends_on = clock.months_after(begins_on, 12) - timedelta(days=1)
    return {
        "funder_id": funder.id if funder else None,
        "scheme_code": scheme.code if scheme else OWN_AGREEMENT,
        "scheme_from": version.valid_from if version else None,
        "unit": version.unit if version else None,
        "exclusivity_group": scheme.exclusivity_group if scheme else None,
        "code": free_code(funder.name if funder else "", begins_on),
        "begins_on": begins_on,
        "ends_on": ends_on,
        "priority": 5,
        "owner_id": viewer().user_id,
        "antenna_codes": [],
    }


KEPT = (
    "title",
    "funder_id",
    "scheme_code",
    "unit",
    "exclusivity_group",
    "amount_cents",
    "rate_cents",
    "rate_percent",
    "least_units",
    "priority",
    "owner_id",
    "antenna_codes",
    "conditions",
)


def renewal_of(grant: Grant) -> dict[str, Any]:
    """The same for as long again, from the day after; caps of a part of the period are left out."""
    begins_on = grant.ends_on + timedelta(days=1)
    months = max(1, round((grant.ends_on - grant.begins_on).days / 30.44))
    kept = {name: getattr(grant, name) for name in KEPT}
    return kept | {
        "code": free_code(grant.funder.name, begins_on),
        "begins_on": begins_on,
        "ends_on": clock.months_after(begins_on, months) - timedelta(days=1),
        "caps": [cap for cap in grant.caps if not (cap.from_on or cap.until_on)],
    }


def free_code(name: str, begins_on: date) -> str:
    """The first letters of a name and the year, with a number where that is taken."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    letters = "".join(word[0] for word in words[:4]) if len(words) > 1 else "".join(words)[:4]
    stem = f"{letters.upper() or 'G'}-{begins_on.year}"
    taken = queries.codes_like(stem)
    tries = (stem, *(f"{stem}-{number}" for number in range(2, MOST_TRIES)))
    return next((code for code in tries if code not in taken), stem)
