"""What programs may ask of the lists of people."""

from marshmallow.validate import Regexp

from app.core.api import PageArgs, search_field, sort_field
from app.core.fields import Choice, Schema, Text, Whole
from app.core.vocabularies import (
    FUNCTION_LEVELS,
    GOALS,
    HALF_DAYS,
    LABOUR_STATUSES,
    LANGUAGE_CODES,
)
from app.people.labels import ALL_SECTORS
from app.people.models import Stage
from app.profiles import lists

OWNER = r"^(me|none|[1-9][0-9]{0,8})$"
WAITING = {"description": "In the same stage for more than so many days."}


class PeopleArgs(PageArgs):
    q = search_field()
    antenna = Text(12, metadata={"description": "The code of an antenna."})
    stage = Choice(Stage)
    owner = Text(9, validate=Regexp(OWNER), metadata={"description": "An id, `me`, or `none`."})
    language = Choice(LANGUAGE_CODES, metadata={"description": "One that they speak."})
    sector = Choice(ALL_SECTORS, metadata={"description": "A division of NACE."})
    availability = Choice(HALF_DAYS)
    waiting = Whole(most=lists.MOST_DAYS - 1, metadata=WAITING)
    sort = sort_field(lists.SORTS)


class MenteesArgs(PeopleArgs):
    status = Choice(LABOUR_STATUSES)
    goal = Choice(GOALS)


class MentorsArgs(PeopleArgs):
    level = Choice(FUNCTION_LEVELS)
    working = Choice(("yes", "no"))
    trained = Choice(("yes", "no"))
    free = Choice(("1",), metadata={"description": "1: only those with a free place."})


class SearchArgs(Schema):
    q = Text(100, required=True)
