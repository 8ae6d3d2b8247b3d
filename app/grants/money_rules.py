"""What stands against instalments, a budget and costs, and what is left. Values in, reasons out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason

RECEIVED_LATER = Reason("received_later", _("Money is noted on the day it came, not before."))
RECEIVED = Reason("received", _("This instalment was received already."))
NOT_RECEIVED = Reason("not_received", _("This instalment was not received yet."))
ABOVE_AMOUNT = Reason(
    "above_amount", _("The instalments together are more than the amount of the grant.")
)
GRANT_CANCELLED = Reason("grant_cancelled", _("This grant is cancelled."))
BUDGET_ABOVE = Reason("budget_above", _("The budget is more than the amount of the grant."))
CATEGORY_TWICE = Reason("category_twice", _("A category of cost stands there twice."))
COST_OUTSIDE = Reason("cost_outside", _("This day is outside the period of the grant."))
COST_LATER = Reason("cost_later", _("This cost is still to be made: note it once it is."))
WITHDRAWN = Reason("withdrawn", _("This cost was withdrawn already."))
NOT_WITHDRAWN = Reason("not_withdrawn", _("This cost counts."))


def against_instalment(
    amount_cents: int | None, others_cents: int, whole: int | None
) -> list[Reason]:
    """`others_cents` is what the other instalments of the grant come to."""
    above = whole is not None and (amount_cents or 0) + others_cents > whole
    return [ABOVE_AMOUNT] if above else []


def against_receiving(received_on: date, today: date, *, received: bool) -> list[Reason]:
    stands = {RECEIVED: received, RECEIVED_LATER: received_on > today}
    return [reason for reason, holds in stands.items() if holds]


def against_budget(lines: Sequence[tuple[str, int]], whole: int | None) -> list[Reason]:
    """`lines` are pairs of category and cents."""
    categories = [category for category, _cents in lines]
    total = sum(cents for _category, cents in lines)
    stands = {
        CATEGORY_TWICE: len(set(categories)) < len(categories),
        BUDGET_ABOVE: whole is not None and total > whole,
    }
    return [reason for reason, holds in stands.items() if holds]


def against_cost(made_on: date, begins_on: date, ends_on: date, today: date) -> list[Reason]:
    stands = {COST_OUTSIDE: not begins_on <= made_on <= ends_on, COST_LATER: made_on > today}
    return [reason for reason, holds in stands.items() if holds]


@dataclass(frozen=True)
class Spending:
    """A category of cost: what was planned and what was spent, in cents."""

    category: str
    budget_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int:
        """Below nothing where too much was spent."""
        return self.budget_cents - self.spent_cents

    @property
    def is_over(self) -> bool:
        return self.left_cents < 0


def spending(budget: Mapping[str, int], spent: Mapping[str, int]) -> list[Spending]:
    """Budget against what was spent, for every category of either, in the order of the budget."""
    categories = [*budget, *(category for category in spent if category not in budget)]
    return [Spending(one, budget.get(one, 0), spent.get(one, 0)) for one in categories]
