"""The contract itself: written, changed, started, closed, cancelled and opened again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.core import events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.questions import ask
from app.core.tenancy import tenant
from app.grants import queries, rules
from app.grants.models import Grant, GrantCap, GrantState, search_text_of
from app.schemes.queries import find_scheme

Said = Mapping[str, Any]


def add_grant(**said: Any) -> Grant:
    """In preparation until it is started. Raises `Refused` with every contradiction in it."""
    grant = Grant(state=GrantState.DRAFT, currency=tenant().currency, conditions=[], caps=[])
    caps = _write(grant, _settled(said))
    db.session.add(grant)
    grant.caps = caps
    events.record("grant.added", grant, code=grant.code, funder_id=grant.funder_id)
    return grant


def change_grant(*, grant: Grant, **said: Any) -> Grant:
    """Raises `Refused`, also when a claim rests on what would change."""
    settled = _settled(said)
    if is_claimed(grant):
        refuse_if(rules.against_changed(vars(grant), {**vars(grant), **settled}))
    before = [cap_of(cap) for cap in grant.caps]
    caps = _write(grant, settled)
    changed = _told(grant)
    after = [cap_of(cap) for cap in caps]
    if after != before:
        grant.caps = caps
        changed["caps"] = [[asdict(cap) for cap in before], [asdict(cap) for cap in after]]
    if changed:
        events.record("grant.changed", grant, **changed)
    return grant


def is_claimed(grant: Grant) -> bool:
    """Whether a claim was made under it, which the features above know."""
    return any(ask("grant.claimed", grant))


def _settled(said: Said) -> dict[str, Any]:
    """What was typed, with the version of the scheme that is in force on the first day."""
    scheme = find_scheme(said["scheme_code"])
    version = scheme.version_on(said["begins_on"]) if scheme else None
    named = said.get("scheme_from")
    return {**said, "scheme_from": named or (version.valid_from if version else None)}


def _write(grant: Grant, said: dict[str, Any]) -> list[GrantCap]:
    """Put what was said on the grant once nothing stands against it; its caps are the answer."""
    caps = [rules.Cap(**cap) for cap in said.pop("caps", [])]
    refuse_if(_against(grant, said, caps))
    for name, value in said.items():
        if value is not None or name != "currency":
            setattr(grant, name, value)
    grant.search_text = search_text_of(grant.code, grant.title, grant.scheme_code)
    return [GrantCap(**asdict(cap)) for cap in caps]


def _against(grant: Grant, said: Said, caps: Sequence[rules.Cap]) -> list[Reason]:
    antennas, known = said.get("antenna_codes", []), queries.covered([])
    terms = rules.Terms(
        begins_on=said["begins_on"],
        ends_on=said["ends_on"],
        unit=said["unit"],
        antennas=frozenset(antennas) or known,
        caps=caps,
        **{name: said.get(name) for name in ("amount_cents", "least_units")},
        **{name: said.get(name) for name in ("rate_cents", "rate_percent")},
    )
    owner_id = said.get("owner_id")
    stands = {
        rules.CODE_TAKEN: queries.is_code_taken(said["code"], grant.id),
        rules.NO_FUNDER: queries.find_funder(said["funder_id"]) is None,
        rules.ANTENNA_UNKNOWN: not set(antennas) <= known,
        rules.NO_OWNER: owner_id is not None
        and owner_id != grant.owner_id
        and owner_id not in queries.owner_choices(),
    }
    found = [reason for reason, holds in stands.items() if holds]
    return rules.against_terms(terms) + _against_scheme(said) + found


def _against_scheme(said: Said) -> list[Reason]:
    if said["scheme_code"] == rules.OWN_AGREEMENT:
        return [rules.NOT_IN_FORCE] if said["scheme_from"] else []
    scheme = find_scheme(said["scheme_code"])
    if scheme is None:
        return [rules.NO_SCHEME]
    version = scheme.version_on(said["begins_on"])
    fits = version is not None and version.valid_from == said["scheme_from"]
    return [] if fits else [rules.NOT_IN_FORCE]


def cap_of(cap: GrantCap) -> rules.Cap:
    """A row as plain values."""
    return rules.Cap(cap.kind, cap.most, cap.antenna_code, cap.from_on, cap.until_on)


def _told(grant: Grant) -> dict[str, Any]:
    """What changed, without the notes, which may say anything about anybody."""
    changed: dict[str, Any] = dict(events.changed_fields(grant))
    changed.pop("search_text", None)
    if "notes" in changed:
        changed["notes"] = True
    return changed


def start_grant(*, grant: Grant) -> Grant:
    refuse_if(rules.against_starting(grant.state))
    return _move(grant, GrantState.RUNNING, "grant.started")


def close_grant(*, grant: Grant) -> Grant:
    refuse_if(rules.against_closing(grant.state))
    return _move(grant, GrantState.CLOSED, "grant.closed")


def cancel_grant(*, grant: Grant, reason: str) -> Grant:
    refuse_if(rules.against_cancelling(grant.state, claimed=is_claimed(grant)))
    return _move(grant, GrantState.CANCELLED, "grant.cancelled", reason=reason)


def reopen_grant(*, grant: Grant) -> Grant:
    """Take back a closing or a cancelling: it is again what it was."""
    refuse_if(rules.against_reopening(grant.state))
    before = grant.state_before or GrantState.DRAFT
    return _move(grant, GrantState(before), "grant.reopened")


def _move(grant: Grant, state: GrantState, event: str, **facts: Any) -> Grant:
    grant.state_before, grant.state = GrantState(grant.state), state
    events.record(event, grant, **facts)
    return grant
