"""When a certificate may be issued, and when it may be revoked."""

from flask_babel import lazy_gettext as _

from app.certificates.models import Certificate
from app.core.errors import Reason

NOTHING_COMPLETED = Reason(
    "nothing_completed", _("No module is completed yet, so there is nothing to certify.")
)
ALREADY_REVOKED = Reason("already_revoked", _("This certificate was revoked before."))


def against_certifying(modules: int) -> list[Reason]:
    return [] if modules else [NOTHING_COMPLETED]


def against_revoking(certificate: Certificate) -> list[Reason]:
    return [ALREADY_REVOKED] if certificate.revoked_on is not None else []
