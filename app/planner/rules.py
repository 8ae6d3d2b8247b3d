"""What stands against keeping, removing or bringing back a scenario."""

from flask_babel import lazy_gettext as _

from app.core.errors import Reason

MOST_COMPARED = 4

NAME_TAKEN = Reason(
    "name_taken",
    _("Another scenario has this name; it may be among the removed ones. Choose another name."),
)
SOMEBODY_WAS_FASTER = Reason(
    "somebody_was_faster",
    _("Somebody else changed this scenario while you had it open. Open it again to see it."),
)
NOT_REMOVED = Reason("not_removed", _("This scenario was not removed."))
REMOVED = Reason("removed", _("This scenario was removed. Bring it back first."))
TOO_FEW = Reason("too_few", _("Choose two scenarios at least to set them side by side."))
TOO_MANY = Reason("too_many", _("Choose four scenarios at most."))


def against_keeping(*, taken: bool, version: int, seen: int | None) -> list[Reason]:
    """`seen` is the version that was shown, None where there was none."""
    faster = [SOMEBODY_WAS_FASTER] if seen is not None and seen != version else []
    return [*faster, *([NAME_TAKEN] if taken else [])]


def against_removing(*, removed: bool) -> list[Reason]:
    return [REMOVED] if removed else []


def against_bringing_back(*, removed: bool) -> list[Reason]:
    return [] if removed else [NOT_REMOVED]


def against_comparing(count: int) -> list[Reason]:
    if count < 2:
        return [TOO_FEW]
    return [TOO_MANY] if count > MOST_COMPARED else []
