"""What people may do, and which role may do what: the one table."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class Permission(StrEnum):
    """Named `feature.verb`; a view, an action of the command line or a token asks for one."""

    ACCOUNTS_MANAGE = "accounts.manage"
    ANTENNAS_MANAGE = "antennas.manage"
    ANTENNAS_READ = "antennas.read"
    DUOS_MANAGE = "duos.manage"
    DUOS_READ = "duos.read"
    ESF_MANAGE = "esf.manage"
    EVENTS_READ = "events.read"
    EXPENSES_APPROVE = "expenses.approve"
    EXPENSES_MANAGE = "expenses.manage"
    EXPENSES_PAY = "expenses.pay"
    EXPENSES_READ = "expenses.read"
    FUNDING_MANAGE = "funding.manage"
    FUNDING_READ = "funding.read"
    GIFTS_MANAGE = "gifts.manage"
    GIFTS_READ = "gifts.read"
    HQ_READ = "hq.read"
    IMPORTS_RUN = "imports.run"
    INDICATORS_READ = "indicators.read"
    INTAKE_MANAGE = "intake.manage"
    INTAKE_READ = "intake.read"
    LIBRARY_EDIT = "library.edit"
    LIBRARY_PUBLISH = "library.publish"
    LIBRARY_READ = "library.read"
    MATCHING_MANAGE = "matching.manage"
    MATCHING_READ = "matching.read"
    OUTCOMES_MANAGE = "outcomes.manage"
    OUTCOMES_READ = "outcomes.read"
    PEOPLE_EXPORT = "people.export"
    PEOPLE_MANAGE = "people.manage"
    PEOPLE_READ = "people.read"
    PLANNER_EDIT = "planner.edit"
    PLANNER_READ = "planner.read"
    PUBLICATION_READ = "publication.read"
    PUBLICATION_RELEASE = "publication.release"
    SCOREBOARD_READ = "scoreboard.read"
    SENSITIVE_MANAGE = "sensitive.manage"
    SENSITIVE_READ = "sensitive.read"
    TRAINING_CONFIGURE = "training.configure"
    TRAINING_MANAGE = "training.manage"
    TRAINING_READ = "training.read"


class Role(StrEnum):
    """What somebody is in the organisation; decides their permissions and their antennas."""

    DIRECTOR = "director"
    COORDINATOR = "coordinator"
    LEAD = "lead"
    PARTNERSHIPS = "partnerships"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    HQ_ANALYST = "hq_analyst"
    HQ_EDITOR = "hq_editor"


ROLE_NAMES = {
    Role.DIRECTOR: _("National director"),
    Role.COORDINATOR: _("Coordinator"),
    Role.LEAD: _("Antenna lead"),
    Role.PARTNERSHIPS: _("Partnerships"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.AUDITOR: _("Auditor"),
    Role.HQ_ANALYST: _("Headquarters analyst"),
    Role.HQ_EDITOR: _("Headquarters editor"),
}

P = Permission
READING = frozenset(
    {
        P.ANTENNAS_READ,
        P.DUOS_READ,
        P.INDICATORS_READ,
        P.INTAKE_READ,
        P.MATCHING_READ,
        P.OUTCOMES_READ,
        P.PEOPLE_READ,
        P.SCOREBOARD_READ,
        P.TRAINING_READ,
    }
)
FOLLOWING = READING | {
    P.DUOS_MANAGE,
    P.ESF_MANAGE,
    P.EXPENSES_MANAGE,
    P.EXPENSES_READ,
    P.INTAKE_MANAGE,
    P.MATCHING_MANAGE,
    P.OUTCOMES_MANAGE,
    P.PEOPLE_EXPORT,
    P.PEOPLE_MANAGE,
    P.SENSITIVE_MANAGE,
    P.SENSITIVE_READ,
    P.TRAINING_MANAGE,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: FOLLOWING
    | {
        P.ACCOUNTS_MANAGE,
        P.ANTENNAS_MANAGE,
        P.EVENTS_READ,
        P.EXPENSES_APPROVE,
        P.EXPENSES_PAY,
        P.FUNDING_MANAGE,
        P.FUNDING_READ,
        P.GIFTS_MANAGE,
        P.GIFTS_READ,
        P.IMPORTS_RUN,
        P.PUBLICATION_READ,
        P.PUBLICATION_RELEASE,
        P.TRAINING_CONFIGURE,
    },
    Role.LEAD: FOLLOWING | {P.EXPENSES_APPROVE, P.FUNDING_READ, P.IMPORTS_RUN},
    Role.COORDINATOR: FOLLOWING,
    Role.PARTNERSHIPS: frozenset(
        {
            P.ANTENNAS_READ,
            P.FUNDING_MANAGE,
            P.FUNDING_READ,
            P.GIFTS_MANAGE,
            P.GIFTS_READ,
            P.INDICATORS_READ,
            P.SCOREBOARD_READ,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            P.ACCOUNTS_MANAGE,
            P.ANTENNAS_MANAGE,
            P.ANTENNAS_READ,
            P.EVENTS_READ,
            P.IMPORTS_RUN,
            P.PUBLICATION_READ,
            P.TRAINING_CONFIGURE,
            P.TRAINING_READ,
        }
    ),
    Role.AUDITOR: READING
    | {P.EVENTS_READ, P.EXPENSES_READ, P.FUNDING_READ, P.GIFTS_READ, P.PUBLICATION_READ},
    Role.HQ_ANALYST: frozenset({P.HQ_READ, P.LIBRARY_READ, P.PLANNER_EDIT, P.PLANNER_READ}),
    Role.HQ_EDITOR: frozenset(
        {
            P.ACCOUNTS_MANAGE,
            P.EVENTS_READ,
            P.HQ_READ,
            P.LIBRARY_EDIT,
            P.LIBRARY_PUBLISH,
            P.LIBRARY_READ,
            P.PLANNER_EDIT,
            P.PLANNER_READ,
        }
    ),
}

COUNTRY_ROLES = (
    Role.COORDINATOR,
    Role.LEAD,
    Role.DIRECTOR,
    Role.PARTNERSHIPS,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
HQ_ROLES = (Role.HQ_ANALYST, Role.HQ_EDITOR)
ANTENNA_ROLES = frozenset({Role.COORDINATOR, Role.LEAD})
"""Roles that see only the antennas they were given; the others see all of the country."""


NEVER_BY_PASSWORD_ALONE = frozenset(
    {P.SENSITIVE_READ, P.ACCOUNTS_MANAGE, P.EXPENSES_PAY, P.GIFTS_MANAGE}
)
"""Sensitive facts; accounts, with which anybody could be let in; money and the numbers of banks."""


def needs_second_factor(role: Role) -> bool:
    """Whether a stolen password of this role would open something of these."""
    return bool(NEVER_BY_PASSWORD_ALONE & ROLE_PERMISSIONS[role])
