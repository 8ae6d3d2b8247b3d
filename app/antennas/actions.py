"""What can be done to antennas."""

from collections.abc import Sequence

from app.core.tenancy import AntennaRecord


def take_over_antennas(records: Sequence[AntennaRecord]) -> None:
    """Bring the table in line with `antennas.csv`: new ones are added, known ones are updated."""
