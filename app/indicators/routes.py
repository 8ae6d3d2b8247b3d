"""Figures for people: the pages."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core.export import table_response
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.web import requires
from app.indicators import pool_queries, queries, tables, telling
from app.indicators.figures import INDICATORS
from app.indicators.measures import DOCUMENTED
from app.indicators.periods import period_choices, period_words
from app.indicators.scopes import Asked, asked, asked_as_far_as_right

bp = Blueprint("indicators", __name__, url_prefix="/figures", template_folder="templates")


@bp.get("/")
@requires(Permission.INDICATORS_READ)
def index() -> ResponseReturnValue:
    """What is asked wrongly is said where it was typed; the figures below are without it."""
    try:
        wanted, mistakes = asked_as_far_as_right(request.args.to_dict())
    except LookupError:
        abort(404)
    everything = queries.facts_by_antenna(wanted.scope)
    facts, pool = everything[None], pool_queries.pool(wanted.scope)
    compared = tables.lines(wanted.antennas.values(), everything)
    html = render_template(
        "indicators/index.html",
        facts=facts,
        pool=pool,
        compared=compared if wanted.antenna is None and len(compared) > 1 else [],
        tiles=telling.tiles(facts),
        telling=telling,
        tables=tables,
        figures={indicator.code: indicator for indicator in INDICATORS},
        antennas={antenna.code: antenna.name for antenna in wanted.antennas.values()},
        periods=period_choices(queries.first_year(wanted.scope.on), wanted.scope.on),
        said=period_words(wanted.scope.first, wanted.scope.last),
        scope=wanted.scope,
        antenna=wanted.antenna,
        kept={name: value for name, value in kept_arguments().items() if name not in mistakes},
        mistakes=mistakes,
    )
    return html, 422 if mistakes else 200


@bp.get("/definitions")
@requires(Permission.INDICATORS_READ)
def definitions() -> ResponseReturnValue:
    return render_template("indicators/definitions.html", indicators=DOCUMENTED)


@bp.get("/export.<any(csv, xlsx):kind>")
@requires(Permission.INDICATORS_READ)
def export(kind: str) -> ResponseReturnValue:
    """The figures that the page shows, with the same filters."""
    wanted = _wanted()
    everything = queries.facts_by_antenna(wanted.scope)
    rows = tables.export_rows(wanted.antennas, everything, wanted.scope)
    return table_response(f"figures-{wanted.scope.on}", tables.export_heads(), rows, kind)


def _wanted() -> Asked:
    try:
        return asked(request.args.to_dict())
    except LookupError:
        abort(404)
