"""Invented mentees and mentors, drawn by the published profiles with a fixed seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.antennas.models import Antenna
from app.core.db import db
from app.core.tenancy import tenant
from app.demo.profile import MENTEE_FIRST, MENTEE_LAST, Profile
from app.people.filling import fill, refresh_keys
from app.people.models import Kind, Mentee, Mentor, Person, SensitiveFacts, Stage

HALF_DAYS = (
    "mon-am",
    "mon-pm",
    "tue-am",
    "tue-pm",
    "wed-am",
    "wed-pm",
    "thu-pm",
    "fri-am",
    "sat-am",
)
MENTOR_SECTORS = ("62", "64", "69", "70", "84", "85", "86", "47", "49", "71", "82", "46")
FIRST_LANGUAGES = {
    "AF": "fa",
    "CD": "ln",
    "CM": "fr",
    "DZ": "ar",
    "ER": "ti",
    "GN": "ff",
    "IR": "fa",
    "MA": "ar",
    "SO": "so",
    "SY": "ar",
    "TR": "tr",
    "UA": "uk",
}
LEVELS = (73, 14, 10, 3)
"""Three mentors in four come from higher education or management."""
STAGES = (
    (Stage.REGISTERED, 0.07),
    (Stage.INFORMATION, 0.05),
    (Stage.INTERVIEW, 0.05),
    (Stage.WAITING_LIST, 0.02),
    (Stage.DECLINED, 0.02),
    (Stage.WITHDRAWN, 0.03),
)
LASTS = {Stage.REGISTERED: 4, Stage.INFORMATION: 12, Stage.INTERVIEW: 20, Stage.WAITING_LIST: 60}
"""How many days ago at most somebody came to the stage, so that most are not late."""


@dataclass
class Maker:
    """Draws people for one tenant; the same seed draws the same people on the same day."""

    profile: Profile
    antennas: Sequence[Antenna]
    today: date
    chance: random.Random
    made: int = 0

    def mentees(self) -> list[Mentee]:
        return [self.mentee() for _ in range(self.profile.mentees)]

    def mentors(self) -> list[Mentor]:
        return [self.mentor() for _ in range(self.profile.mentors)]

    def mentee(self) -> Mentee:
        person = Mentee(kind=Kind.MENTEE)
        foreign = self.chance.random() < self.profile.foreign_nationality
        origin = self.chance.choice(self.profile.nationalities)
        sector = self.chance.choice(sorted(self.profile.occupations))
        registered = self.day(900, 30)
        status = self.chance.choices(("job_seeker", "inactive", "employed"), (78, 15, 7))[0]
        seeking_since = registered - timedelta(days=200)
        facts = {
            "first_name": self.chance.choice(MENTEE_FIRST),
            "last_name": self.chance.choice(MENTEE_LAST),
            "gender": self.chance.choices("fmx", (55, 44, 1))[0],
            "born_on": self.born(registered, 18, 33),
            "isced": int(self.drawn(self.profile.isced)),
            "diploma_recognised": self.chance.random() >= self.profile.diploma_not_recognised,
            "labour_status": status,
            "labour_status_on": registered,
            "job_seeker_since": seeking_since if status == "job_seeker" else None,
            "occupation": self.profile.occupations[sector],
            "goal": self.chance.choices(("job", "training", "internship", "studies"), (7, 1, 1, 1))[
                0
            ],
        }
        self.finish(person, registered, facts, [sector], FIRST_LANGUAGES.get(origin, "en"))
        self.keep_apart(person, origin if foreign else tenant().country, origin)
        return person

    def mentor(self) -> Mentor:
        person = Mentor(kind=Kind.MENTOR)
        first, _, last = self.chance.choice(self.profile.mentor_names).partition(" ")
        registered = self.day(1500, 60)
        level = self.chance.choices(("manager", "employee", "technical", "worker"), LEVELS)[0]
        working = self.chance.random() < 0.5
        company = working and self.chance.random() < 0.25
        facts = {
            "first_name": first,
            "last_name": last,
            "gender": self.chance.choice("fm"),
            "born_on": self.born(registered, 51, 72),
            "function_level": level,
            "still_working": working,
            "partner_company": self.chance.choice(self.profile.companies) if company else None,
            "capacity": self.chance.choices((1, 2, 3), (80, 16, 4))[0],
        }
        sectors = self.chance.sample(MENTOR_SECTORS, self.chance.randint(1, 3))
        self.finish(person, registered, facts, sectors, None)
        if person.stage == Stage.READY:
            person.trained_on = person.evaluated_on = registered + timedelta(days=30)
        return person

    def finish(
        self,
        person: Person,
        registered: date,
        facts: dict[str, Any],
        sectors: list[str],
        first_language: str | None,
    ) -> None:
        """The fields that both kinds have, the stage, and the keys for search."""
        self.made += 1
        antenna = self.chance.choice(self.antennas)
        name = f"{facts['first_name']}.{facts['last_name']}.{self.made}".lower().replace(" ", "")
        fill(
            person,
            facts
            | {
                "email": f"{name.encode('ascii', 'ignore').decode()}@people.example",
                "phone": f"{self.profile.phone} {self.made // 100:02d} {self.made % 100:02d}",
                "postal_code": antenna.postal_codes[0].partition("-")[0],
                "languages": self.languages(antenna, first_language),
                "sectors": sectors,
                "availability": sorted(self.chance.sample(HALF_DAYS, self.chance.randint(2, 5))),
            },
        )
        person.antenna_id = antenna.id
        person.registered_on = person.last_contact_on = registered
        self.place(person, registered)
        refresh_keys(person)
        db.session.add(person)

    def place(self, person: Person, registered: date) -> None:
        """Most are through their intake; the rest began lately, so that the board is alive."""
        stages, shares = zip(*STAGES, strict=True)
        rest = 1 - sum(shares)
        person.stage = self.chance.choices((*stages, Stage.READY), (*shares, rest))[0]
        if person.stage == Stage.READY:
            person.interviewed_on = person.stage_since = registered + timedelta(days=20)
        else:
            since = self.day(LASTS.get(person.stage, 40), 0)
            person.stage_since = person.registered_on = person.last_contact_on = since

    def keep_apart(self, person: Person, nationality: str | None, origin: str) -> None:
        db.session.flush()
        permit = self.today + timedelta(days=self.chance.randint(-60, 900))
        db.session.add(
            SensitiveFacts(
                person_id=person.id,
                nationality=nationality,
                birth_country=origin,
                parents_born_outside_eu=True,
                permit_until=permit if nationality == origin else None,
            )
        )

    def languages(self, antenna: Antenna, first_language: str | None) -> list[dict[str, str]]:
        """The antenna's own language for everyone; natively unless another one came first."""
        local = antenna.languages[0] if antenna.languages else tenant().default_language
        own = next((code for code in antenna.languages if code != "en"), local)
        if first_language in {None, own}:
            return [{"code": own, "level": "native"}]
        level = self.chance.choice(("A2", "B1", "B2"))
        return [{"code": str(first_language), "level": "native"}, {"code": own, "level": level}]

    def born(self, on: date, youngest: int, oldest: int) -> date:
        return on - timedelta(days=self.chance.randint(youngest * 366, oldest * 365))

    def day(self, furthest: int, nearest: int) -> date:
        """Some day between so many days ago."""
        return self.today - timedelta(days=self.chance.randint(nearest, furthest))

    def drawn(self, shares: dict[int, float]) -> int:
        return self.chance.choices(list(shares), list(shares.values()))[0]
