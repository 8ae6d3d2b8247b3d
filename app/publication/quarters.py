"""Periods of publication: the quarters of a calendar year, written "2026-Q3"."""

from app.core.quarters import OF_YEAR as OF_YEAR
from app.core.quarters import Quarter as Quarter
from app.core.quarters import last_over as last_over
from app.core.quarters import quarter as quarter
from app.core.quarters import quarter_of as quarter_of
