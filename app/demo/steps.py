"""Invented intakes: how everybody registered, was informed, interviewed and decided about.

Most of it keeps the rules of the quality standard; a few break each of them, so that the board has
something to show. Written in bulk, also for the people of the past.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.antennas.models import Antenna
from app.antennas.queries import open_antennas
from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.core.tenancy import tenant
from app.core.viewer import APPLICANT
from app.demo.days import working_day
from app.demo.staff import language_of
from app.information.models import InformationSession, InformationTalk, SessionPlace
from app.intake.models import (
    Decision,
    Interview,
)
from app.people.models import Kind, Person, Stage
from app.registration.actions import CONSENT

SHARE_CONSENT = 0.95
SHARE_INTERVIEW = 0.96
SHARE_RECORD = 0.93
SHARE_REASON = 0.9
SHARE_SESSION = 0.7
SHARE_INFORMED = 0.85
"""Of those who were at no session: informed by telephone."""
CAPACITY = 15
REASONS: Mapping[str, tuple[str, ...]] = {
    Stage.WAITING_LIST: ("no_mentor_now", "sector", "language"),
    Stage.DECLINED: ("age", "expectations"),
    Stage.WITHDRAWN: ("moved", "no_time", "personal"),
}
PEOPLE: Any = Person.__table__
Row = dict[str, Any]


@dataclass
class Steps:
    """Adds the rows of each kind at once."""

    chance: random.Random

    def make(self) -> None:
        _register_before()
        people = db.session.execute(select(*PEOPLE.c).order_by(PEOPLE.c.id)).mappings().all()
        self.today = clock.today()
        told = [row for row in people if row["kind"] == Kind.MENTEE and _is_informed(row)]
        decided = [row for row in people if row["stage"] in {*REASONS, Stage.READY}]
        _add(Event, [self._applied(row) for row in people if self._likely(SHARE_CONSENT)])
        self._inform(told)
        held = [row for row in decided if row["stage"] in {Stage.READY, Stage.WAITING_LIST}]
        _add(Interview, [self._talk(row) for row in held if self._likely(SHARE_INTERVIEW)])
        _add(Decision, [self._decision(row) for row in decided])
        _note_days(held)

    def _applied(self, row: Any) -> Row:
        return {
            "at": _instant(row["registered_on"], 10),
            "user_id": None,
            "actor": APPLICANT.name,
            "via": APPLICANT.via,
            "name": "person.applied",
            "subject_type": PEOPLE.name,
            "subject_id": row["id"],
            "antenna_id": row["antenna_id"],
            "facts": {"consent": CONSENT, "language": row["language"]},
        }

    def _talk(self, row: Any) -> Row:
        held_on = interview_day(row)
        seen = row["kind"] == Kind.MENTOR and self._likely(SHARE_RECORD)
        return {
            "person_id": row["id"],
            "held_on": held_on,
            "interviewer_id": row["owner_id"],
            "answers": {},
            "advice": "go_on" if row["stage"] == Stage.READY else "wait",
            "record_seen_on": held_on if seen else None,
        }

    def _decision(self, row: Any) -> Row:
        stage = Stage(row["stage"])
        said = stage != Stage.READY and self._likely(SHARE_REASON)
        evaluated = row["evaluated_on"] if stage == Stage.READY else None
        return {
            "person_id": row["id"],
            "verdict": stage,
            "stage_before": tenant().practice.steps[Kind(row["kind"])][-1],
            "reason": self.chance.choice(REASONS[stage]) if said else None,
            "decided_on": evaluated or row["stage_since"],
            "decided_by_id": row["owner_id"],
        }

    def _inform(self, people: Sequence[Any]) -> None:
        """At a session of the antenna in the weeks after they registered, or by telephone."""
        groups: dict[tuple[int, date], list[Any]] = defaultdict(list)
        others = []
        for row in people:
            group = groups[row["antenna_id"], _session_day(row["registered_on"])]
            if self._likely(SHARE_SESSION) and len(group) < CAPACITY:
                group.append(row)
            elif self._likely(SHARE_INFORMED):
                others.append(row)
        held = {key: rows for key, rows in groups.items() if rows and key[1] < self.today}
        others += [row for key, rows in groups.items() if key not in held for row in rows]
        self._hold(held)
        _add(InformationTalk, [self._told(row) for row in others])

    def _hold(self, held: Mapping[tuple[int, date], Sequence[Any]]) -> None:
        antennas = {antenna.id: antenna for antenna in open_antennas()}
        rows = [_session(antennas[antenna_id], day) for antenna_id, day in held]
        ids = (
            db.session.scalars(
                insert(InformationSession).returning(
                    InformationSession.id, sort_by_parameter_order=True
                ),
                rows,
            ).all()
            if rows
            else []
        )
        places = [
            {
                "session_id": session_id,
                "person_id": row["id"],
                "number": number,
                "attended": True,
                "signed_up_at": _instant(row["registered_on"], 11),
            }
            for session_id, group in zip(ids, held.values(), strict=True)
            for number, row in enumerate(group, start=1)
        ]
        _add(SessionPlace, places)

    def _told(self, row: Any) -> Row:
        day = row["registered_on"] + timedelta(days=self.chance.randint(3, 8))
        return {
            "person_id": row["id"],
            "held_on": min(working_day(day), self.today),
            "by_id": row["owner_id"],
        }

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share


def _is_informed(row: Any) -> bool:
    return row["stage"] in {Stage.INTERVIEW, Stage.WAITING_LIST, Stage.READY}


def interview_day(row: Any) -> date:
    """The one that is known; else shortly before what came next."""
    noted: date | None = row["interviewed_on"]
    day: date = noted or row["evaluated_on"] or row["stage_since"]
    return noted or max(day - timedelta(days=10), row["registered_on"])


def _session_day(registered: date) -> date:
    """Twice a month, in the half after the one in which somebody registered."""
    half = date(registered.year, registered.month, 16)
    next_month = date(registered.year + registered.month // 12, registered.month % 12 + 1, 1)
    return working_day(half if registered < half else next_month)


def _session(antenna: Antenna, day: date) -> Row:
    language = language_of([antenna])
    return {
        "antenna_id": antenna.id,
        "audience": Kind.MENTEE,
        "starts_at": _instant(day, 17),
        "minutes": 90,
        "place": antenna.names.get(language, antenna.code),
        "language": language,
        "capacity": CAPACITY,
    }


def _instant(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tenant().zone)


def _register_before() -> None:
    """Nobody was decided about on the day they registered."""
    found = select(PEOPLE.c.id, PEOPLE.c.stage_since).where(
        PEOPLE.c.stage.in_(REASONS), PEOPLE.c.registered_on == PEOPLE.c.stage_since
    )
    rows = [
        {"which": person_id, "day": since - timedelta(days=30)}
        for person_id, since in db.session.execute(found)
    ]
    earlier = update(PEOPLE).where(PEOPLE.c.id == bindparam("which"))
    if rows:
        db.session.execute(earlier.values(registered_on=bindparam("day")), rows)


def _note_days(held: Sequence[Any]) -> None:
    """A profile says when its interview was."""
    rows = [
        {"which": row["id"], "day": interview_day(row)}
        for row in held
        if row["interviewed_on"] is None
    ]
    noted = update(PEOPLE).where(PEOPLE.c.id == bindparam("which"))
    if rows:
        db.session.execute(noted.values(interviewed_on=bindparam("day")), rows)


def _add(model: Any, rows: Sequence[Row]) -> None:
    if rows:
        db.session.execute(insert(model), list(rows))
