"""The invented past: duos that ended over the last three years, with what came after, in bulk.

Made after the figures that the organisation publishes (brief.md): 89 % reach six months, over 50 %
in work and over 70 % in work, training, internship or studies, five duos by mentor, nine mentors
in ten start again, from interview to match 15 days to a month. Of one in ten nothing is known.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.demo.duos import AFTER, CONTRACTS, MONTHS, SHARE_COMPLETED
from app.demo.people import FIRST_LANGUAGES, LEVELS, MENTOR_SECTORS
from app.demo.profile import MENTEE_FIRST, MENTEE_LAST, Profile
from app.duos.models import Duo, DuoState
from app.outcomes.models import Spell
from app.people import keys
from app.people.models import Kind, Mentee, Mentor, Sector, SensitiveFacts, SpokenLanguage, Stage

YEARS = 3.4
"""How far back the first of these duos began, so that eight quarters have a followed year."""
ONCE = 0.1
"""Nine mentors in ten start again."""
LEFT = 0.4
"""Mentors of the past who have stopped since."""
Row = dict[str, Any]


@dataclass
class Past:
    """Draws whole rows, and adds each kind of them at once."""

    profile: Profile
    antennas: Sequence[Antenna]
    owners: dict[int, Any]
    chance: random.Random

    def __post_init__(self) -> None:
        self.today, self.made = clock.today(), 0
        self.weights = [len(self.antennas) - place for place in range(len(self.antennas))]

    def make(self) -> None:
        mentors = [self._mentor() for _ in range(self.profile.past_mentors)]
        ids = self._add(Mentor, mentors)
        started = [self._start(place, mentors) for place in range(self.profile.past_duos)]
        mentees = [self._mentee(mentors[mentor], on) for mentor, on in started]
        young = self._add(Mentee, mentees)
        self._add_facts(young, ids)
        duos, spells = [], []
        for place, (mentor, on) in enumerate(started):
            duo = self._duo(mentees[place], on) | {"mentee_id": young[place]}
            duos.append(duo | {"mentor_id": ids[mentor]})
            spells += self._after(young[place], duo)
        self._add(Duo, duos)
        self._add(Spell, spells)

    def _add(self, model: Any, rows: list[Row]) -> list[int]:
        """The ids, in the order of the rows; none for nothing."""
        if not rows:
            return []
        statement = insert(model).returning(model.id, sort_by_parameter_order=True)
        return list(db.session.scalars(statement, rows))

    def _mentor(self) -> Row:
        first, _, last = self.chance.choice(self.profile.mentor_names).partition(" ")
        since = self._ago(int(YEARS * 365) + 400, int(YEARS * 365))
        gone = self.chance.random() < LEFT
        level = self.chance.choices(("manager", "employee", "technical", "worker"), LEVELS)[0]
        ready = since + timedelta(days=60)
        return self._person(Kind.MENTOR, first, last, since) | {
            "stage": Stage.WITHDRAWN if gone else Stage.READY,
            "stage_since": self._ago(300, 20) if gone else ready,
            "gender": self.chance.choice("fm"),
            "born_on": since - timedelta(days=self.chance.randint(51 * 366, 70 * 365)),
            "function_level": level,
            "still_working": self.chance.random() < 0.5,
            "trained_on": ready,
            "evaluated_on": ready,
        }

    def _start(self, place: int, mentors: Sequence[Row]) -> tuple[int, date]:
        """Which mentor, and the first day: one duo after the other, and one in ten mentors once."""
        again = max(1, round(len(mentors) * (1 - ONCE)))
        mentor = place if place < len(mentors) else (place - len(mentors)) % again
        turns = 1 + self.profile.past_duos // len(mentors)
        turn = place // len(mentors)
        width = int(YEARS * 365 - 215) // turns
        back = 215 + (turns - 1 - turn) * width + self.chance.randint(0, width)
        return mentor, self.today - timedelta(days=back)

    def _mentee(self, mentor: Row, started: date) -> Row:
        interviewed = started - timedelta(days=self.chance.randint(12, 45))
        registered = interviewed - timedelta(days=self.chance.randint(8, 40))
        first, last = self.chance.choice(MENTEE_FIRST), self.chance.choice(MENTEE_LAST)
        status = self.chance.choices(("job_seeker", "inactive", "employed"), (88, 9, 3))[0]
        seeking = registered - timedelta(days=int(self.chance.expovariate(1 / 400)))
        levels, shares = zip(*self.profile.isced.items(), strict=True)
        return self._person(Kind.MENTEE, first, last, registered) | {
            "antenna_id": mentor["antenna_id"],
            "owner_id": mentor["owner_id"],
            "stage": Stage.READY,
            "stage_since": interviewed,
            "interviewed_on": interviewed,
            "last_contact_on": started + timedelta(days=180),
            "gender": self.chance.choices("fmx", (55, 44, 1))[0],
            "born_on": registered - timedelta(days=self.chance.randint(18 * 366, 33 * 365)),
            "isced": self.chance.choices(levels, shares)[0],
            "diploma_recognised": self.chance.random() >= self.profile.diploma_not_recognised,
            "labour_status": status,
            "labour_status_on": registered,
            "job_seeker_since": seeking if status == "job_seeker" else None,
            "goal": "job",
        }

    def _person(self, kind: Kind, first: str, last: str, since: date) -> Row:
        """What both kinds have, with the folded copies; no telephone is invented for the past."""
        self.made += 1
        antenna = self.chance.choices(self.antennas, self.weights)[0]
        owner = self.owners.get(antenna.id)
        word = f"{first}.{last}.past{self.made}".lower().replace(" ", "")
        email = f"{word.encode('ascii', 'ignore').decode()}@people.example"
        return {
            "kind": kind,
            "antenna_id": antenna.id,
            "owner_id": owner.id if owner else None,
            "first_name": first,
            "last_name": last,
            "email": email,
            "postal_code": antenna.postal_codes[0].partition("-")[0],
            "availability": ["mon-am"],
            "registered_on": since,
            "last_contact_on": since,
            "sort_key": keys.sort_key(first, last),
            "name_key": keys.name_key(first, last),
            "email_key": keys.email_key(email),
            "search_text": keys.search_text((first, last), email, None, None),
            "version": 1,
        }

    def _add_facts(self, young: list[int], old: list[int]) -> None:
        """Nationality, languages and sectors of the people of the past."""
        facts, spoken, sectors = [], [], []
        for person_id in young:
            origin = self.chance.choice(self.profile.nationalities)
            foreign = self.chance.random() < self.profile.foreign_nationality
            nationality = origin if foreign else tenant().country
            facts.append(
                {"person_id": person_id, "nationality": nationality, "birth_country": origin}
            )
            code = FIRST_LANGUAGES.get(origin, "en")
            spoken.append({"person_id": person_id, "code": code, "level": "native"})
            wish = self.chance.choice(sorted(self.profile.occupations))
            sectors.append({"person_id": person_id, "code": wish})
        for person_id in old:
            spoken.append(
                {"person_id": person_id, "code": tenant().default_language, "level": "native"}
            )
            known = self.chance.sample(MENTOR_SECTORS, self.chance.randint(1, 3))
            sectors += [{"person_id": person_id, "code": code} for code in known]
        for model, rows in ((SensitiveFacts, facts), (SpokenLanguage, spoken), (Sector, sectors)):
            db.session.execute(insert(model), rows)

    def _duo(self, mentee: Row, started: date) -> Row:
        completed = self.chance.random() < SHARE_COMPLETED
        planned = clock.months_after(started, MONTHS)
        days = self.chance.randint(-5, 12) if completed else -self.chance.randint(40, 120)
        why = "planned" if completed else self.chance.choice(("health", "moved", "no_contact"))
        return {
            "antenna_id": mentee["antenna_id"],
            "owner_id": mentee["owner_id"],
            "state": DuoState.COMPLETED if completed else DuoState.BROKEN_OFF,
            "agreed_on": started,
            "started_on": started,
            "planned_end_on": planned,
            "ended_on": planned + timedelta(days=days),
            "end_reason": why,
            "version": 1,
        }

    def _after(self, mentee_id: int, duo: Row) -> list[Row]:
        """What the mentee did next, written down some weeks later; nothing of one in ten."""
        kind = self.chance.choices([k for k, _ in AFTER], [w for _, w in AFTER])[0]
        began = duo["ended_on"] + timedelta(days=self.chance.randint(0, 260))
        if not kind or began > self.today:
            return []
        noted = min(began + timedelta(days=int(self.chance.expovariate(1 / 45))), self.today)
        contract = self.chance.choices([k for k, _ in CONTRACTS], [w for _, w in CONTRACTS])[0]
        return [
            {
                "mentee_id": mentee_id,
                "kind": kind,
                "began_on": began,
                "contract": contract if kind == "job" else None,
                "evidence": self.chance.choice(("declared", "declared", "document")),
                "recorded_at": datetime.combine(noted, time(12), tenant().zone),
            }
        ]

    def _ago(self, furthest: int, nearest: int) -> date:
        return self.today - timedelta(days=self.chance.randint(nearest, furthest))
