"""What became of the mentee, as the row of a duo tells it: a spell, declared, from the file.

Nothing is overwritten: a corrected row makes a new spell, and the one before is marked replaced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from app.core import clock, events
from app.core.db import db
from app.core.viewer import viewer
from app.lists.rows import Understood
from app.outcomes.models import Spell, SpellKind
from app.references.known import Known
from app.references.plain_tables import SPELLS
from app.references.runs import Run

TOLD = frozenset({"situation", "situation_since", "contract", "ended_on", "mentee_reference"})
UNKNOWN = "unknown"
SOURCE_LETTERS = 200


@dataclass(frozen=True)
class Corrected:
    """`id` is the spell that stands now, None when the file tells of no situation any more."""

    is_new: bool = False
    id: int | None = None


def situation_of(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Kind, first day and contract; None when nothing is known.

    Without a day it holds from the end of the duo, or from its start while it runs.
    """
    kind = values.get("situation")
    if kind is None or kind == UNKNOWN:
        return None
    began_on: date = values.get("situation_since") or values.get("ended_on") or values["started_on"]
    contract = values.get("contract") if kind == SpellKind.JOB else None
    return {"kind": SpellKind(kind), "began_on": began_on, "contract": contract}


def add_situations(
    run: Run, told: Sequence[tuple[Known, Understood, Mapping[str, Any]]]
) -> dict[str, int]:
    """Ids of the new spells by the reference of the duo's row.

    What is known already of a mentee, from the same day, is not told twice.
    """
    found = [
        (mentee, row.reference, situation)
        for mentee, row, facts in told
        if (situation := situation_of({**row.values, "ended_on": facts["ended_on"]}))
    ]
    there = _standing([mentee.id for mentee, _, _ in found])
    new = {}
    for mentee, reference, situation in found:
        mark = mentee.id, situation["kind"], situation["began_on"]
        if mark not in there:
            there.add(mark)
            new[reference] = (mentee, situation)
    if not new:
        return {}
    now = clock.now()
    rows = [_spell(run, mentee, situation, now) for mentee, situation in new.values()]
    added = insert(SPELLS).returning(SPELLS.c.id, sort_by_parameter_order=True)
    ids = list(db.session.execute(added, rows).scalars())
    subjects = [(i, mentee.antenna_id) for i, (mentee, _) in zip(ids, new.values(), strict=True)]
    events.record_many("spell.recorded", SPELLS.name, subjects, import_id=run.import_id)
    return dict(zip(new, ids, strict=True))


def correct_situation(
    run: Run, known: Known, mentee: Known, row: Understood, cells: frozenset[str]
) -> Corrected:
    """A new spell in place of the one this row told before, unless somebody replaced that one."""
    if not cells & TOLD or "situation" not in row.values:
        return Corrected()
    before = _spell_of(known)
    situation = situation_of(row.values)
    if before is not None and (before.replaced_at or _says(before, mentee, situation)):
        return Corrected()
    if before is None and situation is None:
        return Corrected()
    now = clock.now()
    if before is not None:
        before.replaced_at = now
    if situation is None:
        db.session.flush()
        return Corrected(is_new=True)
    spell = Spell(**_spell(run, mentee, situation, now))
    if before is not None and before.mentee_id == mentee.id:
        spell.replaces_id = before.id
    db.session.add(spell)
    events.record("spell.recorded", spell, mentee_id=mentee.id, import_id=run.import_id)
    return Corrected(is_new=True, id=spell.id)


def _spell(run: Run, mentee: Known, situation: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        **situation,
        "mentee_id": mentee.id,
        "evidence": "declared",
        "source": run.file_name[:SOURCE_LETTERS],
        "recorded_at": now,
        "recorded_by_id": viewer().user_id,
        "import_id": run.import_id,
    }


def _standing(mentee_ids: Sequence[int]) -> set[tuple[int, str, date]]:
    columns = SPELLS.c.mentee_id, SPELLS.c.kind, SPELLS.c.began_on
    stands = select(*columns).where(
        SPELLS.c.mentee_id.in_(mentee_ids), SPELLS.c.replaced_at.is_(None)
    )
    return {(row.mentee_id, row.kind, row.began_on) for row in db.session.execute(stands)}


def _spell_of(known: Known) -> Spell | None:
    if known.spell_id is None:
        return None
    return db.session.scalars(select(Spell).where(Spell.id == known.spell_id)).one_or_none()


def _says(spell: Spell, mentee: Known, situation: Mapping[str, Any] | None) -> bool:
    """Whether the spell says the same already."""
    said = {"kind": spell.kind, "began_on": spell.began_on, "contract": spell.contract}
    return spell.mentee_id == mentee.id and said == situation
