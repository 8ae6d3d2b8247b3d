"""The exchange with a funder for people: contacts, what was said, what comes next."""

from typing import Any

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, Form, requires
from app.funders import labels, pages, queries, relations, schemas
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from app.funders.routes import bp, get_funder, to_funder

MANAGE = Permission.FUNDING_MANAGE


def _form_page(name: str, form: Form, funder_id: int, **more: Any) -> ResponseReturnValue:
    """Read again after a form that was refused, since nothing read before holds then."""
    page = render_template(
        f"funders/{name}.html",
        form=form,
        funder=get_funder(funder_id),
        languages=labels.language_names(),
        **more,
        **pages.words(),
    )
    return page, form.status


@bp.route("/<int:funder_id>/contacts/new", methods=["GET", "POST"])
@requires(MANAGE)
def new_contact(funder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    form = Form(schemas.ContactSchema(), of={"language": funder.language})
    if form.submit(relations.add_contact, funder=funder):
        flash(_("The contact is noted."))
        return to_funder(funder)
    return _form_page("contact", form, funder_id, contact_id=None)


@bp.route("/<int:funder_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
@requires(MANAGE)
def edit_contact(funder_id: int, contact_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    contact = _contact(funder, contact_id)
    form = Form(schemas.ContactSchema(), of=contact)
    if form.submit(relations.change_contact, funder=funder, contact=contact):
        flash(_("Saved."))
        return to_funder(funder)
    return _form_page("contact", form, funder_id, contact_id=contact_id)


@bp.route("/<int:funder_id>/contacts/<int:contact_id>/leaving", methods=["GET", "POST"])
@requires(MANAGE)
def let_contact_go(funder_id: int, contact_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    contact = _contact(funder, contact_id)
    form = Form(schemas.LeavingSchema(), of={"left_on": clock.today()})
    if form.submit(relations.let_go, funder=funder, contact=contact):
        flash(_("Noted. Below the contacts this can be taken back."))
        return to_funder(funder)
    contact = _contact(get_funder(funder_id), contact_id)
    return _form_page("leaving", form, funder_id, contact=contact)


@bp.post("/<int:funder_id>/contacts/<int:contact_id>/return")
@requires(MANAGE)
def take_contact_back(funder_id: int, contact_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    relations.take_back(funder=funder, contact=_contact(funder, contact_id))
    flash(_("The contact is there again."))
    return to_funder(funder)


@bp.route("/<int:funder_id>/interactions/new", methods=["GET", "POST"])
@requires(MANAGE)
def new_interaction(funder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    form = Form(schemas.InteractionSchema(), of={"held_on": clock.today()})
    if form.submit(relations.note_interaction, funder=funder):
        flash(_("The exchange is noted."))
        return to_funder(funder)
    there = [one for one in get_funder(funder_id).contacts if one.left_on is None]
    return _form_page(
        "interaction",
        form,
        funder_id,
        contacts={one.id: one.name for one in there},
        interaction_names=labels.INTERACTIONS,
    )


@bp.post("/<int:funder_id>/interactions/<int:interaction_id>/withdrawal")
@requires(MANAGE)
def withdraw_interaction(funder_id: int, interaction_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    found = _interaction(funder, interaction_id)
    relations.withdraw_interaction(funder=funder, interaction=found)
    flash(_("The exchange was taken back. It can be put back in the list."))
    return to_funder(funder)


@bp.post("/<int:funder_id>/interactions/<int:interaction_id>/restoration")
@requires(MANAGE)
def restore_interaction(funder_id: int, interaction_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    found = _interaction(funder, interaction_id)
    relations.restore_interaction(funder=funder, interaction=found)
    flash(_("The exchange is back."))
    return to_funder(funder)


@bp.route("/<int:funder_id>/reminders/new", methods=["GET", "POST"])
@requires(MANAGE)
def new_reminder(funder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    form = Form(schemas.ReminderSchema(), of={"owner_id": funder.owner_id})
    if form.submit(relations.set_reminder, funder=funder):
        flash(_("The reminder is set."))
        return to_funder(funder)
    return _form_page("reminder", form, funder_id, owners=queries.owners())


@bp.post("/<int:funder_id>/reminders/<int:reminder_id>/completion")
@requires(MANAGE)
def finish_reminder(funder_id: int, reminder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    relations.finish_reminder(funder=funder, reminder=_reminder(funder, reminder_id))
    flash(_("Done. Below the reminders this can be taken back."))
    return to_funder(funder)


@bp.post("/<int:funder_id>/reminders/<int:reminder_id>/reopening")
@requires(MANAGE)
def reopen_reminder(funder_id: int, reminder_id: int) -> ResponseReturnValue:
    funder = get_funder(funder_id)
    relations.reopen_reminder(funder=funder, reminder=_reminder(funder, reminder_id))
    flash(_("The reminder is open again."))
    return to_funder(funder)


def _contact(funder: Funder, contact_id: int) -> FunderContact:
    return queries.contact_of(funder, contact_id) or abort(404)


def _interaction(funder: Funder, interaction_id: int) -> Interaction:
    small = interaction_id <= LARGEST_ID
    return (queries.find_interaction(funder, interaction_id) if small else None) or abort(404)


def _reminder(funder: Funder, reminder_id: int) -> Reminder:
    small = reminder_id <= LARGEST_ID
    return (queries.find_reminder(funder, reminder_id) if small else None) or abort(404)
