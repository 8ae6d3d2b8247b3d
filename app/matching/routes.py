"""Matching for people: the pages."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import LARGEST_ID, Form, get_or_404, requires
from app.matching import actions, queries, rules, sides
from app.matching.models import REFUSALS, STATE_NAMES, Proposal, ProposalState
from app.matching.schemas import (
    AnswersSchema,
    MeetingSchema,
    ReasonSchema,
    ReturnSchema,
    WithdrawalSchema,
)
from app.people.models import Mentee, Mentor

bp = Blueprint("matching", __name__, url_prefix="/matching", template_folder="templates")


@bp.get("/")
@requires(Permission.MATCHING_READ)
def index() -> ResponseReturnValue:
    today = clock.today()
    listing = queries.waiting(today, q=request.args.get("q", ""), antenna_id=_antenna())
    return render_template(
        "matching/index.html",
        listing=listing,
        antennas=queries.antenna_choices(),
        today=today,
        intake=tenant().intake,
    )


@bp.get("/proposals")
@requires(Permission.MATCHING_READ)
def proposals() -> ResponseReturnValue:
    listing = queries.proposals(
        q=request.args.get("q", ""), antenna_id=_antenna(), state=request.args.get("state", "")
    )
    antennas = queries.antenna_choices()
    return render_template(
        "matching/proposals.html", listing=listing, antennas=antennas, states=STATE_NAMES
    )


@bp.get("/mentees/<int:mentee_id>")
@requires(Permission.MATCHING_READ)
def mentors(mentee_id: int) -> ResponseReturnValue:
    seen, possible = _look(mentee_id), request.args.get("shown") != "impossible"
    asked = {name: request.args.get(name, "") for name in ("q", "having")}
    return render_template(
        "matching/mentors.html",
        seen=seen,
        listing=sides.Candidates(seen.candidates, possible=possible, **asked),
        possible=possible,
        points=rules.ORDER,
    )


@bp.route("/mentees/<int:mentee_id>/mentors/<int:mentor_id>", methods=["GET", "POST"])
@requires(Permission.MATCHING_MANAGE)
def propose(mentee_id: int, mentor_id: int) -> ResponseReturnValue:
    mentee, mentor = get_or_404(Mentee, mentee_id), get_or_404(Mentor, mentor_id)
    form = Form(ReasonSchema())
    if form.submit(actions.propose, mentee=mentee, mentor=mentor):
        flash(_("%(mentee)s and %(mentor)s are proposed.", mentee=mentee.name, mentor=mentor.name))
        return _to(form.result)
    seen = _look(mentee_id, mentor_id)
    return render_template("matching/propose.html", seen=seen, form=form), form.status


@bp.route("/mentees/<int:mentee_id>/return", methods=["GET", "POST"])
@requires(Permission.MATCHING_MANAGE)
def make_ready_again(mentee_id: int) -> ResponseReturnValue:
    mentee = get_or_404(Mentee, mentee_id)
    form = Form(ReturnSchema(), of={"ready_on": clock.today()})
    if form.submit(actions.make_ready_again, mentee=mentee):
        flash(_("%(mentee)s waits for a mentor again.", mentee=mentee.name))
        return redirect(url_for(".mentors", mentee_id=mentee.id), 303)
    return render_template("matching/return.html", mentee=mentee, form=form), form.status


@bp.get("/proposals/<int:proposal_id>")
@requires(Permission.MATCHING_READ)
def show(proposal_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    return render_template(
        "matching/show.html",
        proposal=proposal,
        states=STATE_NAMES,
        refusals=REFUSALS,
        today=clock.today(),
        form=Form(WithdrawalSchema()),
    )


@bp.route("/proposals/<int:proposal_id>/first-meeting", methods=["GET", "POST"])
@requires(Permission.MATCHING_MANAGE)
def first_meeting(proposal_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    form = Form(MeetingSchema(), of=proposal)
    if form.submit(actions.plan_first_meeting, proposal=proposal):
        flash(_("The day of the first meeting is noted."))
        return _to(proposal)
    shown = _proposal(proposal_id)
    return render_template("matching/meeting.html", proposal=shown, form=form), form.status


@bp.route("/proposals/<int:proposal_id>/answers", methods=["GET", "POST"])
@requires(Permission.MATCHING_MANAGE)
def answers(proposal_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    form = Form(AnswersSchema(), of=proposal)
    if form.submit(actions.answer, proposal=proposal):
        flash(_("The answers are noted."))
        return _to(proposal)
    return render_template(
        "matching/answers.html",
        proposal=_proposal(proposal_id),
        form=form,
        refusals=REFUSALS,
        today=clock.today(),
    ), form.status


@bp.route("/proposals/<int:proposal_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.MATCHING_MANAGE)
def withdraw(proposal_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    form = Form(WithdrawalSchema())
    if form.submit(actions.withdraw, proposal=proposal):
        flash(_("The proposal is withdrawn."))
        return _to(proposal)
    shown = _proposal(proposal_id)
    return render_template("matching/withdraw.html", proposal=shown, form=form), form.status


def _look(mentee_id: int, mentor_id: int | None = None) -> sides.Look:
    if not 0 < mentee_id <= LARGEST_ID:
        abort(404)
    return sides.look(mentee_id, clock.today(), mentor_id=mentor_id) or abort(404)


def _proposal(proposal_id: int) -> Proposal:
    """Read again after a form that was refused, since nothing read before holds then."""
    if not 0 < proposal_id <= LARGEST_ID:
        abort(404)
    return queries.find_proposal(proposal_id) or abort(404)


def _antenna() -> int:
    """The antenna asked for in the address; 0 means all of them."""
    asked = request.args.get("antenna", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _to(proposal: Proposal) -> ResponseReturnValue:
    return redirect(url_for(".show", proposal_id=proposal.id), 303)


@bp.app_template_global()
def proposal_state(state: str) -> str:
    return str(STATE_NAMES[ProposalState(state)])
