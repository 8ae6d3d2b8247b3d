"""The public form: kept step by step, sent once, or forgotten.

Of somebody who cannot take part nothing is stored: the unfinished form is deleted when the answer
is no. If they ask to be contacted, what they leave goes by mail to the national team's own mailbox
and into no table of people, so that it is in no figure and starts no clock of retention; the text
of a mail is emptied once it is delivered.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.accounts.identity import digest
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, Refused, refuse_if
from app.core.i18n import language
from app.core.tenancy import tenant
from app.core.viewer import APPLICANT, acting_as
from app.information.actions import sign_up_for
from app.messages.actions import write_mail
from app.people.actions import register_mentee, register_mentor
from app.people.courses import course_of
from app.people.letters import write_to
from app.people.models import Kind, Person, Stage
from app.people.sensitive import change_sensitive
from app.registration import queries, steps
from app.registration.models import RegistrationDraft
from app.registration.rules import BEGUN_BEFORE, NOTHING_TO_SEND, PARENT, UNFINISHED, UNKNOWN

CONSENT = "registration-2026-11"
"""The consent text of the last step; a new wording gets a new name."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
CODE_LENGTH = 12
OF_BOTH = ("first_name", "last_name", "born_on", "gender", "email", "phone", "postal_code")
OF_MENTORS = ("function_level", "still_working", "partner_company", "preferences")
OF_MENTEES = (
    *("occupation", "goal", "remarks"),
    *("isced", "diploma_recognised", "job_seeker_since"),
)
"""What a profile takes over as it was said."""


def begin_draft(kind: Kind, nonce: str) -> tuple[RegistrationDraft, str]:
    """A new form and its code, told once. What is older than its days goes at the same time.

    Raises `Refused` when the token has begun one already, be it at this very moment.
    """
    old = RegistrationDraft.saved_at <= clock.now() - queries.LASTS
    db.session.execute(delete(RegistrationDraft).where(old))
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    now = clock.now()
    draft = RegistrationDraft(
        key_hash=digest(code),
        kind=kind,
        answers={},
        nonce=digest(nonce),
        began_at=now,
        saved_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        raise Refused([BEGUN_BEFORE]) from None
    return draft, code


def save_step(draft: RegistrationDraft, step: steps.Step, data: Mapping[str, Any]) -> None:
    draft.answers = steps.kept(step, draft.answers, data)
    draft.saved_at = clock.now()


def forget_draft(draft: RegistrationDraft) -> None:
    db.session.delete(draft)


def send(*, draft: RegistrationDraft, session_id: int | None = None, consent: bool) -> Person:
    """Register the applicant at the first stage, with a place at a session if one was chosen.

    The form is emptied and can never be sent again. Whether somebody like them is known already
    is kept for the staff and never told here. Raises `Refused` when they cannot take part, when
    something is missing, or when the session has filled up meanwhile.
    """
    draft = queries.hold_draft(draft)
    answers = dict(draft.answers)
    refuse_if(_against_sending(draft, consent=consent))
    said = steps.typed(draft.kind, answers)
    refuse_if(steps.against_taking_part(draft.kind, said))
    draft.answers, draft.sent_at = {}, clock.now()
    with acting_as(APPLICANT):
        person = _register(Kind(draft.kind), queries.antenna_of(answers) or "", said)
        events.record("person.applied", person, consent=CONSENT, language=person.language)
        if session_id is not None:
            sign_up_for(session_id=session_id, person=person)
        else:
            informs = course_of(draft.kind).has(Stage.INFORMATION)
            write_to(person, "registration_received", informs=informs)
    return person


def _against_sending(draft: RegistrationDraft, *, consent: bool) -> list[Reason]:
    if draft.sent_at is not None:
        return [NOTHING_TO_SEND]
    finished = steps.next_step(draft.kind, draft.answers) is None
    return [] if finished and consent and queries.antenna_of(draft.answers) else [UNFINISHED]


def _register(kind: Kind, antenna: str, said: dict[str, Any]) -> Person:
    profile = {
        **{name: said.get(name) for name in OF_BOTH},
        "language": language(),
        "languages": steps.levels(said),
        "sectors": sorted({said[n] for n in ("sector_1", "sector_2") if said.get(n)}),
        "availability": said.get("availability") or [],
    }
    if kind == Kind.MENTOR:
        own = {name: said.get(name) for name in OF_MENTORS}
        return register_mentor(antenna=antenna, **profile, **own)
    mentee = register_mentee(
        antenna=antenna,
        **profile,
        **{name: said.get(name) for name in OF_MENTEES},
        labour_status="job_seeker",
        labour_status_on=clock.today(),
    )
    change_sensitive(mentee, **_sensitive(said))
    return mentee


def _sensitive(said: dict[str, Any]) -> dict[str, Any]:
    facts = {"nationality": said.get("nationality")}
    origin = said.get(steps.FAMILY)
    if tenant().sensitive.parents_birthplace and origin not in {None, UNKNOWN}:
        facts["parents_born_outside_eu"] = origin == PARENT
    return facts


def ask_for_contact(*, kind: Kind, name: str, reach: str, message: str | None = None) -> None:
    """To the mailbox of the national team, in its language; nothing else is kept."""
    to = tenant()
    write_mail(
        "contact_wish",
        to.contact.email,
        to.default_language,
        audience=kind,
        name=name,
        reach=reach,
        message=message,
        spoken=language(),
    )
