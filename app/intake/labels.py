"""The words of the intake for its codes: verdicts, advice, reasons; `people` names the stages."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.people.labels import STAGES
from app.people.models import Kind, Stage

Labels = Mapping[str, LazyString]

VERDICTS: Labels = {
    verdict: STAGES[verdict]
    for verdict in (Stage.READY, Stage.WAITING_LIST, Stage.DECLINED, Stage.WITHDRAWN)
}
ADVICE: Labels = {
    "go_on": _("Go on"),
    "wait": _("Wait a while"),
    "other_help": _("Other help fits better"),
    "unsure": _("Not sure yet: talk with a colleague"),
}
NEXT_PLACE = _("Choose an information session")
NEXT_TALK = _("Inform by telephone")
NEXT_INTERVIEW = _("Hold the interview")
NEXT_TRAINING = _("Note the training")
NEXT_EVALUATION = _("Hold the evaluation")
NEXT_DECISION = _("Decide")
WAITING_REASONS: Labels = {
    "no_mentor_now": _("Nobody who fits is free now"),
    "language": _("Nobody with the language is free now"),
    "sector": _("Nobody from the sector is free now"),
    "availability": _("Available at other moments than others are"),
    "full": _("The antenna is full"),
}
DECLINED_MENTEE: Labels = {
    "age": _("Outside the ages we work with"),
    "not_looking": _("Not looking for work"),
    "origin": _("Not in the group the project is for"),
    "permit": _("No permit to stay for a long time yet"),
    "language_level": _("No language in common yet"),
    "other_help": _("Other help fits better"),
    "expectations": _("Expects something that a mentor cannot give"),
}
DECLINED_MENTOR: Labels = {
    "age": _("Outside the ages we work with"),
    "experience": _("No working experience"),
    "expectations": _("Expects something that a duo cannot give"),
    "availability": _("Not enough time"),
    "training_unfinished": _("The training was not completed"),
    "record_check": _("The record check was not shown or not in order"),
    "evaluation": _("The evaluation was not passed"),
}
WITHDRAWN_REASONS: Labels = {
    "found_work": _("Found work"),
    "studies": _("Began training or studies"),
    "moved": _("Moved away"),
    "no_time": _("Has no time"),
    "personal": _("Personal reasons"),
    "unreachable": _("Cannot be reached any more"),
    "unknown": _("Gave no reason"),
}

EVENTS: Labels = {
    "person.interviewed": _("Interviewed"),
    "person.decided": _("Decision on the intake"),
    "person.reopened": _("Decision taken back"),
    "mentor.half_days_recorded": _("Training half-days noted"),
    "mentor.evaluated": _("Evaluated"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a profile."""
    return list(EVENTS.items())


def reasons_for(kind: Kind | str, verdict: Stage | str) -> Labels:
    """The structured reasons that a verdict may carry; none are needed for `ready`."""
    declined = DECLINED_MENTOR if kind == Kind.MENTOR else DECLINED_MENTEE
    by_verdict: Mapping[Stage, Labels] = {
        Stage.WAITING_LIST: WAITING_REASONS,
        Stage.DECLINED: declined,
        Stage.WITHDRAWN: WITHDRAWN_REASONS,
    }
    return by_verdict.get(Stage(verdict), {})
