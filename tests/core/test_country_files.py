"""Files of a country that features read: known to the country, refused at headquarters."""

import pytest

from app.core.country_files import country_file
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as


def test_headquarters_has_no_rules_of_a_country(app, headquarters):
    assert country_file("funding.toml") is not None
    with (
        headquarters.app_context(),
        acting_as(SYSTEM),
        pytest.raises(Refused, match="no_country"),
    ):
        country_file("funding.toml")
