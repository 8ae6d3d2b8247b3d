"""What this month asks, the calendar, and the deadlines of a grant, for people."""

from datetime import timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.identity import viewer_of
from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import acting_as, viewer
from app.core.web import LARGEST_ID, PUBLIC, Form, requires
from app.deadlines import actions, agenda, feeds, labels, overview, pages, proposing, queries
from app.deadlines.schemas import DoneSchema, ObligationSchema, ProposalSchema
from app.grants.models import Grant, Obligation
from app.grants.pages import grant_or_404
from app.grants.queries import owner_choices

bp = Blueprint("deadlines", __name__, url_prefix="/funding", template_folder="templates")
bp.add_app_template_global(labels.kind_name, "deadline_kind")
ONE = "/grants/<int:grant_id>/deadlines/<int:obligation_id>"
FEED_PAST, FEED_AHEAD = timedelta(days=60), timedelta(days=400)


@bp.get("/")
@requires(Permission.FUNDING_READ)
def month() -> ResponseReturnValue:
    """What is due: late first, then week by week; `?mine=1` leaves out what others own."""
    mine = request.args.get("mine") == "1"
    return render_template("deadlines/month.html", mine=mine, **overview.of_month(mine=mine))


@bp.get("/calendar")
@requires(Permission.FUNDING_READ)
def calendar() -> ResponseReturnValue:
    first = pages.month_asked(request.args.get("month", ""))
    feed = queries.find_feed(viewer().user_id or 0)
    live = feed if feed is not None and feed.revoked_at is None else None
    return render_template(
        "deadlines/calendar.html",
        feed_url=feeds.url_of(live) if live else None,
        feed_since=live.made_at if live else None,
        **pages.calendar(first),
    )


@bp.get("/calendar.ics")
@requires(Permission.FUNDING_READ)
def download() -> ResponseReturnValue:
    """The month of the calendar as a file."""
    first = pages.month_asked(request.args.get("month", ""))
    found = agenda.items(first, pages.last_of(first))
    return feeds.calendar_response(found, f"funding-{first:%Y-%m}.ics")


@bp.get("/feed/<token>.ics")
@requires(PUBLIC, limit="60 per minute")
def feed(token: str) -> ResponseReturnValue:
    """For the calendar program of whoever holds the link, as long as they may read the funding."""
    known = feeds.read_token(token)
    user = queries.find_user(known[0]) if known else None
    found = queries.find_feed(user.id) if user else None
    if known is None or user is None or found is None or found.revoked_at is not None:
        abort(404)
    reads = user.is_in_use and Permission.FUNDING_READ in user.permissions
    if found.number != known[1] or not reads:
        abort(404)
    g.language = user.language
    today = clock.today()
    with acting_as(viewer_of(user, frozenset({Permission.FUNDING_READ}), "form")):
        return feeds.calendar_response(agenda.items(today - FEED_PAST, today + FEED_AHEAD))


@bp.post("/feed")
@requires(Permission.FUNDING_READ)
def make_feed() -> ResponseReturnValue:
    actions.make_feed(user_id=viewer().user_id or 0)
    flash(_("Your link is made. One that you made before works no longer."))
    return redirect(url_for(".calendar", _anchor="feed"), 303)


@bp.post("/feed/revocation")
@requires(Permission.FUNDING_READ)
def revoke_feed() -> ResponseReturnValue:
    actions.revoke_feed(user_id=viewer().user_id or 0)
    flash(_("Your link works no longer."))
    return redirect(url_for(".calendar", _anchor="feed"), 303)


@bp.route("/grants/<int:grant_id>/deadlines/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def add(grant_id: int) -> ResponseReturnValue:
    grant = grant_or_404(grant_id)
    form = Form(ObligationSchema(), of={"owner_id": grant.owner_id})
    if form.submit(actions.add_obligation, grant=grant):
        flash(_("The deadline is in the calendar."))
        return _to_grant(grant_id)
    return _page(form, grant_or_404(grant_id), None)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def edit(grant_id: int, obligation_id: int) -> ResponseReturnValue:
    grant, obligation = _obligation(grant_id, obligation_id)
    form = Form(ObligationSchema(), of=obligation)
    if form.submit(actions.change_obligation, grant=grant, obligation=obligation):
        flash(_("The deadline is changed."))
        return _to_grant(grant_id)
    return _page(form, *_obligation(grant_id, obligation_id))


@bp.route("/grants/<int:grant_id>/deadlines/proposal", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def propose(grant_id: int) -> ResponseReturnValue:
    """What the rhythm of the scheme, or the one asked for, gives; what is ticked is kept."""
    grant = grant_or_404(grant_id)
    asked = pages.rhythm_asked(request.args, grant)
    form = Form(ProposalSchema(), of={"lines": proposing.proposed(grant, asked)})
    if form.submit(actions.accept_proposal, grant=grant):
        count = len(form.result)
        flash(ngettext("%(num)d deadline was added.", "%(num)d deadlines were added.", count))
        return _to_grant(grant_id)
    return render_template(
        "deadlines/propose.html",
        form=form,
        grant=grant_or_404(grant_id),
        asked=asked,
        cadences=labels.CADENCES,
    ), form.status


@bp.post(f"{ONE}/removal")
@requires(Permission.FUNDING_MANAGE)
def remove(grant_id: int, obligation_id: int) -> ResponseReturnValue:
    grant, obligation = _obligation(grant_id, obligation_id)
    actions.remove_obligation(grant=grant, obligation=obligation)
    flash(_("The deadline is taken away."))
    return _to_grant(grant_id)


@bp.post(f"{ONE}/done")
@requires(Permission.FUNDING_MANAGE)
def finish(grant_id: int, obligation_id: int) -> ResponseReturnValue:
    grant, obligation = _obligation(grant_id, obligation_id)
    form = Form(DoneSchema())
    if not form.submit(actions.finish, grant=grant, obligation=obligation):
        return _page(form, *_obligation(grant_id, obligation_id))
    flash(_("Done: %(title)s. You can take that back.", title=form.result.title))
    return _back(grant_id)


@bp.post(f"{ONE}/undoing")
@requires(Permission.FUNDING_MANAGE)
def undo(grant_id: int, obligation_id: int) -> ResponseReturnValue:
    grant, obligation = _obligation(grant_id, obligation_id)
    actions.undo(grant=grant, obligation=obligation)
    flash(_("The deadline is open again."))
    return _back(grant_id)


def _page(form: Form, grant: Grant, obligation: Obligation | None) -> ResponseReturnValue:
    owners = owner_choices()
    if obligation is not None and obligation.owner is not None:
        owners[obligation.owner.id] = obligation.owner.name
    context = {"grant": grant, "obligation": obligation, "owners": owners}
    page = render_template("deadlines/edit.html", form=form, kinds=labels.KINDS, **context)
    return page, form.status


def _to_grant(grant_id: int) -> ResponseReturnValue:
    return redirect(url_for("grants.show", grant_id=grant_id, _anchor="deadlines"), 303)


def _back(grant_id: int) -> ResponseReturnValue:
    """To the page of this month when it was done there, else to the grant."""
    if request.form.get("from") == "month":
        return redirect(url_for(".month", mine=request.form.get("mine") or None), 303)
    return _to_grant(grant_id)


def _obligation(grant_id: int, obligation_id: int) -> tuple[Grant, Obligation]:
    grant = grant_or_404(grant_id)
    known = obligation_id <= LARGEST_ID
    found = queries.find_obligation(grant, obligation_id) if known else None
    return grant, found or abort(404)
