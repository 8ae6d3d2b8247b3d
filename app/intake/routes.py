"""Intake for coordinators: the board, the list, and what is done to many at once."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.web import get_or_404, load, requires
from app.information import actions as information
from app.information.choices import session_names
from app.information.labels import AUDIENCES
from app.information.models import InformationSession
from app.information.queries import open_sessions
from app.intake import labels, person_pages
from app.intake.actions import decisions
from app.intake.queries import board as queries
from app.intake.rules import stages as rules
from app.intake.schemas import ManySchema
from app.people.actions import assign
from app.people.courses import ORDER, course_of
from app.people.labels import KINDS, STAGES
from app.people.models import Kind, Person, Stage
from app.people.queries import antenna_choices, may_own, people_of, staff
from app.profiles.choices import stages_of
from app.profiles.many import for_each, told

bp = Blueprint("intake", __name__, url_prefix="/intake", template_folder="templates")
bp.register_blueprint(person_pages.bp)


@bp.get("/")
@requires(Permission.INTAKE_READ)
def board() -> ResponseReturnValue:
    """A column for each stage; the first people of each, those who wait longest on top."""
    kind = "mentor" if request.args.get("kind") == "mentor" else "mentee"
    antenna, today = request.args.get("antenna", ""), clock.today()
    counts = queries.counts_by_stage(kind, antenna, today)
    columns = _columns(Kind(kind), counts)
    return render_template(
        "intake/board.html",
        kind=kind,
        antenna=antenna,
        antennas=antenna_choices(),
        columns=columns,
        counts=counts,
        cards=queries.cards_by_stage(kind, antenna, columns, today),
        nobody=queries.Count(),
        stage_names=STAGES,
        verdicts=rules.VERDICTS,
        settings=tenant().intake,
        sessions=any(course_of(one).has(Stage.INFORMATION) for one in Kind),
    )


def _columns(kind: Kind, counts: Mapping[Stage, Any]) -> list[Stage]:
    """The steps of the country, and those it left out for as long as somebody is in one."""
    course = course_of(kind)
    steps = [step for step in ORDER if course.has(step) or step in counts]
    return [*steps, *([Stage.WAITING_LIST] if kind == Kind.MENTEE else [])]


@bp.get("/people")
@requires(Permission.INTAKE_READ)
def people() -> ResponseReturnValue:
    """Everybody in the intake, filtered by the address, with what can be done to many."""
    asked = {name: text.strip() for name, text in request.args.items()}
    today = clock.today()
    listing = queries.people_in_intake(asked, today)
    kind = asked.get("kind") if asked.get("kind") in set(Kind) else None
    marks = {
        person.id: rules.wait_mark(person.stage, person.stage_since, tenant().intake, today)
        for person in listing.items
    }
    page: dict[str, Any] = {
        "listing": listing,
        "marks": marks,
        "today": today,
        "stage_names": STAGES,
        "stages": stages_of(Kind(kind)) if kind else STAGES,
        "audiences": AUDIENCES,
        "kinds": KINDS,
        **_names(),
    }
    if request.headers.get("X-Fragment") == "results":
        return render_template("intake/people_results.html", **page)
    page |= {
        "sessions": session_names(open_sessions(kind)) if kind else {},
        "withdrawn_reasons": labels.WITHDRAWN_REASONS,
    }
    return render_template("intake/people.html", **page)


def _names() -> dict[str, Any]:
    """Two statements, whatever the page shows."""
    antennas, colleagues, seen = all_antennas(), staff(), viewer().antenna_ids
    return {
        "antennas": {a.code: a.name for a in antennas if seen is None or a.id in seen},
        "antenna_names": {a.id: a.name for a in antennas},
        "owners": {one.id: one.name for one in colleagues if may_own(one)},
        "owner_names": {one.id: one.name for one in colleagues},
    }


@bp.post("/many")
@requires(Permission.INTAKE_MANAGE)
def many() -> ResponseReturnValue:
    """One thing for everybody who is ticked; each of them is done or refused on their own."""
    asked = load(ManySchema())
    chosen = people_of(asked["people"])
    action, title = _action(asked)
    return told(for_each(chosen, action), title, _back())


def _action(asked: dict[str, Any]) -> tuple[Callable[[Person], Any], str]:
    if asked["action"] == "session":
        session = get_or_404(InformationSession, asked["session_id"] or 0)
        return (
            lambda person: information.sign_up(session=session, person=person),
            _("A place at the information session"),
        )
    if asked["action"] == "owner":
        owner_id = asked["owner_id"]
        return lambda person: assign([person], owner_id=owner_id), _("Another owner")
    if asked["action"] == "invitation":
        return information.invite, _("Invited to an information session")
    reason = asked["reason"]
    return lambda person: decisions.withdraw(person, reason), _("Withdrawn")


def _back() -> str:
    """The list as it was filtered."""
    return f"{url_for('.people')}?{request.query_string.decode()}"
