"""Counting one duo or mentor by hand: every grant that pays for this, with what stands against."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.allocation import actions, labels, queries
from app.allocation.eligibility import Whom, choices
from app.allocation.models import Allocation
from app.allocation.rules import Hours
from app.allocation.schemas import CountSchema
from app.core import clock
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, Form, requires
from app.duos.models import Duo
from app.grants.models import Unit
from app.people.models import Mentor

bp = Blueprint("choosing", __name__)


@bp.route("/duos/<int:duo_id>", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def duo(duo_id: int) -> ResponseReturnValue:
    return _choose(_duo(duo_id))


@bp.route("/mentors/<int:mentor_id>", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def mentor(mentor_id: int) -> ResponseReturnValue:
    return _choose(_mentor(mentor_id))


@bp.route("/<int:allocation_id>/move", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def move(allocation_id: int) -> ResponseReturnValue:
    line = queries.find_allocation(allocation_id) if allocation_id <= LARGEST_ID else None
    if line is None:
        abort(404)
    row = _duo(line.duo_id) if line.duo_id else _mentor(line.mentor_id or 0)
    return _choose(row, line)


def _choose(row: Duo | Mentor, line: Allocation | None = None) -> ResponseReturnValue:
    """The form of each grant is sent to the address of the page itself."""
    form = Form(CountSchema())
    if form.submit(_count, row=row, line=line):
        flash(_("It counts for %(grant)s.", grant=form.result.grant.code))
        return redirect(url_for("allocation.show", allocation_id=form.result.id), 303)
    row = _duo(row.id) if isinstance(row, Duo) else _mentor(row.id)
    line = queries.find_allocation(line.id) if line is not None else None
    whom = Whom(row)
    found = choices(whom, line)
    page = render_template(
        "allocation/choose.html",
        form=form,
        whom=whom,
        line=line,
        against=actions.against_releasing(line) if line is not None else [],
        choices=[one for one in found if one.grant.unit != Unit.HOUR],
        hourly={one.grant.id: one.grant.code for one in found if one.grant.unit == Unit.HOUR},
        labels=labels,
        today=clock.today(),
    )
    return page, form.status


def _count(
    *, row: Duo | Mentor, line: Allocation | None, grant_id: int, hours: Any, until_on: Any
) -> Allocation:
    whom = Whom(row, Hours(hours, until_on) if hours else None)
    if line is None:
        made = actions.allocate(whom=whom, grant_id=grant_id)
    else:
        made = actions.reallocate(allocation=line, whom=whom, grant_id=grant_id)
    return queries.find_allocation(made.id) or made


def _duo(duo_id: int) -> Duo:
    found = queries.find_duo(duo_id) if 0 < duo_id <= LARGEST_ID else None
    return found or abort(404)


def _mentor(mentor_id: int) -> Mentor:
    found = queries.find_mentor(mentor_id) if 0 < mentor_id <= LARGEST_ID else None
    return found or abort(404)
