"""Which stage of the intake follows which, and what each step needs.

Sources: brief.md of the organisation ("How a duo comes about"); Elements of Effective Practice for
Mentoring, fifth edition (MENTOR, 2025), R5 to R7: a no has its reason, nobody is paired who was not
informed, and no mentor untrained. Which steps a country has is data (`stages.toml`); the rules are
given them as a `Course`. Without group sessions people are informed by telephone; without the step
of the training or the evaluation nobody waits for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.tenancy import IntakeSettings
from app.information.rules import UNINFORMED
from app.people.courses import ORDER, Course
from app.people.models import Kind, Stage

GO_ON = "go_on"
"""The advice after an interview that lets a mentor begin the training."""

LEAVING = (Stage.DECLINED, Stage.WITHDRAWN)
VERDICTS = (Stage.READY, Stage.WAITING_LIST, *LEAVING)
WAITING = frozenset({*ORDER, Stage.WAITING_LIST})
"""Stages in which somebody waits for us."""

NOT_NEXT = Reason("not_next", _("This step does not follow the stage this person is in."))
NOT_INFORMED = Reason(
    "not_informed",
    _("First the information session: no attendance and no telephone talk is written down."),
)
NOT_INTERVIEWED = Reason("not_interviewed", _("First the interview: none is written down."))
NOT_TRAINED = Reason(
    "not_trained", _("First the training: not all modules before a first duo are completed.")
)
NOT_EVALUATED = Reason("not_evaluated", _("First the evaluation: none that was passed is there."))
NEEDS_REASON = Reason("needs_reason", _("Say why: the person has a right to know."))
NOT_IN_INTERVIEW = Reason("not_in_interview", _("This person is not waiting for an interview."))
NOT_IN_EVALUATION = Reason("not_in_evaluation", _("This mentor is not waiting for an evaluation."))
FUTURE = Reason("future", _("This day has not come yet."))
NOT_DECIDED = Reason("not_decided", _("Nothing was decided yet, so there is nothing to reopen."))


@dataclass(frozen=True)
class Progress:
    """What is written down about somebody's intake so far."""

    informed: bool = False
    interviewed: bool = False
    trained: bool = False
    evaluated: bool = False


def next_stages(course: Course, stage: Stage | str) -> tuple[Stage, ...]:
    """Where somebody may go from `stage`, the usual way first."""
    now = Stage(stage)
    if now in ORDER:
        following = course.after(now)
        return (*(following[:1] or (Stage.READY, *_waiting_list(course.kind))), *LEAVING)
    if now == Stage.WAITING_LIST:
        return (Stage.READY, *LEAVING)
    return (*_waiting_list(course.kind), *LEAVING) if now == Stage.READY else ()


def _waiting_list(kind: Kind | str) -> tuple[Stage, ...]:
    """Mentees wait for a mentor on a list; a mentor who is ready waits for nobody's decision."""
    return (Stage.WAITING_LIST,) if kind == Kind.MENTEE else ()


def verdicts_open(course: Course, stage: Stage | str) -> list[Stage]:
    """What may be decided about somebody in this stage."""
    return [stage for stage in next_stages(course, stage) if stage in VERDICTS]


def against_moving(
    course: Course, stage: Stage | str, to: Stage | str, progress: Progress
) -> list[Reason]:
    """What stands against this step now; nothing means it may be taken."""
    if Stage(to) not in next_stages(course, stage):
        return [NOT_NEXT]
    return _missing(course, Stage(to), progress)


def _missing(course: Course, to: Stage, progress: Progress) -> list[Reason]:
    """Only a step that the country has can be missing."""
    trains, evaluates = course.has(Stage.TRAINING), course.has(Stage.EVALUATION)
    talked = {Stage.TRAINING, Stage.READY, Stage.WAITING_LIST}
    talked |= set() if trains else {Stage.EVALUATION}
    finished = {Stage.EVALUATION, Stage.READY}
    needed = {
        NOT_INFORMED: to == Stage.INTERVIEW and not progress.informed,
        NOT_INTERVIEWED: to in talked and not progress.interviewed,
        NOT_TRAINED: trains and to in finished and not progress.trained,
        NOT_EVALUATED: evaluates and to == Stage.READY and not progress.evaluated,
    }
    return [reason for reason, stands in needed.items() if stands]


def against_deciding(
    course: Course, stage: Stage | str, verdict: Stage | str, reason: str | None
) -> list[Reason]:
    """A no is never given without its reason (R5 of the same standard)."""
    if Stage(verdict) not in verdicts_open(course, stage):
        return [NOT_NEXT]
    return [NEEDS_REASON] if verdict != Stage.READY and not reason else []


def against_interviewing(stage: Stage | str, progress: Progress) -> list[Reason]:
    """The information comes first; a second interview may be held until the decision."""
    if stage not in WAITING:
        return [NOT_IN_INTERVIEW]
    return [NOT_INFORMED] if stage in UNINFORMED and not progress.informed else []


def against_evaluating(course: Course, stage: Stage | str, *, trained: bool) -> list[Reason]:
    """Who is still in a training that the country no longer has may be evaluated at once."""
    trains = course.has(Stage.TRAINING)
    if stage != Stage.EVALUATION and (trains or stage != Stage.TRAINING):
        return [NOT_IN_EVALUATION]
    return [NOT_TRAINED] if trains and not trained else []


def after_interview(course: Course, *, trained: bool) -> Stage | None:
    """Where a mentor goes who is advised to go on; None stays, for the decision.

    Who was trained before is not sent through the training again.
    """
    behind = {Stage.TRAINING} if trained else set()
    return next((step for step in course.after(Stage.INTERVIEW) if step not in behind), None)


def against_day(on: date, today: date) -> list[Reason]:
    return [FUTURE] if on > today else []


def against_reopening(stage: Stage | str) -> list[Reason]:
    return [] if Stage(stage) in VERDICTS else [NOT_DECIDED]


def wait_mark(stage: Stage | str, since: date, settings: IntakeSettings, on: date) -> str | None:
    """`late` or `watch` for a wait that is too long or nearly so; None when all is well."""
    days = (on - since).days
    if Stage(stage) not in WAITING:
        return None
    if Stage(stage) == Stage.REGISTERED:
        return "late" if days > settings.callback_days else None
    if days >= settings.waiting_days_late:
        return "late"
    return "watch" if days >= settings.waiting_days_watch else None


def late_since(settings: IntakeSettings, on: date) -> tuple[date, date]:
    """Who has been waiting since these days or earlier waits too long: registered, others."""
    callback = on - timedelta(days=settings.callback_days + 1)
    return callback, on - timedelta(days=settings.waiting_days_late)


def is_done(course: Course, stage: Stage | str, progress: Progress) -> bool:
    """Nothing is left of this step; one that the country does not have is done."""
    done = {
        Stage.INTERVIEW: progress.interviewed,
        Stage.TRAINING: progress.trained or not course.has(Stage.TRAINING),
        Stage.EVALUATION: progress.evaluated or not course.has(Stage.EVALUATION),
    }
    return done.get(Stage(stage), False)


def stage_to_reopen(course: Course, before: Stage | str | None) -> Stage:
    """Where somebody was before the decision; the last step for one that came from a file."""
    return Stage(before) if before else course.last
