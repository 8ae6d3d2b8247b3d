"""Grants for people: the list, one grant, writing and changing the contract, its states."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.export import TYPES
from app.core.listing import day_in, kept_arguments, number_in
from app.core.permissions import Permission
from app.core.web import Form, requires
from app.documents.doors import Owner, add_documents
from app.grants import conditions, labels, money_pages, pages, proposing, queries, schemas
from app.grants.actions import contracts
from app.grants.models import Grant
from app.grants.pages import grant_or_404
from app.grants.rules import OWN_AGREEMENT
from app.schemes.queries import find_scheme, schemes

bp = Blueprint("grants", __name__, url_prefix="/grants", template_folder="templates")
for word in (labels.state_name, labels.state_tag, labels.unit_name, labels.scheme_name):
    bp.add_app_template_global(word, f"grant_{word.__name__}")
bp.register_blueprint(money_pages.bp)


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "grants/index.html",
        listing=queries.grants(**pages.asked(request.args)),
        funders=queries.funder_choices(),
        owners=queries.owner_choices(),
        antennas={one.code: one.name for one in all_antennas()},
        schemes=_scheme_names(),
        states=labels.STATES,
        units=labels.UNITS,
        today=clock.today(),
        kept=kept_arguments(),
    )


@bp.get("/export.<kind>")
@requires(Permission.FUNDING_READ, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(kind) if kind in TYPES else abort(404)


@bp.get("/<int:grant_id>")
@requires(Permission.FUNDING_READ)
def show(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    return render_template("grants/show.html", grant=grant, **pages.shown(grant))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def new() -> ResponseReturnValue:
    """First the funder, the scheme and the first day; then what these propose. `?after=` the id of
    a grant proposes what comes after it."""
    proposed = _proposed()
    if proposed is None:
        choices = {"funders": queries.funder_choices(), "schemes": _scheme_names()}
        start = {"begins_on": clock.today().replace(day=1)}
        return render_template("grants/begin.html", **choices, start=start, asked=request.args)
    form = Form(conditions.GrantFormSchema(), of=proposed)
    if form.submit(contracts.add_grant):
        flash(_("The grant is written down. It counts from the moment you start it."))
        return redirect(url_for(".show", grant_id=form.result.id), 303)
    context = pages.choices(proposed["scheme_code"], proposed["owner_id"])
    return render_template("grants/new.html", form=form, **context), form.status


@bp.route("/<int:grant_id>/edit", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def edit(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(conditions.GrantFormSchema(), of=grant)
    if form.submit(contracts.change_grant, grant=grant):
        flash(_("The grant is changed."))
        return redirect(url_for(".show", grant_id=grant_id), 303)
    grant = grant_or_404(grant_id)
    context = pages.choices(grant.scheme_code, grant.owner_id)
    claimed = contracts.is_claimed(grant)
    context |= {"grant": grant, "claimed": claimed}
    return render_template("grants/edit.html", form=form, **context), form.status


@bp.post("/<int:grant_id>/start")
@requires(Permission.FUNDING_MANAGE)
def start(grant_id: int) -> ResponseReturnValue:
    return _move(grant_id, contracts.start_grant, _("The grant runs: from now on it counts."))


@bp.post("/<int:grant_id>/closing")
@requires(Permission.FUNDING_MANAGE)
def close(grant_id: int) -> ResponseReturnValue:
    return _move(grant_id, contracts.close_grant, _("The grant is closed."))


@bp.post("/<int:grant_id>/reopening")
@requires(Permission.FUNDING_MANAGE)
def reopen(grant_id: int) -> ResponseReturnValue:
    return _move(grant_id, contracts.reopen_grant, _("The grant is again what it was."))


@bp.route("/<int:grant_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def cancel(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(schemas.CancellationSchema())
    if form.submit(contracts.cancel_grant, grant=grant):
        flash(_("The grant is cancelled. You can take that back on its page."))
        return redirect(url_for(".show", grant_id=grant_id), 303)
    return render_template(
        "grants/cancel.html", form=form, grant=grant_or_404(grant_id)
    ), form.status


def _move(grant_id: int, action: Callable[..., Grant], done: str) -> ResponseReturnValue:
    action(grant=grant_or_404(grant_id))
    flash(done)
    return redirect(url_for(".show", grant_id=grant_id), 303)


def _scheme_names() -> dict[str, str]:
    """Those that pay, after the agreement without a scheme."""
    own = {OWN_AGREEMENT: str(labels.OWN_AGREEMENT)}
    return own | {one.code: one.name for one in schemes() if not one.frame}


def _proposed() -> dict[str, Any] | None:
    """What the form begins with; None while it is not said under which scheme."""
    after = request.args.get("after", 0, type=int)
    if after:
        return proposing.renewal_of(grant_or_404(after))
    code = request.args.get("scheme", "")
    scheme = find_scheme(code)
    if scheme is None and code != OWN_AGREEMENT:
        return None
    funder_id = number_in(request.args.get("funder", ""))
    funder = queries.find_funder(funder_id) if funder_id else None
    begins_on = day_in(request.args.get("from", "")) or clock.today()
    return proposing.from_scheme(scheme, funder, begins_on)


add_documents(
    bp,
    Owner(
        find=grant_or_404,
        url=lambda grant: url_for("grants.show", grant_id=grant.id),
        read=Permission.FUNDING_READ,
        manage=Permission.FUNDING_MANAGE,
    ),
)
