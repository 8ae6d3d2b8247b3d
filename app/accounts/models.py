"""Tables of the accounts: users, their antennas, sessions, recovery codes and tokens."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.antennas.models import Antenna
from app.core.db import CodeSet, Instant, Model, Versioned
from app.core.permissions import ANTENNA_ROLES, ROLE_PERMISSIONS, Permission, Role
from app.core.sealing import Sealed


class User(Versioned, Model):
    """A member of staff. Invited first; in use once a password was chosen; closed, not deleted."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(5))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    totp_secret: Mapped[str | None] = mapped_column(Sealed("accounts.totp"), deferred=True)
    totp_since: Mapped[datetime | None] = mapped_column(Instant)
    totp_last_step: Mapped[int | None]
    invited_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    antennas: Mapped[list[Antenna]] = relationship(secondary="user_antennas")

    @property
    def permissions(self) -> frozenset[Permission]:
        return ROLE_PERMISSIONS[Role(self.role)]

    @property
    def antenna_ids(self) -> frozenset[int] | None:
        """None when the role sees every antenna."""
        if self.role not in ANTENNA_ROLES:
            return None
        return frozenset(antenna.id for antenna in self.antennas)

    @property
    def is_in_use(self) -> bool:
        return self.password_hash is not None and self.closed_at is None

    @property
    def has_second_factor(self) -> bool:
        """A secret without a day is one whose first code is still to come."""
        return self.totp_since is not None

    @property
    def state(self) -> str:
        if self.closed_at is not None:
            return "closed"
        return "invited" if self.password_hash is None else "in_use"


class UserAntenna(Model):
    __tablename__ = "user_antennas"
    __table_args__ = (Index("uq_user_antennas", "user_id", "antenna_id", unique=True),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    antenna_id: Mapped[int] = mapped_column(ForeignKey("antennas.id"), index=True)


class SignIn(Model):
    """One session of a browser; the cookie holds only its key, of which a hash is kept here."""

    __tablename__ = "sign_ins"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    device: Mapped[str] = mapped_column(String(200))
    second_factor: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(lazy="joined")


class RecoveryCode(Model):
    __tablename__ = "recovery_codes"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class FailedSignIn(Model):
    """Counts failures by what was tried: `key` is a keyed hash of an account or of an address."""

    __tablename__ = "failed_sign_ins"

    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class ApiToken(Model):
    """Lets a program act for `user` within `scopes` (permissions) until it expires."""

    __tablename__ = "api_tokens"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(CodeSet)
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship(lazy="joined")
