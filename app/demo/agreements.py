"""Invented agreements: how each duo came about and how it was closed, most of it by the rules."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.accounts.models import User
from app.core.db import db
from app.core.permissions import Role
from app.core.practices import MENTOR
from app.core.tenancy import tenant
from app.duos.models import Duo, DuoState
from app.followup.models import DuoContact
from app.matching.models import Proposal, ProposalState

SHARE_APPROVED = 0.96
SHARE_CODE = 0.95
SHARE_SIGNED = 0.98
SHARE_OWNED = 0.96
SHARE_TALKED = 0.94
SHARE_SAME = 0.94
WHY: Mapping[str, str] = {
    "fr": "Un métier proche, et libres aux mêmes moments.",
    "nl": "Een vak dat erop lijkt, en op dezelfde momenten vrij.",
    "en": "A similar trade, and free at the same moments.",
    "es": "Un oficio parecido y libres en los mismos momentos.",
}
CHANGED = (
    "proposal_id",
    "code_accepted_on",
    "agreed_on",
    "owner_id",
    "talked_with_mentee",
    "talked_with_mentor",
    "unreachable",
)
DUOS: Any = Duo.__table__
CONTACTS: Any = DuoContact.__table__
Row = dict[str, Any]


def note_by_another(chance: random.Random) -> None:
    """In a few duos the lead, and not the owner, talked with the mentor."""
    leads = db.session.scalars(select(User.id).where(User.role == Role.LEAD)).all()
    noted = select(DuoContact.duo_id).where(DuoContact.held_on.is_not(None)).distinct()
    duos = db.session.scalars(noted.order_by(DuoContact.duo_id)).all()
    others = [duo_id for duo_id in duos if chance.random() >= SHARE_SAME]
    if leads and others:
        of_mentor = CONTACTS.c.side == MENTOR, CONTACTS.c.held_on.is_not(None)
        theirs = update(CONTACTS).where(CONTACTS.c.duo_id.in_(others), *of_mentor)
        db.session.execute(theirs.values(by_id=leads[0]))


@dataclass
class Agreements:
    """Adds the proposal of every duo at once, and completes the duos."""

    chance: random.Random

    def make(self) -> None:
        duos = db.session.execute(select(*DUOS.c).order_by(DUOS.c.id)).mappings().all()
        if not duos:
            return
        returned = insert(Proposal).returning(Proposal.id, sort_by_parameter_order=True)
        ids = db.session.scalars(returned, [self._proposal(duo) for duo in duos]).all()
        rows = [
            {"which": duo["id"], "proposal_id_": proposal_id} | self._facts(duo)
            for duo, proposal_id in zip(duos, ids, strict=True)
        ]
        values: Row = {name: bindparam(f"{name}_") for name in CHANGED}
        db.session.execute(
            update(DUOS).where(DUOS.c.id == bindparam("which")).values(**values), rows
        )

    def _proposal(self, duo: Any) -> Row:
        met = duo["started_on"] - timedelta(days=self.chance.randint(0, 6))
        return {
            "antenna_id": duo["antenna_id"],
            "mentee_id": duo["mentee_id"],
            "mentor_id": duo["mentor_id"],
            "state": ProposalState.AGREED,
            "proposed_on": met - timedelta(days=self.chance.randint(2, 8)),
            "proposed_by_id": duo["owner_id"],
            "reason": WHY.get(tenant().default_language, WHY["en"]),
            "first_meeting_on": met,
            "mentee_approves": True,
            "mentor_approves": True if self._likely(SHARE_APPROVED) else None,
            "closed_on": duo["started_on"],
            "version": 1,
        }

    def _facts(self, duo: Any) -> Row:
        running = duo["ended_on"] is None
        left = running and not self._likely(SHARE_OWNED)
        facts = {
            "code_accepted_on": duo["started_on"] if self._likely(SHARE_CODE) else None,
            "agreed_on": duo["started_on"] if self._likely(SHARE_SIGNED) else None,
            "owner_id": None if left else duo["owner_id"],
        }
        talked = {} if running else self._closing(duo)
        return {f"{name}_": (facts | talked).get(name) for name in CHANGED if name != "proposal_id"}

    def _closing(self, duo: Any) -> Row:
        """Talked over with both, with the mentee alone, or one could not be reached."""
        if duo["state"] == DuoState.BROKEN_OFF and duo["end_reason"] == "no_contact":
            return {"unreachable": "mentee"}
        return {"talked_with_mentee": True, "talked_with_mentor": self._likely(SHARE_TALKED)}

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share
