"""Publication: what would leave the country, and the decision to let it."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.antennas.queries import all_antennas
from app.core.errors import Refused
from app.core.permissions import Permission
from app.core.web import Form, requires
from app.publication import actions, pages, queries
from app.publication.labels import STATE_COLOURS, STATE_NAMES, WHY_NAMES
from app.publication.models import ReleaseState
from app.publication.schemas import AskingSchema, RejectionSchema
from app.tabulation.templates import BY_CODE

bp = Blueprint("publication", __name__, url_prefix="/publication", template_folder="templates")


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of publication call things."""
    return {
        "pages": pages,
        "state_names": STATE_NAMES,
        "state_colours": STATE_COLOURS,
        "why_names": WHY_NAMES,
        "templates": BY_CODE,
    }


@bp.get("/")
@requires(Permission.PUBLICATION_READ)
def index() -> ResponseReturnValue:
    return render_template("publication/index.html", listing=queries.all_releases())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PUBLICATION_RELEASE, limit="30 per minute")
def new() -> ResponseReturnValue:
    form = Form(AskingSchema())
    if form.submit(actions.ask):
        flash(_("The tables are being computed."))
        return redirect(url_for(".show", release_id=form.result.id), 303)
    return render_template("publication/new.html", form=form), form.status


@bp.get("/published")
@requires(Permission.PUBLICATION_READ)
def published() -> ResponseReturnValue:
    """What headquarters has of this country, version by version."""
    return render_template("publication/published.html", listing=queries.published())


@bp.get("/<int:release_id>")
@requires(Permission.PUBLICATION_READ)
def show(release_id: int) -> ResponseReturnValue:
    return _page(release_id)


@bp.get("/<int:release_id>/progress")
@requires(Permission.PUBLICATION_READ)
def progress(release_id: int) -> ResponseReturnValue:
    """What the bar of the page asks for once a second."""
    release = queries.get_release(release_id)
    asked = release.state == ReleaseState.ASKED
    return jsonify(done=int(not asked), total=1, state="waiting" if asked else "done", words="")


@bp.route("/<int:release_id>/releasing", methods=["GET", "POST"])
@requires(Permission.PUBLICATION_RELEASE)
def release(release_id: int) -> ResponseReturnValue:
    found = queries.get_release(release_id)
    if request.method == "GET":
        shown = pages.tables_of(found, _antennas())
        against = actions.against_letting_go(found)
        return render_template(
            "publication/release.html", release=found, shown=shown, against=against
        )
    try:
        actions.let_go(release=found)
    except Refused as refusal:
        return _page(release_id, refusal.reasons)
    flash(_("Released. The tables are on their way to headquarters."))
    return redirect(url_for(".show", release_id=release_id), 303)


@bp.route("/<int:release_id>/rejection", methods=["GET", "POST"])
@requires(Permission.PUBLICATION_RELEASE)
def reject(release_id: int) -> ResponseReturnValue:
    found = queries.get_release(release_id)
    form = Form(RejectionSchema())
    if form.submit(actions.turn_down, release=found):
        flash(_("Turned down. Nothing of it left the country."))
        return redirect(url_for(".show", release_id=release_id), 303)
    return render_template("publication/reject.html", release=found, form=form), form.status


def _page(release_id: int, reasons: Any = ()) -> ResponseReturnValue:
    """With reasons: why it was not released, in the cells that the check names."""
    release = queries.get_release(release_id)
    antennas = _antennas()
    shown = pages.tables_of(release, antennas)
    page = render_template(
        "publication/show.html",
        release=release,
        shown=shown,
        totals=pages.counts_of(shown),
        findings=pages.findings_of(release, antennas),
        reasons=reasons,
    )
    return page, 409 if reasons else 200


def _antennas() -> Any:
    return all_antennas()
