"""Donors for people: who they are, whether they may be contacted, what they promised."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core import clock
from app.core.i18n import language_name
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, requires
from app.gifts import labels, schemas
from app.gifts.actions import donors as actions
from app.gifts.donor_page import donor_page, given, with_missed
from app.gifts.models import Donor
from app.gifts.queries import donors as queries

bp = Blueprint("donors", __name__, url_prefix="/donors")


@bp.get("/")
@requires(Permission.GIFTS_READ)
def index() -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    listing = queries.all_donors(
        q=request.args.get("q", "")[:100],
        kind=kind if kind in labels.KINDS else "",
        opposed=request.args.get("opposed", ""),
    )
    return render_template("gifts/donors.html", listing=listing)


@bp.get("/pledges")
@requires(Permission.GIFTS_READ)
def pledges() -> ResponseReturnValue:
    return render_template("gifts/pledges.html", rows=_behind())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def new() -> ResponseReturnValue:
    form = Form(schemas.DonorSchema(), of={"language": tenant().default_language})
    if form.submit(actions.add_donor):
        _say_namesake(form.result)
        flash(_("The donor is added."))
        return _to(form.result.id)
    return render_template("gifts/donor_form.html", form=form, **_choices()), form.status


@bp.get("/<int:donor_id>")
@requires(Permission.GIFTS_READ)
def show(donor_id: int) -> ResponseReturnValue:
    return donor_page(_donor(donor_id))


@bp.route("/<int:donor_id>/edit", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def edit(donor_id: int) -> ResponseReturnValue:
    donor = _donor(donor_id)
    form = Form(schemas.DonorSchema(), of=donor)
    if form.submit(actions.change_donor, donor=donor):
        flash(_("The donor was changed."))
        return _to(donor_id)
    page = render_template("gifts/donor_form.html", form=form, donor=_donor(donor_id), **_choices())
    return page, form.status


@bp.post("/<int:donor_id>/opposition")
@requires(Permission.GIFTS_MANAGE)
def oppose(donor_id: int) -> ResponseReturnValue:
    form = Form(schemas.OppositionSchema())
    if form.submit(actions.oppose, donor=_donor(donor_id)):
        flash(_("Noted. Nobody is asked to contact this donor any more."))
        return _to(donor_id)
    return donor_page(_donor(donor_id), opposition=form)


@bp.post("/<int:donor_id>/opposition/end")
@requires(Permission.GIFTS_MANAGE)
def end_opposition(donor_id: int) -> ResponseReturnValue:
    actions.end_opposition(_donor(donor_id))
    flash(_("This donor may be contacted again."))
    return _to(donor_id)


@bp.route("/<int:donor_id>/pledges/new", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def new_pledge(donor_id: int) -> ResponseReturnValue:
    donor = _donor(donor_id)
    form = Form(schemas.PledgeSchema(), of={"begins_on": clock.today()})
    if form.submit(actions.make_pledge, donor=donor):
        flash(_("The recurring gift is noted."))
        return _to(donor_id)
    return render_template("gifts/pledge_form.html", form=form, donor=_donor(donor_id)), form.status


@bp.route("/pledges/<int:pledge_id>/stopping", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def stop_pledge(pledge_id: int) -> ResponseReturnValue:
    pledge = queries.find_pledge(pledge_id) or abort(404)
    form = Form(schemas.StoppingSchema(), of={"ends_on": clock.today()})
    if form.submit(actions.stop_pledge, pledge=pledge):
        flash(_("The recurring gift has stopped."))
        return _to(form.result.donor_id)
    pledge = queries.find_pledge(pledge_id) or abort(404)
    return render_template("gifts/pledge_stopping.html", form=form, pledge=pledge), form.status


def _donor(donor_id: int) -> Donor:
    return queries.find_donor(donor_id) or abort(404)


def _behind() -> list[dict[str, Any]]:
    """Every recurring gift, those that are behind first."""
    running = queries.running_pledges()
    since = given(running)
    rows = [with_missed(pledge, since) for pledge in running]
    return sorted(rows, key=lambda row: -row["missed_cents"])


def _say_namesake(donor: Donor) -> None:
    if queries.same_name(donor.name, donor.id):
        flash(_("Another donor has the same name: look whether they are one."))


def _choices() -> dict[str, Any]:
    languages = {code: language_name(code) for code in tenant().languages}
    return {"languages": languages, "funders": queries.funder_names()}


def _to(donor_id: int) -> Response:
    return redirect(url_for("gifts.donors.show", donor_id=donor_id), 303)
