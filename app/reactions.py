"""The only wire that runs upward: what a lower feature must ask or tell a higher one.

A lower feature names a question; here stands who answers it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from app.accounts import jobs as accounts
from app.allocation import answers as allocation
from app.bank_files import jobs as bank_files_jobs
from app.bank_files import labels as bank_files_labels
from app.certificates import labels as certificates_labels
from app.certificates import merging as certificates_merging
from app.certificates import panels as certificates_panels
from app.claims import answers as claims
from app.core.country_files import Reader
from app.core.schedules import Schedule
from app.deadlines import answers as deadlines
from app.deadlines import jobs as deadlines_jobs
from app.documents import labels as documents_labels
from app.duos import answers as duos
from app.duplicates import doubts as duplicates
from app.duplicates import labels as duplicates_labels
from app.duplicates import panels as duplicates_panels
from app.expenses import labels as expenses_labels
from app.expenses import merging as expenses_merging
from app.expenses import panels as expenses_panels
from app.followup import answers as followup
from app.followup import jobs as followup_jobs
from app.funderlists import jobs as funderlists_jobs
from app.funderlists import labels as funderlists_labels
from app.funders import answers as funders
from app.funders import jobs as funders_jobs
from app.gift_receipts import jobs as gift_receipts_jobs
from app.gift_receipts import labels as gift_receipts_labels
from app.gift_receipts import panels as gift_receipts_panels
from app.gifts import files as gifts_file
from app.gifts import labels as gifts_labels
from app.grants import answers as grants
from app.imports import answers as import_answers
from app.imports import jobs as imports
from app.information import closing as information
from app.information import labels as information_labels
from app.information import merging as information_merging
from app.intake import labels as intake_labels
from app.intake import merging as intake_merging
from app.intake import panels as intake_panels
from app.library import labels as library_labels
from app.matching import answers as matching
from app.messages import jobs as messages
from app.my_expenses import labels as my_expenses_labels
from app.my_expenses import panels as my_expenses_panels
from app.outcomes import answers as outcomes
from app.participations import answers as participations
from app.people import labels as people_labels
from app.planner import labels as planner_labels
from app.proposals import jobs as proposals
from app.proposals import labels as proposals_labels
from app.publication import jobs as publication
from app.publication import labels as publication_labels
from app.readings import labels as readings_labels
from app.readings import merging as readings_merging
from app.readings import panels as readings_panels
from app.registration import labels as registration_labels
from app.reimbursements import jobs as reimbursements_jobs
from app.reimbursements import labels as reimbursements_labels
from app.reimbursements import merging as reimbursements_merging
from app.reimbursements import panels as reimbursements_panels
from app.report_contents import files as reports_file
from app.reports import answers as reports
from app.reports import jobs as reports_jobs
from app.schemes import answers as schemes
from app.schemes import files as schemes_file
from app.training import jobs as training
from app.training import labels as training_labels
from app.training import merging as training_merging
from app.training import panels as training_panels
from app.training_sessions import answers as training_sessions
from app.training_sessions import labels as training_sessions_labels
from app.training_sessions import merging as training_sessions_merging
from app.transmissions import answers as transmissions
from app.volunteer_caps import files as volunteer_caps_file

ANSWERS: Mapping[str, tuple[Callable[..., Any], ...]] = {
    "account.closing": (duos.against_closing_account, funders.against_closing_account),
    "allocation.against_release": (claims.against_release,),
    "allocation.claimed": (claims.allocation_claimed,),
    "antenna.closing": (
        information.against_closing,
        training_sessions.against_closing,
        duos.against_closing_antenna,
    ),
    "donor.panels": (gift_receipts_panels.of,),
    "duo.changed": (followup.duo_changed,),
    "duo.panels": (
        followup.panels,
        allocation.duo_panels,
        schemes.panels,
    ),
    "duos.late_contact": (followup.with_late_contact,),
    "esf.figures": (participations.figures,),
    "event.names": (
        people_labels.event_names,
        duplicates_labels.event_names,
        training_labels.event_names,
        training_sessions_labels.event_names,
        readings_labels.event_names,
        certificates_labels.event_names,
        registration_labels.event_names,
        information_labels.event_names,
        intake_labels.event_names,
        matching.event_names,
        duos.event_names,
        followup.event_names,
        outcomes.event_names,
        import_answers.event_names,
        planner_labels.event_names,
        library_labels.event_names,
        publication_labels.event_names,
        documents_labels.event_names,
        funders.event_names,
        funderlists_labels.event_names,
        gifts_labels.event_names,
        bank_files_labels.event_names,
        gift_receipts_labels.event_names,
        expenses_labels.event_names,
        reimbursements_labels.event_names,
        my_expenses_labels.event_names,
        grants.event_names,
        deadlines.event_names,
        claims.event_names,
        allocation.event_names,
        proposals_labels.event_names,
        participations.event_names,
        transmissions.event_names,
        reports.event_names,
    ),
    "expenses.panels": (my_expenses_panels.of, reimbursements_panels.of),
    "funder.panels": (grants.panels_of_funder,),
    "funding.due": (
        funders.due,
        claims.due,
        allocation.due,
        reports.due,
        participations.due,
        transmissions.due,
    ),
    "gifts.receipts": (gift_receipts_panels.numbers,),
    "grant.claimed": (claims.is_claimed,),
    "grants.counted": (allocation.counted_of,),
    "grant.panels": (
        deadlines.panels_of_grant,
        allocation.grant_panels,
        claims.grant_panels,
        reports.grant_panels,
    ),
    "matching.duos": (duos.pairs,),
    "mentor.taken_slots": (duos.taken_slots,),
    "mentors.free_place": (duos.free_place,),
    "people.against_merging": (
        matching.against_merging,
        duos.against_merging,
        allocation.against_merging,
    ),
    "people.against_unmerging": (
        matching.against_unmerging,
        duos.against_unmerging,
        outcomes.against_unmerging,
    ),
    "people.merging": (
        training_merging.merging,
        training_sessions_merging.merging,
        readings_merging.merging,
        certificates_merging.merging,
        expenses_merging.merging,
        information_merging.merging,
        reimbursements_merging.merging,
        intake_merging.merging,
        matching.merging,
        duos.merging,
        outcomes.merging,
        allocation.merging,
        participations.merging,
    ),
    "person.against_leaving": (matching.against_leaving, duos.against_leaving),
    "person.looks_the_same": (duplicates.note_doubts,),
    "person.panels": (
        duplicates_panels.of,
        training_panels.of,
        expenses_panels.of,
        intake_panels.of,
        duos.panels,
        matching.panels,
        outcomes.panels,
        participations.panels,
    ),
    "person.steps": (intake_panels.steps_of, matching.steps),
    "training.panels": (certificates_panels.of,),
    "training.under_way": (training_sessions.under_way, readings_panels.under_way),
}

JOBS: tuple[Callable[[int], None], ...] = (
    accounts.write_reset,
    messages.deliver,
    training.refresh,
    imports.check,
    imports.run,
    imports.undo,
    imports.tidy,
    followup_jobs.plan,
    publication.compute,
    publication.send,
    publication.due,
    reports_jobs.batch,
    reports_jobs.expire,
    deadlines_jobs.tell,
    funders_jobs.remind,
    funderlists_jobs.tidy,
    gift_receipts_jobs.issue,
    bank_files_jobs.forget,
    reimbursements_jobs.produce,
    proposals.propose,
    proposals.accept,
)
"""Named here so that every job is on the allow-list wherever the product runs."""

SCHEDULES: tuple[Schedule, ...] = (
    Schedule("followup.plan", timedelta(days=1)),
    Schedule("training.refresh", timedelta(minutes=5)),
    Schedule("publication.due", timedelta(days=1)),
    Schedule("deadlines.tell", timedelta(days=1)),
    Schedule("funders.remind", timedelta(days=1)),
    Schedule("publication.send", timedelta(minutes=10)),
    Schedule("reports.expire", timedelta(days=1)),
    Schedule("bank_files.forget", timedelta(days=1)),
    Schedule("imports.tidy", timedelta(days=1)),
    Schedule("funderlists.tidy", timedelta(days=1)),
)
"""Jobs that come back; the worker asks for those that are due."""


COUNTRY_FILES: Mapping[str, Reader] = {
    reports_file.FILE: reports_file.read,
    schemes_file.FILE: schemes_file.read,
    gifts_file.FILE: gifts_file.read,
    volunteer_caps_file.FILE: volunteer_caps_file.read,
}
"""Who reads which file of a country; what it says reaches its feature through `country_file`."""


def register(app: Flask) -> None:
    app.extensions["tandem.answers"] = ANSWERS
