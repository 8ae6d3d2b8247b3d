"""What stands against starting, discarding and undoing an import."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.imports.models import STARTABLE, Import, ImportState
from app.takeover.rules import against_taking_back

NOT_STARTABLE = Reason("not_startable", _("This import was started already."))
NO_FILE = Reason("no_file", _("The file is no longer kept here. Send it again."))
NOTHING_TO_UNDO = Reason("nothing_to_undo", _("This import has written nothing, or was undone."))
UNDER_WAY = Reason("under_way", _("This import is still under way."))


def against_starting(import_: Import) -> list[Reason]:
    verdict = {
        NOT_STARTABLE: import_.state not in STARTABLE,
        NO_FILE: import_.stored_as is None,
    }
    return [reason for reason, stands in verdict.items() if stands]


def against_discarding(import_: Import) -> list[Reason]:
    drafts = {ImportState.DRAFT, ImportState.CHECKING}
    return [] if import_.state in drafts else [NOT_STARTABLE]


def against_undoing(import_: Import, depending: Mapping[str, int]) -> list[Reason]:
    """`depending` counts what came later and would be lost, by what it is."""
    if import_.is_under_way:
        return [UNDER_WAY]
    if not import_.wrote_something:
        return [NOTHING_TO_UNDO]
    return against_taking_back(depending)
