"""Days on which something is held."""

from datetime import date, timedelta

SATURDAY, DAYS = 5, 7


def working_day(day: date) -> date:
    """The same day, or the Monday after it."""
    return day + timedelta(days=DAYS - day.weekday()) if day.weekday() >= SATURDAY else day
