"""The list of staff: who is invited, what each may do, and who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm.attributes import flag_modified

from app.accounts import links, queries, rules
from app.accounts.identity import end_sessions
from app.accounts.models import ApiToken, User
from app.antennas.models import Antenna
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.permissions import Role
from app.core.questions import ask
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.messages.actions import write_mail


@dataclass(frozen=True)
class Invitation:
    """The link goes out by mail, and is told once to who invites."""

    user: User
    link: str


def invite(
    *, email: str, name: str, role: str, antenna_ids: Sequence[int], language: str | None = None
) -> Invitation:
    """A new account; it is in use once a password was chosen."""
    antennas = queries.antennas_by_id(antenna_ids)
    refuse_if(
        rules.against_inviting(is_known=queries.find_user(email) is not None)
        + rules.against_place(Role(role), antennas, is_hq=tenant().is_hq)
    )
    user = User(
        email=email.lower(),
        name=name,
        role=Role(role),
        language=language if language in tenant().languages else None,
        antennas=antennas,
        invited_at=clock.now(),
    )
    db.session.add(user)
    db.session.flush()
    events.record("account.invited", user, role=user.role, antennas=_codes(antennas))
    return _send_invitation(user)


def invite_again(user: User) -> Invitation:
    """A new link; the old one no longer opens anything."""
    refuse_if(rules.against_inviting_again(user))
    user.invited_at = clock.now()
    events.record("account.invited_again", user)
    return _send_invitation(user)


def change_account(*, user: User, name: str, role: str, antenna_ids: Sequence[int]) -> None:
    antennas = queries.antennas_by_id(antenna_ids)
    others = queries.count_other_managers(user)
    refuse_if(
        rules.against_place(Role(role), antennas, is_hq=tenant().is_hq)
        + rules.against_role(user, Role(role), other_managers=others)
    )
    before = _codes(user.antennas)
    user.name, user.role, user.antennas = name, Role(role), antennas
    changes = events.changed_fields(user)
    if before != _codes(antennas):
        changes["antennas"] = [before, _codes(antennas)]
        flag_modified(user, "role")  # the antennas stand in another table and would not be counted
    if changes:
        events.record("account.changed", user, changes=changes)


def close_account(user: User) -> None:
    """Sessions end and tokens stop at once. Duos that somebody still owns stand against it."""
    refuse_if(against_closing(user))
    user.closed_at = clock.now()
    end_sessions(user)
    tokens = update(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    db.session.execute(tokens.values(revoked_at=clock.now()))
    events.record("account.closed", user)


def against_closing(user: User) -> list[Reason]:
    """What stands against it here, and what other features say."""
    others = queries.count_other_managers(user)
    own = rules.against_closing(user, by_id=viewer().user_id, other_managers=others)
    return own + ask("account.closing", user)


def reopen_account(user: User) -> Invitation:
    """With a new invitation: a password from before no longer opens it."""
    refuse_if(rules.against_reopening(user))
    user.closed_at = user.password_hash = None
    user.invited_at = clock.now()
    events.record("account.reopened", user)
    return _send_invitation(user)


def sign_out(user: User) -> None:
    """End every session of somebody else, such as when a telephone was stolen."""
    end_sessions(user)
    events.record("account.signed_out_everywhere", user)


def _send_invitation(user: User) -> Invitation:
    link = links.address_of(links.INVITATION, user)
    write_mail("invitation", user.email, user.language, name=user.name, link=link)
    return Invitation(user, link)


def _codes(antennas: Sequence[Antenna]) -> list[str]:
    return sorted(antenna.code for antenna in antennas)
