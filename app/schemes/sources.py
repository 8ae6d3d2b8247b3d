"""The rows from which facts are read: a duo with its two sides, or a mentor alone.

As plain tables: what is reached from a duo or mentor that is visible stays visible.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func

from app.antennas.models import Antenna
from app.duos.models import Duo
from app.people.models import Mentor, Person, SensitiveFacts

PEOPLE = Person.__table__
MENTEE, MENTOR = PEOPLE.alias("scheme_mentee"), PEOPLE.alias("scheme_mentor")
ANTENNA = Antenna.__table__.alias("scheme_antenna")
SENSITIVE = SensitiveFacts.__table__.alias("scheme_sensitive")


@dataclass(frozen=True)
class Source:
    """`columns` by the name that facts and SQL know them by; one that is absent is never known."""

    columns: Mapping[str, Any]
    joins: tuple[tuple[Any, Any, bool], ...] = field(default=())

    def joined(self, statement: Select[Any]) -> Select[Any]:
        """The statement with all that a condition may ask for beside its rows."""
        for table, condition, outer in self.joins:
            statement = statement.join(table, condition, isouter=outer)
        return statement


def _mentor_columns(person: Any) -> dict[str, Any]:
    return {
        "mentor_id": person.id,
        "mentor_born_on": person.born_on,
        "mentor_gender": person.gender,
        "mentor_residence": func.nullif(person.postal_code, ""),
        "mentor_still_working": person.still_working,
        "mentor_company": func.nullif(person.partner_company, ""),
        "mentor_function": person.function_level,
        "trained_on": person.trained_on,
        "antenna": ANTENNA.c.code,
        "region": ANTENNA.c.nuts2,
    }


DUOS = Source(
    {
        **_mentor_columns(MENTOR.c),
        "mentee_id": MENTEE.c.id,
        "born_on": MENTEE.c.born_on,
        "gender": MENTEE.c.gender,
        "residence": func.nullif(MENTEE.c.postal_code, ""),
        "job_seeker_since": MENTEE.c.job_seeker_since,
        "labour_status": MENTEE.c.labour_status,
        "labour_status_on": MENTEE.c.labour_status_on,
        "education": MENTEE.c.isced,
        "diploma_recognised": MENTEE.c.diploma_recognised,
        "nationality": SENSITIVE.c.nationality,
        "parent_outside_eu": SENSITIVE.c.parents_born_outside_eu,
        "started_on": Duo.started_on,
        "planned_end_on": Duo.planned_end_on,
        "ended_on": Duo.ended_on,
    },
    (
        (MENTEE, Duo.mentee_id == MENTEE.c.id, False),
        (MENTOR, Duo.mentor_id == MENTOR.c.id, False),
        (ANTENNA, Duo.antenna_id == ANTENNA.c.id, False),
        (SENSITIVE, SENSITIVE.c.person_id == MENTEE.c.id, True),
    ),
)
"""For statements over `Duo`."""

MENTORS = Source(_mentor_columns(Mentor), ((ANTENNA, Mentor.antenna_id == ANTENNA.c.id, False),))
"""For statements over `Mentor`: nothing is known of a mentee or a duo."""
