"""The readings of somebody on the pages of their training."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import day_time
from app.people.models import Person
from app.readings import queries
from app.training.panels import UnderWay


def under_way(person: Person) -> list[UnderWay]:
    """One for each module that they were sent to read."""
    return [
        UnderWay(
            module_id=module_id,
            detail=ngettext(
                "Link sent on %(day)s, quiz tried %(num)d time",
                "Link sent on %(day)s, quiz tried %(num)d times",
                reading.tries,
                day=day_time(reading.sent_at),
            ),
            tag=_("being read"),
        )
        for module_id, reading in queries.readings_of(person).items()
    ]
