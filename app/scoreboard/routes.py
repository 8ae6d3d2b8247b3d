"""The scoreboard of the quality standard: the pages."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core.export import table_response
from app.core.listing import Listing, kept_arguments
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.core.web import requires
from app.indicators.facts import Scope
from app.indicators.periods import period_choices, period_words
from app.indicators.scopes import Asked, asked
from app.scoreboard import queries, telling
from app.scoreboard.standard import RULES, find_rule
from app.scoreboard.wording import Measure, Rule

bp = Blueprint("scoreboard", __name__, url_prefix="/scoreboard", template_folder="templates")


@bp.get("/")
@requires(Permission.SCOREBOARD_READ)
def index() -> ResponseReturnValue:
    wanted = _wanted()
    scope = telling.last_year(wanted.scope)
    return render_template(
        "scoreboard/index.html",
        rules=RULES,
        shares=queries.shares(scope),
        antennas=wanted.antennas,
        **_around(scope),
    )


@bp.get("/rules/<int:number>")
@requires(Permission.SCOREBOARD_READ)
def show(number: int) -> ResponseReturnValue:
    rule = find_rule(number) or abort(404)
    measure = _measure(rule)
    wanted = _wanted()
    scope = telling.last_year(wanted.scope)
    wrong = request.args.get("show", "")
    wrong = wrong if wrong == queries.UNKNOWN else queries.BREAKS
    return render_template(
        "scoreboard/rule.html",
        rule=rule,
        measure=measure,
        shares=queries.shares(scope, [measure.code]) if measure else {},
        listing=_listing(measure, scope, wrong),
        show=wrong,
        antennas=wanted.antennas,
        antenna=wanted.antenna,
        **_around(scope),
    )


@bp.get("/export.<any(csv, xlsx):kind>")
@requires(Permission.SCOREBOARD_READ)
def export(kind: str) -> ResponseReturnValue:
    """The board as the page shows it, the rules without data included."""
    wanted = _wanted()
    scope = telling.last_year(wanted.scope)
    rows = telling.export_rows(queries.shares(scope), wanted.antennas, scope)
    return table_response(f"quality-{scope.until}", telling.export_heads(), rows, kind)


def _around(scope: Scope) -> dict[str, Any]:
    return {
        "words": telling,
        "said": period_words(scope.first, scope.until),
        "periods": {**period_choices(scope.on.year - 4, scope.on)},
        "kept": kept_arguments(),
    }


def _measure(rule: Rule) -> Measure | None:
    """The one that was asked for, else the first; None where the rule has no data yet."""
    by_code = {measure.code: measure for measure in rule.measures}
    return by_code.get(request.args.get("measure", ""), next(iter(rule.measures), None))


def _listing(measure: Measure | None, scope: Scope, show: str) -> Listing | None:
    """Nothing where nobody's row is counted, or where the viewer may not see such rows."""
    if measure is None or not telling.has_antennas(measure.code):
        return None
    of_duos = telling.counts_duos(measure.code)
    needed = Permission.DUOS_READ if of_duos else Permission.PEOPLE_READ
    return queries.against(measure.code, scope, show) if viewer().may(needed) else None


def _wanted() -> Asked:
    try:
        return asked(request.args.to_dict())
    except LookupError:
        abort(404)
