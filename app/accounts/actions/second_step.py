"""The second step: a code of the telephone that changes every half minute, or a recovery code."""

import hmac
import secrets

import pyotp
from sqlalchemy import delete

from app.accounts import links, passwords, queries, rules
from app.accounts.identity import end_sessions, second_factor_is_required
from app.accounts.models import RecoveryCode, SignIn, User
from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
GROUPS, GROUP_LENGTH = 3, 4


def begin_second_step(user: User) -> str:
    """The secret to put into a telephone; the same one until its first code was typed."""
    refuse_if(rules.against_second_factor(user))
    if user.totp_secret is None:
        user.totp_secret = pyotp.random_base32()
    return user.totp_secret


def confirm_second_step(*, user: User, sign_in: SignIn, code: str) -> list[str]:
    """Turn it on with a first code; the recovery codes, told once. Other sessions end."""
    refuse_if(rules.against_second_factor(user))
    if not _accept_totp(user, code):
        raise Refused([rules.WRONG_CODE])
    user.totp_since = clock.now()
    sign_in.second_factor = True
    end_sessions(user, but=sign_in)
    events.record("account.second_factor_set_up", user)
    return _fresh_codes(user)


def renew_codes(*, user: User, present: str) -> list[str]:
    """New recovery codes in place of the old ones."""
    check_present(user, present)
    if not user.has_second_factor:
        raise Refused([rules.FACTOR_OFF])
    events.record("account.recovery_codes_renewed", user)
    return _fresh_codes(user)


def remove_second_step(*, user: User, present: str) -> None:
    check_present(user, present)
    refuse_if(rules.against_no_second_factor(user, required=second_factor_is_required()))
    _forget(user)
    events.record("account.second_factor_removed", user)


def reset_second_step(user: User) -> None:
    """For somebody who lost the telephone and the codes; their sessions end."""
    refuse_if(rules.against_no_second_factor(user, required=False))
    _forget(user)
    end_sessions(user)
    events.record("account.second_factor_reset", user)


def forget_unreadable(user: User) -> bool:
    """Whether the second step was sealed with a key that this installation does not have, as in a
    backup of another one: no code can ever be right, so that it has to be set up anew."""
    if not user.has_second_factor or user.totp_secret is not None:
        return False
    _forget(user)
    events.record("account.second_factor_lost", user)
    return True


def accept_code(user: User, code: str) -> bool:
    """Whether it is right; a code is accepted once."""
    return _accept_totp(user, code) or _use_recovery_code(user, code)


def check_present(user: User, present: str) -> None:
    """Raises `Refused` unless this is the password of the account."""
    if not passwords.is_right(present, user.password_hash):
        raise Refused([rules.WRONG_PASSWORD])


def _accept_totp(user: User, code: str) -> bool:
    typed = "".join(code.split())
    if user.totp_secret is None or not typed.isascii():
        return False
    here = int(clock.now().timestamp()) // rules.TOTP_SECONDS
    totp = pyotp.TOTP(user.totp_secret)
    for step in (here - 1, here, here + 1):
        if step > (user.totp_last_step or 0) and hmac.compare_digest(
            totp.generate_otp(step), typed
        ):
            user.totp_last_step = step
            return True
    return False


def _use_recovery_code(user: User, code: str) -> bool:
    hashes = _code_hashes(user, code)
    for kept in queries.unused_codes_of(user):
        if any(hmac.compare_digest(kept.code_hash, hashed) for hashed in hashes):
            kept.used_at = clock.now()
            events.record("account.recovery_code_used", user)
            return True
    return False


def _fresh_codes(user: User) -> list[str]:
    _forget_codes(user)
    codes = [_new_code() for _ in range(rules.RECOVERY_CODES)]
    hashes = [_code_hashes(user, code)[0] for code in codes]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=hashed) for hashed in hashes)
    return codes


def _new_code() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def _code_hashes(user: User, code: str) -> list[str]:
    """With the key in use, then with older ones. Spaces, dashes and capitals do not count."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return links.keyed_hashes(f"recovery:{user.id}:{plain}")


def _forget(user: User) -> None:
    user.totp_secret = user.totp_since = user.totp_last_step = None
    _forget_codes(user)


def _forget_codes(user: User) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
