"""Coming in: password, second step, reset, and counting what failed."""

from dataclasses import dataclass

from sqlalchemy import delete

from app.accounts import links, passwords, queries, rules
from app.accounts.actions.second_step import accept_code, forget_unreadable
from app.accounts.identity import Identity, begin_session, end_sessions, viewer_of
from app.accounts.models import FailedSignIn, User
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.jobs import later
from app.core.viewer import acting_as
from app.messages.actions import write_mail

RESET_JOB = "accounts.reset"


@dataclass(frozen=True)
class Door:
    """Where somebody knocks from: a network address, and a browser in a few words."""

    address: str
    device: str


@dataclass(frozen=True)
class Attempt:
    """What came of it: a session, a token to bring to the second step, or the reasons for a no."""

    identity: Identity | None = None
    waiting: str = ""
    factor_lost: bool = False
    reasons: tuple[Reason, ...] = ()


def try_password(*, email: str, password: str, remember: bool, door: Door) -> Attempt:
    """The answer, and the time it takes, are the same whether or not there is such an account."""
    email = email.strip().lower()
    locked = _locked(email, door)
    if locked:
        return Attempt(reasons=tuple(locked))
    user = queries.find_user(email)
    right = passwords.is_right(password, user.password_hash if user else None)
    if user is None or not right or not user.is_in_use:
        _count_failure(email, door, user)
        return Attempt(reasons=(rules.WRONG,))
    lost = forget_unreadable(user)
    if user.has_second_factor:
        return Attempt(waiting=links.token_for(links.SECOND_STEP, user))
    begun = _let_in(user, door, remember=remember, second_factor=False)
    return Attempt(begun, factor_lost=lost)


def try_code(*, code: str, waiting: str, remember: bool, door: Door) -> Attempt:
    """The second step, with a code of the telephone or a recovery code."""
    user = _user_of(links.SECOND_STEP, waiting)
    if user is None:
        return Attempt(reasons=(rules.DEAD_LINK,))
    locked = _locked(user.email, door)
    if locked:
        return Attempt(reasons=tuple(locked))
    if not accept_code(user, code):
        _count_failure(user.email, door, user)
        return Attempt(reasons=(rules.WRONG_CODE,))
    return Attempt(_let_in(user, door, remember=remember, second_factor=True))


def ask_for_reset(*, email: str) -> None:
    """The mail is written by a job: this does the same whether or not there is an account."""
    user = queries.find_user(email)
    later(RESET_JOB, user.id if user else 0)
    events.record("account.reset_asked")


def write_reset(user_id: int) -> None:
    """What the job does; nothing for an unknown address or an account that is not in use."""
    user = queries.find_user_by_id(user_id)
    if user is not None and user.is_in_use:
        link = links.address_of(links.RESET, user)
        write_mail("reset", user.email, user.language, name=user.name, link=link)


def find_invited(token: str) -> User | None:
    return _user_of(links.INVITATION, token)


def find_resetting(token: str) -> User | None:
    return _user_of(links.RESET, token)


def accept_invitation(*, user: User, password: str) -> None:
    choose_password(user, password)
    with acting_as(viewer_of(user, user.permissions, "page")):
        events.record("account.invitation_accepted", user)


def reset_password(*, user: User, password: str) -> None:
    """All sessions end: who lost a password may have lost more."""
    choose_password(user, password)
    end_sessions(user)
    with acting_as(viewer_of(user, user.permissions, "page")):
        events.record("account.password_reset", user)
    write_mail("password_changed", user.email, user.language, name=user.name)


def choose_password(user: User, password: str) -> None:
    """Raises `Refused` when it is too short, too easy, or holds the name."""
    refuse_if(rules.against_password(password, user))
    user.password_hash = passwords.hash_of(password)


def _user_of(purpose: str, token: str) -> User | None:
    """Whom the link is for, as long as nothing changed since it was made."""
    read = links.read_token(purpose, token)
    user = queries.hold_user(read[0]) if read else None
    if user is None or read is None or read[1] != links.stamp(user):
        return None
    return user if user.closed_at is None else None


def _let_in(user: User, door: Door, *, remember: bool, second_factor: bool) -> Identity:
    begun = begin_session(user, device=door.device, second_factor=second_factor, remember=remember)
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.key == _keys(user.email, door)[0]))
    with acting_as(viewer_of(user, user.permissions, "page")):
        events.record("account.signed_in", user, device=door.device, second_factor=second_factor)
    return begun


def _locked(email: str, door: Door) -> list[Reason]:
    since = clock.now() - rules.FAILURES_WINDOW
    of_account, of_address = (queries.count_failures(key, since) for key in _keys(email, door))
    return rules.against_signing_in(of_account=of_account, of_address=of_address)


def _count_failure(email: str, door: Door, user: User | None) -> None:
    """What is too old to count is forgotten on the way."""
    old = clock.now() - rules.FAILURES_WINDOW
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at <= old))
    db.session.add_all(FailedSignIn(key=key, at=clock.now()) for key in _keys(email, door))
    events.record("account.sign_in_failed", user)


def _keys(email: str, door: Door) -> tuple[str, str]:
    return links.keyed_hash(f"account:{email}"), links.keyed_hash(f"address:{door.address}")
