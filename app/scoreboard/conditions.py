"""What each measure counts, as conditions of SQL: over whom, what keeps the rule, what is unknown.

What hangs on a row that is visible is asked through plain tables, past the wall between antennas: a
duo of Ghent keeps its rule although its mentee was informed in Brussels.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, false, func, or_, select, true

from app.core import clock
from app.core.events import Event
from app.core.tenancy import tenant
from app.duos.models import Duo
from app.indicators.facts import WINDOW_MONTHS, Scope
from app.indicators.queries import tells_of
from app.information.models import InformationSession, InformationTalk, SessionPlace
from app.intake.models import Decision, Interview
from app.matching.models import Proposal
from app.outcomes.models import Spell
from app.people.models import Kind, Person, Stage
from app.scoreboard import contacts
from app.scoreboard.counting import Condition, Counted, Source, always, within
from app.training.models import Completion

PEOPLE, PROPOSALS, SESSIONS = Person.__table__, Proposal.__table__, InformationSession.__table__


def started(scope: Scope) -> Condition:
    return within(Duo.started_on, scope)


def running(scope: Scope) -> Condition:
    """On the last day of the period."""
    not_ended = or_(Duo.ended_on.is_(None), Duo.ended_on > scope.until)
    return and_(Duo.started_on <= scope.until, not_ended)


def ended(scope: Scope) -> Condition:
    return within(Duo.ended_on, scope)


def followed(scope: Scope) -> Condition:
    """Their twelve months after the end were over within the period."""
    over = Duo.ended_on <= Scope(on=scope.until).followed_until
    if scope.first is None:
        return over
    return and_(over, Duo.ended_on >= clock.months_after(scope.first, -WINDOW_MONTHS))


def registered(scope: Scope) -> Condition:
    return and_(Person.merged_into_id.is_(None), within(Person.registered_on, scope))


def decided(*verdicts: Stage, kind: Kind | None = None) -> Callable[[Scope], Condition]:
    def base(scope: Scope) -> Condition:
        of_kind = Person.kind == kind if kind else true()
        day = within(Decision.decided_on, scope)
        return and_(Decision.verdict.in_(verdicts), day, of_kind, Person.merged_into_id.is_(None))

    return base


def informed() -> Condition:
    """The mentee was at an information session, or was told by telephone, before the duo began."""
    place = SessionPlace.session_id == SESSIONS.c.id
    attended = exists(
        select(SessionPlace.id)
        .join(SESSIONS, place)
        .where(
            SessionPlace.person_id == Duo.mentee_id,
            SessionPlace.attended.is_(True),
            func.date(SESSIONS.c.starts_at) <= Duo.started_on,
        )
        .correlate(Duo)
    )
    talked = exists(
        select(InformationTalk.id)
        .where(
            InformationTalk.person_id == Duo.mentee_id,
            InformationTalk.held_on <= Duo.started_on,
        )
        .correlate(Duo)
    )
    return or_(attended, talked)


def trained() -> Condition:
    """The mentor had completed what is compulsory before the duo began."""
    found = select(PEOPLE.c.id).where(
        PEOPLE.c.id == Duo.mentor_id, PEOPLE.c.trained_on <= Duo.started_on
    )
    return exists(found.correlate(Duo))


def trained_this_year(scope: Scope) -> Condition:
    """The mentor followed at least one module in the year of the last day of the period."""
    first = date(scope.until.year, 1, 1)
    found = select(Completion.id).where(
        Completion.person_id == Duo.mentor_id,
        Completion.completed_on >= first,
        Completion.completed_on <= scope.until,
        Completion.hours > 0,
    )
    return exists(found.correlate(Duo))


def of_proposal(*conditions: Any) -> Condition:
    found = select(PROPOSALS.c.id).where(PROPOSALS.c.id == Duo.proposal_id, *conditions)
    return exists(found.correlate(Duo))


def interviewed() -> Condition:
    found = select(Interview.id).where(
        Interview.person_id == Decision.person_id, Interview.held_on <= Decision.decided_on
    )
    return exists(found.correlate(Decision))


def record_seen() -> Condition:
    found = select(Interview.id).where(
        Interview.person_id == Decision.person_id, Interview.record_seen_on <= Decision.decided_on
    )
    return exists(found.correlate(Decision))


def consented() -> Condition:
    """The registration was sent with a yes to the text of that day, which its event names."""
    found = select(Event.__table__.c.id).where(
        Event.__table__.c.subject_type == Person.__tablename__,
        Event.__table__.c.subject_id == Person.id,
        Event.__table__.c.name == "person.applied",
    )
    return exists(found.correlate(Person))


def under_rules(_scope: Scope) -> Condition:
    """Rules with their days were in force on the day of the registration."""
    spans = [
        and_(
            Person.registered_on >= (version.valid_from or date.min),
            Person.registered_on <= (version.valid_until or date.max),
        )
        for version in tenant().eligibility
    ]
    return or_(*spans) if spans else false()


def known_a_year_later() -> Condition:
    return exists(select(Spell.id).where(tells_of(Duo)).correlate(Duo))


FROM_A_FILE = Duo.import_id.is_not(None)
CLOSED_WELL = or_(
    Duo.unreachable.is_not(None),
    and_(Duo.talked_with_mentee.is_(True), Duo.talked_with_mentor.is_(True)),
)
NOBODY_SAID = and_(
    Duo.unreachable.is_(None),
    Duo.talked_with_mentee.is_(None),
    Duo.talked_with_mentor.is_(None),
)
REASONED = and_(Decision.reason.is_not(None), Decision.reason != "")
COUNTED: dict[str, Counted] = {
    "code": Counted(Source.DUOS, started, always(Duo.code_accepted_on.is_not(None)), FROM_A_FILE),
    "rules": Counted(Source.PEOPLE, registered, under_rules, false()),
    "consent": Counted(
        Source.PEOPLE, registered, always(consented()), Person.import_id.is_not(None)
    ),
    "interview": Counted(
        Source.DECISIONS,
        decided(Stage.READY, Stage.WAITING_LIST),
        always(interviewed()),
        false(),
    ),
    "record": Counted(
        Source.DECISIONS,
        decided(Stage.READY, kind=Kind.MENTOR),
        always(record_seen()),
        false(),
    ),
    "refusal": Counted(Source.DECISIONS, decided(Stage.DECLINED), always(REASONED), false()),
    "informed": Counted(Source.DUOS, started, always(informed()), FROM_A_FILE),
    "trained": Counted(Source.DUOS, started, always(trained()), FROM_A_FILE),
    "hours": Counted(Source.DUOS, running, trained_this_year, false()),
    "approved": Counted(
        Source.DUOS,
        started,
        always(
            of_proposal(
                PROPOSALS.c.mentee_approves.is_(True), PROPOSALS.c.mentor_approves.is_(True)
            )
        ),
        FROM_A_FILE,
    ),
    "signed": Counted(
        Source.DUOS,
        started,
        always(
            and_(
                Duo.agreed_on.is_not(None),
                Duo.code_accepted_on.is_not(None),
                of_proposal(PROPOSALS.c.first_meeting_on <= Duo.agreed_on),
            )
        ),
        FROM_A_FILE,
    ),
    "owner": Counted(Source.DUOS, running, always(Duo.owner_id.is_not(None)), false()),
    "sides": Counted(
        Source.DUOS, contacts.with_both_sides, contacts.by_one_person, contacts.by_somebody
    ),
    "contacts": Counted(Source.CONTACTS, contacts.over, contacts.in_time, false()),
    "exchange": Counted(Source.DUOS, contacts.second_exchange, contacts.exchanged, false()),
    "closing": Counted(Source.DUOS, ended, always(CLOSED_WELL), NOBODY_SAID),
    "outcome": Counted(Source.DUOS, followed, always(known_a_year_later()), false()),
}
"""By the code of the measure."""
