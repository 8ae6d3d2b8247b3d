"""Where the second step is required: read off the settings of an installation."""

from dataclasses import replace

import pytest


@pytest.mark.parametrize(
    ("public_url", "said", "required"),
    [
        ("http://be.localhost:8000", None, False),
        ("http://be.localhost:8000", True, True),
        ("https://be.example.org", None, True),
        ("https://be.example.org", False, False),
    ],
)
def test_it_is_required_unless_this_is_a_demonstration(installation, public_url, said, required):
    settings = replace(installation.settings["be"], public_url=public_url, second_factor=said)
    assert settings.second_factor_required is required


def test_the_application_follows_the_settings(installation):
    assert installation.apps["be"].config["SECOND_FACTOR_REQUIRED"] is False
    assert installation.apps["be"].config["MAIL_URL"] is None
