"""The only place that asks what time it is, so that a test can answer."""

from datetime import UTC, date, datetime

from app.core.tenancy import tenant


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day where the tenant works."""
    return now().astimezone(tenant().zone).date()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)
