"""The situations of a mentee, for people: pages under the mentee's own."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.vocabularies import CONTRACTS, EVIDENCE, SITUATIONS
from app.core.web import LARGEST_ID, Form, get_or_404, requires
from app.outcomes import actions, queries
from app.outcomes.models import Spell
from app.outcomes.schemas import SpellSchema, WithdrawalSchema
from app.people.models import Mentee

bp = Blueprint(
    "outcomes",
    __name__,
    url_prefix="/mentees/<int:person_id>/spells",
    template_folder="templates",
)


@bp.context_processor
def choices() -> dict[str, object]:
    return {
        "situations": SITUATIONS,
        "contracts": CONTRACTS,
        "evidences": EVIDENCE,
        "today": clock.today(),
    }


@bp.get("/")
@requires(Permission.OUTCOMES_READ)
def index(person_id: int) -> ResponseReturnValue:
    mentee = get_or_404(Mentee, person_id)
    spells = queries.all_of(mentee)
    return render_template("outcomes/index.html", mentee=mentee, spells=spells)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.OUTCOMES_MANAGE)
def new(person_id: int) -> ResponseReturnValue:
    mentee = get_or_404(Mentee, person_id)
    form = Form(SpellSchema(), of={"evidence": "declared"})
    if form.submit(actions.add_spell, mentee=mentee):
        flash(_("The situation is noted."))
        return redirect(url_for(".index", person_id=person_id), 303)
    return render_template("outcomes/edit.html", mentee=mentee, spell=None, form=form), form.status


@bp.route("/<int:spell_id>/correction", methods=["GET", "POST"])
@requires(Permission.OUTCOMES_MANAGE)
def correct(person_id: int, spell_id: int) -> ResponseReturnValue:
    mentee, spell = _both(person_id, spell_id)
    form = Form(SpellSchema(), of=spell)
    if form.submit(actions.correct_spell, mentee=mentee, spell=spell):
        flash(_("The situation is corrected; what stood before can still be read."))
        return redirect(url_for(".index", person_id=person_id), 303)
    return render_template("outcomes/edit.html", mentee=mentee, spell=spell, form=form), form.status


@bp.route("/<int:spell_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.OUTCOMES_MANAGE)
def withdraw(person_id: int, spell_id: int) -> ResponseReturnValue:
    mentee, spell = _both(person_id, spell_id)
    form = Form(WithdrawalSchema())
    if form.submit(actions.withdraw_spell, spell=spell):
        flash(_("The situation is withdrawn; it can still be read."))
        return redirect(url_for(".index", person_id=person_id), 303)
    return render_template(
        "outcomes/withdraw.html", mentee=mentee, spell=spell, form=form
    ), form.status


def _both(person_id: int, spell_id: int) -> tuple[Mentee, Spell]:
    """A spell has no antenna: it is reached through its mentee, who stands behind the wall."""
    mentee = get_or_404(Mentee, person_id)
    spell = queries.find_spell(mentee, spell_id) if 0 < spell_id <= LARGEST_ID else None
    return mentee, spell or abort(404)
