"""What stands against making two profiles one, and against taking them apart again."""

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.duplicates.models import DuplicateDoubt
from app.people.models import Person

TWO_KINDS = Reason("two_kinds", _("A mentee and a mentor cannot be made one."))
SAME_PERSON = Reason("same_person", _("These are already one profile."))
SETTLED = Reason("settled", _("Somebody has settled this already."))
NOT_OF_THIS_PAIR = Reason("not_of_this_pair", _("Choose between the two profiles shown."))
NOT_MERGED = Reason("not_merged", _("This profile was not merged into another one."))
DEPENDED_ON = Reason(
    "depended_on",
    _("The merged profile was changed since. Undoing the merge would lose that change."),
)


def against_settling(doubt: DuplicateDoubt) -> list[Reason]:
    return [SETTLED] if doubt.settled_at is not None else []


def against_merging(kept: Person, gone: Person) -> list[Reason]:
    stands = {
        TWO_KINDS: kept.kind != gone.kind,
        SAME_PERSON: kept.id == gone.id
        or kept.merged_into_id is not None
        or gone.merged_into_id is not None,
    }
    return [reason for reason, is_so in stands.items() if is_so]


def against_unmerging(gone: Person, changed_since: int) -> list[Reason]:
    """`changed_since` counts what happened to the profile that was kept."""
    stands = {NOT_MERGED: gone.merged_into_id is None, DEPENDED_ON: changed_since > 0}
    return [reason for reason, is_so in stands.items() if is_so]
