"""Table of the proposals: a mentee and a mentor put forward together, not yet a duo."""

from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import text as sql  # noqa: TID251 - the condition of a partial index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import Model, OfAntenna, Versioned
from app.people.models import Mentee, Mentor


class ProposalState(StrEnum):
    """Open while `proposed` or `approved`; approved by both, it waits for the signatures."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"


OPEN_STATES = (ProposalState.PROPOSED, ProposalState.APPROVED)
STATE_NAMES = {
    ProposalState.PROPOSED: _("Waiting for the first meeting"),
    ProposalState.APPROVED: _("Approved by both"),
    ProposalState.REFUSED: _("Refused"),
    ProposalState.WITHDRAWN: _("Withdrawn"),
    ProposalState.AGREED: _("Became a duo"),
}
REFUSALS = {
    "no_match": _("No click between the two"),
    "language": _("Understanding each other is too hard"),
    "availability": _("No moment that suits both"),
    "distance": _("Too far apart"),
    "expectations": _("Something else was expected"),
    "other_path": _("Has found another way in the meantime"),
    "other": _("Another reason"),
}
"""Why one side refuses after the first meeting."""


class Proposal(Versioned, OfAntenna, Model):
    """`*_approves` is empty until that side has answered at the first meeting.

    A mentee has one open proposal at a time.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index(
            "uq_proposals_open_mentee",
            "mentee_id",
            unique=True,
            sqlite_where=sql("state IN ('proposed', 'approved')"),
            postgresql_where=sql("state IN ('proposed', 'approved')"),
        ),
    )

    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(String(12), index=True)
    proposed_on: Mapped[date]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text)
    first_meeting_on: Mapped[date | None]
    mentee_approves: Mapped[bool | None]
    mentee_reason: Mapped[str | None] = mapped_column(String(30))
    mentor_approves: Mapped[bool | None]
    mentor_reason: Mapped[str | None] = mapped_column(String(30))
    remarks: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None]

    mentee: Mapped[Mentee] = relationship(foreign_keys=[mentee_id], lazy="raise_on_sql")
    mentor: Mapped[Mentor] = relationship(foreign_keys=[mentor_id], lazy="raise_on_sql")
    proposed_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
