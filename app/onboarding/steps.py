"""The steps in which a country joins, in their order. Each may be done again without harm."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app import create_app, setup, translations
from app.accounts import queries as accounts
from app.accounts.actions import staff
from app.antennas import actions as antennas
from app.core import clock, engines
from app.core.config import FILE, TenantSettings, check_distinct, make_settings, read_settings
from app.core.db import transaction
from app.core.permissions import Role
from app.core.tenancy import Tenant, asked_for, load_tenant
from app.core.viewer import SYSTEM, acting_as
from app.hq.enrolment import enrol
from app.onboarding import crawl, queueing
from app.onboarding.account import Account
from app.onboarding.files import contents, missing_files, write_folder
from app.onboarding.planning import Plan, Surroundings
from app.training.actions import refresh
from app.training.queries.modules import offered_modules

Facts = dict[str, Any]


class CannotGoOn(Exception):
    """Why a step cannot be done, in a sentence for the operator."""


@dataclass
class Run:
    """One run of the onboarding of a country; `invitation` is told once and kept nowhere."""

    plan: Plan
    around: Surroundings
    account: Account
    invitation: str = ""

    @property
    def code(self) -> str:
        return self.plan.code

    @property
    def tenant(self) -> Tenant:
        return load_tenant(self.around.folder(self.code))

    @property
    def settings(self) -> TenantSettings:
        return read_settings(self.tenant, self.around.instance)

    @property
    def files(self) -> dict[str, str]:
        return contents(self.plan.facts, self.plan.antennas, self.around.template)


@dataclass(frozen=True)
class Step:
    """`again` means that it is done in every run: what it gives is not kept."""

    name: str
    does: Callable[[Run], Facts]
    would: Callable[[Run], list[str]] = lambda run: []
    again: bool = False


def write_files(run: Run) -> Facts:
    """The country's folder, the catalogues of languages the product lacks, all compiled."""
    folder = run.around.folder(run.code)
    written = write_folder(folder, run.files)
    begun = [one for one in run.tenant.languages if translations.begin(one)]
    translations.compile_all()
    brought = [one for one in run.tenant.languages if translations.is_incomplete(one)]
    lacking = {one: len(translations.missing(one)) for one in brought}
    return {"folder": str(folder), "written": written, "catalogues": begun, "missing": lacking}


def would_write(run: Run) -> list[str]:
    folder = run.around.folder(run.code)
    lines = [f"write {folder / path}" for path in missing_files(folder, run.files)]
    kept = [path for path in run.files if (folder / path).exists()]
    lines += [f"keep {folder / path}" for path in kept]
    known = translations.languages()
    new = [one for one in run.plan.facts["languages"] if one not in known]
    return lines + [f"write {translations.path(one)}" for one in new]


def make_secrets(run: Run) -> Facts:
    """New ones, and nothing of them may be another tenant's."""
    make_settings(run.tenant, run.around.instance)
    known = setup.tenants(run.code).values()
    prepared = [one for one in known if (run.around.instance / one.code / FILE).exists()]
    check_distinct({one.code: read_settings(one, run.around.instance) for one in prepared})
    return {"file": str(run.around.instance / run.code / FILE)}


def provide_database(run: Run) -> Facts:
    setup.prepare_shared([run.settings])
    setup.provide(run.settings)
    return {"server": "PostgreSQL" if setup.postgres_admin() else "SQLite"}


def migrate(run: Run) -> Facts:
    setup.bring_up(run.tenant, run.settings)
    return {"revision": engines.head("tenant")}


def check_owner(run: Run) -> Facts:
    """The marker says this country: an application that starts has seen it."""
    with create_app(run.tenant, run.settings).app_context():
        setup.let_go()
    return {"owner": run.code}


def take_over_antennas(run: Run) -> Facts:
    """The antennas into the database; the rules must hold today."""
    with _inside(run):
        antennas.take_over_antennas(run.tenant.antennas)
        rules = run.tenant.eligibility_on(clock.today())
    return {"antennas": [one.code for one in run.tenant.antennas], "rules": rules.source}


def copy_content(run: Run) -> Facts:
    """The shared modules, as far as headquarters has published; more come by themselves."""
    with _inside(run):
        away = refresh().away
        copied = [module.slug for module in offered_modules()]
    return {"modules": copied, "away": away}


def make_queue_user(run: Run) -> Facts:
    """With an administrator of the queue server; otherwise the command for one is told."""
    admin = queueing.admin_url()
    if admin is None:
        return {"command": queueing.command(run.tenant)}
    queueing.make_user(run.tenant, run.settings, admin, run.around.instance)
    return {"user": queueing.user_of(run.tenant)}


def invite_administrator(run: Run) -> Facts:
    """A new link each time, until it was used: the one before is worth nothing then."""
    with _inside(run):
        user = accounts.find_user(run.plan.admin)
        if user is None:
            made = staff.invite(
                email=run.plan.admin,
                name=run.plan.admin_name,
                role=Role.ADMINISTRATOR,
                antenna_ids=(),
            )
            run.invitation = made.link
        elif not user.is_in_use:
            run.invitation = staff.invite_again(user).link
    return {"invited": run.plan.admin}


def walk_through(run: Run) -> Facts:
    """Raises `CannotGoOn` with every page that does not answer as it should."""
    found = crawl.walk(run.tenant, run.settings)
    if found.broken:
        raise CannotGoOn("; ".join(["pages do not answer as they should", *found.broken]))
    return {"pages": found.pages, "requests": found.requests, "missing": found.missing}


def activate(run: Run) -> Facts:
    """Headquarters learns of it only now, and from now on it is served."""
    enrol(run.settings.shared_migration_url, run.tenant)
    run.account.activate()
    return {"asked_for": asked_for(run.tenant)}


@contextmanager
def _inside(run: Run) -> Iterator[None]:
    """The application of the country, as the system, all or nothing."""
    with create_app(run.tenant, run.settings).app_context():
        try:
            with acting_as(SYSTEM), transaction():
                yield
        finally:
            setup.let_go()


STEPS = (
    Step("files", write_files, would_write),
    Step(
        "secrets",
        make_secrets,
        lambda run: [f"write {run.account.file.with_name(FILE)} with new secrets"],
    ),
    Step(
        "database",
        provide_database,
        lambda run: [
            f"make the database tandem_{run.code} with its roles"
            if setup.postgres_admin()
            else f"make {run.account.file.with_name('tenant.db')}"
        ],
    ),
    Step(
        "migrate", migrate, lambda run: [f"migrate to {engines.head('tenant')}, marked as its own"]
    ),
    Step("owner", check_owner),
    Step("antennas", take_over_antennas),
    Step("content", copy_content),
    Step("queue", make_queue_user),
    Step("invitation", invite_administrator, lambda run: [f"invite {run.plan.admin}"], again=True),
    Step("crawl", walk_through, again=True),
    Step("active", activate, lambda run: [f"serve {run.plan.facts['host']}"]),
)
