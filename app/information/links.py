"""The link by which somebody chooses an information session, signed with the tenant's own key."""

from datetime import timedelta

from itsdangerous import BadData

from app.core import clock
from app.core.signing import signer
from app.people.models import Person

PURPOSE = "registration.invitation"
"""Another word would end every invitation that waits in a mailbox."""

INVITATION_LASTS = timedelta(days=30)


def invitation_of(person: Person) -> str:
    """A link by which this person, and nobody else, chooses an information session."""
    until = int((clock.now() + INVITATION_LASTS).timestamp())
    signed: str = signer(PURPOSE).dumps([person.id, person.kind, until])
    return signed


def read_invitation(text: str) -> int | None:
    """The person's id; None when it is not ours, or too old."""
    try:
        person_id, _kind, until = signer(PURPOSE).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    expired = not isinstance(until, int) or clock.now().timestamp() > until
    return None if expired or not isinstance(person_id, int) else person_id
