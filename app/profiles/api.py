"""Mentees and mentors for programs: the same schemas, queries and actions behind a JSON door."""

import hashlib
import json
from typing import Any

from flask import Response, abort, jsonify, request, url_for
from marshmallow import Schema
from sqlalchemy.orm import selectinload

from app.core.api import (
    Door,
    Tagged,
    cached,
    check_match,
    guarded,
    items_schema,
    matched,
    page_of,
    page_schema,
    tagged,
    with_tag,
)
from app.core.db import db
from app.core.json_requests import load_json
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.people import actions, queries
from app.people.models import SensitiveFacts
from app.people.schemas import (
    AssignmentSchema,
    FoundSchema,
    MenteeRowSchema,
    MentorRowSchema,
    SensitiveSchema,
    sensitive_schema,
)
from app.people.sensitive import change_sensitive, read_sensitive
from app.profiles import api_schemas, lists, pages
from app.profiles.sides import MENTEES, MENTORS, Side

bp = Door(
    "people_api", __name__, url_prefix="/api/v1/people", description="Mentees and mentors together."
)
mentees = Door(
    "mentees_api",
    __name__,
    url_prefix="/api/v1/mentees",
    description="Young people who look for work.",
)
mentors = Door(
    "mentors_api",
    __name__,
    url_prefix="/api/v1/mentors",
    description="Volunteers who accompany them.",
)
JSON_OF_SENSITIVE = {
    "required": True,
    "content": {"application/json": {"schema": SensitiveSchema}},
}
"""Read by the view itself: which facts there are depends on the tenant."""


@bp.route("/search")
@bp.arguments(api_schemas.SearchArgs, location="query")
@bp.response(200, items_schema(FoundSchema))
@requires(Permission.PEOPLE_READ)
def search(asked: dict[str, Any]) -> dict[str, Any]:
    """Find mentees and mentors by name, e-mail, telephone or reference; the first thirty."""
    return {"items": queries.search(asked["q"])}


def lists_of(door: Door, side: Side, asks: type[Schema], rows: type[Schema]) -> None:
    @door.route("")
    @door.arguments(asks, location="query")
    @door.response(200, page_schema(rows))
    @requires(Permission.PEOPLE_READ)
    def index(_asked: dict[str, Any]) -> dict[str, Any]:
        """All that fit what is asked for, without their languages, sectors and texts."""
        asked = lists.asked_of(side.kind, request.args)
        statement = lists.people_listed(side.kind, asked)
        named = statement.options(selectinload(side.model.antenna))
        return page_of(Listing(named, sorts=lists.SORTS))

    @door.route("", methods=["POST"])
    @door.arguments(side.new_schema(dump_only=("version",)))
    @door.response(201, side.schema)
    @requires(Permission.PEOPLE_MANAGE)
    def register(sent: dict[str, Any]) -> Tagged:
        """Register somebody; 409 when they look like somebody known, unless `another_person`."""
        person = side.register(**sent)
        db.session.flush()
        location = url_for(".show", person_id=person.id)
        return tagged(pages.present_or_404(side, person.id), Location=location)


def profiles_of(door: Door, side: Side) -> None:
    @door.route("/<int:person_id>")
    @door.response(200, side.schema)
    @cached
    @requires(Permission.PEOPLE_READ)
    def show(person_id: int) -> Tagged:
        """The profile of one person, without what is sensitive."""
        return tagged(person_or_404(side, person_id))

    @door.route("/<int:person_id>", methods=["PATCH"])
    @guarded
    @door.arguments(of_changes(side.schema))
    @door.response(200, side.schema)
    @requires(Permission.PEOPLE_MANAGE)
    def change(sent: dict[str, Any], person_id: int) -> Tagged:
        """Change what is sent, and nothing else; null empties."""
        person = matched(person_or_404(side, person_id))
        return tagged(side.change(**{side.kind.value: person}, **sent))

    @door.route("/<int:person_id>/assignment", methods=["POST"])
    @guarded
    @door.arguments(AssignmentSchema)
    @door.response(204, description="They have moved, perhaps out of sight of this token.")
    @requires(Permission.PEOPLE_MANAGE)
    def assign(sent: dict[str, Any], person_id: int) -> Response:
        """Give somebody another owner, another antenna, or both."""
        actions.assign([matched(person_or_404(side, person_id))], **sent)
        db.session.flush()
        return Response(status=204)


def sensitive_of(door: Door, side: Side) -> None:
    @door.route("/<int:person_id>/sensitive")
    @door.response(200, SensitiveSchema)
    @cached
    @requires(Permission.SENSITIVE_READ, writes=True)
    def show_sensitive(person_id: int) -> Tagged:
        """What only few may read. Each reading is noted in the journal."""
        return facts_tagged(read_sensitive(person_or_404(side, person_id)))

    @door.route("/<int:person_id>/sensitive", methods=["PATCH"])
    @guarded
    @door.doc(requestBody=JSON_OF_SENSITIVE)
    @door.response(200, SensitiveSchema)
    @requires(Permission.SENSITIVE_MANAGE)
    def edit_sensitive(person_id: int) -> Tagged:
        """Change what is sent; a fact that this country may not keep is refused."""
        sent = load_json(sensitive_schema())
        person = person_or_404(side, person_id)
        check_match(facts_tag(read_sensitive(person)))
        change_sensitive(person, **sent)
        db.session.flush()
        return facts_tagged(queries.sensitive_of(person) or SensitiveFacts())


def of_changes(schema: type[Schema]) -> Schema:
    """The same with nothing asked for; inside a list, each is still told whole."""
    asked_for = [name for name, field in schema().fields.items() if field.required]
    return schema(partial=asked_for, dump_only=("version",))


def person_or_404(side: Side, person_id: int) -> Any:
    return pages.present_or_404(side, person_id) if person_id <= LARGEST_ID else abort(404)


def facts_tagged(facts: SensitiveFacts) -> Tagged:
    """Without the facts that this country does not keep."""
    return with_tag(jsonify(sensitive_schema().dump(facts)), facts_tag(facts))


def facts_tag(facts: SensitiveFacts) -> str:
    """These rows count no versions: their ETag is a print of what they say."""
    said = json.dumps(sensitive_schema().dump(facts), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


for _door, _side, _asks, _rows in (
    (mentees, MENTEES, api_schemas.MenteesArgs, MenteeRowSchema),
    (mentors, MENTORS, api_schemas.MentorsArgs, MentorRowSchema),
):
    lists_of(_door, _side, _asks, _rows)
    profiles_of(_door, _side)
    sensitive_of(_door, _side)
