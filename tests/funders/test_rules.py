"""Who has gone quiet, and what may be noted."""

from datetime import date

import pytest

from app.funders.models import FunderStage
from app.funders.rules import QUIET_MONTHS, against_interaction, is_quiet, quiet_before

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("stage", "last", "since", "quiet"),
    [
        ("contacted", date(2026, 9, 29), date(2026, 1, 1), True),
        ("contacted", date(2026, 9, 30), date(2026, 1, 1), False),
        ("contacted", None, date(2026, 9, 1), True),
        ("contacted", None, date(2026, 10, 1), False),
        ("applied", date(2026, 8, 29), date(2026, 1, 1), True),
        ("applied", date(2026, 9, 15), date(2026, 1, 1), False),
        ("granted", date(2026, 5, 29), date(2026, 1, 1), True),
        ("granted", date(2026, 6, 1), date(2020, 1, 1), False),
        ("renewal", date(2026, 9, 1), date(2026, 11, 1), True),
        ("identified", None, date(2020, 1, 1), False),
        ("declined", None, date(2020, 1, 1), False),
        ("dormant", date(2020, 1, 1), date(2020, 1, 1), False),
    ],
)
def test_how_long_silence_is_too_long_depends_on_the_stage(stage, last, since, quiet):
    assert is_quiet(stage, last, since, TODAY) is quiet


def test_only_stages_where_a_word_is_expected_can_be_quiet():
    assert set(quiet_before(TODAY)) == set(QUIET_MONTHS) < set(FunderStage)


def test_what_lies_ahead_is_no_exchange():
    ahead = against_interaction(date(2026, 12, 1), TODAY, known_contact=True)
    both = against_interaction(date(2026, 12, 1), TODAY, known_contact=False)
    assert [reason.code for reason in ahead] == ["interaction_ahead"]
    assert [reason.code for reason in both] == ["interaction_ahead", "contact_unknown"]
    assert against_interaction(TODAY, TODAY, known_contact=True) == []
