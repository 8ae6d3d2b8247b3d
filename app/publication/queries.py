"""Every question about releases: what was computed, released and sent."""

from collections.abc import Sequence

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from app.accounts.models import User
from app.core.db import db
from app.core.listing import Listing
from app.core.quarters import OF_YEAR, Quarter, quarter
from app.core.viewer import viewer
from app.core.web import LARGEST_ID
from app.disclosure.linking import Snapshot
from app.disclosure.securing import Earlier, Table, snapshot_of
from app.duos.models import Duo
from app.publication.models import Release, ReleaseState, ReleaseTable
from app.publication.rules import RELEASED
from app.tabulation.queries import duos_of_year
from app.tabulation.templates import BY_CODE


def all_releases() -> Listing:
    """The newest quarter first, and of each the newest number."""
    sorts = {
        "newest": (Release.period.desc(), Release.number.desc()),
        "oldest": (Release.period, Release.number),
    }
    return Listing(select(Release), sorts=sorts, exact=True)


def newest() -> Sequence[Release]:
    """For a list on the command line."""
    order = (Release.period.desc(), Release.number.desc())
    return db.session.scalars(select(Release).order_by(*order).limit(200)).all()


def published() -> Listing:
    """Every version of a table that was released, the newest quarter first."""
    found = (
        select(ReleaseTable)
        .join(Release)
        .where(Release.state.in_(RELEASED), ReleaseTable.version.is_not(None))
        .options(selectinload(ReleaseTable.release))
    )
    newest = (Release.period.desc(), ReleaseTable.template, ReleaseTable.version.desc())
    return Listing(found, sorts={"newest": newest}, exact=True)


def get_release(release_id: int) -> Release:
    """With its tables; 404 for one that is not there."""
    found = _with_tables().where(Release.id == min(release_id, LARGEST_ID))
    return db.session.scalars(found).one_or_none() or abort(404)


def find_asked(release_id: int) -> Release | None:
    found = _with_tables().where(Release.id == release_id, Release.state == ReleaseState.ASKED)
    return db.session.scalars(found).one_or_none()


def newest_of(period: str) -> Release:
    """Raises `NoResultFound` for a quarter that was never computed."""
    found = _with_tables().where(Release.period == period).order_by(Release.number.desc())
    return db.session.scalars(found.limit(1)).one()


def numbers_of(period: str) -> list[tuple[int, ReleaseState]]:
    """Number and state of everything computed for a quarter."""
    found = select(Release.number, Release.state).where(Release.period == period)
    return [(number, state) for number, state in db.session.execute(found)]


def was_released(period: str) -> bool:
    return any(state in RELEASED for _, state in numbers_of(period))


def unsent() -> Sequence[Release]:
    """Released and not yet in the shared database, the oldest first."""
    found = _with_tables().where(Release.state == ReleaseState.RELEASED)
    return db.session.scalars(found.order_by(Release.released_at, Release.id)).all()


def earlier_than(release: Release) -> Earlier:
    """What was released of the same quarter and, the newest of each, up to a year around it."""
    here = quarter(release.period)
    found = _with_tables().where(Release.state.in_(RELEASED), Release.period.in_(_linked(here)))
    versions: list[Snapshot] = []
    around: dict[str, Snapshot] = {}
    for one in db.session.scalars(found.order_by(Release.period, Release.number)):
        snapshot = _snapshot(one, here)
        if one.period == release.period:
            versions.append(snapshot)
        else:
            around[one.period] = snapshot
    return Earlier(versions, list(around.values()))


def is_outdated(release: Release) -> bool:
    """Something linked was released after these tables were computed and checked."""
    if release.computed_at is None:
        return False
    later = select(Release.id).where(
        Release.period.in_(_linked(quarter(release.period))),
        Release.id != release.id,
        Release.released_at > release.computed_at,
    )
    return db.session.scalars(later.limit(1)).first() is not None


def last_versions(period: str) -> dict[str, ReleaseTable]:
    """What headquarters has for a quarter, by template."""
    found = (
        select(ReleaseTable)
        .join(Release)
        .where(
            Release.period == period,
            Release.state.in_(RELEASED),
            ReleaseTable.version.is_not(None),
        )
        .order_by(ReleaseTable.version)
    )
    return {table.template: table for table in db.session.scalars(found)}


def role_of_viewer() -> str:
    """In which role somebody decides; whoever runs commands on the machine is the operator."""
    found = db.session.scalar(select(User.role).where(User.id == viewer().user_id))
    return str(found) if found else "operator"


def has_duos(until: Quarter) -> bool:
    found = select(Duo.id).where(Duo.started_on <= until.last).limit(1)
    return db.session.scalars(found).first() is not None


def _linked(here: Quarter) -> list[str]:
    """The quarters whose tables tell something of this one: those up to a year around it."""
    return [Quarter(here.index + step).code for step in range(-OF_YEAR, OF_YEAR + 1)]


def _with_tables() -> Select[Release]:
    return select(Release).options(selectinload(Release.tables))


def _snapshot(release: Release, here: Quarter) -> Snapshot:
    tables = [
        Table(BY_CODE[table.template], table.before, table.after)
        for table in release.tables
        if table.template in BY_CODE
    ]
    duos = duos_of_year(here) if release.period == here.code else None
    return snapshot_of(quarter(release.period), tables, duos)
