"""An invented operation of ESF+: participants from the demonstration's duos, most with confirmed
facts, some incomplete; results noted, some people asked again, one transmission."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.duos.models import Duo
from app.esf.facts import EMPLOYED, IMPROVED, INACTIVE, UNEMPLOYED
from app.participations.lists import MOMENTS, due_day
from app.participations.models import (
    Achievement,
    DelicateFacts,
    EntryFacts,
    Operation,
    Participation,
    SituationCheck,
)
from app.participations.schemas import delicate_names
from app.people.models import Person, SensitiveFacts
from app.transmissions import awaiting
from app.transmissions.actions import transmit

MOST = 150
MONTHS = 20
SHARE_CONFIRMED, SHARE_NO_ISCED, SHARE_NO_GENDER = 0.9, 0.05, 0.02
SHARE_INACTIVE, SHARE_EMPLOYED = 0.12, 0.06
SHARE_QUALIFIED, SHARE_IMPROVED, SHARE_ASKED = 0.12, 0.5, 0.9
TITLES: Mapping[str, str] = {
    "fr": "Tandems vers l'emploi (opération de démonstration)",
    "nl": "Duo's naar werk (voorbeeldproject)",
    "en": "Duos on the way to work (demonstration)",
    "es": "Parejas hacia el empleo (operación de demostración)",
}
DUOS: Any = Duo.__table__
PEOPLE: Any = Person.__table__
SENSITIVE: Any = SensitiveFacts.__table__
Row = dict[str, Any]


@dataclass
class Operating:
    """Adds the rows of each kind at once, drawn apart from everything else."""

    chance: random.Random

    def make(self) -> None:
        today = clock.today()
        found = _duos(clock.months_after(today, -MONTHS), today)
        if not found:
            return
        chosen = sorted(self.chance.sample(range(len(found)), min(MOST, len(found))))
        duos = [found[number] for number in chosen]
        operation = _operation(clock.months_after(today, -MONTHS))
        ids = self._participations(operation, duos)
        pairs = list(zip(ids, duos, strict=True))
        facts = [self._facts(one, duo) for one, duo in pairs]
        _add(EntryFacts, facts)
        if "citizenship" in delicate_names(frozenset()):
            known = [(one, duo) for one, duo in pairs if duo["nationality"]]
            _add(DelicateFacts, [_delicate(one, duo) for one, duo in known])
        achieved = [self._achieved(one, duo) for one, (_id, duo) in zip(facts, pairs, strict=True)]
        _add(Achievement, [row for row in achieved if row])
        _add(SituationCheck, [row for one, duo in pairs for row in self._asked(one, duo, today)])
        self._transmit(operation, today)

    def _participations(self, operation: Operation, duos: Sequence[Any]) -> Sequence[int]:
        rows = [
            {
                "operation_id": operation.id,
                "mentee_id": duo["mentee_id"],
                "duo_id": duo["id"],
                "antenna_id": duo["antenna_id"],
                "entered_on": duo["started_on"],
                "version": 1,
            }
            for duo in duos
        ]
        returned = insert(Participation).returning(Participation.id, sort_by_parameter_order=True)
        return db.session.scalars(returned, rows).all()

    def _facts(self, participation_id: int, duo: Any) -> Row:
        gender = None if self._likely(SHARE_NO_GENDER) else (duo["gender"] or "").upper() or None
        isced = None if self._likely(SHARE_NO_ISCED) else duo["isced"]
        complete = None not in (gender, isced, duo["born_on"])
        confirmed = complete and self._likely(SHARE_CONFIRMED)
        draw = self.chance.random()
        status = INACTIVE if draw < SHARE_INACTIVE else UNEMPLOYED
        status = EMPLOYED if draw > 1 - SHARE_EMPLOYED else status
        away = timedelta(days=self.chance.randint(40, 620))
        return {
            "participation_id": participation_id,
            "number": 1,
            "current": True,
            "gender": gender,
            "born_on": duo["born_on"],
            "status": status,
            "unemployed_since": duo["started_on"] - away if status == UNEMPLOYED else None,
            "isced": isced,
            "in_education": self._likely(0.05),
            "rural": self._likely(0.1),
            "confirmed_at": _instant(duo["started_on"] + timedelta(days=3)) if confirmed else None,
            "confirmed_by_id": duo["owner_id"] if confirmed else None,
        }

    def _achieved(self, facts: Row, duo: Any) -> Row | None:
        employed = facts["status"] == EMPLOYED
        share = SHARE_IMPROVED if employed else SHARE_QUALIFIED
        if duo["ended_on"] is None or not self._likely(share):
            return None
        return {
            "participation_id": facts["participation_id"],
            "kind": "improvement" if employed else "qualification",
            "happened_on": duo["ended_on"],
            "detail": self.chance.choice(IMPROVED) if employed else None,
            "evidence": "document",
            "recorded_at": _instant(duo["ended_on"]),
            "recorded_by_id": duo["owner_id"],
        }

    def _asked(self, participation_id: int, duo: Any, today: date) -> list[Row]:
        if duo["ended_on"] is None:
            return []
        days = [(moment, due_day(moment, duo["ended_on"])) for moment in MOMENTS]
        return [
            {
                "participation_id": participation_id,
                "moment": moment,
                "done_on": day,
                "by_id": duo["owner_id"],
            }
            for moment, day in days
            if day <= today and self._likely(SHARE_ASKED)
        ]

    def _transmit(self, operation: Operation, today: date) -> None:
        """The last date that has passed, as it was known on its day."""
        days = awaiting.transmission_days(today.year - 1, today.year)
        due_on = max(day for day in days if day <= today)
        figures_on = awaiting.figures_day(due_on)
        if figures_on >= operation.begins_on:
            sent = transmit(operation=operation, due_on=due_on, figures_on=figures_on)
            sent.sent_at = _instant(due_on)

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share


def _operation(begins_on: date) -> Operation:
    language = tenant().default_language
    first = begins_on.replace(day=1)
    operation = Operation(
        code="ESF-DEMO",
        title=TITLES.get(language, TITLES["en"]),
        objective="h",
        begins_on=first,
        ends_on=clock.months_after(first, 36) - timedelta(days=1),
        antenna_codes=[],
        parameters={"collected": ["EECO13", "EECO17"]},
    )
    db.session.add(operation)
    db.session.flush()
    return operation


def _duos(since: date, until: date) -> Sequence[Any]:
    """With what the mentee's profile says, the earliest first."""
    columns = (
        *(DUOS.c[n] for n in ("id", "mentee_id", "antenna_id", "owner_id")),
        *(DUOS.c[n] for n in ("started_on", "ended_on")),
        *(PEOPLE.c[n] for n in ("gender", "born_on", "isced")),
        SENSITIVE.c.nationality,
    )
    found = (
        select(*columns)
        .join(PEOPLE, DUOS.c.mentee_id == PEOPLE.c.id)
        .outerjoin(SENSITIVE, SENSITIVE.c.person_id == PEOPLE.c.id)
        .where(DUOS.c.started_on.between(since, until))
        .order_by(DUOS.c.started_on, DUOS.c.id)
    )
    return db.session.execute(found).mappings().all()


def _delicate(participation_id: int, duo: Any) -> Row:
    return {
        "participation_id": participation_id,
        "number": 1,
        "current": True,
        "citizenship": duo["nationality"],
        "recorded_at": _instant(duo["started_on"]),
        "recorded_by_id": duo["owner_id"],
    }


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(15), tenant().zone)


def _add(model: Any, rows: Sequence[Row]) -> None:
    if rows:
        db.session.execute(insert(model), list(rows))
