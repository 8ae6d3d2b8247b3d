"""The kinds of things that wait for somebody: their words, their page, how pressing they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString, format_time, ngettext
from flask_babel import lazy_gettext as _

from app.core.i18n import day, number

LATE, TODAY, SOON, GOOD = "late", "today", "soon", "good"
TAGS: Mapping[str, tuple[LazyString, str]] = {
    LATE: (_("late"), "late"),
    TODAY: (_("today"), "accent"),
    SOON: (_("soon"), "watch"),
    GOOD: (_("good news"), "good"),
}
"""The word of each tag and its colour, the most pressing first."""


@dataclass(frozen=True)
class Topic:
    """`endpoint` takes the row's id as `argument`; `every` is the page that lists them all."""

    name: LazyString
    tag: str
    action: LazyString
    endpoint: str
    argument: str
    every: str
    filters: Mapping[str, Any] = field(default_factory=dict)
    mark: str = "alone"


PERSON, MENTEE, DUO, PROPOSAL = "person_id", "person_id", "duo_id", "proposal_id"
TOPICS: Mapping[str, Topic] = {
    "overdue": Topic(
        _("Duos past their planned end"),
        LATE,
        _("Close or extend"),
        "duos.show",
        DUO,
        "duos.index",
        mark="duo",
    ),
    "callback": Topic(
        _("People to call back"),
        LATE,
        _("Call back"),
        "intake.steps.show",
        PERSON,
        "intake.people",
        {"stage": "registered"},
    ),
    "contact": Topic(
        _("Duos with a contact that is late"),
        LATE,
        _("Note the contact"),
        "duos.show",
        DUO,
        "duos.index",
        {"contact": "late"},
        mark="duo",
    ),
    "attendance": Topic(
        _("Sessions whose attendance is to be noted"),
        LATE,
        _("Note who was there"),
        "information.show",
        "session_id",
        "information.index",
        mark="people",
    ),
    "unowned": Topic(
        _("Duos without an owner"),
        LATE,
        _("Give an owner"),
        "duos.show",
        DUO,
        "duos.index",
        {"owner": "none"},
        mark="duo",
    ),
    "wait": Topic(
        _("People who have waited too long"),
        LATE,
        _("Take the next step"),
        "intake.steps.show",
        PERSON,
        "intake.people",
        {"waiting": "late"},
    ),
    "session": Topic(
        _("Information sessions today"),
        TODAY,
        _("Open the session"),
        "information.show",
        "session_id",
        "information.index",
        mark="people",
    ),
    "meeting": Topic(
        _("First meetings to hold and note"),
        TODAY,
        _("Note the answers"),
        "matching.answers",
        PROPOSAL,
        "matching.proposals",
        mark="duo",
    ),
    "decision": Topic(
        _("Interviews and evaluations to decide on"),
        SOON,
        _("Decide"),
        "intake.steps.decision",
        PERSON,
        "intake.board",
    ),
    "evaluation": Topic(
        _("Evaluations of mentors to hold"),
        SOON,
        _("Note the evaluation"),
        "intake.steps.evaluation",
        PERSON,
        "intake.people",
        {"stage": "evaluation"},
    ),
    "permit": Topic(
        _("Permits that end soon"),
        SOON,
        _("Open the profile"),
        "mentees.show",
        MENTEE,
        "mentees.index",
    ),
    "ending": Topic(
        _("Duos that end soon"),
        SOON,
        _("Prepare the closing"),
        "duos.close",
        DUO,
        "duos.index",
        mark="duo",
    ),
    "unmet": Topic(
        _("Proposals without a first meeting"),
        SOON,
        _("Plan the meeting"),
        "matching.first_meeting",
        PROPOSAL,
        "matching.proposals",
        mark="duo",
    ),
    "signature": Topic(
        _("Agreements to sign"),
        GOOD,
        _("Note the agreement"),
        "duos.sign",
        PROPOSAL,
        "matching.proposals",
        {"state": "approved"},
        mark="duo",
    ),
    "outcome": Topic(
        _("Situations to ask after a duo"),
        SOON,
        _("Note the situation"),
        "outcomes.new",
        MENTEE,
        "duos.index",
        {"state": "ended"},
    ),
    "doubt": Topic(
        _("Profiles that may be double"),
        SOON,
        _("Compare"),
        "",
        "",
        "duplicates.index",
    ),
}
"""In the order of a day's work."""


def tag_of(topic: str, due: Any, on: date) -> tuple[LazyString, str]:
    """The topic's own tag; late once a day that was set has passed."""
    passed = isinstance(due, date) and not isinstance(due, datetime) and due < on
    return TAGS[LATE if passed and topic in {"meeting", "permit"} else TOPICS[topic].tag]


def detail_of(topic: str, due: Any, on: date) -> str:
    """Why it waits, in a few words."""
    if isinstance(due, datetime):
        return str(_("%(day)s at %(time)s", day=day(due.date()), time=format_time(due, "short")))
    return DETAILS[topic](due, abs((on - due).days))


def _days_since(due: date, days: int) -> str:
    words = ngettext(
        "waiting for %(shown)s day", "waiting for %(shown)s days", days, shown=number(days)
    )
    return f"{words} · {_('since %(day)s', day=day(due))}"


def _planned(due: date, days: int) -> str:
    return str(
        ngettext(
            "planned end %(day)s, one day ago",
            "planned end %(day)s, %(shown)s days ago",
            days,
            day=day(due),
            shown=number(days),
        )
    )


def _ends(due: date, days: int) -> str:
    if not days:
        return str(_("ends today"))
    return str(
        ngettext(
            "ends in one day, on %(day)s",
            "ends in %(shown)s days, on %(day)s",
            days,
            day=day(due),
            shown=number(days),
        )
    )


DETAILS: Mapping[str, Callable[[date, int], str]] = {
    "overdue": _planned,
    "contact": lambda due, _days: str(_("contact due on %(day)s", day=day(due))),
    "callback": _days_since,
    "unowned": lambda due, _days: str(_("planned end %(day)s", day=day(due))),
    "wait": _days_since,
    "meeting": lambda due, _days: str(_("first meeting on %(day)s", day=day(due))),
    "decision": _days_since,
    "evaluation": _days_since,
    "permit": lambda due, _days: str(_("permit valid until %(day)s", day=day(due))),
    "ending": _ends,
    "unmet": lambda due, _days: str(_("proposed on %(day)s", day=day(due))),
    "signature": lambda due, _days: str(_("approved by both, met on %(day)s", day=day(due))),
    "outcome": lambda due, _days: str(_("ended on %(day)s, not heard of since", day=day(due))),
}
