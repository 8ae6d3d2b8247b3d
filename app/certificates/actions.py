"""Certificates: what somebody followed, frozen on the day it is issued."""

from app.certificates import rules
from app.certificates.codes import new_code
from app.certificates.models import Certificate
from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.people.models import Person
from app.training.actions.letters import language_of
from app.training.queries.completions import completions_of
from app.training.queries.modules import all_modules
from app.training.reading import title_of


def issue_certificate(*, person: Person) -> Certificate:
    """Of every module completed so far, in the person's language. Raises `Refused` when none is."""
    language, rows = language_of(person), completions_of(person)
    refuse_if(rules.against_certifying(len(rows)))
    titles = {module.id: title_of(module, language) for module in all_modules()}
    followed = [
        {
            "title": titles[row.module_id],
            "hours": row.hours,
            "completed_on": row.completed_on.isoformat(),
        }
        for row in rows
    ]
    certificate = Certificate(
        person_id=person.id,
        code=new_code(),
        language=language,
        issued_on=clock.today(),
        issued_by_id=viewer().user_id,
        facts={"modules": followed, "hours": round(sum(row.hours for row in rows), 2)},
    )
    db.session.add(certificate)
    db.session.flush()
    events.record("person.certificate_issued", person, certificate_id=certificate.id)
    return certificate


def revoke_certificate(*, certificate: Certificate, person: Person) -> Certificate:
    """Whoever verifies it then reads that it is no longer valid."""
    refuse_if(rules.against_revoking(certificate))
    certificate.revoked_on = clock.today()
    events.record("person.certificate_revoked", person, certificate_id=certificate.id)
    return certificate
