"""What a certificate says on paper, in the language of the moment."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.certificates.models import Certificate
from app.core.i18n import day, number, pick
from app.core.tenancy import tenant
from app.people.models import Person


def certificate_data(certificate: Certificate, person: Person) -> dict[str, Any]:
    """Texts, hours and days as they are read."""
    modules = certificate.facts["modules"]
    organisation = pick(tenant().names)
    return {
        "title": _("Certificate of training"),
        "name": person.name,
        "sentence": _("%(organisation)s certifies that", organisation=organisation),
        "followed": ngettext(
            "followed %(num)d module, %(hours)s hours in all:",
            "followed %(num)d modules, %(hours)s hours in all:",
            len(modules),
            hours=number(certificate.facts["hours"], 1),
        ),
        "heads": [_("Module"), _("Hours"), _("Completed on")],
        "rows": [
            [
                module["title"],
                number(module["hours"], 1),
                day(date.fromisoformat(module["completed_on"])),
            ]
            for module in modules
        ],
        "issued": _("Issued on %(day)s.", day=day(certificate.issued_on)),
        "verify": _("Verify this certificate at the address below, with the code:"),
        "code": certificate.code,
        "alt": _("Drawing to scan, which opens the page that verifies this certificate"),
        "revoked": _("This certificate was revoked on %(day)s.", day=day(certificate.revoked_on))
        if certificate.revoked_on
        else "",
    }


def initials(person: Person) -> str:
    """F. D.: enough to compare with the paper, too little to learn a name."""
    parts = (person.first_name, person.last_name)
    return " ".join(f"{part.strip()[0].upper()}." for part in parts if part.strip())
