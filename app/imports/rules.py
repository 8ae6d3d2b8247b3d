"""What stands against starting, discarding and undoing an import."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.imports.models import STARTABLE, Import, ImportState

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
    return [
        Reason(code, LazyString(DEPENDING[code], count))
        for code, count in depending.items()
        if count
    ]


def _changed(count: int) -> Any:
    return ngettext(
        "%(num)d person or duo was changed since.",
        "%(num)d people or duos were changed since.",
        count,
    )


def _later_import(count: int) -> Any:
    return ngettext(
        "A later import wrote to %(num)d of its rows.",
        "Later imports wrote to %(num)d of its rows.",
        count,
    )


def _duos(count: int) -> Any:
    return ngettext(
        "%(num)d duo of another origin has one of these people.",
        "%(num)d duos of another origin have some of these people.",
        count,
    )


def _proposals(count: int) -> Any:
    return ngettext(
        "%(num)d proposal names one of these people.",
        "%(num)d proposals name some of these people.",
        count,
    )


def _more(count: int) -> Any:
    return ngettext(
        "Something else was written down about these people or duos: %(num)d entry.",
        "Something else was written down about these people or duos: %(num)d entries.",
        count,
    )


DEPENDING = {
    "changed_since": _changed,
    "later_import": _later_import,
    "other_duos": _duos,
    "proposals": _proposals,
    "written_since": _more,
}
