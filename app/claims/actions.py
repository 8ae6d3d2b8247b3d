"""Every change of a claim until it is handed in; what follows is in `settling`."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, insert, select

from app.claims import judging, queries, rules, sources
from app.claims.gathering import candidates
from app.claims.models import Claim, ClaimLine, ClaimState
from app.claims.rules import Candidate, digest_of, digest_of_all
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, Refused, refuse_if
from app.core.viewer import viewer
from app.grants.models import Grant
from app.grants.queries import find_grant_by_id, version_of

NO_GRANT = Reason("no_grant", _("There is no such grant."))
NOT_DRAFT = Reason("not_draft", _("Only a claim in preparation can be changed."))
NOT_OPEN = Reason("not_open", _("This claim was handed in already."))
SAME_PERSON = Reason(
    "same_person", _("Somebody else than the person who prepared the claim has to check it.")
)
NOT_CHECKED_YET = Reason("not_checked_yet", _("This claim was not checked yet."))
NOTHING_OWED = Reason("unknown_paper", _("The scheme does not ask for this evidence."))
CUT_SHORT = Reason("settled", _("The funder has answered already: this cannot be taken back."))


def make_claim(
    *, grant_id: int, from_on: date, until_on: date, due_on: date | None, notes: str | None
) -> Claim:
    """A draft with its lines. Raises `Refused` with all that stands against the period."""
    _lock(grant_id)
    grant = find_grant_by_id(grant_id)
    if grant is None:
        raise Refused([NO_GRANT])
    refuse_if(judging.against_new(grant, from_on, until_on))
    version = version_of(grant)
    claim = Claim(
        code=f"{grant.code}-{queries.count_of_grant(grant.id) + 1}",
        grant=grant,
        unit=grant.unit,
        currency=grant.currency,
        from_on=from_on,
        until_on=until_on,
        due_on=due_on or judging.default_due_on(grant, until_on),
        state=ClaimState.DRAFT,
        scheme_code=grant.scheme_code,
        scheme_from=grant.scheme_from,
        scheme_source=sources.kept(version),
        notes=notes,
        questions=[],
        payments=[],
        digest="",
        **_prepared(),
    )
    db.session.add(claim)
    db.session.flush()
    _write_lines(claim, candidates(grant, from_on, until_on, claim.id))
    events.record("claim.made", claim, grant=grant.code, cents=claim.amount_cents)
    return claim


def _lock(grant_id: int) -> None:
    """One claim of a grant at a time: two could take the same lines. The lock is on its number
    alone, so that what was read of it stays read."""
    db.session.execute(select(Grant.id).where(Grant.id == grant_id).with_for_update())


def _prepared() -> dict[str, Any]:
    return {"prepared_at": clock.now(), "prepared_by_id": viewer().user_id}


def change_details(*, claim: Claim, due_on: date | None, notes: str | None) -> Claim:
    refuse_if([] if claim.state in rules.OPEN_STATES else [NOT_OPEN])
    claim.due_on, claim.notes = due_on, notes
    events.record("claim.changed", claim, fields=sorted(events.changed_fields(claim)))
    return claim


def refresh(*, claim: Claim) -> int:
    """Take the lines from the ledger of today; how many differed. Whoever does so prepared the
    claim, so that somebody else checks it."""
    refuse_if([] if claim.state == ClaimState.DRAFT else [NOT_DRAFT])
    differing = len(judging.differences_of(claim))
    found = candidates(claim.grant, claim.from_on, claim.until_on, claim.id)
    db.session.execute(delete(ClaimLine).where(ClaimLine.claim_id == claim.id))
    _write_lines(claim, found)
    for name, value in _prepared().items():
        setattr(claim, name, value)
    events.record("claim.refreshed", claim, differing=differing, cents=claim.amount_cents)
    return differing


def _write_lines(claim: Claim, found: Sequence[Candidate]) -> None:
    rows = [_row(claim, one) for one in found]
    if rows:
        db.session.execute(insert(ClaimLine), rows)
    claim.units = sum(one.quantity for one in found)
    claim.amount_cents = sum(one.amount_cents or 0 for one in found)
    claim.digest = digest_of_all(row["digest"] for row in rows)


def _row(claim: Claim, one: Candidate) -> dict[str, Any]:
    return asdict(one) | {
        "claim_id": claim.id,
        "grant_id": claim.grant_id,
        "amount_cents": one.amount_cents,
        "digest": digest_of(one),
    }


def note_evidence(*, claim: Claim, evidence: Collection[str]) -> Claim:
    """What lies ready of what the scheme asks for."""
    known = judging.papers_of(claim.grant)
    stands = {NOT_OPEN: claim.state not in rules.OPEN_STATES, NOTHING_OWED: {*evidence} - {*known}}
    refuse_if([reason for reason, holds in stands.items() if holds])
    claim.evidence = sorted(set(evidence))
    events.record("claim.evidence_noted", claim, codes=claim.evidence)
    return claim


def check(*, claim: Claim) -> Claim:
    """A second person has read it: what they saw is what is handed in."""
    same = viewer().user_id == claim.prepared_by_id
    reasons = [] if claim.state == ClaimState.DRAFT else [NOT_DRAFT]
    reasons += [SAME_PERSON] if same else []
    reasons += [judging.CHANGED] if judging.differences_of(claim) else []
    refuse_if(reasons)
    claim.checked_at, claim.checked_by_id = clock.now(), viewer().user_id
    return _settle(claim, "claim.checked")


def undo_check(*, claim: Claim) -> Claim:
    refuse_if([] if claim.state == ClaimState.CHECKED else [NOT_CHECKED_YET])
    claim.checked_at = claim.checked_by_id = None
    return _settle(claim, "claim.check_undone")


def submit(*, claim: Claim, submitted_on: date, waiver: str | None) -> Claim:
    """Freeze the lines and their rates. Raises `Refused` with everything that stands against it;
    with a `waiver` what is lacking or late stands against it no more."""
    refuse_if([] if claim.state in rules.OPEN_STATES else [NOT_OPEN])
    _lock(claim.grant_id)
    verdict = judging.verdict_on(claim)
    reasons = [] if claim.state == ClaimState.CHECKED else [judging.NOT_CHECKED]
    refuse_if(reasons + verdict.against + ([] if waiver else verdict.lacking))
    claim.submitted_on, claim.submitted_by_id = submitted_on, viewer().user_id
    claim.waiver = waiver if verdict.lacking else None
    lacking = [reason.code for reason in verdict.lacking]
    return _settle(claim, "claim.submitted", cents=claim.amount_cents, lacking=lacking)


def undo_submission(*, claim: Claim) -> Claim:
    """Handed in by mistake: the lines stay as they were checked."""
    refuse_if([] if claim.state == ClaimState.SUBMITTED else [CUT_SHORT])
    claim.submitted_on = claim.submitted_by_id = claim.waiver = None
    return _settle(claim, "claim.submission_undone")


def withdraw(*, claim: Claim) -> Claim:
    """A draft that is not wanted: its lines may go into another claim."""
    refuse_if([] if claim.state in rules.OPEN_STATES else [NOT_OPEN])
    db.session.execute(delete(ClaimLine).where(ClaimLine.claim_id == claim.id))
    claim.state = ClaimState.WITHDRAWN
    events.record("claim.withdrawn", claim, cents=claim.amount_cents)
    return claim


def _settle(claim: Claim, event: str, **facts: Any) -> Claim:
    claim.state = rules.state_of(claim)
    events.record(event, claim, **facts)
    return claim
