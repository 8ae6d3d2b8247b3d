"""What mentees and mentors have in common: search, and moving many at once."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.core.permissions import Permission
from app.core.web import load, requires
from app.design.frame import way_back
from app.people import actions, queries
from app.people.labels import KINDS
from app.people.schemas import ManyAssignmentsSchema
from app.people.words import ground_in_words, in_words
from app.profiles import pages

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
    template = "profiles/search_results.html" if only_results else "profiles/search.html"
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
