"""Training sessions for programs: an address beside the other ones of training."""

from typing import Any

from marshmallow import fields

from app.core.api import PageArgs, page_of, page_schema, sort_field
from app.core.fields import Choice, Day, Schema, Text, Whole
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import requires
from app.training.api import bp as bp
from app.training_sessions.queries import SORTS, sessions


class TrainingSessionSchema(Schema):
    """A session without the people at it; the link of a meeting on line is not told."""

    id = fields.Integer()
    module_id = fields.Integer()
    antenna_id = fields.Integer()
    starts_at = fields.DateTime()
    minutes = fields.Integer()
    place = fields.String(allow_none=True)
    language = fields.String()
    capacity = fields.Integer()
    cancelled_at = fields.DateTime(allow_none=True)


TrainingSessionSchema.__module__ = bp.import_name
"""Programs know it as `training.TrainingSession`, beside the other parts of training."""


class SessionsArgs(PageArgs):
    when = Choice(("coming", "past", "all"), load_default="all")
    antenna = Text(12, metadata={"description": "The code of an antenna."})
    module = Whole(metadata={"description": "The id of a module."})
    from_ = Day(data_key="from")
    to = Day()
    sort = sort_field(SORTS)


@bp.route("/sessions")
@bp.arguments(SessionsArgs, location="query")
@bp.response(200, page_schema(TrainingSessionSchema))
@requires(Permission.TRAINING_READ)
def list_sessions(asked: dict[str, Any]) -> dict[str, Any]:
    """Sessions of the antennas this token sees, the soonest first."""
    days = {"from": asked.get("from_"), "to": asked.get("to")}
    words = {"when": asked["when"], "antenna": asked.get("antenna"), "module": asked.get("module")}
    said = {name: str(value) for name, value in (words | days).items() if value}
    return page_of(Listing(sessions(said), sorts=SORTS))
