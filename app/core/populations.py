"""How many young people the duos are meant for: dated estimates that a country files by antenna.

brief.md, "what it must be able to say": reach "needs a dated estimate of the target population per
antenna". None is ever invented: the file is empty until the country fills it in.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, fields, post_load

from app.core.tenant_fields import Part, day, one_of, text, told, whole

FILE = "population.toml"
MOST = 5_000_000


@dataclass(frozen=True)
class TargetPopulation:
    """`people` lived in the area of the antenna on the day `as_of`, says `source`."""

    antenna: str
    people: int
    as_of: date
    source: str


def population_schema(antennas: Collection[str]) -> Schema:
    """What `population.toml` may say, in a country with antennas of these codes."""
    codes = sorted(antennas)
    found = {
        "antenna": one_of(codes, "allowed: the code of an antenna: " + ", ".join(codes)),
        "people": whole(1, MOST),
        "as_of": day(),
        "source": text("allowed: where the estimate comes from, in words"),
    }
    entry = type("PopulationSchema", (_Entry,), found)
    words = told("allowed: [[population]] with " + ", ".join(found))
    listed = fields.List(fields.Nested(entry), load_default=list, **words)
    schema: Schema = type("PopulationsSchema", (Part,), {"population": listed})()
    return schema


class _Entry(Part):
    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> TargetPopulation:
        return TargetPopulation(**data)


def twice(found: Sequence[TargetPopulation]) -> Iterator[tuple[str, object, str]]:
    """One estimate for each antenna and day."""
    seen: set[tuple[str, date]] = set()
    for place, one in enumerate(found, start=1):
        if (one.antenna, one.as_of) in seen:
            yield f"population.{place}.as_of", one.as_of.isoformat(), "must be one of its day"
        seen.add((one.antenna, one.as_of))


def asked_for(estimates: Sequence[TargetPopulation], antennas: Mapping[str, bool]) -> list[str]:
    """The keys of what is still to be told: an estimate for every antenna that is open."""
    told_for = {one.antenna for one in estimates}
    return [
        f"population.{code}"
        for code, is_open in antennas.items()
        if is_open and code not in told_for
    ]
