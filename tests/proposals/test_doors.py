"""Proposals on the command line and in the queue."""

import json
from datetime import date

from click.testing import CliRunner

from app.allocation.models import Allocation
from app.cli import funding
from app.core import clock
from app.core.commands import Scope
from app.core.db import db
from app.proposals import deciding, jobs, queries
from app.proposals.models import ProposalState
from tests import make
from tests.allocation import stage
from tests.proposals.stage import SPRING


def test_a_command_proposes_accepts_and_prints(app):
    def tandem(*words):
        db.session.commit()  # the command has a session of its own
        return CliRunner().invoke(funding, words, obj=Scope("be", lambda _code: app))

    stage.grant()
    stage.duo()
    db.session.commit()
    days = ["--from", "2026-01-01", "--until", "2026-06-30"]
    told = json.loads(tandem("allocate", *days, "--accept", "--format", "json").output)
    assert (told["paid"], told["accepted"], told["proven"]) == (1, 1, True)
    printed = tandem("ledger", "--grant", "EX-1", "--format", "csv").output
    assert "D-1" in printed
    assert "there is no grant" in tandem("ledger", "--grant", "NO").output


def test_a_job_works_a_proposal_out_and_another_writes_it(app, monkeypatch):
    monkeypatch.setattr(deciding, "AT_MOST_AT_ONCE", 1)
    stage.grant()
    for number in (1, 2, 3):
        stage.duo(number)
    proposal = deciding.ask_for(from_on=SPRING[0], until_on=SPRING[1], objective="count")
    db.session.commit()
    jobs.propose(proposal.id)
    jobs.propose(proposal.id)
    assert queries.get_any(proposal.id).state == ProposalState.READY
    assert deciding.accept(proposal=proposal) is None
    db.session.commit()
    assert queries.get_any(proposal.id).state == ProposalState.ACCEPTING
    jobs.accept(proposal.id)
    jobs.accept(proposal.id)
    assert queries.get_any(proposal.id).state == ProposalState.SETTLED
    assert make.count(Allocation) == 3


def test_a_job_that_fails_says_so(app):
    proposal = deciding.ask_now(from_on=SPRING[0], until_on=SPRING[1], objective="money")
    proposal.objective = "luck"
    db.session.commit()
    try:
        jobs.propose(proposal.id)
    except ValueError:
        assert queries.get_any(proposal.id).state == ProposalState.FAILED
    assert make.last_event().name == "allocation_proposal.failed"


def test_the_quarter_that_is_over_is_the_one_that_is_asked_for():
    assert queries.last_quarter(date(2026, 11, 23)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert queries.last_quarter(date(2026, 1, 1)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert clock.months_after(date(2026, 1, 1), -3) == date(2025, 10, 1)
