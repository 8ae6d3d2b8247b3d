"""The growth planner for people: scenarios, their charts, what binds first."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core.errors import refuse_if
from app.core.export import table_response
from app.core.permissions import Permission
from app.core.text import fold
from app.core.web import Form, get_or_404, requires
from app.growth import results
from app.growth.equations import equations
from app.growth.inputs import LEVERS, RATES, TOGETHER, UNIT
from app.planner import actions, exports, queries, rules, starting, telling
from app.planner.models import Scenario
from app.planner.rules import MOST_COMPARED
from app.planner.schemas import ScenarioSchema, for_form

bp = Blueprint("planner", __name__, url_prefix="/planner", template_folder="templates")
WAYS = ("countries", "together")


@bp.app_context_processor
def words() -> dict[str, Any]:
    """What the templates of the planner call things."""
    return {"planner_words": telling}


@bp.get("/")
@requires(Permission.PLANNER_READ)
def index() -> ResponseReturnValue:
    listing = queries.all_scenarios()
    return render_template(
        "planner/index.html",
        listing=listing,
        reached={row.id: results.likely_reached(row.inputs) for row in listing.items},
        removed=queries.removed_scenarios(),
    )


@bp.get("/model")
@requires(Permission.PLANNER_READ)
def model() -> ResponseReturnValue:
    asked = [*LEVERS, *RATES, *UNIT]
    sources = starting.sources_of([TOGETHER, *_country_codes()])
    return render_template(
        "planner/model.html", equations=equations(), asked=asked, sources=sources
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PLANNER_EDIT)
def new() -> ResponseReturnValue:
    asked = request.args.get("by", "")
    way = asked if asked in WAYS else WAYS[0]
    countries = queries.countries()
    codes = starting.units_by(way, countries)
    form = Form(ScenarioSchema(codes), of=for_form(starting.start_of(codes).inputs, codes))
    inputs = _count_out(form) if _tries() else None
    if not _tries() and form.submit(actions.keep_scenario):
        flash(_("%(name)s is kept.", name=form.result.name))
        return _to(form.result)
    return _page(form, countries, inputs=inputs, way=way), form.status


@bp.get("/<int:scenario_id>")
@requires(Permission.PLANNER_READ)
def show(scenario_id: int) -> ResponseReturnValue:
    scenario = get_or_404(Scenario, scenario_id)
    countries = queries.countries()
    codes = _codes_of(scenario, countries)
    form = Form(ScenarioSchema(codes), of=_shown(scenario, codes))
    return _page(form, countries, scenario, scenario.inputs)


@bp.post("/<int:scenario_id>/edit")
@requires(Permission.PLANNER_EDIT)
def edit(scenario_id: int) -> ResponseReturnValue:
    """Keep what was typed, or only count it out: then nothing is changed."""
    scenario = get_or_404(Scenario, scenario_id)
    countries = queries.countries()
    form = Form(ScenarioSchema(_codes_of(scenario, countries)))
    inputs = _count_out(form, scenario) if _tries() else None
    if not _tries() and form.submit(actions.change_scenario, scenario=scenario):
        flash(_("%(name)s was changed.", name=scenario.name))
        return _to(scenario)
    return _page(form, countries, scenario, inputs), form.status


@bp.post("/<int:scenario_id>/copies")
@requires(Permission.PLANNER_EDIT)
def copy(scenario_id: int) -> ResponseReturnValue:
    copied = actions.copy_scenario(get_or_404(Scenario, scenario_id))
    flash(_("This is the copy, %(name)s. Change what you like.", name=copied.name))
    return _to(copied)


@bp.post("/<int:scenario_id>/removal")
@requires(Permission.PLANNER_EDIT)
def remove(scenario_id: int) -> ResponseReturnValue:
    scenario = actions.remove_scenario(get_or_404(Scenario, scenario_id))
    flash(_("%(name)s was removed. You can bring it back below.", name=scenario.name))
    return redirect(url_for(".index"), 303)


@bp.post("/<int:scenario_id>/return")
@requires(Permission.PLANNER_EDIT)
def bring_back(scenario_id: int) -> ResponseReturnValue:
    scenario = actions.bring_back_scenario(get_or_404(Scenario, scenario_id))
    flash(_("%(name)s is back.", name=scenario.name))
    return _to(scenario)


@bp.get("/<int:scenario_id>/export.<any(csv, xlsx):kind>")
@requires(Permission.PLANNER_READ)
def export(scenario_id: int, kind: str) -> ResponseReturnValue:
    scenario = get_or_404(Scenario, scenario_id)
    result = results.result_of(scenario.inputs)
    rows = exports.rows(result, telling.names_of(queries.countries()))
    name = "-".join(["growth", *fold(scenario.name).split()])
    return table_response(name, exports.heads(), rows, kind)


@bp.get("/compare")
@requires(Permission.PLANNER_READ)
def compare() -> ResponseReturnValue:
    """Those that were chosen; without a choice, the newest."""
    asked = request.args.getlist("scenario")
    ids = [int(text) for text in asked if _is_id(text)] if asked else queries.newest(MOST_COMPARED)
    chosen = queries.scenarios_of(ids)
    refuse_if(rules.against_comparing(len(chosen)))
    return render_template(
        "planner/compare.html",
        chosen=chosen,
        counted=[results.result_of(scenario.inputs) for scenario in chosen],
        names=telling.names_of(queries.countries()),
    )


def _page(
    form: Form,
    countries: list[queries.Country],
    scenario: Scenario | None = None,
    inputs: Any = None,
    way: str = "",
) -> str:
    codes = form.schema.codes  # type: ignore[attr-defined]
    return render_template(
        "planner/scenario.html",
        form=form,
        sources=starting.sources_of(codes),
        names=telling.names_of(countries),
        codes=codes,
        scenario=scenario,
        result=results.result_of(inputs) if inputs else None,
        way=way,
        levers=LEVERS,
        rates=RATES,
        asked=UNIT,
    )


def _count_out(form: Form, scenario: Scenario | None = None) -> Any:
    """What was typed, to be counted out and not kept; None when something is wrong with it."""
    start = scenario.inputs["start"] if scenario else starting.next_quarter()
    form.submit(lambda inputs, **_rest: actions.complete(inputs, start))
    return form.result


def _tries() -> bool:
    return request.method == "POST" and request.form.get("do") == "try"


def _shown(scenario: Scenario, codes: list[str]) -> dict[str, Any]:
    kept = {name: getattr(scenario, name) for name in ("name", "note", "version")}
    return for_form(scenario.inputs, codes, **kept)


def _codes_of(scenario: Scenario, countries: list[queries.Country]) -> list[str]:
    """Its own units, and the countries that could be added to them."""
    own = {unit["code"] for unit in scenario.inputs["units"]}
    return [TOGETHER] if TOGETHER in own else sorted(own | {one.code for one in countries})


def _country_codes() -> list[str]:
    return [country.code for country in queries.countries()]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _to(scenario: Scenario) -> Response:
    return redirect(url_for(".show", scenario_id=scenario.id), 303)
