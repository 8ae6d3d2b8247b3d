"""The gate to a first duo: completed modules open it, and nobody who came through is sent back."""

from datetime import date

import pytest
from marshmallow import ValidationError

from app.core.errors import Refused
from app.people.models import Stage
from app.training import rules
from app.training.actions import completions as actions
from app.training.actions.modules import choose_compulsory
from app.training.queries import completions
from tests import make
from tests.training import made

MAY = date(2026, 5, 4)


def note(person, module, day=MAY, hours=3.5):
    return actions.note_completion(
        person=person, module_id=module.id, completed_on=day, hours=hours
    )


@pytest.mark.parametrize(
    ("required", "done", "is_open"),
    [((), (), False), ((), (1,), False), ((1, 2), (1,), False), ((1, 2), (1, 2, 3), True)],
)
def test_it_opens_when_all_that_is_compulsory_is_completed(required, done, is_open):
    assert rules.is_open(required, done) is is_open


def test_the_last_module_trains_a_mentor_and_taking_one_away_opens_the_training_again(app):
    first, second = made.module("listening"), made.module("network")
    marc = make.mentor(stage=Stage.TRAINING)
    note(marc, first)
    assert (marc.stage, marc.trained_on) == (Stage.TRAINING, None)
    row = note(marc, second, date(2026, 5, 11))
    assert (marc.stage, marc.trained_on) == (Stage.EVALUATION, date(2026, 5, 11))
    actions.remove(marc, row)
    assert (marc.stage, marc.trained_on) == (Stage.TRAINING, None)
    assert make.last_event().name == "person.stage_changed"


def test_a_corrected_day_corrects_the_day_of_the_training(app):
    module = made.module()
    marc = make.mentor(stage=Stage.TRAINING)
    note(marc, module)
    note(marc, module, date(2026, 5, 6), hours=4)
    assert marc.trained_on == date(2026, 5, 6)
    assert completions.completions_of(marc)[0].hours == 4


def test_what_is_free_to_choose_holds_nobody_back(app):
    module, free = made.module(), made.module("network", compulsory=False)
    marc = make.mentor(stage=Stage.TRAINING)
    note(marc, free)
    assert marc.trained_on is None
    note(marc, module)
    assert marc.trained_on == MAY


def test_a_mentor_who_was_trained_elsewhere_keeps_that_day(app):
    module, marc = made.module(), make.mentor(stage=Stage.READY, trained_on=make.SPRING)
    row = note(marc, module)
    assert marc.trained_on == make.SPRING
    actions.remove(marc, row)
    assert (marc.trained_on, marc.stage) == (make.SPRING, Stage.READY)


def test_a_mentor_whose_evaluation_was_held_is_not_untrained(app):
    module = made.module()
    marc = make.mentor(stage=Stage.EVALUATION, trained_on=MAY, evaluated_on=MAY)
    actions.remove(marc, made.completion(marc, module))
    assert (marc.trained_on, marc.stage) == (MAY, Stage.EVALUATION)


def test_a_mentee_who_completes_a_module_goes_through_no_gate(app):
    fatou = make.mentee()
    note(fatou, made.module(facts={"audience": ["mentor", "mentee"]}))
    assert fatou.stage == Stage.READY
    assert make.last_event().name == "person.module_completed"


def test_a_module_for_others_is_refused_and_so_is_somebody_who_left(app):
    module = made.module()
    for person, reason in (
        (make.mentee(), rules.NOT_FOR_THEM),
        (make.mentor(stage=Stage.WITHDRAWN), rules.LEFT_US),
    ):
        with pytest.raises(Refused) as refusal:
            note(person, module)
        assert refusal.value.reasons == [reason]


def test_choosing_fewer_lets_through_who_has_them_all_and_untrains_nobody(app):
    first, second = made.module("listening"), made.module("network")
    through = make.mentor("Ana", stage=Stage.TRAINING)
    made.completion(through, first)
    trained = make.mentor("Bo", stage=Stage.READY, trained_on=make.SPRING)
    assert choose_compulsory(modules=[first.id]) == 1
    assert (through.stage, through.trained_on) == (Stage.EVALUATION, make.SPRING)
    assert choose_compulsory(modules=[first.id, second.id]) == 2
    assert (trained.trained_on, through.trained_on) == (make.SPRING, make.SPRING)


def test_choosing_nothing_or_something_unknown_is_refused(app):
    made.module()
    with pytest.raises(Refused) as refusal:
        choose_compulsory(modules=[])
    assert refusal.value.reasons == [rules.NONE_COMPULSORY]
    with pytest.raises(ValidationError):
        choose_compulsory(modules=[987_654])


def test_the_hours_of_a_year_are_counted_by_person_and_by_antenna(app):
    module, other = made.module(), made.module("network")
    marc, luc = make.mentor("Marc", antenna="GHE"), make.mentor("Luc", antenna="LIE")
    made.completion(marc, module, completed_on=date(2025, 3, 3), hours=2.5)
    made.completion(marc, other, completed_on=date(2025, 4, 4), hours=3)
    made.completion(luc, module, completed_on=date(2024, 4, 4), hours=9)
    assert completions.hours_of([marc, luc], 2025) == {marc.id: (5.5, 2)}
    found = {one.code: (hours, people) for one, hours, people in completions.hours_by_antenna(2025)}
    assert (found["GHE"], found["LIE"]) == ((5.5, 1), (0.0, 0))
