"""Names of events, and of what they are about, in the words of those who read the journal."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

SUBJECTS = {
    "account": _("Accounts"),
    "antenna": _("Antennas"),
    "duo": _("Duos"),
    "import": _("Imports"),
    "interview": _("Interviews"),
    "mail": _("Mails"),
    "mentee": _("Mentees"),
    "mentor": _("Mentors"),
    "person": _("People"),
    "proposal": _("Proposals"),
    "session": _("Information sessions"),
    "spell": _("Spells"),
}
"""By the first word of an event's name."""

NAMES = {
    "account.changed": _("Account changed"),
    "account.closed": _("Account closed"),
    "account.invitation_accepted": _("Invitation accepted"),
    "account.invited": _("Invited"),
    "account.invited_again": _("Invited again"),
    "account.password_changed": _("Password changed"),
    "account.password_reset": _("Password reset by mail"),
    "account.recovery_code_used": _("Recovery code used"),
    "account.recovery_codes_renewed": _("New recovery codes"),
    "account.reopened": _("Account opened again"),
    "account.reset_asked": _("Somebody asked for a new password"),
    "account.second_factor_removed": _("Second step turned off"),
    "account.second_factor_reset": _("Second step reset by a manager"),
    "account.second_factor_set_up": _("Second step set up"),
    "account.sign_in_failed": _("Sign-in failed"),
    "account.signed_in": _("Signed in"),
    "account.signed_out": _("Signed out"),
    "account.signed_out_everywhere": _("Signed out everywhere"),
    "account.token_made": _("Token for a program made"),
    "account.token_revoked": _("Token for a program revoked"),
    "mail.delivery_asked": _("Mail sent again"),
}
"""Events of other features are named by `phrase`: their own words, without dots and underscores."""

VIAS = {
    "page": _("on a page"),
    "api": _("by a program"),
    "command": _("on the command line"),
}


def phrase(name: str) -> LazyString | str:
    return NAMES.get(name) or name.replace(".", " · ").replace("_", " ")


def about(subject_type: str | None, subject_id: int | None) -> str:
    """The row an event is about, as `users 7`; empty when it is about none."""
    return f"{subject_type} {subject_id}" if subject_type else ""


def lines(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What an event keeps, as pairs; a change as `before → after`."""
    found = []
    for key, value in facts.items():
        if key == "changes" and isinstance(value, dict):
            found += [(field, " → ".join(map(_plain, both))) for field, both in value.items()]
        else:
            found.append((key, _plain(value)))
    return [(key.replace("_", " "), text) for key, text in found]


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "–"
    return "–" if value is None or value == "" else str(value)
