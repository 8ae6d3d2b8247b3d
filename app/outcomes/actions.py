"""What can be done with spells. Nothing is overwritten: a correction is a new row."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.outcomes import queries, rules
from app.outcomes.models import Spell
from app.people.models import Mentee


def add_spell(*, mentee: Mentee, **said: Any) -> Spell:
    """`said` as `SpellSchema` loads it. Hearing this from the mentee is a contact."""
    refuse_if(_against(said) + _against_twice(said, queries.spells_of(mentee)))
    spell = _recorded(mentee, said)
    mentee.last_contact_on = max(mentee.last_contact_on, clock.today())
    events.record("spell.added", spell, mentee_id=mentee.id, kind=spell.kind)
    return spell


def correct_spell(*, mentee: Mentee, spell: Spell, **said: Any) -> Spell:
    """A new row takes the place of `spell`, which stays readable."""
    others = [one for one in queries.spells_of(mentee) if one.id != spell.id]
    refuse_if(rules.against_change(spell) + _against(said) + _against_twice(said, others))
    successor = _recorded(mentee, said)
    successor.replaces_id, spell.replaced_at = spell.id, successor.recorded_at
    events.record("spell.corrected", successor, mentee_id=mentee.id, replaces_id=spell.id)
    return successor


def withdraw_spell(*, spell: Spell, reason: str) -> Spell:
    """It was recorded in error; it stays readable and counts for nothing."""
    refuse_if(rules.against_change(spell))
    spell.replaced_at, spell.withdrawal_reason = clock.now(), reason
    events.record("spell.withdrawn", spell, mentee_id=spell.mentee_id)
    return spell


def _recorded(mentee: Mentee, said: dict[str, Any]) -> Spell:
    spell = Spell(
        mentee_id=mentee.id, recorded_at=clock.now(), recorded_by_id=viewer().user_id, **said
    )
    db.session.add(spell)
    db.session.flush()
    return spell


def _against(said: dict[str, Any]) -> list[Any]:
    began_on: date = said["began_on"]
    return rules.against_spell(
        said["kind"], began_on, said.get("ended_on"), said.get("contract"), clock.today()
    )


def _against_twice(said: dict[str, Any], others: Sequence[Spell]) -> list[Any]:
    return rules.against_twice(said["kind"], said["began_on"], others)
