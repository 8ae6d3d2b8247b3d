"""The tables that an import reads and writes many rows of at once, as plain tables.

A statement on a plain table makes no objects, and the wall between antennas does not narrow it:
who uses them asks `Run.sees`.
"""

from typing import cast

from sqlalchemy import Table

from app.core.db import Model
from app.core.events import Event
from app.duos.models import Duo
from app.outcomes.models import Spell
from app.people.models import MentorSlot, Person
from app.references.models import ImportChange, ImportedRow


def table_of(model: type[Model]) -> Table:
    return cast(Table, model.__table__)


PEOPLE, SLOTS = table_of(Person), table_of(MentorSlot)
DUOS, SPELLS = table_of(Duo), table_of(Spell)
ROWS, CHANGES, EVENTS = table_of(ImportedRow), table_of(ImportChange), table_of(Event)
