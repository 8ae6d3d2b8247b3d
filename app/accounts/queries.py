"""Every question to the tables of accounts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from app.accounts.models import ApiToken, FailedSignIn, RecoveryCode, SignIn, User, UserAntenna
from app.accounts.rules import MANAGERS
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db
from app.core.listing import Listing

STATES = ("in_use", "invited", "closed")


def all_users(*, q: str = "", role: str = "", antenna_id: int = 0, state: str = "") -> Listing:
    """`q` is part of a name or an address; closed accounts only when `state` asks for them."""
    statement = _of_state(select(User).options(selectinload(User.antennas)), state)
    if q:
        statement = statement.where(
            User.name.icontains(q, autoescape=True) | User.email.icontains(q, autoescape=True)
        )
    if role:
        statement = statement.where(User.role == role)
    if antenna_id:
        there = select(UserAntenna.user_id).where(UserAntenna.antenna_id == antenna_id)
        statement = statement.where(User.id.in_(there))
    sorts = {
        "name": (User.name, User.id),
        "email": (User.email,),
        "role": (User.role, User.name, User.id),
    }
    return Listing(statement, sorts=sorts, filters={"q": q, "role": role, "state": state})


def _of_state(statement: Select[User], state: str) -> Select[User]:
    if state == "closed":
        return statement.where(User.closed_at.is_not(None))
    statement = statement.where(User.closed_at.is_(None))
    if state == "invited":
        return statement.where(User.password_hash.is_(None))
    return statement.where(User.password_hash.is_not(None)) if state == "in_use" else statement


def everybody() -> Sequence[User]:
    """Closed accounts too, by address."""
    return db.session.scalars(
        select(User).options(selectinload(User.antennas)).order_by(User.email)
    ).all()


def find_user(email: str) -> User | None:
    return db.session.scalars(select(User).where(User.email == email.lower())).one_or_none()


def find_user_by_id(user_id: int) -> User | None:
    return db.session.scalars(select(User).where(User.id == user_id)).one_or_none()


def hold_user(user_id: int) -> User | None:
    """Held until the end of the transaction, so that two cannot use one link or code at once."""
    held = select(User).where(User.id == user_id).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).one_or_none()


def staff(antenna_id: int | None = None) -> Sequence[User]:
    """Those in use, by name; with an antenna, only those who see it by having been given it."""
    statement = _of_state(select(User), "in_use").order_by(User.name, User.id)
    if antenna_id is not None:
        there = select(UserAntenna.user_id).where(UserAntenna.antenna_id == antenna_id)
        statement = statement.where(User.id.in_(there))
    return db.session.scalars(statement).all()


def count_other_managers(user: User) -> int:
    """Who else can manage accounts; held, so that two cannot close each other at once."""
    others = (
        select(User)
        .where(User.id != user.id, User.role.in_(MANAGERS))
        .where(User.password_hash.is_not(None), User.closed_at.is_(None))
        .with_for_update()
    )
    return len(db.session.scalars(others).all())


def antennas_by_id(antenna_ids: Sequence[int]) -> list[Antenna]:
    wanted = select(Antenna).where(Antenna.id.in_(antenna_ids)).order_by(Antenna.id)
    return list(db.session.scalars(wanted))


def antennas_by_code(codes: Sequence[str]) -> list[Antenna]:
    wanted = select(Antenna).where(Antenna.code.in_(codes)).order_by(Antenna.id)
    return list(db.session.scalars(wanted))


def antennas_to_choose() -> list[Antenna]:
    """Open and planned ones: staff is hired before an antenna opens."""
    here = select(Antenna).where(Antenna.closed_on.is_(None)).order_by(Antenna.code)
    return list(db.session.scalars(here))


def sessions_of(user: User) -> Sequence[SignIn]:
    """Running ones, the newest first."""
    running = (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        .where(SignIn.expires_at > clock.now())
        .order_by(SignIn.began_at.desc(), SignIn.id.desc())
    )
    return db.session.scalars(running).all()


def find_session_of(user: User, sign_in_id: int) -> SignIn | None:
    own = select(SignIn).where(SignIn.user_id == user.id, SignIn.id == sign_in_id)
    return db.session.scalars(own).one_or_none()


def tokens_of(user: User) -> Sequence[ApiToken]:
    """Those that still open something, the newest first."""
    valid = (
        select(ApiToken)
        .where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
        .where(ApiToken.expires_at > clock.now())
        .order_by(ApiToken.id.desc())
    )
    return db.session.scalars(valid).all()


def find_token_of(user: User, token_id: int) -> ApiToken | None:
    own = select(ApiToken).where(ApiToken.user_id == user.id, ApiToken.id == token_id)
    return db.session.scalars(own).one_or_none()


def count_failures(key: str, since: datetime) -> int:
    counted = select(func.count(FailedSignIn.id))
    return db.session.scalar(counted.where(FailedSignIn.key == key, FailedSignIn.at > since)) or 0


def unused_codes_of(user: User) -> Sequence[RecoveryCode]:
    unused = select(RecoveryCode).where(
        RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalars(unused.with_for_update()).all()


def count_unused_codes(user: User) -> int:
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0
