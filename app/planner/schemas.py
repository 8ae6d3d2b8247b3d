"""A scenario as seen from outside: every number within what is possible, every no at its field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError, fields, post_load, pre_load, validates_schema

from app.core.fields import REQUIRED, Schema, Text, Translated, Whole
from app.growth.inputs import (
    GENERAL,
    LEAST_QUARTERS,
    MOST_QUARTERS,
    UNIT,
    Input,
)

ENDS = ("low", "high")
NO_NUMBER = lazy_gettext("Write a number.")
MESSAGES: Any = {
    "required": REQUIRED,
    "null": REQUIRED,
    "invalid": NO_NUMBER,
    "special": NO_NUMBER,
    "too_large": NO_NUMBER,
    "range": lazy_gettext("Between %(least)s and %(most)s."),
}


class Number(Translated, fields.Float):
    """A number between two bounds; a comma is understood as the point of the decimals."""

    def __init__(self, least: float, most: float, **options: Any) -> None:
        super().__init__(error_messages=MESSAGES, **options)
        self.least, self.most = least, most

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:
        return plain(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid")
        typed = value.replace(",", ".") if isinstance(value, str) else value
        number: float = super()._deserialize(typed, attr, data, **options)
        if not self.least <= number <= self.most:
            raise self.make_error("range", least=plain(self.least), most=plain(self.most))
        return number


def plain(value: float | None) -> Any:
    """Without decimals where there are none; a million stays a million and not 1e6."""
    return int(value) if value is not None and value == int(value) else value


def _fields(inputs: Iterable[Input]) -> dict[str, Any]:
    """For each input `code`, `code_low` and `code_high`; only the first can be needed."""
    found: dict[str, Any] = {}
    for one in inputs:
        needed = {"required": True} if one.needed else {"load_default": None, "allow_none": True}
        found[one.code] = Number(one.least, one.most, **needed)
        for end in ENDS:
            name = f"{one.code}_{end}"
            found[name] = Number(one.least, one.most, load_default=None, allow_none=True)
    return found


def against_triangles(data: Mapping[str, Any], inputs: Iterable[Input]) -> dict[str, list[str]]:
    """By field: a lowest above, or a highest below, the most likely; ends without a middle."""
    found: dict[str, list[str]] = {}
    for one in inputs:
        low, likely, high = (
            data[name] for name in (f"{one.code}_low", one.code, f"{one.code}_high")
        )
        if likely is None and (low is not None or high is not None):
            found[one.code] = [_("Say which value is the most likely.")]
        elif low is not None and low > likely:
            found[f"{one.code}_low"] = [_("The lowest value lies above the most likely one.")]
        elif high is not None and high < likely:
            found[f"{one.code}_high"] = [_("The highest value lies below the most likely one.")]
    return found


class _Unit(Schema):
    code = Text(8, required=True)

    @validates_schema
    def _check_triangles(self, data: dict[str, Any], **rest: Any) -> None:
        if found := against_triangles(data, UNIT):
            raise ValidationError(found)


UnitSchema = _Unit.from_dict(_fields(UNIT), name="UnitSchema")


class _Scenario(Schema):
    name = Text(120, required=True)
    note = Text(1000, load_default=None, allow_none=True)
    version = Whole(load_default=None)
    goal = Number(1, 10_000_000, required=True)
    quarters = Whole(LEAST_QUARTERS, MOST_QUARTERS, required=True)
    units = fields.List(fields.Nested(UnitSchema), required=True)

    def __init__(self, codes: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.codes = list(codes)

    @pre_load
    def _leave_out(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        """A country whose boxes are all empty is not part of the scenario."""
        rows = data.get("units") or []
        if len(self.codes) == 1 or not _are_rows(rows):
            return data
        return {**data, "units": [row for row in rows if set(row) != {"code"}]}

    @validates_schema
    def _check_units(self, data: dict[str, Any], **rest: Any) -> None:
        given = [unit["code"] for unit in data["units"]]
        if not given:
            raise ValidationError(_("One country at least needs its numbers."), "units")
        if given != [code for code in self.codes if code in given]:
            raise ValidationError(_("Each country gives its numbers once."), "units")

    @validates_schema
    def _check_triangles(self, data: dict[str, Any], **rest: Any) -> None:
        if found := against_triangles(data, GENERAL):
            raise ValidationError(found)

    @validates_schema
    def _check_possible(self, data: dict[str, Any], **rest: Any) -> None:
        now = sum(unit["duos"] for unit in data["units"])
        if data["goal"] <= now:
            text = _(
                "There are already %(now)s duos a year: the goal lies above that.", now=plain(now)
            )
            raise ValidationError(text, "goal")
        if not data["follow_up_hours"] + data["intake_hours"] <= data["hours_per_post"]:
            text = _("One duo would take more than a whole post a year.")
            raise ValidationError(text, "hours_per_post")

    @post_load
    def _inputs(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        inputs = {
            "goal": data.pop("goal"),
            "quarters": data.pop("quarters"),
            "rates": dict(_triangles(data, GENERAL)),
            "units": [
                {"code": unit["code"], **dict(_triangles(unit, UNIT))} for unit in data.pop("units")
            ],
        }
        kept = {name: data.get(name) for name in ("name", "note", "version")}
        return {**kept, "inputs": inputs}


def _are_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


ScenarioSchema: Any = _Scenario.from_dict(_fields(GENERAL), name="ScenarioSchema")


def _triangles(data: Mapping[str, Any], inputs: Iterable[Input]) -> Iterator[tuple[str, Any]]:
    for one in inputs:
        ends = {end: data.get(f"{one.code}_{end}") for end in ENDS}
        given = {end: value for end, value in ends.items() if value is not None}
        yield one.code, {"likely": data.get(one.code), **given}


def for_form(inputs: Mapping[str, Any], codes: Iterable[str], **more: Any) -> dict[str, Any]:
    """The inputs as the form shows them, gaps and countries that were left out included."""
    kept = {unit["code"]: unit for unit in inputs["units"]}
    units = [{"code": code, **_flat(kept.get(code, {}), UNIT)} for code in codes]
    flat = _flat(inputs["rates"], GENERAL)
    return {"goal": inputs["goal"], "quarters": inputs["quarters"], "units": units, **flat, **more}


def _flat(kept: Mapping[str, Any], inputs: Iterable[Input]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in inputs:
        triangle = kept.get(one.code) or {}
        found[one.code] = triangle.get("likely")
        found |= {f"{one.code}_{end}": triangle.get(end) for end in ENDS}
    return found
