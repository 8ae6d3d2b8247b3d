"""The first page: a welcome for visitors, the day's work or the figures for those signed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.web import PUBLIC, SIGNED_IN, requires
from app.home import pages, topics
from app.indicators import figures, queries, tables, telling
from app.indicators.facts import Scope

bp = Blueprint("home", __name__, url_prefix="/", template_folder="templates")


@bp.get("/")
@requires(PUBLIC)
def welcome() -> ResponseReturnValue:
    """Two addresses, so that the page with people on it is not one that everybody may open."""
    if viewer().is_signed_in:
        return redirect(url_for(".index"), 303)
    rules = tenant().eligibility_on(clock.today())
    return render_template("home/welcome.html", contact=tenant().contact, rules=rules)


@bp.get("/today")
@requires(SIGNED_IN)
def index() -> ResponseReturnValue:
    may = viewer().may
    if may(Permission.DUOS_MANAGE) and viewer().antenna_ids is not None:
        return _day()
    if may(Permission.INDICATORS_READ):
        return _overview()
    return render_template("home/desk.html", missing=pages.still_to_be_told(tenant()))


def _day() -> ResponseReturnValue:
    """For those who follow duos at their own antennas."""
    on, only_mine = clock.today(), request.args.get("whose") == "mine"
    day = pages.day_of(on, only_mine=only_mine)
    return render_template(
        "home/day.html",
        day=day,
        only_mine=only_mine,
        greeting=pages.greeting(day.mine if only_mine else day.total),
        tiles=pages.tiles(on),
        topics=topics,
        on=on,
    )


def _overview() -> ResponseReturnValue:
    """For those who see every antenna: the figures, and what waits where."""
    on = clock.today()
    everything = queries.facts_by_antenna(Scope(on=on))
    antennas = queries.antennas_seen()
    follows = viewer().may(Permission.DUOS_READ)
    return render_template(
        "home/overview.html",
        facts=everything[None],
        compared=tables.lines(antennas, everything),
        is_open=bool(antennas),
        tiles=telling.tiles(everything[None]),
        waiting=pages.waiting_by_antenna(antennas, on) if follows else [],
        columns={topic: topics.TOPICS[topic].name for topic in pages.WAITING_COLUMNS},
        telling=telling,
        tables=tables,
        figures={indicator.code: indicator for indicator in figures.INDICATORS},
        due=pages.funding_due(on) if viewer().may(Permission.FUNDING_MANAGE) else None,
        on=on,
        kept={},
    )
