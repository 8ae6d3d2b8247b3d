"""Where the rules of a claim come from: kept with it, and told in the reader's language."""

from app.claims.models import Claim
from app.core.i18n import Said, pick
from app.core.tenancy import tenant
from app.schemes.kinds import Version
from app.schemes.queries import find_scheme

LONGEST = 300
"""What the column holds."""


def kept(version: Version | None) -> str | None:
    """In the default language of the country, whoever makes the claim."""
    return pick(version.source, tenant().default_language)[:LONGEST] if version else None


def told(claim: Claim) -> str | None:
    """As it was kept; in the reader's language while the rules name that same source."""
    scheme = find_scheme(claim.scheme_code)
    version = scheme.version_from(claim.scheme_from) if scheme else None
    if version is None or claim.scheme_source not in _spelled(version.source):
        return claim.scheme_source
    return pick(version.source)


def _spelled(said: Said) -> list[str]:
    """In every language, as a claim would keep it."""
    return [text[:LONGEST] for text in ([said] if isinstance(said, str) else said.values())]
