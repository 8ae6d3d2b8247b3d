"""Pages of the operations of the European Social Fund Plus: figures, definitions, transmissions."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import ValidationError

from app.core import clock
from app.core.errors import messages_of
from app.core.export import TYPES, table_response
from app.core.permissions import Permission
from app.core.web import Form, requires
from app.esf import definitions
from app.participations.pages import operation_or_404
from app.participations.queries import figures_of, operations
from app.transmissions import actions, awaiting, labels, pages, queries
from app.transmissions.schemas import OperationSchema, TransmissionSchema

bp = Blueprint("transmissions", __name__, url_prefix="/esf", template_folder="templates")


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "transmissions/index.html",
        listing=operations(),
        objectives=labels.OBJECTIVES,
        today=clock.today(),
    )


@bp.get("/definitions")
@requires(Permission.FUNDING_READ)
def explain() -> ResponseReturnValue:
    """What each indicator counts, of whom, when, and where that was read."""
    return render_template(
        "transmissions/definitions.html",
        indicators=definitions.INDICATORS,
        parameters=definitions.PARAMETERS,
    )


@bp.route("/operations/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def new() -> ResponseReturnValue:
    form = Form(OperationSchema(), of=pages.as_form(None))
    if form.submit(actions.add_operation):
        flash(_("The operation is added. Enter the duos that it supports."))
        return redirect(url_for(".show", operation_id=form.result.id), 303)
    choices = pages.operation_choices()
    return render_template("transmissions/new.html", form=form, **choices), form.status


@bp.get("/operations/<int:operation_id>")
@requires(Permission.FUNDING_READ)
def show(operation_id: int) -> ResponseReturnValue:
    """The indicators, as of `?on=` or today."""
    operation = operation_or_404(operation_id)
    try:
        on, mistakes = pages.day_asked(), {}
    except ValidationError as error:
        on, mistakes = clock.today(), messages_of(error)
    page = pages.figures_page(operation, on)
    html = render_template("transmissions/show.html", mistakes=mistakes, **page)
    return html, 422 if mistakes else 200


@bp.route("/operations/<int:operation_id>/edit", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def edit(operation_id: int) -> ResponseReturnValue:
    operation = operation_or_404(operation_id)
    form = Form(OperationSchema(), of=pages.as_form(operation))
    form.version = operation.version
    if form.submit(actions.change_operation, operation=operation):
        flash(_("The operation is changed. What was transmitted stays as it was."))
        return redirect(url_for(".show", operation_id=operation_id), 303)
    page = pages.operation_choices() | {"operation": operation_or_404(operation_id)}
    return render_template("transmissions/edit.html", form=form, **page), form.status


@bp.get("/operations/<int:operation_id>/indicators.<kind>")
@requires(Permission.FUNDING_READ)
def export(operation_id: int, kind: str) -> ResponseReturnValue:
    operation = operation_or_404(operation_id)
    if kind not in TYPES:
        abort(404)
    on = pages.day_asked()
    rows = pages.as_rows(figures_of(operation, on), operation)
    return table_response(f"esf-{on.isoformat()}", pages.headers(), rows, kind)


@bp.route("/operations/<int:operation_id>/transmissions", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def transmit(operation_id: int) -> ResponseReturnValue:
    """Freeze the figures that go to the managing authority."""
    operation = operation_or_404(operation_id)
    today = clock.today()
    due_on = awaiting.next_transmission(today)
    figures_on = max(operation.begins_on, min(awaiting.figures_day(due_on), today))
    form = Form(TransmissionSchema(), of={"due_on": due_on, "figures_on": figures_on})
    if form.submit(actions.transmit, operation=operation):
        flash(_("The figures are kept as they are now. Later corrections do not change them."))
        return redirect(url_for(".transmission", transmission_id=form.result.id), 303)
    page = {"operation": operation_or_404(operation_id), "today": today}
    return render_template("transmissions/transmit.html", form=form, **page), form.status


@bp.get("/transmissions/<int:transmission_id>")
@requires(Permission.FUNDING_READ)
def transmission(transmission_id: int) -> ResponseReturnValue:
    """What was sent, and what the same day would say now."""
    sent = queries.find_transmission(transmission_id) or abort(404)
    return render_template(
        "transmissions/transmission.html",
        sent=sent,
        operation=sent.operation,
        differences=pages.differences(sent),
        indicators=[one for one in definitions.INDICATORS if one.code in sent.figures],
        columns=labels.COLUMNS,
    )
