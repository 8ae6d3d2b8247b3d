"""Mentees and mentors as matching sees them: a few columns of many people in four statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from sqlalchemy import Row, ScalarSelect, exists, func, select

from app.antennas.models import Antenna
from app.core.db import db, past_the_wall
from app.core.errors import Reason
from app.core.listing import Listing
from app.core.text import fold
from app.matching import queries, rules
from app.matching.models import OPEN_STATES, Proposal
from app.people.models import Mentee, Mentor, MentorSlot, Sector, SpokenLanguage, Stage

GONE = (Stage.DECLINED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Candidate:
    """A mentor beside one mentee, with all that can be said of the two."""

    id: int
    name: str
    side: rules.MentorSide
    against: list[Reason]
    speaks_for: list[Reason]
    speaks_against: list[Reason]
    sectors: list[str]


class Candidates(Listing):
    """One page of candidates: judged in memory, since an antenna has hundreds and not thousands.

    `others` is how many are on the other side: those who may be paired, or those who may not.
    """

    def __init__(self, found: Sequence[Candidate], *, possible: bool, q: str = "") -> None:
        words = fold(q).split()
        named = [one for one in found if all(word in fold(one.name) for word in words)]
        shown = [one for one in named if bool(one.against) is not possible]
        self.filters = {"q": q}
        self.sort = "name" if request.args.get("sort") == "name" else "reasons"
        self.descending = False
        by_name = self.sort == "name" or not possible
        shown.sort(key=_by_name if by_name else _by_reasons)
        self.cut(shown)
        self.others = len(named) - len(shown)

    def cut(self, shown: Sequence[Candidate]) -> None:
        self.per_page = 25
        asked = request.args.get("page", "")
        last = max(1, -(-len(shown) // self.per_page))
        self.page = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() else 1
        first = (self.page - 1) * self.per_page
        self.total, self.total_capped = len(shown), False
        self.items = shown[first : first + self.per_page]
        self.has_next = self.page < last


def _by_name(one: Candidate) -> Any:
    return fold(one.name), one.id


def _by_reasons(one: Candidate) -> Any:
    return rules.in_order(one.speaks_for), one.side.proposals, fold(one.name), one.id


def mentee_side(mentee: Mentee, on: date) -> rules.MenteeSide:
    """What matching knows of a mentee, whose antenna is loaded."""
    running, last_ended_on = queries.last_duo_of(mentee.id)
    return rules.MenteeSide(
        ready=mentee.stage == Stage.READY and mentee.stage_since <= on,
        antenna_open=mentee.antenna.is_open,
        antenna_id=mentee.antenna_id,
        languages=mentee.language_levels,
        sectors=frozenset(mentee.sector_codes),
        availability=frozenset(mentee.availability),
        postal_code=mentee.postal_code,
        running=running,
        proposed=queries.open_proposal_of(mentee.id) is not None,
        ended_since_ready=last_ended_on is not None and last_ended_on >= mentee.stage_since,
    )


def candidates(mentee: Mentee, side: rules.MenteeSide, on: date) -> list[Candidate]:
    """Every mentor of the mentee's antenna who has not left."""
    here = (
        Mentor.antenna_id == mentee.antenna_id,
        Mentor.merged_into_id.is_(None),
        Mentor.stage.not_in(GONE),
    )
    return _judged(mentee, side, here, on)


def candidate(mentee: Mentee, side: rules.MenteeSide, mentor: Mentor, on: date) -> Candidate:
    """One mentor beside one mentee, read anew."""
    return _judged(mentee, side, (Mentor.id == mentor.id,), on)[0]


def _judged(mentee: Mentee, side: rules.MenteeSide, where: Any, on: date) -> list[Candidate]:
    """The wall is left out for the columns: places taken at another antenna count as well."""
    found = db.session.execute(
        _columns(mentee.id).where(*where).execution_options(**past_the_wall())
    )
    rows = found.all()
    languages = _grouped(
        SpokenLanguage.person_id, (SpokenLanguage.code, SpokenLanguage.level), where
    )
    sectors = _grouped(Sector.person_id, (Sector.code,), where)
    return [
        _candidate(
            row,
            side,
            _mentor_side(row, dict(languages.get(row.id, ())), sectors.get(row.id, ()), on),
        )
        for row in rows
    ]


def _candidate(row: Row[Any], mentee: rules.MenteeSide, mentor: rules.MentorSide) -> Candidate:
    return Candidate(
        id=row.id,
        name=f"{row.first_name} {row.last_name}",
        side=mentor,
        against=rules.against_mentor(mentee, mentor),
        speaks_for=rules.speaks_for(mentee, mentor),
        speaks_against=rules.speaks_against(mentee, mentor),
        sectors=sorted(mentor.sectors),
    )


def _mentor_side(
    row: Row[Any], languages: Mapping[str, str], sectors: Iterable[tuple[str]], on: date
) -> rules.MentorSide:
    return rules.MentorSide(
        ready=row.stage == Stage.READY,
        antenna_open=row.closed_on is None and not row.planned,
        antenna_id=row.antenna_id,
        languages=languages,
        sectors=frozenset(code for (code,) in sectors),
        availability=frozenset(row.availability),
        postal_code=row.postal_code,
        trained=row.trained_on is not None and row.trained_on <= on,
        capacity=row.capacity,
        taken=row.taken,
        proposals=row.proposals,
        paired=row.paired,
        function_level=row.function_level,
        partner_company=row.partner_company,
    )


def _columns(mentee_id: int) -> Any:
    duo = queries.duos()
    return select(
        Mentor.id,
        Mentor.first_name,
        Mentor.last_name,
        Mentor.stage,
        Mentor.antenna_id,
        Mentor.availability,
        Mentor.postal_code,
        Mentor.trained_on,
        Mentor.function_level,
        Mentor.partner_company,
        Antenna.closed_on,
        Antenna.planned,
        _count(MentorSlot.id, MentorSlot.mentor_id == Mentor.id).label("capacity"),
        _count(duo.c.mentor_id, duo.c.mentor_id == Mentor.id, duo.c.ended_on.is_(None)).label(
            "taken"
        ),
        _count(
            Proposal.id,
            Proposal.mentor_id == Mentor.id,
            Proposal.mentee_id != mentee_id,
            Proposal.state.in_(OPEN_STATES),
        ).label("proposals"),
        exists().where(duo.c.mentor_id == Mentor.id, duo.c.mentee_id == mentee_id).label("paired"),
    ).join(Antenna, Antenna.id == Mentor.antenna_id)


def _count(column: Any, *where: Any) -> ScalarSelect[int]:
    return select(func.count(column)).where(*where).correlate(Mentor).scalar_subquery()


def _grouped(key: Any, columns: Any, where: Any) -> dict[int, list[Any]]:
    """The other columns by the person they belong to."""
    mine = select(key, *columns).join(Mentor, Mentor.id == key).where(*where)
    grouped: dict[int, list[Any]] = {}
    for person_id, *rest in db.session.execute(mine.execution_options(**past_the_wall())):
        grouped.setdefault(person_id, []).append(tuple(rest))
    return grouped
