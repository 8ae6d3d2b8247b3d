"""Names of events, and of what they are about, in the words of those who read the journal."""

from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from app.core.questions import ask

SUBJECTS = {
    "account": _("Accounts"),
    "antenna": _("Antennas"),
    "duo": _("Duos"),
    "duplicates": _("Doubles"),
    "expense": _("Expenses"),
    "expense_batch": _("Payments of expenses"),
    "import": _("Imports"),
    "interview": _("Interviews"),
    "mail": _("Mails"),
    "mentee": _("Mentees"),
    "mentor": _("Mentors"),
    "module": _("Training modules"),
    "person": _("People"),
    "proposal": _("Proposals"),
    "release": _("Publications"),
    "sensitive": _("Sensitive facts"),
    "session": _("Information sessions"),
    "spell": _("Spells"),
    "tenant": _("This country"),
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
    "account.second_factor_lost": _("Second step could no longer be read"),
    "account.second_factor_removed": _("Second step turned off"),
    "account.second_factor_reset": _("Second step reset by a manager"),
    "account.second_factor_set_up": _("Second step set up"),
    "account.sign_in_failed": _("Sign-in failed"),
    "account.signed_in": _("Signed in"),
    "account.signed_out": _("Signed out"),
    "account.signed_out_everywhere": _("Signed out everywhere"),
    "account.token_made": _("Token for a program made"),
    "account.token_revoked": _("Token for a program revoked"),
    "antenna.changed": _("Antenna changed"),
    "antenna.closed": _("Antenna closed"),
    "antenna.opened": _("Antenna opened"),
    "antenna.reopened": _("Antenna opened again"),
    "duplicates.settled": _("Doubt about a double settled"),
    "mail.delivery_asked": _("Mail sent again"),
    "mentee.ready_again": _("Mentee ready again"),
    "mentee.registered": _("Mentee registered"),
    "mentor.evaluated": _("Mentor evaluated"),
    "mentor.half_days_recorded": _("Training half days recorded"),
    "mentor.registered": _("Mentor registered"),
    "mentor.trained": _("Mentor trained"),
    "person.applied": _("Registered on line"),
    "person.changed": _("Profile changed"),
    "person.decided": _("Decision taken"),
    "person.interviewed": _("Interview held"),
    "person.merge_undone": _("Merging of profiles undone"),
    "person.merged": _("Profiles merged"),
    "person.signed_up": _("Signed up for an information session"),
    "person.stage_changed": _("Stage changed"),
    "sensitive.changed": _("Sensitive facts changed"),
    "sensitive.read": _("Sensitive facts read"),
    "tenant.backed_up": _("Backup made"),
    "tenant.exported": _("All data exported"),
    "tenant.resealed": _("Sealed anew with another key"),
    "tenant.restored": _("Put back from a backup"),
    "tenant.resumed": _("Opened again"),
    "tenant.suspended": _("Suspended"),
}
"""Higher features name their own: `event.names` asks them. What nobody names is shown as it is."""

VIAS = {
    "page": _("on a page"),
    "api": _("by a program"),
    "command": _("on the command line"),
}


ROWS = {
    "antennas": _("Antenna %(number)s"),
    "duos": _("Duo %(number)s"),
    "imports": _("Import %(number)s"),
    "mails": _("Mail %(number)s"),
    "people": _("Person %(number)s"),
    "proposals": _("Proposal %(number)s"),
    "users": _("Account %(number)s"),
}
"""By the table an event is about."""

FIELDS = {
    "antenna_id": _("Antenna"),
    "antennas": _("Antennas"),
    "closed_on": _("Closed on"),
    "code": _("Code"),
    "days": _("Days"),
    "device": _("Device"),
    "email": _("E-mail address"),
    "kind": _("Kind"),
    "language": _("Language"),
    "mentee_id": _("Mentee"),
    "mentor_id": _("Mentor"),
    "name": _("Name"),
    "on": _("On"),
    "opened_on": _("Opened on"),
    "owner_id": _("Owner"),
    "reason": _("Reason"),
    "role": _("Role"),
    "scopes": _("May do"),
    "second_factor": _("Second step"),
    "stage": _("Stage"),
    "state": _("State"),
    "token": _("Token"),
}

LISTS = frozenset({"antennas", "fields", "scopes"})
"""Facts that are lists by nature; any other pair is what it was and what it became."""


def phrase(name: str) -> LazyString | str:
    known = NAMES.get(name) or dict(ask("event.names")).get(name)
    return known or name.replace(".", " · ").replace("_", " ")


def about(subject_type: str | None, subject_id: int | None) -> str:
    """The row an event is about, as "Account 7"; empty when it is about none."""
    if not subject_type:
        return ""
    named = ROWS.get(subject_type)
    return str(named) % {"number": subject_id} if named else f"{subject_type} {subject_id}"


def lines(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What an event keeps, as pairs; a change as `before → after`."""
    found = []
    for key, value in facts.items():
        if key == "changes" and isinstance(value, dict):
            found += [(field, _change(both)) for field, both in value.items()]
        else:
            found.append((key, _plain(value) if key in LISTS else _change(value)))
    return [(str(FIELDS.get(key, key.replace("_", " "))), text) for key, text in found]


def _change(both: Any) -> str:
    """Before and after; sensitive fields keep only that they were changed."""
    if isinstance(both, list) and len(both) == len(("before", "after")):
        return " → ".join(map(_plain, both))
    return _plain(both)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "–"
    return "–" if value is None or value == "" else str(value)
