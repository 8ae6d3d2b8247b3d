"""Mentees and mentors as matching sees them: a few columns of many people in four statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from sqlalchemy import Row, ScalarSelect, exists, func, select
from sqlalchemy.orm import joinedload

from app.antennas.models import Antenna
from app.core.db import db, past_the_wall
from app.core.errors import Reason
from app.core.listing import Listing
from app.core.text import fold
from app.matching import queries, rules
from app.matching.models import OPEN_STATES, Proposal
from app.people.courses import course_of
from app.people.models import Kind, Mentee, Mentor, MentorSlot, Sector, SpokenLanguage, Stage

GONE = (Stage.DECLINED, Stage.WITHDRAWN)
PER_PAGE = 15
"""Each with its reasons: more of them is more than anybody weighs at once."""


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

    def __init__(
        self, found: Sequence[Candidate], *, possible: bool, q: str = "", having: str = ""
    ) -> None:
        words = fold(q).split()
        named = [one for one in found if all(word in fold(one.name) for word in words)]
        if having in rules.ORDER:
            named = [one for one in named if having in {point.code for point in one.speaks_for}]
        shown = [one for one in named if bool(one.against) is not possible]
        self.filters = {"q": q, "having": having}
        self.sort = "name" if request.args.get("sort") == "name" else "reasons"
        self.descending = False
        by_name = self.sort == "name" or not possible
        shown.sort(key=_by_name if by_name else _by_reasons)
        self.cut(shown)
        self.others = len(named) - len(shown)

    def cut(self, shown: Sequence[Candidate]) -> None:
        self.per_page = PER_PAGE
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


@dataclass(frozen=True)
class Look:
    """A mentee with the mentors beside them: what a page and an action judge by."""

    mentee: Mentee
    side: rules.MenteeSide
    candidates: list[Candidate]

    @property
    def against(self) -> list[Reason]:
        return rules.against_mentee(self.side)

    @property
    def against_all(self) -> list[Reason]:
        """With the one mentor who was named."""
        return self.against + [reason for one in self.candidates for reason in one.against]


def look(mentee_id: int, on: date, *, mentor_id: int | None = None) -> Look | None:
    """Every mentor of the mentee's antenna who has not left, or the one named; None when the
    viewer may not see the mentee.

    Four statements, however many mentors. They leave the wall out once the mentee was seen: places
    taken at another antenna count as well.
    """
    found = db.session.execute(_mentee_columns(mentee_id)).one_or_none()
    if found is None:
        return None
    mentee: Mentee = found[0]
    where = (Mentor.id == mentor_id,) if mentor_id else _beside(mentee)
    rows = db.session.execute(_columns(mentee_id).where(*where), **UNFILTERED).all()
    languages = _grouped(SpokenLanguage, (SpokenLanguage.code, SpokenLanguage.level), mentee, where)
    sectors = _grouped(Sector, (Sector.code,), mentee, where)
    spoken = {person_id: dict(levels) for person_id, levels in languages.items()}
    known = {person_id: frozenset(c for (c,) in codes) for person_id, codes in sectors.items()}
    side = _mentee_side(found, spoken.get(mentee_id, {}), known.get(mentee_id, frozenset()), on)
    mentors = (
        (row, _mentor_side(row, spoken.get(row.id, {}), known.get(row.id, frozenset()), on))
        for row in rows
    )
    return Look(mentee, side, [_candidate(row, side, mentor) for row, mentor in mentors])


UNFILTERED: dict[str, Any] = {"execution_options": past_the_wall()}


def _beside(mentee: Mentee) -> tuple[Any, ...]:
    return (
        Mentor.antenna_id == mentee.antenna_id,
        Mentor.merged_into_id.is_(None),
        Mentor.stage.not_in(GONE),
    )


def _mentee_columns(mentee_id: int) -> Any:
    """The mentee with the antenna (no wall stands before those), and where they stand."""
    duo, proposal = queries.duos(), queries.PROPOSALS.c
    mine = duo.c.mentee_id == mentee_id
    proposed = exists().where(proposal.mentee_id == mentee_id, proposal.state.in_(OPEN_STATES))
    return (
        select(
            Mentee,
            exists().where(mine, duo.c.ended_on.is_(None)).label("running"),
            select(func.max(duo.c.ended_on)).where(mine).scalar_subquery().label("ended_on"),
            proposed.label("proposed"),
        )
        .where(Mentee.id == mentee_id)
        .options(joinedload(Mentee.antenna))
    )


def _mentee_side(
    row: Row[Any], languages: Mapping[str, str], sectors: frozenset[str], on: date
) -> rules.MenteeSide:
    mentee: Mentee = row[0]
    return rules.MenteeSide(
        ready=_is_ready(mentee) and mentee.stage_since <= on,
        antenna_open=mentee.antenna.is_open,
        antenna_id=mentee.antenna_id,
        languages=languages,
        sectors=sectors,
        availability=frozenset(mentee.availability),
        postal_code=mentee.postal_code,
        running=row.running,
        proposed=row.proposed,
        ended_since_ready=row.ended_on is not None and row.ended_on >= mentee.stage_since,
    )


def _is_ready(person: Any) -> bool:
    """Ready, and not found to be somebody else."""
    return person.stage == Stage.READY and person.merged_into_id is None


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
    row: Row[Any], languages: Mapping[str, str], sectors: frozenset[str], on: date
) -> rules.MentorSide:
    """Where the intake has no training, nobody is untrained."""
    trains = course_of(Kind.MENTOR).has(Stage.TRAINING)
    return rules.MentorSide(
        ready=_is_ready(row),
        antenna_open=row.closed_on is None and not row.planned,
        antenna_id=row.antenna_id,
        languages=languages,
        sectors=sectors,
        availability=frozenset(row.availability),
        postal_code=row.postal_code,
        trained=not trains or (row.trained_on is not None and row.trained_on <= on),
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
        Mentor.merged_into_id,
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


def _grouped(
    model: type[SpokenLanguage] | type[Sector], columns: Any, mentee: Mentee, where: Any
) -> dict[int, list[Any]]:
    """The columns by the person they belong to: the mentee and the mentors."""
    theirs = model.person_id.in_(select(Mentor.id).where(*where))
    statement = select(model.person_id, *columns).where(theirs | (model.person_id == mentee.id))
    grouped: dict[int, list[Any]] = {}
    for person_id, *rest in db.session.execute(statement.order_by(model.id), **UNFILTERED):
        grouped.setdefault(person_id, []).append(tuple(rest))
    return grouped
