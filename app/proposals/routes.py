"""Pages of the proposals: ask for one, see what it brings and why, decide about it."""

from collections import Counter
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from app.allocation import queries as ledger
from app.allocation.eligibility import Whom, choices
from app.allocation.labels import cap_in_words
from app.allocation.pages import antenna_choices
from app.allocation.schemas import GrantSchema
from app.core import clock
from app.core.listing import kept_arguments, number_in
from app.core.permissions import Permission
from app.core.quarters import last_over
from app.core.questions import ask
from app.core.web import LARGEST_ID, Form, load, requires
from app.proposals import deciding, labels, queries
from app.proposals.explaining import Explained
from app.proposals.models import AllocationLine, AllocationProposal, ProposalState
from app.proposals.schemas import ProposalSchema, RepetitionSchema
from app.splits.paying import TOGETHER

bp = Blueprint(
    "proposals", __name__, url_prefix="/allocation/proposals", template_folder="templates"
)
ASKING_RATE = "20 per minute; 100 per hour"
"""The search for a split can keep the one worker busy for minutes."""
UNDER_WAY = (ProposalState.WAITING, ProposalState.RUNNING, ProposalState.ACCEPTING)


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    return render_template("proposals/index.html", listing=queries.all_proposals(), labels=labels)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE, limit=ASKING_RATE)
def new() -> ResponseReturnValue:
    over = last_over(clock.today())
    days = {"from_on": over.first, "until_on": over.last}
    shown = days | {"objective": "money", "reconsiders": False}
    form = Form(ProposalSchema(), of=shown)
    if form.submit(deciding.ask_for):
        return _to(form.result)
    page = render_template("proposals/new.html", form=form, labels=labels)
    return page, form.status


@bp.get("/<int:proposal_id>")
@requires(Permission.FUNDING_READ)
def show(proposal_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    if proposal.state in UNDER_WAY or proposal.state == ProposalState.FAILED:
        return render_template("proposals/under_way.html", proposal=proposal, labels=labels)
    listing = queries.lines(proposal, **_asked(request.args))
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        told=proposal.result,
        listing=listing,
        explained=Explained(listing.items),
        verdicts=queries.verdicts(proposal),
        antennas=antenna_choices(),
        grants={one["id"]: one["code"] for one in proposal.result["grants"]},
        shown=labels.shown_of(proposal),
        labels=labels,
        kept=kept_arguments(),
    )


@bp.get("/<int:proposal_id>/grants")
@requires(Permission.FUNDING_READ)
def by_grant(proposal_id: int) -> ResponseReturnValue:
    """What each grant would get, what its caps leave, and what one more place would bring."""
    proposal = _proposal(proposal_id)
    if "grants" not in proposal.result:
        abort(404)
    told = proposal.result["grants"]
    found = queries.grants_by_id([one["id"] for one in told])
    caps = queries.caps_by_key(found.values())
    return render_template(
        "proposals/by_grant.html",
        proposal=proposal,
        told=sorted(told, key=lambda one: (-one["cents"], -one["chosen"], one["code"])),
        currencies={grant.id: grant.currency for grant in found.values()},
        caps={key: cap_in_words(cap) for key, cap in caps.items()},
        together=TOGETHER,
    )


def _asked(args: MultiDict[str, str]) -> dict[str, Any]:
    shown = args.get("shown", "")
    return {
        "shown": shown if shown in labels.SHOWN else "",
        "antenna": number_in(args.get("antenna", "")),
        "grant": number_in(args.get("grant", "")),
    }


@bp.get("/<int:proposal_id>/progress")
@requires(Permission.FUNDING_READ)
def progress(proposal_id: int) -> ResponseReturnValue:
    """What the bar of the page asks for once a second."""
    found = _proposal(proposal_id)
    state = "running" if found.state in UNDER_WAY else "done"
    words = str(labels.PROPOSAL_STATES[found.state])
    return jsonify(done=found.progress, total=100, state=state, words=words)


@bp.post("/<int:proposal_id>/acceptance")
@requires(Permission.FUNDING_MANAGE)
def accept(proposal_id: int) -> ResponseReturnValue:
    told = deciding.accept(proposal=_proposal(proposal_id))
    if told is not None:
        _tell(told)
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.post("/<int:proposal_id>/refusal")
@requires(Permission.FUNDING_MANAGE)
def refuse(proposal_id: int) -> ResponseReturnValue:
    count = deciding.refuse(proposal=_proposal(proposal_id))
    flash(ngettext("%(num)d line is refused.", "%(num)d lines are refused.", count))
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.post("/<int:proposal_id>/repetition")
@requires(Permission.FUNDING_MANAGE, limit=ASKING_RATE)
def repeat(proposal_id: int) -> ResponseReturnValue:
    return _to(deciding.ask_again(proposal=_proposal(proposal_id), **load(RepetitionSchema())))


@bp.get("/<int:proposal_id>/lines/<int:line_id>")
@requires(Permission.FUNDING_READ)
def line(proposal_id: int, line_id: int) -> ResponseReturnValue:
    """Why, and every grant that might be instead."""
    proposal = _proposal(proposal_id)
    found = _line(proposal, line_id)
    whom, stands = _whom(found), queries.stands_of(proposal, found.subject)
    return render_template(
        "proposals/line.html",
        proposal=proposal,
        line=found,
        whom=whom,
        stands=stands,
        choices=choices(whom, stands) if whom else [],
        locked_to=proposal.result.get("locks", {}).get(found.subject),
        explained=Explained([found]),
        names=dict(ask("event.names")),
        labels=labels,
    )


@bp.post("/<int:proposal_id>/lines/<int:line_id>/acceptance")
@requires(Permission.FUNDING_MANAGE)
def accept_line(proposal_id: int, line_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    _tell(deciding.accept_line(proposal=proposal, line=_line(proposal, line_id)))
    return redirect(url_for(".line", proposal_id=proposal_id, line_id=line_id), 303)


@bp.post("/<int:proposal_id>/lines/<int:line_id>/refusal")
@requires(Permission.FUNDING_MANAGE)
def refuse_line(proposal_id: int, line_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    deciding.refuse_line(proposal=proposal, line=_line(proposal, line_id))
    flash(_("The line is refused."))
    return redirect(url_for(".line", proposal_id=proposal_id, line_id=line_id), 303)


@bp.post("/<int:proposal_id>/lines/<int:line_id>/lock")
@requires(Permission.FUNDING_MANAGE)
def lock_line(proposal_id: int, line_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    whom = _whom(_line(proposal, line_id)) or abort(404)
    deciding.lock_line(proposal=proposal, whom=whom, **load(GrantSchema()))
    flash(_("Locked. Propose again, and the rest is split around it."))
    return redirect(url_for(".line", proposal_id=proposal_id, line_id=line_id), 303)


@bp.post("/<int:proposal_id>/lines/<int:line_id>/unlocking")
@requires(Permission.FUNDING_MANAGE)
def unlock_line(proposal_id: int, line_id: int) -> ResponseReturnValue:
    proposal = _proposal(proposal_id)
    deciding.unlock_line(proposal=proposal, subject=_line(proposal, line_id).subject)
    flash(_("The line is free again."))
    return redirect(url_for(".line", proposal_id=proposal_id, line_id=line_id), 303)


def _tell(told: Counter[str]) -> None:
    count = told["accepted"]
    if count:
        words = ngettext("%(num)d line is accepted.", "%(num)d lines are accepted.", count)
        flash(words)
    if told["skipped"]:
        words = ngettext(
            "%(num)d line was skipped: its situation changed since.",
            "%(num)d lines were skipped: their situation changed since.",
            told["skipped"],
        )
        flash(words)


def _proposal(proposal_id: int) -> AllocationProposal:
    found = queries.find_proposal(proposal_id) if 0 < proposal_id <= LARGEST_ID else None
    return found or abort(404)


def _line(proposal: AllocationProposal, line_id: int) -> AllocationLine:
    found = queries.find_line(proposal, line_id) if 0 < line_id <= LARGEST_ID else None
    return found or abort(404)


def _whom(line: AllocationLine) -> Whom | None:
    """None where the viewer may not see the duo or mentor any more."""
    row: Any = ledger.find_mentor(line.mentor_id or 0)
    if line.duo_id:
        row = ledger.find_duo(line.duo_id)
    return Whom(row) if row is not None else None


def _to(proposal: AllocationProposal) -> ResponseReturnValue:
    return redirect(url_for(".show", proposal_id=proposal.id), 303)
