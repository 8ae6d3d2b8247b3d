"""The quarters that a report may be of."""

import pytest

from app.reports.periods import last_quarter, quarter
from tests.reports.stage import AFTER, Q1


def test_a_quarter_is_read_and_the_last_one_is_over():
    assert quarter("2026-Q1") == Q1
    assert [day.isoformat() for day in quarter("2026-Q4")] == ["2026-10-01", "2026-12-31"]
    assert [day.isoformat() for day in last_quarter(AFTER)] == ["2026-04-01", "2026-06-30"]
    assert [day.isoformat() for day in last_quarter(Q1[1])] == ["2025-10-01", "2025-12-31"]
    with pytest.raises(ValueError, match="Q5"):
        quarter("2026-Q5")
