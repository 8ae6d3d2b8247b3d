"""What mentees and mentors have in common: search, doubles, merges, and moving many at once."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import Form, get_or_404, load, requires
from app.design.frame import way_back
from app.people import actions, choices, comparing, merging, pages, queries
from app.people.doubts import settle_as_two
from app.people.labels import KINDS
from app.people.models import DuplicateDoubt, Person
from app.people.schemas import ManyAssignmentsSchema, MergeSchema
from app.people.sides import SIDES
from app.people.words import ground_in_words, in_words

bp = Blueprint("people", __name__, url_prefix="/people", template_folder="templates")
bp.add_app_template_global(in_words)
bp.add_app_template_filter(ground_in_words, "in_ground")
bp.add_app_template_global(pages.url_of, "profile_url")


@bp.get("/search")
@requires(Permission.PEOPLE_READ)
def search() -> ResponseReturnValue:
    """As one types: `X-Fragment: results` brings the results alone."""
    text = request.args.get("q", "").strip()
    only_results = request.headers.get("X-Fragment") == "results"
    template = "people/search_results.html" if only_results else "people/search.html"
    found = queries.search(text)
    return render_template(template, text=text, found=found, kinds=KINDS)


@bp.post("/assignments")
@requires(Permission.PEOPLE_MANAGE)
def assign() -> ResponseReturnValue:
    """Another owner or antenna for all who were ticked in a list."""
    asked = load(ManyAssignmentsSchema())
    people = queries.people_of(asked.pop("people"))
    moved = actions.assign(people, **asked)
    flash(ngettext("One person has moved.", "%(num)d people have moved.", len(moved)))
    return redirect(way_back(), 303)


@bp.get("/duplicates")
@requires(Permission.PEOPLE_READ)
def duplicates() -> ResponseReturnValue:
    listing = Listing(queries.open_doubts_with_names(), sorts=queries.NEWEST_DOUBT_FIRST)
    return render_template("people/duplicates.html", listing=listing, kinds=KINDS)


@bp.get("/duplicates/<int:doubt_id>")
@requires(Permission.PEOPLE_READ)
def duplicate(doubt_id: int) -> ResponseReturnValue:
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
    return redirect(url_for(".duplicates"), 303)


@bp.post("/<int:person_id>/merges/<int:gone_id>/undoing")
@requires(Permission.PEOPLE_MANAGE)
def undo_merge(person_id: int, gone_id: int) -> ResponseReturnValue:
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
        "people/duplicate.html",
        doubt=doubt,
        side=side,
        people=(one, other),
        lines=comparing.lines(one, other),
        first_choice=comparing.older(one, other).id,
        form=form,
        antenna_names=choices.antenna_names(),
    )
    return page, form.status
