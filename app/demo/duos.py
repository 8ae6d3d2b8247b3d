"""Invented duos: most ended as planned, some broken off, some running, with what came after."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core import clock
from app.core.db import db
from app.duos.models import Duo, DuoState
from app.matching.models import Proposal, ProposalState
from app.outcomes.models import Spell
from app.people.models import Mentee, Mentor, Stage

MONTHS = 6
SHARE_RUNNING = 0.22
SHARE_COMPLETED = 0.89
"""The organisation says that 89 % of its duos reach six months."""
AFTER = (
    ("job", 52),
    ("training", 9),
    ("studies", 6),
    ("internship", 5),
    ("job_seeking", 18),
    ("", 10),
)
CONTRACTS = (("permanent", 40), ("fixed_long", 32), ("fixed_short", 14), ("temporary_agency", 14))


@dataclass
class Pairing:
    """Pairs people of the same antenna; a mentee at most once, a running one takes a place."""

    mentees: Sequence[Mentee]
    mentors: Sequence[Mentor]
    today: date
    chance: random.Random

    def make(self, wanted: int) -> None:
        ready = [mentee for mentee in self.mentees if mentee.stage == Stage.READY]
        paired = ready[:wanted]
        for number, mentee in enumerate(paired):
            self.pair(mentee, running=number < len(paired) * SHARE_RUNNING)
        for mentee in ready[wanted : wanted + 6]:
            self.propose(mentee)

    def pair(self, mentee: Mentee, *, running: bool) -> None:
        mentor = self.mentor_for(mentee, with_place=running)
        if mentor is None or mentee.interviewed_on is None:
            return
        latest = self.today - timedelta(days=5 if running else 200)
        earliest = mentee.interviewed_on + timedelta(days=15)
        started = self.today - timedelta(days=self.chance.randint(5, 190)) if running else earliest
        started = min(started, latest)
        if mentee.interviewed_on > started:
            mentee.interviewed_on = mentee.stage_since = started - timedelta(days=20)
            mentee.registered_on = mentee.interviewed_on - timedelta(days=15)
        duo = Duo(
            antenna_id=mentee.antenna_id,
            mentee_id=mentee.id,
            mentor_id=mentor.id,
            owner_id=mentee.owner_id,
            state=DuoState.RUNNING,
            agreed_on=started,
            started_on=started,
            planned_end_on=clock.months_after(started, MONTHS),
        )
        if running:
            duo.mentor_slot = self.free_places(mentor).pop(0)
            self.taken.setdefault(mentor.id, set()).add(duo.mentor_slot)
        else:
            self.end(duo, mentee)
        db.session.add(duo)
        db.session.flush()

    def end(self, duo: Duo, mentee: Mentee) -> None:
        completed = self.chance.random() < SHARE_COMPLETED
        duo.state = DuoState.COMPLETED if completed else DuoState.BROKEN_OFF
        duo.end_reason = (
            "planned" if completed else self.chance.choice(("health", "moved", "no_contact"))
        )
        days = self.chance.randint(-5, 12) if completed else -self.chance.randint(40, 120)
        duo.ended_on = min(duo.planned_end_on + timedelta(days=days), self.today)
        kind = self.chance.choices([k for k, _ in AFTER], [w for _, w in AFTER])[0]
        began = duo.ended_on + timedelta(days=self.chance.randint(0, 260))
        if kind and began <= self.today:
            self.follow(mentee, kind, began)

    def follow(self, mentee: Mentee, kind: str, began: date) -> None:
        job = kind == "job"
        contract = self.chance.choices([k for k, _ in CONTRACTS], [w for _, w in CONTRACTS])[0]
        db.session.add(
            Spell(
                mentee_id=mentee.id,
                kind=kind,
                began_on=began,
                contract=contract if job else None,
                hours_per_week=38 if job and contract == "permanent" else None,
                evidence=self.chance.choice(("declared", "declared", "document")),
                recorded_at=clock.now(),
            )
        )

    def propose(self, mentee: Mentee) -> None:
        mentor = self.mentor_for(mentee, with_place=True)
        if mentor is None:
            return
        proposed = self.today - timedelta(days=self.chance.randint(1, 9))
        sector = ", ".join(mentor.sector_codes)
        db.session.add(
            Proposal(
                antenna_id=mentee.antenna_id,
                mentee_id=mentee.id,
                mentor_id=mentor.id,
                state=ProposalState.PROPOSED,
                proposed_on=proposed,
                reason=f"{mentee.occupation} / {sector}",
                first_meeting_on=self.today + timedelta(days=self.chance.randint(-1, 6)),
            )
        )

    def mentor_for(self, mentee: Mentee, *, with_place: bool) -> Mentor | None:
        """One of the same antenna that speaks one of the mentee's languages."""
        found = [
            mentor
            for mentor in self.mentors
            if mentor.antenna_id == mentee.antenna_id
            and mentor.stage == Stage.READY
            and set(mentor.language_levels) & set(mentee.language_levels)
            and (not with_place or self.free_places(mentor))
        ]
        return self.chance.choice(found) if found else None

    def free_places(self, mentor: Mentor) -> list[int]:
        used = self.taken.get(mentor.id, set())
        return [slot.number for slot in mentor.slots if slot.number not in used]

    def __post_init__(self) -> None:
        self.taken: dict[int, set[int]] = {}
