"""The rules of a grant that stand in the way, in the reader's language."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.core.permissions import Permission
from app.core.viewer import viewer
from app.grants.models import Grant
from app.grants.queries import predicate_of
from app.schemes.nodes import Node, facts_in
from app.schemes.vocabulary import FACTS
from app.schemes.wording import sentence

PERIOD = -1


def rules_in_words(grant: Grant, numbers: Sequence[int]) -> list[str]:
    """The conditions of a grant by their number; one about protected facts is told only to those
    who may read them, since it says something about somebody."""
    nodes = predicate_of(grant).conditions
    return [
        _("it happened outside the period of the grant")
        if number == PERIOD
        else _said(nodes[number])
        for number in numbers
        if number < len(nodes)
    ]


def _said(node: Node) -> str:
    protected = any(FACTS[name].sensitive for name in facts_in(node))
    if protected and not viewer().may(Permission.SENSITIVE_READ):
        return str(_("a condition about protected facts"))
    return sentence(node)
