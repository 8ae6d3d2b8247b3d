"""Rows of the funding for the machine that tries the API: one of each, and one more to change."""

from app.core.db import commit
from tests.claims import stage as claims
from tests.expenses import stage as expenses
from tests.funders import stage as funders
from tests.gifts import stage as gifts
from tests.grants import stage as grants
from tests.participations import stage as esf
from tests.proposals.stage import proposed
from tests.reports import stage as reports


def seed() -> None:
    """A grant with a claim handed in and a report, two deadlines, a line of the ledger that no
    claim holds, an expense that waits, two donors, a gift without one, an operation of ESF+, and a
    proposal for a split."""
    paying = claims.grant(code="EX-CLAIMED")
    claims.line(paying)
    claims.handed_in(paying)
    claims.line(paying, 2, happened_on=claims.Q2[0])
    reports.report(paying)
    grants.grant(code="EX-OTHER", scheme_code="own", scheme_from=None, rate_cents=50_000)
    grants.obligation(paying)
    grants.obligation(paying, kind="meeting", due_on=grants.TODAY, done_on=grants.TODAY)
    funders.funder("Fonds Exemple")
    expenses.entered(expenses.mentor(last_name="Dubois", language="fr"))
    gifts.gift(gifts.donor())
    gifts.donor(name="Ada Invented")
    gifts.gift()
    esf.operation()
    commit()
    proposed(reconsiders=True)
