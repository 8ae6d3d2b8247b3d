"""What the country's `funding.toml` says, and how many duos its schemes would count."""

from datetime import date

from app.core.country_files import country_file
from app.schemes.files import FILE
from app.schemes.kinds import FundingRules, Scheme


def rules() -> FundingRules:
    """Of the current country."""
    found: FundingRules = country_file(FILE)
    return found


def schemes() -> tuple[Scheme, ...]:
    return rules().schemes


def find_scheme(code: str) -> Scheme | None:
    return next((one for one in schemes() if one.code == code), None)


def cost_per_duo(nuts2: str, day: date) -> tuple[int, str] | None:
    """What one duo costs there, in cents, with its source; None where nobody has told it."""
    found = next((need for need in rules().needs if need.holds(nuts2, day)), None)
    return (found.cost_cents, found.source) if found else None
