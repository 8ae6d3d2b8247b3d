"""The problem of a proposal, read in bulk: who reached what, and which grants each may count for.

Every condition that any grant asks for is answered once by the database, for all at once, as one
bit of a whole number; numpy puts the bits together grant by grant. Imported only by jobs.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, case, literal

from app.allocation.reached import happenings, unit_events
from app.core.db import db
from app.grants.models import Unit
from app.optimum.problem import Ints
from app.schemes.nodes import Node
from app.schemes.sources import DUOS, MENTORS
from app.schemes.sql import met
from app.splits.paying import Paying

BITS = 60
"""Conditions in one whole number of the database, which has 63."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Reached:
    """All who reached one unit, row by row: `keys` are ids, of mentors below zero; `days` are
    ordinals; `met` says for each condition who meets it."""

    unit: str
    keys: Ints
    antennas: Ints
    days: Ints
    met: Mapping[Node, Flags] = field(default_factory=dict)

    def only(self, rows: Flags) -> "Reached":
        kept = {node: flags[rows] for node, flags in self.met.items()}
        return Reached(self.unit, self.keys[rows], self.antennas[rows], self.days[rows], kept)


@dataclass(frozen=True)
class Period:
    """The days of a proposal; `ids` are the only duos or mentors to look at, when given."""

    from_on: date
    until_on: date
    ids: Collection[int] | None = None


def read(unit: str, period: Period, nodes: Sequence[Node]) -> Reached:
    """Who reached the unit in those days, and which of the conditions each meets."""
    found = happenings()[Unit(unit)]
    source = MENTORS if unit == Unit.MENTOR_TRAINED else DUOS
    masks = [_mask(part, found.day, source) for part in _parts(nodes)]
    statement = source.joined(unit_events(unit, period.from_on, period.until_on))
    statement = statement.add_columns(*masks).order_by(found.model.id)
    if period.ids is not None:
        statement = statement.where(found.model.id.in_(period.ids))
    rows = [(row[0], row[1], row[2].toordinal(), *row[3:]) for row in db.session.execute(statement)]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3 + len(masks))
    sign = -1 if unit == Unit.MENTOR_TRAINED else 1
    flags = dict(_flags(table[:, 3:], nodes))
    return Reached(unit, sign * table[:, 0], table[:, 1], table[:, 2], flags)


def _parts(nodes: Sequence[Node]) -> list[Sequence[Node]]:
    return [nodes[first : first + BITS] for first in range(0, len(nodes), BITS)]


def _mask(nodes: Sequence[Node], day: Any, source: Any) -> ColumnElement[Any]:
    bits = [
        case((met(node, day, source), literal(1 << place, BigInteger)), else_=0)
        for place, node in enumerate(nodes)
    ]
    return reduce(add, bits)


def _flags(masks: Ints, nodes: Sequence[Node]) -> Iterator[tuple[Node, Flags]]:
    for number, node in enumerate(nodes):
        column, place = divmod(number, BITS)
        yield node, (masks[:, column] >> place) & 1 == 1


def nodes_of(grants: Sequence[Paying]) -> list[Node]:
    """The different conditions of all of them, in the order in which they are met first."""
    return list(dict.fromkeys(node for grant in grants for node in grant.nodes))


def fails_of(grant: Paying, reached: Reached) -> Ints:
    """How many rules stand in the way of each; none means that the grant may count it."""
    inside = (reached.days >= grant.first) & (reached.days <= grant.last)
    fails = (~inside).astype(np.int64)
    for node in grant.nodes:
        fails += ~reached.met[node]
    return fails


def name_of(key: int) -> str:
    """`duo:17`, or `mentor:5` for a key below zero."""
    return f"duo:{key}" if key > 0 else f"mentor:{-key}"


def key_of(subject: str) -> int:
    kind, _sep, number = subject.partition(":")
    return int(number) if kind == "duo" else -int(number)
