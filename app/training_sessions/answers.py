"""What training sessions tell the features below: places to come, and closing an antenna."""

from flask_babel import gettext as _

from app.antennas.models import Antenna
from app.core.errors import Reason
from app.core.i18n import moment
from app.people.models import Person
from app.training.panels import UnderWay
from app.training_sessions import queries, rules


def under_way(person: Person) -> list[UnderWay]:
    """One for each module: that of the last session that comes."""
    begins = {p.session.module_id: p.session.starts_at for p in queries.coming_places_of(person)}
    told = {one: _("Session of %(when)s", when=moment(at)) for one, at in begins.items()}
    return [UnderWay(module_id, text, text, "accent") for module_id, text in told.items()]


def against_closing(antenna: Antenna) -> list[Reason]:
    """What training sessions have against closing an antenna."""
    return rules.against_closing_antenna(queries.count_coming(antenna.id))
