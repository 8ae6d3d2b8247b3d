"""The contacts of a duo for people: noting one that was planned, or another."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, Form, requires
from app.duos.models import Duo
from app.duos.queries import find_duo
from app.followup import actions, labels, pages, queries, schemas

bp = Blueprint(
    "followup", __name__, url_prefix="/duos/<int:duo_id>/contacts", template_folder="templates"
)


@bp.route("/<int:contact_id>", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def note(duo_id: int, contact_id: int) -> ResponseReturnValue:
    """A planned contact; opened again, what was noted may be corrected."""
    duo = _duo(duo_id)
    contact = queries.find_contact(duo, contact_id) if contact_id <= LARGEST_ID else None
    if contact is None:
        abort(404)
    began = pages.shown(contact) | ({} if contact.is_held else {"held_on": clock.today()})
    form = Form(schemas.PlannedContactSchema(), of=began)
    if form.submit(actions.record_contact, duo=duo, contact=contact):
        return _noted(duo_id)
    duo = _duo(duo_id)
    contact = queries.find_contact(duo, contact_id) or abort(404)
    other = None if contact.is_held else queries.other_side_of(contact)
    return render_template(
        "followup/note.html",
        form=form,
        contact=contact,
        heading=pages.heading(duo, contact),
        other=other if other is not None and not other.is_held else None,
        **_around(duo),
    ), form.status


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.DUOS_MANAGE)
def new(duo_id: int) -> ResponseReturnValue:
    """A contact that nobody had planned."""
    duo = _duo(duo_id)
    form = Form(schemas.AnotherContactSchema(), of={"held_on": clock.today(), "channel": "phone"})
    if form.submit(actions.add_contact, duo=duo):
        return _noted(duo_id)
    duo = _duo(duo_id)
    return render_template(
        "followup/note.html",
        form=form,
        contact=None,
        heading=str(labels.ANOTHER),
        other=None,
        **_around(duo),
    ), form.status


def _around(duo: Duo) -> dict[str, object]:
    return {
        "duo": duo,
        "sides": {
            "mentee": duo.mentee.name,
            "mentor": duo.mentor.name,
            "both": labels.SIDE_NAMES["both"],
        },
        "channels": labels.CHANNEL_NAMES,
        "well_being": labels.WELL_BEING,
        "today": clock.today(),
    }


def _noted(duo_id: int) -> ResponseReturnValue:
    flash(_("The contact is noted."))
    return redirect(url_for("duos.show", duo_id=duo_id), 303)


def _duo(duo_id: int) -> Duo:
    """Read again after a form that was refused, since nothing read before holds then."""
    return (find_duo(duo_id) if 0 < duo_id <= LARGEST_ID else None) or abort(404)
