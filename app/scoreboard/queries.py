"""The shares of the standard, antenna by antenna, and the rows that do not keep a rule."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select
from sqlalchemy.orm import Bundle

from app.core.db import db
from app.core.listing import Listing
from app.duos import queries as duos
from app.duos.models import Duo
from app.followup.models import DuoContact
from app.indicators.facts import Scope
from app.indicators.measures import DOCUMENTED
from app.indicators.statistics import Rate
from app.intake.models import Decision
from app.people.models import Person
from app.scoreboard.conditions import COUNTED
from app.scoreboard.counting import Counted, Source
from app.scoreboard.standard import MEASURES, RULES

Shares = Mapping[str, Mapping[int | None, Rate]]
"""By measure and antenna id; None is the whole that the viewer sees."""
BREAKS, UNKNOWN = "breaks", "unknown"
ANTENNA_OF: dict[Source, Any] = {
    Source.DUOS: Duo.antenna_id,
    Source.PEOPLE: Person.antenna_id,
    Source.DECISIONS: Person.antenna_id,
    Source.CONTACTS: Duo.antenna_id,
}


def shares(scope: Scope, codes: Collection[str] = tuple(MEASURES)) -> Shares:
    """One statement for each source that these measures count, whatever their number."""
    found: dict[str, dict[int | None, Rate]] = {}
    for source in Source:
        wanted = [code for code in codes if code in COUNTED and COUNTED[code].source == source]
        if wanted:
            found |= _counted(source, wanted, scope)
    whole = {"place": _places(), "documented": _documented()}
    return found | {code: {None: rate} for code, rate in whole.items() if code in codes}


def _places() -> Rate:
    named = sum(1 for indicator in DOCUMENTED if indicator.place)
    return Rate(named, len(DOCUMENTED))


def _documented() -> Rate:
    return Rate(sum(1 for rule in RULES if rule.measures), len(RULES))


def _counted(
    source: Source, codes: Sequence[str], scope: Scope
) -> dict[str, dict[int | None, Rate]]:
    columns = []
    for code in codes:
        counted = COUNTED[code]
        base, kept = counted.base(scope), counted.kept(scope)
        columns += [
            _count(and_(base, kept)).label(f"{code}_kept"),
            _count(base).label(f"{code}_all"),
            _count(and_(base, not_(kept), counted.unknown)).label(f"{code}_unknown"),
        ]
    any_base = or_(*(COUNTED[code].base(scope) for code in codes))
    statement = _from(source, ANTENNA_OF[source].label("antenna_id"), *columns).where(any_base)
    rows = db.session.execute(statement.group_by(ANTENNA_OF[source])).mappings().all()
    found: dict[str, dict[int | None, Rate]] = {}
    for code in codes:
        found[code] = {row["antenna_id"]: _rate(row, code) for row in rows}
        found[code][None] = _added(found[code].values())
    return found


def _rate(row: Mapping[Any, Any], code: str) -> Rate:
    return Rate(*(int(row[f"{code}_{part}"]) for part in ("kept", "all", "unknown")))


def _added(rates: Collection[Rate]) -> Rate:
    return Rate(
        sum(rate.numerator for rate in rates),
        sum(rate.denominator for rate in rates),
        sum(rate.unknown for rate in rates),
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _from(source: Source, *columns: Any) -> Select[Any]:
    if source == Source.DECISIONS:
        return select(*columns).select_from(Decision).join(Person, Decision.person_id == Person.id)
    if source == Source.CONTACTS:
        return select(*columns).select_from(DuoContact).join(Duo, DuoContact.duo_id == Duo.id)
    return select(*columns).select_from(Duo if source == Source.DUOS else Person)


def against(code: str, scope: Scope, show: str) -> Listing:
    """The rows that break the rule of this measure, or of which nobody can say: duos with the
    names of both, or people; the newest first. A duo stands for all of its contacts."""
    counted = COUNTED[code]
    wrong = _wrong(counted, scope, show)
    if counted.source == Source.CONTACTS:
        found = _from(counted.source, DuoContact.duo_id).where(*wrong)
        return _duos([Duo.id.in_(found)], scope)
    if counted.source == Source.DUOS:
        return _duos(wrong, scope)
    return _people(counted, scope, show)


def _duos(wrong: Sequence[ColumnElement[bool]], scope: Scope) -> Listing:
    statement = duos.rows(state="all").where(*wrong)
    if scope.antenna_id:
        statement = statement.where(Duo.antenna_id == scope.antenna_id)
    newest: list[Any] = [Duo.started_on.desc(), Duo.id]
    return Listing(
        statement, sorts={"started": newest, "mentee": [duos.MENTEE.c.last_name, Duo.id]}
    )


def _people(counted: Counted, scope: Scope, show: str) -> Listing:
    decided = counted.source == Source.DECISIONS
    day = Decision.decided_on if decided else Person.registered_on
    shown: Bundle[Any] = Bundle(
        "person",
        Person.id,
        Person.kind,
        Person.first_name,
        Person.last_name,
        Person.antenna_id,
        day.label("day"),
    )
    statement = _from(counted.source, shown).where(*_wrong(counted, scope, show))
    if scope.antenna_id:
        statement = statement.where(Person.antenna_id == scope.antenna_id)
    newest: list[Any] = [day.desc(), Person.id]
    return Listing(statement, sorts={"day": newest, "name": [Person.sort_key, Person.id]})


def _wrong(counted: Counted, scope: Scope, show: str) -> list[ColumnElement[bool]]:
    unknown = counted.unknown if show == UNKNOWN else not_(counted.unknown)
    return [counted.base(scope), not_(counted.kept(scope)), unknown]
