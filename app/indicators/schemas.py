"""What may be asked of the figures, and how they are told to programs."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_load, pre_load, validates_schema

from app.core import clock
from app.core.fields import Day, Schema, Text
from app.indicators.facts import Facts, Pool
from app.indicators.figures import INDICATORS
from app.indicators.periods import read_period

ASKED = ("antenna", "period", "from", "to", "on")
NOT_A_PERIOD = _("Write a year such as 2026 or a quarter such as 2026-q3.")
TURNED_ROUND = _("The last day is before the first.")
TO_COME = _("This day is still to come.")


class ScopeSchema(Schema):
    """The address of the figures: an antenna, a period or two days, and the day of reference."""

    antenna = Text(most=12, load_default="")
    period = Text(most=7, load_default="")
    first = Day(data_key="from", load_default=None)
    last = Day(data_key="to", load_default=None)
    on = Day(load_default=None)

    @pre_load
    def leave_out(self, sent: Any, **_options: Any) -> dict[str, Any]:
        """What is empty, and what an address holds for other reasons."""
        return {name: value for name, value in sent.items() if value and name in ASKED}

    @validates_schema
    def check(self, data: dict[str, Any], **_options: Any) -> None:
        if data["period"] and read_period(data["period"]) is None:
            raise ValidationError(str(NOT_A_PERIOD), "period")
        if data["first"] and data["last"] and data["last"] < data["first"]:
            raise ValidationError(str(TURNED_ROUND), "to")
        if data["on"] and data["on"] > clock.today():
            raise ValidationError(str(TO_COME), "on")

    @post_load
    def days_of_period(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Days that were written win over a period that was chosen."""
        first, last = read_period(data.pop("period")) or (None, None)
        if data["first"] is None and data["last"] is None:
            data |= {"first": first, "last": last}
        return data


class KnownSchema(Schema):
    """A rate among those whose situation is known."""

    numerator = fields.Integer()
    denominator = fields.Integer()
    rate = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)


class RateSchema(KnownSchema):
    """Shares of one, null when the denominator is 0; low and high are the Wilson 95 % interval."""

    unheard = fields.Integer(attribute="unknown", data_key="unknown")
    bound_low = fields.Float(allow_none=True)
    bound_high = fields.Float(allow_none=True)
    known = fields.Nested(KnownSchema)


class SpreadSchema(Schema):
    count = fields.Integer()
    lower = fields.Float(allow_none=True)
    median = fields.Float(allow_none=True)
    upper = fields.Float(allow_none=True)


class PoolSchema(Schema):
    """How many by NACE division or level of function; "" is a level that nobody wrote down."""

    mentors = fields.Integer()
    waiting = fields.Integer()
    sectors = fields.Dict(keys=fields.String(), values=fields.Integer())
    wished = fields.Dict(keys=fields.String(), values=fields.Integer())
    levels = fields.Dict(keys=fields.String(), values=fields.Integer())


class FiguresSchema(Schema):
    """Every figure by its code."""

    on = fields.Date()
    antenna = fields.String(allow_none=True)
    first = fields.Date(allow_none=True, data_key="from")
    last = fields.Date(allow_none=True, data_key="to")
    duos_started = fields.Integer()
    duos_started_by_year = fields.Dict(keys=fields.String(), values=fields.Integer())
    duos_running = fields.Integer()
    duos_ended = fields.Integer()
    reached_six_months = fields.Nested(RateSchema)
    insertion_12m = fields.Nested(RateSchema)
    positive_12m = fields.Nested(RateSchema)
    mentors_who_start_again = fields.Nested(RateSchema)
    mentors_with_two_or_more_duos = fields.Integer()
    duos_per_mentor = fields.Float(allow_none=True)
    waiting_days = fields.Nested(SpreadSchema)
    mentors = fields.Integer()
    mentees = fields.Integer()
    pool = fields.Nested(PoolSchema)


def told(facts: Facts, pool: Pool, *, on: date, antenna: str | None, **days: Any) -> dict[str, Any]:
    """All figures as `FiguresSchema` writes them."""
    values = {indicator.code: indicator.of(facts) for indicator in INDICATORS}
    asked = {"on": on, "antenna": antenna, "pool": pool, **days}
    return dict(FiguresSchema().dump(values | asked))
