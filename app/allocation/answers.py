"""What the allocation answers to the features around it (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.allocation import labels, queries
from app.allocation.eligibility import usage_by_grant
from app.allocation.models import Allocation, Evidence
from app.allocation.rules import used_of
from app.core.db import db, past_the_wall
from app.core.errors import Reason
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duos.models import Duo
from app.funders.models import Funder
from app.grants.models import COUNTED, Grant, Obligation
from app.people.models import Kind, Person
from app.people.panels import Panel

event_names = labels.event_names
BOTH_COUNTED = Reason("both_counted", _("Both profiles count for the same funding."))


def duo_panels(duo: Duo) -> Iterator[Panel]:
    """Which grants the duo counts for."""
    if not viewer().may(Permission.FUNDING_READ):
        return
    lines = [one for one in queries.lines_of_subject(f"duo:{duo.id}") if not one.released_at]
    note = gettext("Counted twice") if len(lines) > 1 else None
    context = {"lines": lines}
    yield Panel(
        title=gettext("Funding"), template="allocation/_duo.html", context=context, note=note
    )


def grant_panels(grant: Grant) -> Iterator[Panel]:
    """What is used of a grant that pays by number, and what its evidence lacks."""
    if grant.unit not in COUNTED or not viewer().may(Permission.FUNDING_READ):
        return
    used = usage_by_grant([grant.id])[grant.id]
    caps = [
        {
            "words": labels.cap_in_words(cap),
            "kind": cap.kind,
            "used": used_of(cap, used),
            "most": cap.most,
        }
        for cap in grant.caps
    ]
    context = {
        "grant": grant,
        "units": sum(one.units for one in used),
        "cents": sum(one.cents for one in used),
        "caps": caps,
        "evidence": evidence_of([grant.id]).get(grant.id, {}),
    }
    yield Panel(
        title=gettext("Allocation"), template="allocation/_grant.html", context=context, order=10
    )


def evidence_of(grant_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many standing lines there are by state of the evidence, by grant."""
    lines = queries.LINES.c
    counted = (
        select(lines.grant_id, lines.evidence, func.count())
        .where(lines.grant_id.in_(grant_ids), lines.released_at.is_(None))
        .group_by(lines.grant_id, lines.evidence)
    )
    found: dict[int, dict[str, int]] = {}
    for grant_id, evidence, number in db.session.execute(counted):
        found.setdefault(grant_id, {})[evidence] = number
    return found


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """Lines whose evidence lacks something although the funder wants to see it soon: a report or
    claim is due in these days."""
    asked = (Obligation.done_on.is_(None), Obligation.due_on.between(first, last))
    days = (
        select(Obligation.grant_id, func.min(Obligation.due_on).label("due_on"))
        .where(*asked)
        .group_by(Obligation.grant_id)
        .subquery()
    )
    wanted = select(Grant, days.c.due_on).join(days, days.c.grant_id == Grant.id)
    named = (joinedload(Grant.funder).joinedload(Funder.owner), joinedload(Grant.owner))
    found = db.session.execute(wanted.where(Grant.unit.in_(COUNTED)).options(*named)).all()
    counts = evidence_of([grant.id for grant, _on in found])
    for grant, on in found:
        by_state = counts.get(grant.id, {})
        lacking = sum(number for state, number in by_state.items() if state != Evidence.COMPLETE)
        if lacking:
            words = ngettext(
                "Evidence lacks for %(num)d line of %(grant)s",
                "Evidence lacks for %(num)d lines of %(grant)s",
                lacking,
                grant=grant.code,
            )
            url = url_for("allocation.index", grant=grant.id)
            yield {
                "on": on,
                "what": words,
                "whom": grant.funder.name,
                "who": grant.follower.name if grant.follower else None,
                "url": url,
                "kind": "evidence",
                "late": False,
            }


def _standing_of(mentor: Person) -> list[Allocation]:
    found = select(Allocation).where(
        Allocation.subject == f"mentor:{mentor.id}", Allocation.released_at.is_(None)
    )
    return list(db.session.scalars(found, execution_options=past_the_wall()))


def against_merging(kept: Person, gone: Person) -> Iterator[Reason]:
    """Somebody who was counted twice under two profiles: that has to be cleared up first."""
    if kept.kind != Kind.MENTOR:
        return
    taken = {(one.grant_id, one.exclusivity_group) for one in _standing_of(kept)}
    groups = {group for _grant, group in taken if group}
    if any(
        one.exclusivity_group in groups or one.grant_id in {grant for grant, _group in taken}
        for one in _standing_of(gone)
    ):
        yield BOTH_COUNTED


def merging(kept: Person, gone: Person) -> list[Any]:
    """The lines of a mentor, released ones too; a double stays impossible under the new name."""
    if kept.kind != Kind.MENTOR:
        return []
    mine = select(Allocation).where(Allocation.mentor_id == gone.id)
    moved = []
    for one in db.session.scalars(mine, execution_options=past_the_wall()):
        before = {"mentor_id": one.mentor_id, "subject": one.subject}
        moved.append({"table": Allocation.__tablename__, "id": one.id, "before": before})
        one.mentor_id, one.subject = kept.id, f"mentor:{kept.id}"
    db.session.flush()
    return moved


def counted_of(grant_ids: list[int]) -> Iterator[tuple[int, float]]:
    """How many stand for each of these grants, at every antenna."""
    used = usage_by_grant(grant_ids)
    for grant_id in grant_ids:
        yield grant_id, sum(one.units for one in used[grant_id])
