"""Which stage follows which, and who waits too long: the rules alone, as tables."""

from datetime import date, timedelta

import pytest

from app.core.practice_schemas import STEPS
from app.core.tenancy import IntakeSettings
from app.intake import labels
from app.intake.rules import stages as rules
from app.intake.rules.stages import Progress
from app.people.courses import Course
from app.people.models import Kind, Stage

DAY = date(2026, 11, 20)
COURSES = {kind: Course(Kind(kind), tuple(map(Stage, STEPS[kind]))) for kind in STEPS}
SHORT = Course(Kind.MENTOR, (Stage.REGISTERED, Stage.INTERVIEW))
UNTRAINED = Course(Kind.MENTOR, (*SHORT.steps, Stage.EVALUATION))
UNEVALUATED = Course(Kind.MENTOR, (*SHORT.steps, Stage.TRAINING))
BY_TELEPHONE = Course(Kind.MENTEE, SHORT.steps)
SETTINGS = IntakeSettings(callback_days=2, waiting_days_watch=15, waiting_days_late=30)
INFORMED = Progress(informed=True)
INTERVIEWED = Progress(informed=True, interviewed=True)
TRAINED = Progress(informed=True, interviewed=True, trained=True)
EVALUATED = Progress(informed=True, interviewed=True, trained=True, evaluated=True)


@pytest.mark.parametrize(
    ("kind", "stage", "following"),
    [
        ("mentee", "registered", ["information", "declined", "withdrawn"]),
        ("mentee", "information", ["interview", "declined", "withdrawn"]),
        ("mentee", "interview", ["ready", "waiting_list", "declined", "withdrawn"]),
        ("mentee", "waiting_list", ["ready", "declined", "withdrawn"]),
        ("mentee", "ready", ["waiting_list", "declined", "withdrawn"]),
        ("mentee", "declined", []),
        ("mentor", "interview", ["training", "declined", "withdrawn"]),
        ("mentor", "training", ["evaluation", "declined", "withdrawn"]),
        ("mentor", "evaluation", ["ready", "declined", "withdrawn"]),
        ("mentor", "ready", ["declined", "withdrawn"]),
        ("mentor", "withdrawn", []),
    ],
)
def test_what_follows_a_stage(kind, stage, following):
    assert list(rules.next_stages(COURSES[kind], stage)) == following


@pytest.mark.parametrize(
    ("kind", "stage", "to", "progress", "expected"),
    [
        ("mentee", "registered", "information", Progress(), []),
        ("mentee", "registered", "interview", INFORMED, [rules.NOT_NEXT]),
        ("mentee", "information", "interview", Progress(), [rules.NOT_INFORMED]),
        ("mentee", "information", "interview", INFORMED, []),
        ("mentee", "interview", "ready", INFORMED, [rules.NOT_INTERVIEWED]),
        ("mentee", "interview", "ready", INTERVIEWED, []),
        ("mentee", "interview", "waiting_list", INFORMED, [rules.NOT_INTERVIEWED]),
        ("mentee", "interview", "training", INTERVIEWED, [rules.NOT_NEXT]),
        ("mentor", "interview", "training", INFORMED, [rules.NOT_INTERVIEWED]),
        ("mentor", "training", "evaluation", INTERVIEWED, [rules.NOT_TRAINED]),
        ("mentor", "evaluation", "ready", TRAINED, [rules.NOT_EVALUATED]),
        ("mentor", "evaluation", "ready", INTERVIEWED, [rules.NOT_TRAINED, rules.NOT_EVALUATED]),
        ("mentor", "evaluation", "ready", EVALUATED, []),
        ("mentee", "registered", "declined", Progress(), []),
        ("mentee", "registered", "withdrawn", Progress(), []),
    ],
)
def test_what_is_missing_for_a_stage(kind, stage, to, progress, expected):
    assert rules.against_moving(COURSES[kind], stage, to, progress) == expected


@pytest.mark.parametrize(
    ("course", "stage", "following"),
    [
        (SHORT, "registered", "interview"),
        (SHORT, "interview", "ready"),
        (UNTRAINED, "interview", "evaluation"),
        (UNTRAINED, "evaluation", "ready"),
        (UNEVALUATED, "interview", "training"),
        (UNEVALUATED, "training", "ready"),
        (BY_TELEPHONE, "registered", "interview"),
    ],
)
def test_a_step_that_a_country_leaves_out_is_not_gone_through(course, stage, following):
    assert rules.next_stages(course, stage)[0] == following


@pytest.mark.parametrize(
    ("course", "stage", "following"),
    [
        (SHORT, "information", "interview"),
        (SHORT, "training", "ready"),
        (SHORT, "evaluation", "ready"),
        (UNTRAINED, "training", "evaluation"),
        (UNEVALUATED, "evaluation", "ready"),
    ],
)
def test_nobody_is_stuck_in_a_step_that_was_left_out_later(course, stage, following):
    assert rules.next_stages(course, stage)[0] == following


@pytest.mark.parametrize(
    ("course", "stage", "to", "progress", "expected"),
    [
        (SHORT, "interview", "ready", INTERVIEWED, []),
        (SHORT, "interview", "ready", INFORMED, [rules.NOT_INTERVIEWED]),
        (SHORT, "registered", "interview", Progress(), [rules.NOT_INFORMED]),
        (UNTRAINED, "interview", "evaluation", INFORMED, [rules.NOT_INTERVIEWED]),
        (UNTRAINED, "evaluation", "ready", INTERVIEWED, [rules.NOT_EVALUATED]),
        (UNEVALUATED, "training", "ready", INTERVIEWED, [rules.NOT_TRAINED]),
        (UNEVALUATED, "training", "ready", TRAINED, []),
        (UNTRAINED, "training", "evaluation", INTERVIEWED, []),
    ],
)
def test_only_a_step_that_the_country_has_can_be_missing(course, stage, to, progress, expected):
    assert rules.against_moving(course, stage, to, progress) == expected


def test_where_nobody_is_trained_a_mentor_is_evaluated_without():
    assert rules.against_evaluating(UNTRAINED, "evaluation", trained=False) == []
    assert rules.against_evaluating(UNTRAINED, "training", trained=False) == []
    assert rules.against_evaluating(COURSES["mentor"], "evaluation", trained=False) == [
        rules.NOT_TRAINED
    ]
    assert rules.after_interview(UNTRAINED, trained=False) == Stage.EVALUATION
    assert rules.after_interview(SHORT, trained=False) is None
    assert rules.after_interview(COURSES["mentor"], trained=True) == Stage.EVALUATION


@pytest.mark.parametrize(
    ("stage", "verdict", "reason", "expected"),
    [
        ("interview", "ready", None, []),
        ("interview", "declined", None, [rules.NEEDS_REASON]),
        ("interview", "declined", "permit", []),
        ("registered", "ready", None, [rules.NOT_NEXT]),
        ("declined", "ready", None, [rules.NOT_NEXT]),
        ("registered", "information", None, [rules.NOT_NEXT]),
    ],
)
def test_a_no_needs_its_reason(stage, verdict, reason, expected):
    assert rules.against_deciding(COURSES["mentee"], stage, verdict, reason) == expected


@pytest.mark.parametrize(
    ("stage", "days", "mark"),
    [
        ("registered", 2, None),
        ("registered", 3, "late"),
        ("information", 14, None),
        ("information", 15, "watch"),
        ("interview", 30, "late"),
        ("waiting_list", 30, "late"),
        ("ready", 300, None),
        ("withdrawn", 300, None),
    ],
)
def test_a_wait_is_marked_from_the_days_of_the_tenant(stage, days, mark):
    since = DAY - timedelta(days=days)
    assert rules.wait_mark(stage, since, SETTINGS, DAY) == mark


def test_the_days_from_which_somebody_is_late_agree_with_the_mark():
    callback, others = rules.late_since(SETTINGS, DAY)
    assert rules.wait_mark("registered", callback, SETTINGS, DAY) == "late"
    assert rules.wait_mark("registered", callback + timedelta(days=1), SETTINGS, DAY) is None
    assert rules.wait_mark("interview", others, SETTINGS, DAY) == "late"
    assert rules.wait_mark("interview", others + timedelta(days=1), SETTINGS, DAY) == "watch"


def test_a_reopened_decision_goes_back_to_where_it_was_taken():
    assert rules.stage_to_reopen(COURSES["mentee"], "registered") == Stage.REGISTERED
    assert rules.stage_to_reopen(COURSES["mentee"], None) == Stage.INTERVIEW
    assert rules.stage_to_reopen(COURSES["mentor"], None) == Stage.EVALUATION


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("verdict", rules.VERDICTS)
def test_every_verdict_but_ready_has_reasons_to_choose_from(kind, verdict):
    has_reasons = bool(labels.reasons_for(kind, verdict))
    assert has_reasons == (verdict != Stage.READY)
