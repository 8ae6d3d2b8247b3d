"""What a spell may say: the rules alone."""

from datetime import date

import pytest

from app.outcomes import rules
from app.outcomes.models import Spell

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("kind", "began_on", "ended_on", "contract", "found"),
    [
        ("job", TODAY, None, "permanent", []),
        ("job", TODAY, TODAY, None, []),
        ("job", TODAY, date(2026, 12, 31), "fixed_long", []),
        ("job", TODAY, date(2026, 5, 31), None, [rules.ENDS_BEFORE_IT_BEGAN]),
        ("studies", date(2026, 9, 1), None, None, []),
        ("studies", date(2026, 9, 2), None, None, [rules.TOO_FAR_AHEAD]),
        ("training", TODAY, None, "permanent", [rules.ONLY_JOBS]),
    ],
)
def test_what_stands_against_a_spell(kind, began_on, ended_on, contract, found):
    assert rules.against_spell(kind, began_on, ended_on, contract, TODAY) == found


def test_the_same_situation_from_the_same_day_says_nothing_new():
    known = [Spell(kind="job", began_on=TODAY)]
    assert rules.against_twice("job", TODAY, known) == [rules.SAME_TWICE]
    assert rules.against_twice("training", TODAY, known) == []
