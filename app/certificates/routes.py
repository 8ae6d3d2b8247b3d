"""Issuing a certificate, its paper, revoking it, and the page on which anybody verifies it."""

from pathlib import Path
from typing import Any

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.http import dump_options_header
from werkzeug.wrappers import Response as Answer

from app.certificates import actions
from app.certificates.codes import certificate_url, code_as_written
from app.certificates.models import Certificate
from app.certificates.paper import certificate_data, initials
from app.certificates.queries import certificate_of_code
from app.core import pdf
from app.core.i18n import LOCALES, pick
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import acting_as
from app.core.web import PUBLIC, get_or_404, requires
from app.people.models import Person
from app.training.learners import LEARNER, LONGEST_KEY

bp = Blueprint("certificates", __name__, template_folder="templates")

PAPER = Path(__file__).parent / "papers" / "certificate.typ"
OF_PERSON = "/training/people/<int:person_id>/certificates"
VERIFYING_RATE = "10 per minute; 60 per hour"


@bp.post(OF_PERSON)
@requires(Permission.TRAINING_MANAGE)
def issue(person_id: int) -> ResponseReturnValue:
    actions.issue_certificate(person=get_or_404(Person, person_id))
    flash(_("The certificate is made. Print it or send it along."))
    return _to_training(person_id)


@bp.get(f"{OF_PERSON}/<int:certificate_id>.pdf")
@requires(Permission.TRAINING_READ)
def paper(person_id: int, certificate_id: int) -> ResponseReturnValue:
    person, found = _certificate_of(person_id, certificate_id)
    address = certificate_url(found)
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=0)
    with force_locale(LOCALES.get(found.language, found.language)):
        body = pdf.paper(PAPER, certificate_data(found, person) | {"qr": drawing, "url": address})
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = dump_options_header(
        "inline", {"filename": f"certificate-{found.code}.pdf"}
    )
    return response


@bp.post(f"{OF_PERSON}/<int:certificate_id>/revocation")
@requires(Permission.TRAINING_MANAGE)
def revoke(person_id: int, certificate_id: int) -> ResponseReturnValue:
    person, found = _certificate_of(person_id, certificate_id)
    actions.revoke_certificate(certificate=found, person=person)
    flash(_("The certificate is revoked. Whoever verifies it is told so."))
    return _to_training(person_id)


@bp.get("/certificates/")
@requires(PUBLIC, limit=VERIFYING_RATE)
def verify() -> ResponseReturnValue:
    """Type the code of a paper; `?code=` leads to its page."""
    code = code_as_written(request.args.get("code", "")[:LONGEST_KEY])
    if code:
        return redirect(url_for(".certificate", code=code), 303)
    return render_template("certificates/verify.html")


@bp.get("/certificates/<code>")
@requires(PUBLIC, limit=VERIFYING_RATE)
def certificate(code: str) -> ResponseReturnValue:
    """Whether it is ours and stands: initials, hours, number of modules and day; no more."""
    with acting_as(LEARNER):
        found = certificate_of_code(code_as_written(code[:LONGEST_KEY]))
    page = {"found": _shown(found) if found else None, "organisation": pick(tenant().names)}
    return render_template("certificates/verified.html", **page), 200 if found else 404


def _shown(certificate: Certificate) -> dict[str, Any]:
    return {
        "initials": initials(certificate.person),
        "hours": certificate.facts["hours"],
        "modules": len(certificate.facts["modules"]),
        "issued_on": certificate.issued_on,
        "revoked_on": certificate.revoked_on,
    }


def _certificate_of(person_id: int, certificate_id: int) -> tuple[Any, Certificate]:
    person, found = get_or_404(Person, person_id), get_or_404(Certificate, certificate_id)
    return (person, found) if found.person_id == person.id else abort(404)


def _to_training(person_id: int) -> Answer:
    return redirect(url_for("training.people.show", person_id=person_id), 303)
