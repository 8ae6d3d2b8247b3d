"""Spells for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import abort

from app.core.api import Door, items_schema
from app.core.db import db
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, get_or_404, requires
from app.outcomes import actions, queries
from app.outcomes.models import Spell
from app.outcomes.schemas import SpellSchema, SpellViewSchema, WithdrawalSchema
from app.people.models import Mentee

bp = Door(
    "spells_api",
    __name__,
    url_prefix="/api/v1/mentees/<int:person_id>/spells",
    description="Dated situations of a mentee. A correction is a new row: nothing is overwritten.",
)


@bp.route("")
@bp.response(200, items_schema(SpellViewSchema))
@requires(Permission.OUTCOMES_READ)
def index(person_id: int) -> dict[str, Any]:
    """All situations, the newest first; those corrected or withdrawn carry `replaced_at`."""
    return {"items": queries.all_of(get_or_404(Mentee, person_id))}


@bp.route("", methods=["POST"])
@bp.arguments(SpellSchema)
@bp.response(201, SpellViewSchema)
@requires(Permission.OUTCOMES_MANAGE)
def add(sent: dict[str, Any], person_id: int) -> Spell:
    """Note a situation."""
    return written(actions.add_spell(mentee=get_or_404(Mentee, person_id), **sent))


@bp.route("/<int:spell_id>/correction", methods=["POST"])
@bp.arguments(SpellSchema)
@bp.response(201, SpellViewSchema)
@requires(Permission.OUTCOMES_MANAGE)
def correct(sent: dict[str, Any], person_id: int, spell_id: int) -> Spell:
    """Put a new situation in the place of one that stands; 409 when it stands no more."""
    mentee = get_or_404(Mentee, person_id)
    spell = spell_or_404(mentee, spell_id)
    return written(actions.correct_spell(mentee=mentee, spell=spell, **sent))


@bp.route("/<int:spell_id>/withdrawal", methods=["POST"])
@bp.arguments(WithdrawalSchema)
@bp.response(200, SpellViewSchema)
@requires(Permission.OUTCOMES_MANAGE)
def withdraw(sent: dict[str, Any], person_id: int, spell_id: int) -> Spell:
    """Withdraw one that was noted in error; it stays readable and counts for nothing."""
    spell = spell_or_404(get_or_404(Mentee, person_id), spell_id)
    return written(actions.withdraw_spell(spell=spell, **sent))


def spell_or_404(mentee: Mentee, spell_id: int) -> Spell:
    """A spell has no antenna: it is reached through its mentee, who stands behind the wall."""
    found = queries.find_spell(mentee, spell_id) if 0 < spell_id <= LARGEST_ID else None
    return found or abort(404)


def written(spell: Spell) -> Spell:
    """After what the database had to say about it."""
    db.session.flush()
    return spell
