"""What a permission is called when somebody gives it to a program."""

from flask_babel import lazy_gettext as _

from app.core.permissions import Permission

P = Permission
PERMISSION_NAMES = {
    P.ACCOUNTS_MANAGE: _("Manage accounts"),
    P.ANTENNAS_MANAGE: _("Change antennas"),
    P.ANTENNAS_READ: _("Read antennas"),
    P.DUOS_MANAGE: _("Change duos"),
    P.DUOS_READ: _("Read duos"),
    P.ESF_MANAGE: _("Keep the European Social Fund's facts of participants"),
    P.EVENTS_READ: _("Read the journal"),
    P.EXPENSES_APPROVE: _("Approve volunteers' expenses"),
    P.EXPENSES_MANAGE: _("Enter volunteers' expenses"),
    P.EXPENSES_PAY: _("Export volunteers' expenses for payment"),
    P.EXPENSES_READ: _("Read volunteers' expenses"),
    P.FUNDING_MANAGE: _("Change funders, grants, allocation and claims"),
    P.FUNDING_READ: _("Read funders, grants, allocation and claims"),
    P.GIFTS_MANAGE: _("Record gifts"),
    P.GIFTS_READ: _("Read gifts"),
    P.HQ_READ: _("Read the comparison of countries"),
    P.IMPORTS_RUN: _("Run imports"),
    P.INDICATORS_READ: _("Read figures"),
    P.INTAKE_MANAGE: _("Lead the intake"),
    P.INTAKE_READ: _("Read the intake"),
    P.LIBRARY_EDIT: _("Write training modules"),
    P.LIBRARY_PUBLISH: _("Publish training modules"),
    P.LIBRARY_READ: _("Read training modules that are being written"),
    P.MATCHING_MANAGE: _("Propose and decide duos"),
    P.MATCHING_READ: _("Read proposals"),
    P.OUTCOMES_MANAGE: _("Record what became of people"),
    P.OUTCOMES_READ: _("Read what became of people"),
    P.PEOPLE_EXPORT: _("Export people"),
    P.PEOPLE_MANAGE: _("Change people"),
    P.PEOPLE_READ: _("Read people"),
    P.PLANNER_EDIT: _("Keep growth scenarios"),
    P.PLANNER_READ: _("Read the growth planner"),
    P.PUBLICATION_READ: _("Read what is published to headquarters"),
    P.PUBLICATION_RELEASE: _("Release figures to headquarters"),
    P.SCOREBOARD_READ: _("Read the quality scoreboard"),
    P.SENSITIVE_MANAGE: _("Change sensitive facts"),
    P.SENSITIVE_READ: _("Read sensitive facts"),
    P.TRAINING_CONFIGURE: _("Choose the compulsory training"),
    P.TRAINING_MANAGE: _("Organise training"),
    P.TRAINING_READ: _("Read training"),
}
