"""The facts of an entry: confirmed once, corrected by a new version, never overwritten."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.esf.facts import UNEMPLOYED, Entry
from app.esf.parameters import read
from app.esf.rules import lacking
from app.participations import queries
from app.participations.models import DelicateFacts, EntryFacts, Participation

SAY_WHY = Reason("reason_needed", _("These facts were confirmed: say why they are corrected."))
BORN_LATER = Reason("born_later", _("The date of birth lies after the entry."))
SINCE_LATER = Reason("since_later", _("Unemployed since a day after the entry."))
NOT_UNEMPLOYED = Reason("not_unemployed", _("Only somebody unemployed is so since a day."))
SAME = Reason("nothing_changed", _("Nothing is different from what was confirmed."))
NOTHING_TO_CONFIRM = Reason(
    "nothing_to_confirm", _("Choose at least one entry of which all the facts are known.")
)


def keep_facts(
    *, participation: Participation, reason: str | None = None, **said: Any
) -> EntryFacts:
    """Complete facts are confirmed by being kept; incomplete ones wait, and can be changed."""
    now = queries.versions_of(participation)[0]
    refuse_if(_against(now, participation.entered_on, reason, said))
    is_correction = now.confirmed_at is not None
    kept = _next_version(now, reason) if is_correction else now
    for name, value in said.items():
        setattr(kept, name, value)
    if is_correction or is_complete(participation, kept):
        kept.confirmed_at, kept.confirmed_by_id = clock.now(), viewer().user_id
    name = "facts_kept" if kept.confirmed_at is None else "confirmed"
    name = "corrected" if is_correction else name
    events.record(f"esf_participation.{name}", participation, number=kept.number)
    return kept


def _next_version(now: EntryFacts, reason: str | None) -> EntryFacts:
    now.current = False
    kept = EntryFacts(
        participation_id=now.participation_id, number=now.number + 1, current=True, reason=reason
    )
    db.session.add(kept)
    return kept


def is_complete(participation: Participation, facts: EntryFacts) -> bool:
    return not missing(participation, facts)


def missing(participation: Participation, facts: EntryFacts) -> list[str]:
    """The names of the facts without which nothing is transmitted (R7)."""
    operation = participation.operation
    known = {name: getattr(facts, name) for name in queries.FACTS}
    entry = Entry(str(participation.mentee_id), participation.entered_on, **known)
    return lacking(entry, read(operation.parameters, operation.objective))


def _against(
    now: EntryFacts, entered_on: date, reason: str | None, said: dict[str, Any]
) -> list[Reason]:
    since, confirmed = said["unemployed_since"], now.confirmed_at is not None
    same = all(getattr(now, name) == value for name, value in said.items())
    verdict = {
        BORN_LATER: said["born_on"] is not None and said["born_on"] > entered_on,
        SINCE_LATER: since is not None and since > entered_on,
        NOT_UNEMPLOYED: since is not None and said["status"] not in {UNEMPLOYED, None},
        SAY_WHY: confirmed and not reason and not same,
        SAME: confirmed and same,
    }
    return [reason for reason, stands in verdict.items() if stands]


def confirm_all(*, participations: Sequence[Participation]) -> list[Participation]:
    """Those whose facts are complete and not confirmed yet; the others are left alone."""
    drafts = queries.drafts_of([one.id for one in participations])
    ready = [one for one in participations if one.id in drafts]
    ready = [one for one in ready if is_complete(one, drafts[one.id])]
    refuse_if([] if ready else [NOTHING_TO_CONFIRM])
    for one in ready:
        drafts[one.id].confirmed_at = clock.now()
        drafts[one.id].confirmed_by_id = viewer().user_id
    rows = [(one.id, one.antenna_id) for one in ready]
    events.record_many("esf_participation.confirmed", Participation.__tablename__, rows)
    return ready


def read_delicate(participation: Participation) -> DelicateFacts:
    """The protected facts, empty where none are kept, and an event that says who read whose."""
    events.record("sensitive.read", participation.mentee)
    return queries.delicate_of(participation) or DelicateFacts(number=0)


def keep_delicate(
    *, participation: Participation, reason: str | None = None, **said: Any
) -> DelicateFacts:
    """A new version; the event tells the names of what changed, never a value. What another
    person noted is corrected with a reason."""
    now = queries.delicate_of(participation)
    changed = [name for name, value in said.items() if getattr(now, name, None) != value]
    if now is None:
        now = DelicateFacts(participation_id=participation.id, number=0, current=False)
    known = [name for name in changed if getattr(now, name) is not None]
    refuse_if([SAY_WHY] if known and not reason else [])
    now.current = False
    kept = DelicateFacts(
        participation_id=participation.id,
        number=now.number + 1,
        current=True,
        recorded_at=clock.now(),
        recorded_by_id=viewer().user_id,
        reason=reason,
        **{name: getattr(now, name) for name in queries.DELICATE} | said,
    )
    db.session.add(kept)
    events.record("esf_participation.delicate_kept", participation, fields=sorted(changed))
    return kept
