"""What stands against closing an antenna: sessions that are still to come."""

from app.antennas.models import Antenna
from app.core.errors import Reason
from app.information.queries import count_coming
from app.information.rules import against_closing_antenna


def against_closing(antenna: Antenna) -> list[Reason]:
    return against_closing_antenna(count_coming(antenna.id))
