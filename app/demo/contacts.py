"""Invented contacts: the plan of every duo of the last year, most of it noted, some of it late."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.duos.models import Duo
from app.followup.actions import plan
from app.followup.models import DuoContact

SHARE_NOTED = 0.93
SHARE_IN_TIME = 0.88
SHARE_WORRIED = 0.03
WELL_BEING = ((4, 38), (3, 48), (2, 12), (1, 2))
YEAR = timedelta(days=365)
DONE: Mapping[str, tuple[str, ...]] = {
    "fr": ("Le CV est prêt", "Préparation d'un entretien", "Visite d'une entreprise"),
    "nl": ("Het cv is klaar", "Een gesprek voorbereid", "Een bedrijf bezocht"),
    "en": ("The CV is ready", "Prepared an interview", "Visited a company"),
    "es": ("El currículum está listo", "Prepararon una entrevista", "Visitaron una empresa"),
}


def make_contacts(chance: random.Random) -> None:
    today = clock.today()
    recent = Duo.ended_on.is_(None) | (Duo.ended_on > today - YEAR)
    duos = db.session.scalars(select(Duo).where(recent).options(selectinload(Duo.pauses))).all()
    for duo in duos:
        plan([duo], duo.started_on)
    db.session.flush()
    owners = {duo.id: duo.owner_id for duo in duos}
    due = select(DuoContact).where(DuoContact.due_on <= today).order_by(DuoContact.id)
    _note(db.session.scalars(due).all(), owners, today, chance)


def _note(
    contacts: Sequence[DuoContact],
    owners: Mapping[int, int | None],
    today: date,
    chance: random.Random,
) -> None:
    done = DONE.get(tenant().default_language, DONE["en"])
    for contact in contacts:
        if contact.due_on is None or chance.random() > SHARE_NOTED:
            continue
        days = chance.randint(-3, 6) if chance.random() < SHARE_IN_TIME else chance.randint(9, 20)
        contact.held_on = min(contact.due_on + timedelta(days=days), today)
        contact.by_id = owners.get(contact.duo_id)
        contact.activity = chance.choice(done)
        contact.well_being = chance.choices([k for k, _ in WELL_BEING], [w for _, w in WELL_BEING])[
            0
        ]
        contact.worry = chance.random() < SHARE_WORRIED
