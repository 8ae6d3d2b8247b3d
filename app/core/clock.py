"""The only place that asks what time it is, so that a test can answer."""

from calendar import monthrange
from datetime import UTC, date, datetime

from app.core.tenancy import tenant


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day where the tenant works."""
    return now().astimezone(tenant().zone).date()


def day_of(moment: datetime) -> date:
    """The calendar day of an instant where the tenant works."""
    return moment.astimezone(tenant().zone).date()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    _, last = monthrange(day.year + years, month + 1)
    return date(day.year + years, month + 1, min(day.day, last))
