"""What is written as the reader's language writes it."""

import pytest
from flask_babel import force_locale
from marshmallow import ValidationError

from app.core.i18n import joined
from app.planner.schemas import Number


@pytest.mark.parametrize(
    ("language", "line"), [("en", "a, b; c"), ("nl", "a, b; c"), ("fr", "a, b ; c")]
)
def test_parts_with_commas_are_joined_as_the_language_does(app, language, line):
    with app.test_request_context(), force_locale(language):
        assert joined(["a, b", "c"]) == line


@pytest.mark.parametrize(("language", "least"), [("en", "0.1"), ("nl", "0,1"), ("fr", "0,1")])
def test_bounds_are_told_with_the_decimals_of_the_language(app, language, least):
    with app.test_request_context(), force_locale(language):
        with pytest.raises(ValidationError) as refused:
            Number(0.1, 3000).deserialize(0.05)
        assert least in refused.value.messages[0]
        assert "3000" in refused.value.messages[0]
