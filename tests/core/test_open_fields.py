"""Values of a country's file that may be open: empty, right, or told with what is allowed."""

from datetime import date

import pytest
from marshmallow import ValidationError

from app.core.tenant_fields import Open, Part, open_amount, open_day


class Said(Part):
    least = open_amount()
    since = open_day(required=False)
    years = Open("a number of years", int, required=False)
    words = Open("words", str, load_default="none")


def test_what_is_empty_is_not_known_and_what_is_left_out_has_its_default():
    said = Said().load({"least": "", "years": ""})
    assert said == {"least": None, "since": None, "years": None, "words": "none"}


def test_what_is_known_is_read():
    said = Said().load({"least": 42.31, "since": "2026-01-31", "years": 3, "words": "yes"})
    assert said == {"least": 4231, "since": date(2026, 1, 31), "years": 3, "words": "yes"}


def test_what_must_be_answered_is_told():
    with pytest.raises(ValidationError, match="is missing"):
        Said().load({})


@pytest.mark.parametrize(
    "wrong",
    [
        {"least": -1},
        {"least": float("nan")},
        {"least": float("inf")},
        {"least": True},
        {"least": "much"},
        {"since": "2026-02-30"},
        {"since": 2026},
        {"years": 2.5},
        {"words": 5},
    ],
)
def test_what_is_wrong_is_told_with_what_is_allowed(wrong):
    with pytest.raises(ValidationError, match="while it is asked for"):
        Said().load({"least": ""} | wrong)
