"""Who may be let in, with which password, and when an account may change or close.

Source of the numbers: NIST SP 800-63B-4 (2025), 3.1.1.2 (length, common passwords) and 3.2.2
(at most 100 failures in a row); ours are stricter.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _

from app.accounts import passwords
from app.accounts.models import User
from app.core.errors import Reason
from app.core.permissions import (
    ANTENNA_ROLES,
    COUNTRY_ROLES,
    HQ_ROLES,
    ROLE_PERMISSIONS,
    Permission,
    Role,
    needs_second_factor,
)

FAILURES_WINDOW = timedelta(minutes=15)
MOST_FAILURES_OF_AN_ACCOUNT = 10
MOST_FAILURES_OF_AN_ADDRESS = 50
TOTP_SECONDS = 30
"""RFC 6238, section 5.2; one step before and after is accepted for clocks that differ."""
RECOVERY_CODES = 10
LONGEST_TOKEN_DAYS = 365
MANAGERS = tuple(r for r in Role if Permission.ACCOUNTS_MANAGE in ROLE_PERMISSIONS[r])

WRONG = Reason("wrong", _("The e-mail address or the password is not right."))
LOCKED = Reason(
    "locked", _("There were too many attempts. Wait a quarter of an hour and try again.")
)
WRONG_CODE = Reason("wrong_code", _("This code is not right, or it was used before."))
DEAD_LINK = Reason("dead_link", _("This link was used before, or it is too old."))
WRONG_PASSWORD = Reason("wrong_password", _("Your present password is not right."))
TOO_SHORT = Reason("too_short", _("Take at least 12 characters; a short sentence works well."))
TOO_LONG = Reason("too_long", _("Take at most 200 characters."))
TOO_EASY = Reason("too_easy", _("This password is too easy to guess. Take one that nobody uses."))
HOLDS_NAME = Reason("holds_name", _("The password must not hold your name or e-mail address."))
SAME_PASSWORD = Reason("same_password", _("This is the password you have now."))
KNOWN = Reason("known", _("There is an account with this e-mail address already."))
NO_SUCH_ROLE = Reason("no_such_role", _("This role does not exist here."))
NO_ANTENNA = Reason("no_antenna", _("A person with this role needs at least one antenna."))
NEEDLESS_ANTENNA = Reason("needless_antenna", _("This role sees every antenna: choose none."))
ONESELF = Reason("oneself", _("You cannot close your own account."))
LAST_MANAGER = Reason(
    "last_manager", _("Somebody must be left who can manage accounts: this is the last one.")
)
CLOSED = Reason("closed", _("This account is closed."))
NOT_CLOSED = Reason("not_closed", _("This account is not closed."))
IN_USE = Reason("in_use", _("The invitation was accepted already."))
NOT_IN_USE = Reason("not_in_use", _("This account is not in use: the invitation comes first."))
FACTOR_ON = Reason("factor_on", _("The second step is set up already."))
FACTOR_OFF = Reason("factor_off", _("The second step is not set up."))
FACTOR_NEEDED = Reason(
    "factor_needed", _("Your role opens too much for a password alone: the second step stays on.")
)
NO_SCOPE = Reason("no_scope", _("Choose at least one thing the program may do."))
BEYOND_ROLE = Reason("beyond_role", _("A program may not do more than the account itself."))
ENDED = Reason("ended", _("This has ended already."))


def offered_roles(*, is_hq: bool) -> tuple[Role, ...]:
    return HQ_ROLES if is_hq else COUNTRY_ROLES


def against_signing_in(*, of_account: int, of_address: int) -> list[Reason]:
    """What failed lately is counted the same whether or not there is such an account."""
    locked = of_account >= MOST_FAILURES_OF_AN_ACCOUNT or of_address >= MOST_FAILURES_OF_AN_ADDRESS
    return [LOCKED] if locked else []


def against_password(password: str, user: User) -> list[Reason]:
    about = (user.name, user.email)
    stands = {
        TOO_SHORT: len(password) < passwords.SHORTEST,
        TOO_LONG: len(password) > passwords.LONGEST,
        HOLDS_NAME: passwords.holds_one_of(password, about),
        TOO_EASY: passwords.too_easy(password, about),
    }
    return [reason for reason, found in stands.items() if found]


def against_place(role: Role, antennas: Collection[object], *, is_hq: bool) -> list[Reason]:
    """Against giving somebody this role with these antennas."""
    bound = role in ANTENNA_ROLES
    stands = {
        NO_SUCH_ROLE: role not in offered_roles(is_hq=is_hq),
        NO_ANTENNA: bound and not antennas,
        NEEDLESS_ANTENNA: not bound and bool(antennas),
    }
    return [reason for reason, found in stands.items() if found]


def against_inviting(*, is_known: bool) -> list[Reason]:
    return [KNOWN] if is_known else []


def against_inviting_again(user: User) -> list[Reason]:
    if user.closed_at is not None:
        return [CLOSED]
    return [IN_USE] if user.password_hash is not None else []


def against_role(user: User, role: Role, *, other_managers: int) -> list[Reason]:
    """Against another role for somebody who may be the last to manage accounts."""
    loses = manages(user) and role not in MANAGERS
    return [LAST_MANAGER] if loses and other_managers == 0 else []


def against_closing(user: User, *, by_id: int | None, other_managers: int) -> list[Reason]:
    stands = {
        CLOSED: user.closed_at is not None,
        ONESELF: user.id == by_id,
        LAST_MANAGER: manages(user) and other_managers == 0,
    }
    return [reason for reason, found in stands.items() if found]


def against_reopening(user: User) -> list[Reason]:
    return [NOT_CLOSED] if user.closed_at is None else []


def against_second_factor(user: User) -> list[Reason]:
    return [FACTOR_ON] if user.has_second_factor else []


def against_no_second_factor(user: User, *, required: bool) -> list[Reason]:
    stands = {
        FACTOR_OFF: not user.has_second_factor,
        FACTOR_NEEDED: required and needs_second_factor(Role(user.role)),
    }
    return [reason for reason, found in stands.items() if found]


def against_token(user: User, scopes: Sequence[str]) -> list[Reason]:
    stands = {
        NOT_IN_USE: not user.is_in_use,
        NO_SCOPE: not scopes,
        BEYOND_ROLE: not set(scopes) <= user.permissions,
    }
    return [reason for reason, found in stands.items() if found]


def must_set_up(user: User, *, required: bool) -> bool:
    """Whether nothing else is open to somebody until the second step is set up."""
    return required and needs_second_factor(Role(user.role)) and not user.has_second_factor


def manages(user: User) -> bool:
    return user.is_in_use and user.role in MANAGERS


def device_of(user_agent: str) -> str:
    """A browser and its machine in a few words; nothing that tells one person from another."""
    browsers = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome"}
    browsers["Safari/"] = "Safari"
    machines = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
    machines |= {"Mac OS": "Mac", "Linux": "Linux"}
    found = [_first(browsers, user_agent), _first(machines, user_agent)]
    return " · ".join(part for part in found if part)


def _first(names: dict[str, str], text: str) -> str:
    return next((name for mark, name in names.items() if mark in text), "")
