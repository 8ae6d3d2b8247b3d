"""Antennas for people: the pages."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.antennas import actions, queries
from app.antennas.models import Antenna
from app.antennas.schemas import AntennaChangeSchema, AntennaSchema, ClosingSchema, for_form
from app.core import clock
from app.core.permissions import Permission
from app.core.regions import nuts2_regions
from app.core.tenancy import tenant
from app.core.web import Form, get_or_404, requires

bp = Blueprint("antennas", __name__, url_prefix="/antennas", template_folder="templates")


@bp.get("/")
@requires(Permission.ANTENNAS_READ)
def index() -> ResponseReturnValue:
    regions = queries.by_region()
    return render_template("antennas/index.html", regions=regions, names=_region_names())


@bp.get("/<int:antenna_id>")
@requires(Permission.ANTENNAS_READ)
def show(antenna_id: int) -> ResponseReturnValue:
    antenna = get_or_404(Antenna, antenna_id)
    against = actions.against_closing(antenna, clock.today())
    return render_template(
        "antennas/show.html",
        antenna=antenna,
        region=_region_names().get(antenna.nuts2, antenna.nuts2),
        against=against,
        form=Form(ClosingSchema()),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ANTENNAS_MANAGE)
def new() -> ResponseReturnValue:
    form = Form(AntennaSchema())
    if form.submit(actions.open_antenna):
        flash(_("%(name)s is open.", name=form.result.name))
        return _to(form.result)
    return render_template("antennas/form.html", form=form, **_choices()), form.status


@bp.route("/<int:antenna_id>/edit", methods=["GET", "POST"])
@requires(Permission.ANTENNAS_MANAGE)
def edit(antenna_id: int) -> ResponseReturnValue:
    antenna = get_or_404(Antenna, antenna_id)
    form = Form(AntennaChangeSchema(), of=for_form(antenna))
    form.version = antenna.version
    if form.submit(actions.change_antenna, antenna=antenna):
        flash(_("%(name)s was changed.", name=antenna.name))
        return _to(antenna)
    page = render_template("antennas/form.html", form=form, antenna=antenna, **_choices())
    return page, form.status


@bp.post("/<int:antenna_id>/closing")
@requires(Permission.ANTENNAS_MANAGE)
def close(antenna_id: int) -> ResponseReturnValue:
    antenna = get_or_404(Antenna, antenna_id)
    form = Form(ClosingSchema())
    if form.submit(actions.close_antenna, antenna=antenna):
        flash(_("%(name)s is closed.", name=antenna.name))
        return _to(antenna)
    page = render_template(
        "antennas/show.html",
        antenna=antenna,
        region=_region_names().get(antenna.nuts2, antenna.nuts2),
        against=[],
        form=form,
        today=clock.today(),
    )
    return page, form.status


@bp.post("/<int:antenna_id>/reopening")
@requires(Permission.ANTENNAS_MANAGE)
def reopen(antenna_id: int) -> ResponseReturnValue:
    antenna = actions.reopen_antenna(get_or_404(Antenna, antenna_id))
    flash(_("%(name)s is open.", name=antenna.name))
    return _to(antenna)


def _to(antenna: Antenna) -> Response:
    return redirect(url_for(".show", antenna_id=antenna.id), 303)


def _region_names() -> dict[str, str]:
    return nuts2_regions(tenant().country or "")


def _choices() -> dict[str, object]:
    regions = {code: f"{name} ({code})" for code, name in _region_names().items()}
    return {"regions": regions, "languages": tenant().languages, "main": tenant().default_language}
