"""The public registration of mentees and mentors: no account, no script, nothing to solve.

Each step is saved on the server; the browser holds only the code of the form, which people may note
to go on elsewhere. What a machine sends gets a polite page.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.antennas.queries import get_antenna
from app.core import clock
from app.core.errors import Reason
from app.core.tenancy import tenant
from app.core.viewer import APPLICANT, acting_as
from app.core.web import PUBLIC, Form, flatten, requires
from app.information.models import InformationSession
from app.information.queries import open_sessions, public_session
from app.people.courses import course_of
from app.people.models import Kind, Stage
from app.registration import actions, opening, protection, queries, steps, tokens, words
from app.registration.models import RegistrationDraft
from app.registration.schemas import ContactWishSchema, ResumeSchema, SendingSchema

bp = Blueprint("registration", __name__, url_prefix="/register", template_folder="templates")
bp.before_request(opening.hold_until_one_opens)

CODE, SENT = "registration", "registration_sent"
"""Where the cookie keeps the code of the form, and what was sent last."""
STEP_RATE = "60 per minute; 600 per hour"
SEND_RATE = "20 per minute; 120 per hour"
CODE_RATE = "10 per minute; 60 per hour"


@bp.get("/")
@requires(PUBLIC)
def index() -> ResponseReturnValue:
    """The two ways in, who can take part, and what it asks of them."""
    version = tenant().eligibility_on(clock.today())
    return render_template(
        "registration/index.html",
        version=version,
        draft=_own_draft(),
        contact=tenant().contact,
        trains=course_of(Kind.MENTOR).has(Stage.TRAINING),
    )


@bp.route("/<any(mentee, mentor):who>", methods=["GET", "POST"])
@requires(PUBLIC, limit=STEP_RATE)
def begin(who: str) -> ResponseReturnValue:
    """The first step: the form begins to exist when it is sent, with a token that begins one."""
    found = _own_draft()
    draft = found if found is not None and found.kind == who else None
    if draft is not None and request.method == "GET":
        return redirect(url_for(".step", number=1), 303)
    if request.method == "GET":
        return _step_page(who, 1, Form(steps.steps_of(who)[0].schema({})), None)
    token = protection.accepted(request.form, at_once=draft is not None)
    if token is None or (draft is None and queries.nonce_is_used(token.nonce)):
        return _refuse()
    return _save(who, 1, draft, token)


@bp.route("/steps/<int:number>", methods=["GET", "POST"])
@requires(PUBLIC, limit=STEP_RATE)
def step(number: int) -> ResponseReturnValue:
    draft = _own_draft()
    if draft is None:
        return redirect(url_for(".resume"), 303)
    asked = steps.steps_of(draft.kind)
    if not 1 <= number <= len(asked) or _too_far(draft, number):
        return redirect(_next_url(draft), 303)
    if request.method == "GET":
        form = Form(asked[number - 1].schema(draft.answers))
        form.values = flatten(draft.answers)
        return _step_page(draft.kind, number, form, draft)
    token = protection.accepted(request.form, at_once=True)
    return _refuse() if token is None else _save(draft.kind, number, draft, token)


@bp.route("/review", methods=["GET", "POST"])
@requires(PUBLIC, limit=SEND_RATE)
def review() -> ResponseReturnValue:
    """Everything once more, an information session to choose, the consent, and sending."""
    draft = _own_draft()
    if draft is None:
        return redirect(url_for(".thanks" if SENT in session else ".resume"), 303)
    if steps.next_step(draft.kind, draft.answers) is not None:
        return redirect(_next_url(draft), 303)
    if request.method == "POST" and not protection.accepted_at_last(request.form, draft.began_at):
        return _refuse()
    form = Form(SendingSchema())
    code = queries.antenna_of(draft.answers) or ""
    page: dict[str, Any] = {
        "kind": draft.kind,
        "parts": words.parts(draft.kind, draft.answers),
        "antenna": get_antenna(code),
        "contact": tenant().contact,
    }
    if form.submit(actions.send, draft=draft):
        session.pop(CODE, None)
        session[SENT] = {"kind": page["kind"], "session": form.data["session_id"], "code": code}
        return redirect(url_for(".thanks"), 303)
    page |= _around(page["kind"], 5, form)
    page |= {"sessions": _sessions(page["kind"], page["antenna"].id)}
    return render_template("registration/review.html", **page), form.status


@bp.get("/thanks")
@requires(PUBLIC)
def thanks() -> ResponseReturnValue:
    sent = session.get(SENT)
    if sent is None:
        return redirect(url_for(".index"), 303)
    chosen = public_session(sent["session"]) if sent["session"] else None
    return render_template(
        "registration/thanks.html",
        antenna=get_antenna(sent["code"]),
        chosen=chosen,
        contact=tenant().contact,
        days=tenant().intake.callback_days,
        informs=course_of(sent["kind"]).has(Stage.INFORMATION),
        trains=course_of(sent["kind"]).has(Stage.TRAINING),
    )


@bp.route("/resume", methods=["GET", "POST"])
@requires(PUBLIC, limit=CODE_RATE)
def resume() -> ResponseReturnValue:
    """Going on with a form by its code, which may also stand in the link somebody kept."""
    form = Form(ResumeSchema(), of={"code": request.args.get("code", "")})
    if form.submit(_open_draft):
        if form.result is not None:
            session[CODE] = queries.plain_code(form.data["code"])
            return redirect(_next_url(form.result), 303)
        form.errors = {"code": [_("There is no unfinished form with this code.")]}
    return render_template("registration/resume.html", form=form), form.status


@bp.post("/forgetting")
@requires(PUBLIC, limit=CODE_RATE)
def forget() -> ResponseReturnValue:
    """Delete the unfinished form at once."""
    draft = _own_draft()
    if draft is not None:
        actions.forget_draft(draft)
    session.pop(CODE, None)
    return redirect(url_for(".index"), 303)


@bp.post("/contact/<any(mentee, mentor):who>")
@requires(PUBLIC, limit=CODE_RATE)
def ask_for_contact(who: str) -> ResponseReturnValue:
    """For those who cannot take part and would still like to talk to somebody."""
    if protection.accepted(request.form) is None:
        return _refuse()
    form = Form(ContactWishSchema())
    if form.submit(actions.ask_for_contact, kind=Kind(who)):
        return render_template("registration/contact_asked.html", contact=tenant().contact)
    return _turned_away(who, [], form)


def _save(
    kind: str, number: int, draft: RegistrationDraft | None, token: tokens.FormToken
) -> ResponseReturnValue:
    """Keep the step, or say kindly why somebody cannot take part and keep nothing."""
    answers = draft.answers if draft is not None else {}
    step = steps.steps_of(kind)[number - 1]
    form = Form(step.schema(answers))
    if not form.submit(dict):
        return _step_page(kind, number, form, draft)
    said = steps.typed(kind, answers) | form.data
    reasons = steps.against_taking_part(kind, said)
    if reasons:
        if draft is not None:
            actions.forget_draft(draft)
        session.pop(CODE, None)
        return _turned_away(kind, reasons, Form(ContactWishSchema(), of={}))
    if draft is None:
        draft, session[CODE] = actions.begin_draft(Kind(kind), token.nonce)
    actions.save_step(draft, step, form.data)
    return redirect(_next_url(draft), 303)


def _turned_away(kind: str, reasons: list[Reason], form: Form) -> ResponseReturnValue:
    page = _around(kind, 0, form) | {"reasons": reasons, "contact": tenant().contact}
    return render_template("registration/not_eligible.html", **page), form.status


def _step_page(
    kind: str, number: int, form: Form, draft: RegistrationDraft | None
) -> ResponseReturnValue:
    """How to go on another day is told once there is a form to go on with."""
    page = _around(kind, number, form) | {"step": steps.steps_of(kind)[number - 1], "words": words}
    page |= {"code": session.get(CODE) if draft is not None else None}
    return render_template("registration/step.html", **page), form.status


def _around(kind: str, number: int, form: Form) -> dict[str, Any]:
    """A form that comes back with a mistake keeps its token: putting it right may be quick."""
    again = form.status != 200 and protection.TOKEN in request.form
    return {
        "kind": kind,
        "number": number,
        "form": form,
        "titles": steps.titles(kind),
        "token": request.form[protection.TOKEN] if again else tokens.form_token(),
        "code": session.get(CODE),
        "days": queries.LASTS.days,
    }


def _refuse() -> ResponseReturnValue:
    page = {"draft": _own_draft(), "contact": tenant().contact}
    return render_template("registration/not_now.html", **page), 400


def _own_draft() -> RegistrationDraft | None:
    code = session.get(CODE)
    return queries.find_draft(code) if code else None


def _open_draft(*, code: str) -> RegistrationDraft | None:
    return queries.find_draft(code)


def _too_far(draft: RegistrationDraft, number: int) -> bool:
    """Steps are taken in their order, because one asks by what the one before it said."""
    first_open = steps.next_step(draft.kind, draft.answers)
    return first_open is not None and number > first_open + 1


def _next_url(draft: RegistrationDraft) -> str:
    """The first step that is not done; the review when none is left."""
    place = steps.next_step(draft.kind, draft.answers)
    return url_for(".review") if place is None else url_for(".step", number=place + 1)


def _sessions(kind: str, antenna_id: int) -> list[InformationSession]:
    if not course_of(kind).has(Stage.INFORMATION):
        return []
    with acting_as(APPLICANT):
        return list(open_sessions(kind, antenna_id))
