"""Invented claims in every state, and two reports, under the invented grants.

Made by the same actions as the real ones, so that every line recomputes; only days, sums and words
are drawn. Nothing where no grant counts anybody.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import func, select

from app.accounts.identity import viewer_of
from app.accounts.models import User
from app.allocation.models import Allocation
from app.claims import actions, settling
from app.claims.models import Claim
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import Role
from app.core.quarters import quarter_of
from app.core.tenancy import tenant
from app.core.viewer import acting_as
from app.grants.models import Grant, GrantState
from app.reports import actions as reporting

HOW_MANY = 14
STEPS = (
    "draft",
    "paid",
    "checked",
    "submitted",
    "part_paid",
    "questioned",
    "approved",
    "reduced",
    "clawed_back",
)
"""How far each claim has come, one after the other."""
HANDED_IN_AFTER, DECIDED_AFTER, PAID_AFTER = (timedelta(days=days) for days in (24, 45, 70))
DUE_AFTER = timedelta(days=31)


@dataclass(frozen=True)
class Words:
    waiver: str
    question: str
    less: str
    audit: str
    summary: str
    activities: str


WORDS: Mapping[str, Words] = {
    "fr": Words(
        "Le bailleur (exemple) accepte les pièces manquantes jusqu'à la fin du mois suivant.",
        "Pouvez-vous préciser la date de début du premier duo de la liste ?",
        "Deux justificatifs n'ont pas été acceptés.",
        "Contrôle sur place : une pièce n'était pas signée.",
        "Exemple inventé : les duos prévus ont commencé et les rencontres ont lieu chaque semaine.",
        "Deux séances d'information et une formation de mentors ont eu lieu.",
    ),
    "nl": Words(
        "De financier (voorbeeld) aanvaardt de ontbrekende stukken tot eind volgende maand.",
        "Kunt u de begindatum van de eerste duo op de lijst toelichten?",
        "Twee bewijsstukken zijn niet aanvaard.",
        "Controle ter plaatse: een stuk was niet ondertekend.",
        "Verzonnen voorbeeld: de geplande duo's zijn gestart en zien elkaar elke week.",
        "Er waren twee infosessies en een opleiding voor mentoren.",
    ),
    "es": Words(
        "La entidad (ejemplo) acepta los documentos que faltan hasta el final del mes siguiente.",
        "¿Pueden precisar la fecha de inicio del primer dúo de la lista?",
        "Dos justificantes no fueron aceptados.",
        "Control in situ: un documento no estaba firmado.",
        "Ejemplo inventado: los dúos previstos han empezado y se ven cada semana.",
        "Hubo dos sesiones informativas y una formación de mentores.",
    ),
    "en": Words(
        "The funder (an example) takes the missing papers until the end of next month.",
        "Can you say when the first duo of the list began?",
        "Two papers were not accepted.",
        "Visit on the spot: one paper was not signed.",
        "An invented example: the duos planned have begun and meet every week.",
        "There were two information sessions and a training of mentors.",
    ),
}


class Claiming:
    """One claim after the other; whoever does partnerships prepares, the director reads."""

    def __init__(self) -> None:
        self.today = clock.today()
        self.words = WORDS.get(tenant().default_language, WORDS["en"])
        users = {user.role: user for user in db.session.scalars(select(User))}
        self.officer, self.reader = users.get(Role.PARTNERSHIPS), users.get(Role.DIRECTOR)

    def make(self) -> None:
        if self.officer is None or self.reader is None:
            return
        claimed = list(self._grants())[:HOW_MANY]
        for (grant, days), step in zip(claimed, cycle(STEPS), strict=False):
            self._one(grant.id, days, step)
        for number, (grant, days) in enumerate(claimed[:2]):
            self._report(grant.id, days, is_released=number == 0)

    def _grants(self) -> Iterator[tuple[Grant, tuple[date, date]]]:
        """Those with lines in the ledger, with the days of their first quarter that is over."""
        first = func.min(Allocation.happened_on)
        statement = (
            select(Grant, first)
            .join(Allocation, Allocation.grant_id == Grant.id)
            .where(Allocation.released_at.is_(None), Grant.state != GrantState.DRAFT)
            .group_by(Grant.id)
            .order_by(func.count().desc(), Grant.id)
        )
        for grant, day in db.session.execute(statement).all():
            begins, ends = quarter_of(day).days
            days = max(begins, grant.begins_on), min(ends, grant.ends_on)
            if days[1] + HANDED_IN_AFTER <= self.today:
                yield grant, days

    def _one(self, grant_id: int, days: tuple[date, date], step: str) -> None:
        """As far as the rules let it come: caps hold here too."""
        with self._by(self.officer):
            claim = actions.make_claim(
                grant_id=grant_id,
                from_on=days[0],
                until_on=days[1],
                due_on=days[1] + DUE_AFTER,
                notes=None,
            )
            db.session.flush()
        if step == "draft":
            return
        try:
            self._hand_in(claim, step)
        except Refused:
            return
        for settle in SETTLED.get(step, ()):
            settle(self, claim)
            db.session.flush()

    def _hand_in(self, claim: Claim, step: str) -> None:
        with self._by(self.reader):
            actions.check(claim=claim)
            if step != "checked":
                on = claim.until_on + HANDED_IN_AFTER
                actions.submit(claim=claim, submitted_on=on, waiver=self.words.waiver)

    def ask(self, claim: Claim) -> None:
        on = min(claim.until_on + DECIDED_AFTER, self.today)
        due_on = self.today + timedelta(days=9)
        settling.note_question(claim=claim, asked_on=on, due_on=due_on, text=self.words.question)

    def approve(self, claim: Claim) -> None:
        self._decide(claim, "approved", None, None)

    def reduce(self, claim: Claim) -> None:
        self._decide(claim, "reduced", claim.amount_cents * 9 // 10, self.words.less)

    def _decide(self, claim: Claim, how: str, cents: int | None, why: str | None) -> None:
        on = min(claim.until_on + DECIDED_AFTER, self.today)
        settling.decide(claim=claim, decided_on=on, decision=how, amount_cents=cents, reason=why)

    def pay_half(self, claim: Claim) -> None:
        self._pay(claim, max(1, claim.awaited_cents // 2))

    def pay_all(self, claim: Claim) -> None:
        self._pay(claim, claim.awaited_cents)

    def _pay(self, claim: Claim, cents: int) -> None:
        on = min(claim.until_on + PAID_AFTER, self.today)
        settling.pay(claim=claim, paid_on=on, amount_cents=cents)

    def take_back(self, claim: Claim) -> None:
        cents = max(1, claim.paid_cents // 10)
        why = self.words.audit
        settling.claw_back(claim=claim, paid_on=self.today, amount_cents=cents, reason=why)

    def _report(self, grant_id: int, days: tuple[date, date], *, is_released: bool) -> None:
        with self._by(self.officer):
            report = reporting.make_report(
                grant_id=grant_id, from_on=days[0], until_on=days[1], template=None
            )
            db.session.flush()
            for part in ("summary", "activities"):
                reporting.write(report=report, part=part, text=getattr(self.words, part))
            db.session.flush()
            if is_released:
                reporting.release(report=report)

    @staticmethod
    @contextmanager
    def _by(user: Any) -> Iterator[None]:
        with acting_as(viewer_of(user, user.permissions, "page")):
            yield


SETTLED: Mapping[str, tuple[Callable[[Claiming, Claim], None], ...]] = {
    "questioned": (Claiming.ask,),
    "approved": (Claiming.approve,),
    "reduced": (Claiming.reduce,),
    "part_paid": (Claiming.approve, Claiming.pay_half),
    "paid": (Claiming.approve, Claiming.pay_all),
    "clawed_back": (Claiming.approve, Claiming.pay_all, Claiming.take_back),
}
"""What happens to a claim that has come so far."""


def make_claims() -> None:
    Claiming().make()
