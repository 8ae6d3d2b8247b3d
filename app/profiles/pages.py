"""The pages that mentees and mentors have in common; each blueprint opens them for its kind."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from app.core import clock
from app.core.export import table_response
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.web import Form
from app.people import actions, queries, sensitive
from app.people.keys import keys_of
from app.people.models import Person
from app.people.panels import panels_of, steps_of
from app.people.rules import LOOKS_THE_SAME, SAME_ELSEWHERE
from app.people.schemas import AssignmentSchema, sensitive_schema
from app.people.words import age
from app.profiles import choices, exporting, lists
from app.profiles.sides import SIDES, Side
from app.profiles.timeline import Names, told

FILES = ("csv", "xlsx")


def index(side: Side) -> ResponseReturnValue:
    asked = lists.asked_of(side.kind, request.args)
    listing = Listing(lists.people_listed(side.kind, asked), sorts=lists.SORTS, filters=asked)
    only_results = request.headers.get("X-Fragment") == "results"
    template = "profiles/results.html" if only_results else "profiles/index.html"
    return render_template(template, side=side, listing=listing, **choices.for_list(side.kind))


def export(side: Side, kind_of_file: str) -> ResponseReturnValue:
    """Everything that the list shows, all pages. Sensitive facts only when asked for by name."""
    if kind_of_file not in FILES:
        abort(404)
    with_sensitive = request.args.get("sensitive") == "1"
    if with_sensitive and not viewer().may(Permission.SENSITIVE_READ):
        abort(403)
    asked = lists.asked_of(side.kind, request.args)
    names = exporting.columns(side.kind, sensitive=with_sensitive)
    statement = lists.people_listed(side.kind, asked).order_by(*lists.SORTS["name"])
    table = exporting.Table(statement, names)
    answer = table_response(side.name, exporting.headers(names), table, kind_of_file)
    used = sorted(name for name in asked if lists.condition(side.kind, name, asked[name]))
    exporting.note(side.kind, table, used, sensitive=with_sensitive)
    return answer


def show(side: Side, person_id: int) -> ResponseReturnValue:
    person = profile_or_404(side, person_id)
    if person.merged_into_id is not None:
        return redirect(url_of(person, person.merged_into_id), 303)
    return render_template(
        "profiles/show.html",
        side=side,
        person=person,
        panels=panels_of(person),
        steps=steps_of(person),
        age=age(person.born_on, clock.today()) if person.born_on else None,
        **choices.WEEK,
    )


def new(side: Side) -> ResponseReturnValue:
    form = Form(side.new_schema(), of=choices.first_values())
    if form.submit(side.register):
        flash(_("%(name)s is registered.", name=form.result.name))
        return to_profile(form.result)
    codes = {reason.code for reason in form.reasons}
    doubtful = bool(codes & {LOOKS_THE_SAME.code, SAME_ELSEWHERE.code})
    same = queries.find_same(side.kind, keys_of(form.data, tenant().country)) if doubtful else []
    found = queries.people_of([one.person_id for one in same if one.is_visible])
    page = render_template(
        "profiles/new.html",
        side=side,
        form=form,
        doubtful=doubtful,
        found=found,
        grounds={one.person_id: one.grounds for one in same},
        **choices.for_form(),
    )
    return page, form.status


def edit(side: Side, person_id: int) -> ResponseReturnValue:
    person = present_or_404(side, person_id)
    form = Form(side.schema(), of=person)
    if form.submit(side.change, **{side.kind.value: person}):
        flash(_("The profile of %(name)s was saved.", name=person.name))
        return to_profile(person)
    page = render_template(
        "profiles/edit.html", side=side, person=person, form=form, **choices.for_form()
    )
    return page, form.status


def assignment(side: Side, person_id: int) -> ResponseReturnValue:
    """Another owner, another antenna: somebody who was handed over may be out of sight after."""
    person = present_or_404(side, person_id)
    form = Form(
        AssignmentSchema(), of={"antenna": person.antenna.code, "owner_id": person.owner_id}
    )
    form.version = person.version
    if form.submit(actions.assign, people=[person]):
        count = len(form.result)
        flash(ngettext("One person has moved.", "%(num)d people have moved.", count))
        seen = viewer().antenna_ids
        in_sight = seen is None or person.antenna_id in seen
        return to_profile(person) if in_sight else redirect(url_for(f"{side.name}.index"), 303)
    page = render_template(
        "profiles/assignment.html", side=side, person=person, form=form, **choices.for_assignment()
    )
    return page, form.status


def history(side: Side, person_id: int) -> ResponseReturnValue:
    person = present_or_404(side, person_id)
    listing = Listing(queries.events_about(person), sorts=queries.NEWEST_EVENT_FIRST)
    names = Names(choices.antenna_names(), choices.owner_names())
    entries = told(listing.items, names)
    return render_template(
        "profiles/history.html", side=side, person=person, listing=listing, entries=entries
    )


def sensitive_page(side: Side, person_id: int) -> ResponseReturnValue:
    person = present_or_404(side, person_id)
    return render_template(
        "profiles/sensitive.html",
        side=side,
        person=person,
        kept=sensitive.read_sensitive(person),
        fields=list(sensitive_schema().fields),
    )


def edit_sensitive(side: Side, person_id: int) -> ResponseReturnValue:
    person = present_or_404(side, person_id)
    schema = sensitive_schema()
    form = Form(schema, of=sensitive.read_sensitive(person))
    if form.submit(sensitive.change_sensitive, person=person):
        flash(_("The sensitive facts were saved."))
        return redirect(url_for(f"{side.name}.show_sensitive", person_id=person.id), 303)
    page = render_template(
        "profiles/edit_sensitive.html",
        side=side,
        person=person,
        form=form,
        fields=list(schema.fields),
        countries=choices.countries(),
    )
    return page, form.status


def profile_or_404(side: Side, person_id: int) -> Any:
    """With what the page shows; also a profile that was merged into another."""
    return queries.find_profile(side.model, person_id) or abort(404)


def present_or_404(side: Side, person_id: int) -> Any:
    person = profile_or_404(side, person_id)
    return person if person.merged_into_id is None else abort(404)


def url_of(person: Person, person_id: int | None = None) -> str:
    """The address of the profile, of whichever kind."""
    return url_for(f"{SIDES[person.kind].name}.show", person_id=person_id or person.id)


def to_profile(person: Person) -> Response:
    return redirect(url_of(person), 303)
