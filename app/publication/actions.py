"""Everything that happens to a publication: asked for, computed, released or turned down, sent."""

from collections.abc import Mapping
from datetime import date

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock, events, jobs, logs, shared
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.quarters import Quarter, last_over, quarter
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.disclosure.protect import METHOD, THRESHOLDS
from app.disclosure.securing import Secured, secure
from app.publication import queries, rules, sending
from app.publication.models import Release, ReleaseState, ReleaseTable
from app.tabulation.counting import count
from app.tabulation.queries import duos_of_year

COMPUTE = "publication.compute"
SEND = "publication.send"


def ask(*, period: Quarter, reason: str = "") -> Release:
    """Ask for the tables of a quarter that is over. Raises `Refused`."""
    numbers = queries.numbers_of(period.code)
    against = rules.against_asking(
        is_over=period.last < clock.today(),
        waits=any(state in rules.OPEN for _, state in numbers),
        was_released=any(state in rules.RELEASED for _, state in numbers),
        reason=reason,
    )
    refuse_if(against)
    release = Release(
        period=period.code,
        number=max((number for number, _ in numbers), default=0) + 1,
        state=ReleaseState.ASKED,
        method=METHOD,
        thresholds=THRESHOLDS.as_kept,
        reason=reason or None,
        asked_at=clock.now(),
    )
    db.session.add(release)
    events.record("release.asked", release, period=release.period, number=release.number)
    jobs.later(COMPUTE, release.id)
    return release


def ask_if_due(on: date) -> Release | None:
    """Once a quarter is over, its tables are computed without anybody asking."""
    due = last_over(on)
    if queries.numbers_of(due.code) or not queries.has_duos(due):
        return None
    return ask(period=due)


def compute(release: Release) -> None:
    """Count and protect all tables; those that fail the check are refused, with the cells named."""
    found = quarter(release.period)
    secured = secure(found, count(found), duos_of_year(found), queries.earlier_than(release))
    for table in secured.tables:
        code = table.template.code
        release.tables.append(ReleaseTable(template=code, before=table.before, after=table.after))
    _settle(release, secured)


def _settle(release: Release, secured: Secured) -> None:
    release.findings = secured.findings
    release.computed_at = clock.now()
    release.state = ReleaseState.READY if secured.is_safe else ReleaseState.REFUSED
    name = "release.computed" if secured.is_safe else "release.refused"
    events.record(name, release, period=release.period, findings=len(secured.findings))


def against_letting_go(release: Release) -> list[Reason]:
    """Everything that stands against it; empty means that it may leave."""
    is_ready = release.state == ReleaseState.READY
    return rules.against_releasing(
        release.state,
        is_outdated=is_ready and queries.is_outdated(release),
        is_new=not is_ready or bool(_changed(release, queries.last_versions(release.period))),
    )


def let_go(*, release: Release) -> Release:
    """A person lets the tables leave: each that is new or differs gets a version. Raises
    `Refused`."""
    refuse_if(against_letting_go(release))
    known = queries.last_versions(release.period)
    changed = _changed(release, known)
    _decide(release, ReleaseState.RELEASED)
    release.released_at = clock.now()
    for table in changed:
        before = known.get(table.template)
        table.replaces = before.version if before else None
        table.version = (table.replaces or 0) + 1
        table.digest = sending.digest_of(sending.facts_of(release, table, tenant().code))
    events.record("release.released", release, period=release.period, tables=len(changed))
    jobs.later(SEND, release.id)
    return release


def turn_down(*, release: Release, reason: str) -> Release:
    """The tables stay in the country. Raises `Refused`."""
    refuse_if(rules.against_turning_down(release.state))
    _decide(release, ReleaseState.REJECTED)
    release.reason = reason
    events.record("release.rejected", release, period=release.period)
    return release


def send_all() -> int:
    """Write what was released into the shared database; how many releases arrived.

    While it is away everything waits for the next time. Whoever is stopped half-way does it again:
    a row that is there already stays the only one.
    """
    arrived = 0
    for release in queries.unsent():
        code, tables = tenant().code, [t for t in release.tables if t.version is not None]
        try:
            with shared.writing() as connection:
                sending.give_way(connection, release, tables, code)
                sending.put(connection, [sending.facts_of(release, t, code) for t in tables])
        except SQLAlchemyError as error:
            current_app.logger.warning("the shared database is away: %s", logs.kind_of(error))
            break
        mark_sent(release)
        arrived += 1
    return arrived


def mark_sent(release: Release) -> None:
    release.state, release.sent_at = ReleaseState.SENT, clock.now()
    events.record("release.sent", release, period=release.period)


def _changed(release: Release, known: Mapping[str, ReleaseTable]) -> list[ReleaseTable]:
    """The tables that headquarters does not have, or has otherwise."""
    return [
        table
        for table in release.tables
        if table.template not in known or known[table.template].after != table.after
    ]


def _decide(release: Release, state: ReleaseState) -> None:
    release.state = state
    release.decided_by_id = viewer().user_id
    release.decided_by_role = queries.role_of_viewer()
