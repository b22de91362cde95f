"""Instants are UTC milliseconds; study days are days since 1970-01-01 as a person lived them."""

from datetime import UTC, date, datetime, timedelta

_EPOCH = date(1970, 1, 1).toordinal()


def study_day(local: datetime, rollover_hour: int) -> int:
    """The study day of a local time; it begins at the rollover hour."""
    return (local - timedelta(hours=rollover_hour)).date().toordinal() - _EPOCH


def day_text(day: int) -> str:
    """A study day as YYYY-MM-DD."""
    return date.fromordinal(day + _EPOCH).isoformat()


def to_ms(instant: datetime) -> int:
    """UTC milliseconds of an aware datetime."""
    return round(instant.timestamp() * 1000)


def instant_text(ms: int) -> str:
    """ISO 8601 in UTC, with milliseconds only where there are any."""
    instant = datetime.fromtimestamp(ms // 1000, UTC) + timedelta(milliseconds=ms % 1000)
    return instant.isoformat(timespec="milliseconds" if ms % 1000 else "seconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime | None:
    """An aware datetime from ISO 8601 with an offset, or None."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else None
