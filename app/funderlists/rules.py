"""What stands against taking in, discarding and undoing a list of funders."""

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.funderlists.fields import NAME
from app.funderlists.models import FunderList, ListState

NOT_A_DRAFT = Reason("not_a_draft", _("This list was taken in already."))
NO_NAME = Reason("no_name_column", _("Choose first which column has the name of the funder."))
NOTHING_TO_UNDO = Reason(
    "nothing_to_undo", _("This list has written nothing, was undone, or is too long ago.")
)


def against_changing(list_: FunderList) -> list[Reason]:
    return [] if list_.state == ListState.DRAFT else [NOT_A_DRAFT]


def against_taking_in(list_: FunderList) -> list[Reason]:
    if list_.state != ListState.DRAFT:
        return [NOT_A_DRAFT]
    return [] if NAME in list_.columns.values() else [NO_NAME]


def against_undoing(list_: FunderList) -> list[Reason]:
    wrote = list_.state == ListState.TAKEN and bool(list_.written)
    return [] if wrote else [NOTHING_TO_UNDO]
