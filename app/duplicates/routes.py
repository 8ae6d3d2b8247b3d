"""Double profiles for people: what is to be looked at, side by side, made one, two again."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import Form, get_or_404, requires
from app.duplicates import comparing, merging, queries
from app.duplicates.doubts import settle_as_two
from app.duplicates.models import DuplicateDoubt
from app.duplicates.schemas import MergeSchema
from app.people.labels import KINDS
from app.people.models import Person
from app.profiles import choices, pages
from app.profiles.sides import SIDES

bp = Blueprint("duplicates", __name__, url_prefix="/people", template_folder="templates")


@bp.get("/duplicates")
@requires(Permission.PEOPLE_READ)
def index() -> ResponseReturnValue:
    listing = Listing(queries.open_doubts_with_names(), sorts=queries.NEWEST_DOUBT_FIRST)
    return render_template("duplicates/index.html", listing=listing, kinds=KINDS)


@bp.get("/duplicates/<int:doubt_id>")
@requires(Permission.PEOPLE_READ)
def show(doubt_id: int) -> ResponseReturnValue:
    return _compare(_doubt_or_404(doubt_id), Form(MergeSchema()))


@bp.post("/duplicates/<int:doubt_id>/merge")
@requires(Permission.PEOPLE_MANAGE)
def merge(doubt_id: int) -> ResponseReturnValue:
    doubt = _doubt_or_404(doubt_id)
    form = Form(MergeSchema())
    if form.submit(merging.merge, doubt=doubt):
        flash(_("The two profiles are one now. This can be undone on this page."))
        return pages.to_profile(form.result)
    return _compare(_doubt_or_404(doubt_id), form)


@bp.post("/duplicates/<int:doubt_id>/settlement")
@requires(Permission.PEOPLE_MANAGE)
def settle(doubt_id: int) -> ResponseReturnValue:
    settle_as_two(_doubt_or_404(doubt_id))
    flash(_("Noted: these are two different people."))
    return redirect(url_for(".index"), 303)


@bp.post("/<int:person_id>/merges/<int:gone_id>/undoing")
@requires(Permission.PEOPLE_MANAGE)
def undo(person_id: int, gone_id: int) -> ResponseReturnValue:
    kept, gone = get_or_404(Person, person_id), get_or_404(Person, gone_id)
    merging.unmerge(kept, gone)
    flash(_("These are two profiles again."))
    return redirect(pages.url_of(gone), 303)


def _doubt_or_404(doubt_id: int) -> DuplicateDoubt:
    return queries.find_doubt(doubt_id) or abort(404)


def _compare(doubt: DuplicateDoubt, form: Form) -> ResponseReturnValue:
    side = SIDES[doubt.person.kind]
    one = pages.profile_or_404(side, doubt.person_id)
    other = pages.profile_or_404(side, doubt.other_id)
    page = render_template(
        "duplicates/show.html",
        doubt=doubt,
        side=side,
        people=(one, other),
        lines=comparing.lines(one, other),
        first_choice=comparing.older(one, other).id,
        form=form,
        antenna_names=choices.antenna_names(),
    )
    return page, form.status
