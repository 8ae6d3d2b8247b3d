"""The tenant's colours as a stylesheet, the page of all macros, and the names the macros use."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.core.tenancy import tenant
from app.core.web import PUBLIC, requires
from app.design import frame, sample, scales, typed

bp = Blueprint("design", __name__, template_folder="templates")

THEME_SECONDS = 3600


def pairs_of(options: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Options of a field as pairs (code, label), from a dict or from pairs."""
    return list(options.items() if isinstance(options, Mapping) else options)


@bp.record_once
def offer(state: BlueprintSetupState) -> None:
    """The functions that the templates of every feature may call through the macros."""
    sheet = f"{state.app.static_url_path}/img/icons.svg"  # asked for thirty times on a page
    state.app.jinja_env.globals["icon_sheet"] = sheet
    for function in (
        pairs_of,
        frame.page_frame,
        frame.has_page,
        frame.way_back,
        typed.begin_form,
        typed.field_id,
        typed.errors_of,
        typed.mistakes_of,
        typed.note_label,
        typed.row_names,
        scales.top_of,
        scales.ticks_of,
        scales.place,
        scales.share,
        scales.figure_text,
        scales.interval_text,
        scales.steps_between,
        scales.numbered,
    ):
        state.app.jinja_env.globals[function.__name__] = function


@bp.get("/theme.css")
@requires(PUBLIC)
def theme() -> ResponseReturnValue:
    """A stylesheet and not an attribute, because no page may carry style of its own (CSP)."""
    colours = f":root{{--accent:{tenant().accent};--accent-soft:{tenant().accent_soft}}}\n"
    response = Response(colours, mimetype="text/css")
    response.cache_control.private = True  # a shared cache may not know hosts apart
    response.cache_control.max_age = THEME_SECONDS
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/design")
@requires(PUBLIC)
def show() -> ResponseReturnValue:
    """Every macro with invented content; only where the product is being developed."""
    if not (current_app.debug or current_app.config.get("TANDEM_DEVELOPMENT")):
        abort(404)
    return render_template("design/show.html", **sample.content())
