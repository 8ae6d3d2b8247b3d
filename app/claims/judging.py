"""What stands against a claim as it is today: the tables are asked, then the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _

from app.allocation.models import Evidence
from app.claims import queries, rules
from app.claims.caps import against_amount, against_caps
from app.claims.gathering import candidates
from app.claims.models import Claim
from app.claims.rules import Difference
from app.core import clock
from app.core.errors import Reason
from app.grants.models import Grant, Unit
from app.grants.queries import version_of
from app.schemes.kinds import Evidence as Paper

EMPTY = Reason("empty", _("There is no line in this claim."))
NOT_OVER = Reason("not_over", _("The period is not over yet."))
NOT_CHECKED = Reason("not_checked", _("A second reader has to check the claim first."))
CHANGED = Reason(
    "changed", _("The ledger changed since the claim was put together: take its lines again.")
)
LATE = Reason("deadline", _("The deadline has passed: say why it goes out all the same."))


@dataclass(frozen=True)
class Verdict:
    """`against` stops the handing in; `lacking` stops it until somebody says why."""

    against: list[Reason]
    lacking: list[Reason]
    differences: list[Difference]


def papers_of(grant: Grant) -> dict[str, str]:
    """What the scheme asks to be kept, by code; nothing when it says nothing."""
    version = version_of(grant)
    asked: Sequence[Paper] = version.evidence if version else ()
    return {paper.code: paper.name for paper in asked}


def default_due_on(grant: Grant, until_on: date) -> date | None:
    """The earliest deadline of the scheme counted from the end of the period, where it has one."""
    version = version_of(grant)
    days = [one.days_after for one in version.deadlines] if version else []
    known = [number for number in days if number is not None]
    return until_on + timedelta(days=min(known)) if known else None


def verdict_on(claim: Claim) -> Verdict:
    """Of a claim that was not handed in yet."""
    changed = differences_of(claim)
    against = [*_against_window(claim), *_against_sums(claim)]
    if changed:
        against.append(CHANGED)
    return Verdict(against, [*_lacking(claim)], changed)


def differences_of(claim: Claim) -> list[Difference]:
    """Between the lines as they were kept and what stands today."""
    today = candidates(claim.grant, claim.from_on, claim.until_on, claim.id)
    compared = rules.WHILE_OPEN if claim.state in rules.OPEN_STATES else rules.COMPARED
    return rules.differences(queries.all_lines(claim), today, compared)


def against_new(grant: Grant, from_on: date, until_on: date) -> list[Reason]:
    others = queries.overlapping(grant.id, from_on, until_on)
    return [*rules.against_period(grant, from_on, until_on), *rules.against_overlap(others)]


def _against_window(claim: Claim) -> list[Reason]:
    found = [*rules.against_period(claim.grant, claim.from_on, claim.until_on)]
    others = queries.overlapping(claim.grant_id, claim.from_on, claim.until_on, but=claim.id)
    found += rules.against_overlap(others)
    if claim.until_on > clock.today() and claim.unit != Unit.INSTALMENT:
        found.append(NOT_OVER)
    return found


def _against_sums(claim: Claim) -> list[Reason]:
    number, unknown = queries.count_lines(claim)
    found = [] if number else [EMPTY]
    if unknown:
        found.append(Reason("rate_unknown", LazyString(_unknown_words, unknown)))
    found += against_amount(claim.grant, claim.amount_cents + queries.others_cents(claim))
    found += against_caps(claim.grant, queries.tallies(claim))
    return found


def _lacking(claim: Claim) -> list[Reason]:
    found = [
        Reason("evidence", _("Evidence is lacking: %(what)s", what=name))
        for code, name in papers_of(claim.grant).items()
        if code not in claim.evidence
    ]
    counts = queries.count_evidence(claim)
    number = sum(n for state, n in counts.items() if state != Evidence.COMPLETE)
    if number:
        found.append(Reason("line_evidence", LazyString(_evidence_words, number)))
    if claim.due_on is not None and claim.due_on < clock.today():
        found.append(LATE)
    return found


def _unknown_words(number: int) -> str:
    text: str = ngettext(
        "The rate of one line is not known: ask the funder.",
        "The rate of %(num)d lines is not known: ask the funder.",
        number,
    )
    return text


def _evidence_words(number: int) -> str:
    text: str = ngettext(
        "The evidence of one line is not complete.",
        "The evidence of %(num)d lines is not complete.",
        number,
    )
    return text
