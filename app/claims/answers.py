"""What claims answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, exists

from app.allocation.models import Allocation
from app.claims import labels, queries
from app.claims.models import Claim
from app.claims.rules import HANDED_IN
from app.core.errors import Reason
from app.core.money import money
from app.grants.models import Grant
from app.people.panels import Panel


def event_names() -> list[tuple[str, Any]]:
    return labels.event_names()


def is_claimed(grant: Grant) -> Iterator[bool]:
    """Whether a claim was ever made under the grant: what it rests on stays then."""
    yield queries.is_claimed(grant.id)


def allocation_claimed() -> Iterator[ColumnElement[bool]]:
    """The condition of a query for lines of the ledger: one that was handed in."""
    lines = queries.LINES.c
    yield exists().where(
        lines.allocation_id == Allocation.id,
        lines.claim_id == Claim.__table__.c.id,
        Claim.__table__.c.state.in_(HANDED_IN),
    )


def against_release(allocation: Allocation) -> Iterator[Reason]:
    """What was handed in to a funder cannot be given to another."""
    for code in queries.claimed_allocations([allocation.id]).values():
        yield Reason("claimed", _("This line stands in claim %(code)s.", code=code))


def grant_panels(grant: Grant) -> Iterator[Panel]:
    """The claims of a grant, on its page."""
    yield Panel(
        title=gettext("Claims"),
        template="claims/_panel.html",
        context={"claims": queries.of_grant(grant.id), "grant": grant},
        order=60,
    )


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """What a month has to see: claims to hand in, questions to answer, money awaited."""
    for claim in queries.to_hand_in(first, last):
        words = gettext("Hand in claim %(code)s", code=claim.code)
        yield _told("claim", claim, words, claim.due_on, late_before=first)
    for question, claim in queries.to_answer():
        if (question.due_on or question.asked_on) <= last:
            words = gettext("Answer the question about claim %(code)s", code=claim.code)
            yield _told("question", claim, words, question.due_on, late_before=first)
    for claim in queries.money_awaited():
        awaited = money(claim.awaited_cents, claim.currency)
        words = gettext("%(sum)s awaited for claim %(code)s", sum=awaited, code=claim.code)
        yield _told("money", claim, words, None, late_before=first)


def _told(
    kind: str, claim: Claim, what: str, on: date | None, *, late_before: date
) -> dict[str, Any]:
    owner = claim.grant.follower
    return {
        "on": on,
        "what": what,
        "whom": claim.grant.funder.name,
        "who": owner.name if owner else None,
        "url": url_for("claims.show", claim_id=claim.id),
        "kind": kind,
        "late": on is not None and on < late_before,
    }
