"""Tandem: the application of one tenant, assembled. The only module that knows every feature."""

from collections.abc import Mapping

from flask import Flask, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from jinja2 import StrictUndefined
from redis import Redis

from app import reactions
from app.accounts import identity
from app.accounts import own_routes as own_account
from app.accounts import routes as accounts
from app.allocation import api as allocation_api
from app.allocation import routes as allocation
from app.antennas import api as antennas_api
from app.antennas import routes as antennas
from app.apidocs import routes as apidocs
from app.bank_files import routes as bank_files
from app.certificates import routes as certificates
from app.claims import api as claims_api
from app.claims import routes as claims
from app.core import (
    country_files,
    engines,
    errors,
    i18n,
    money,
    nav,
    proxies,
    security,
    web,
)
from app.core.config import TenantSettings
from app.core.db import db
from app.core.flask_config import flask_config
from app.core.openapi import make_api
from app.core.tenancy import Tenant
from app.coverage import api as coverage_api
from app.coverage import routes as coverage
from app.deadlines import api as deadlines_api
from app.deadlines import routes as deadlines
from app.design import routes as design
from app.documents import routes as documents
from app.duos import api as duos_api
from app.duos import routes as duos
from app.duplicates import routes as duplicates
from app.expenses import api as expenses_api
from app.expenses import routes as expenses
from app.followup import api as followup_api
from app.followup import routes as followup
from app.funderlists import routes as funderlists
from app.funders import api as funders_api
from app.funders import routes as funders
from app.gift_receipts import routes as gift_receipts
from app.gifts import api as gifts_api
from app.gifts import routes as gifts
from app.grants import api as grants_api
from app.grants import routes as grants
from app.home import routes as home
from app.hq import routes as hq
from app.imports import api as imports_api
from app.imports import routes as imports
from app.indicators import api as indicators_api
from app.indicators import routes as indicators
from app.information import invitation_pages as invitations
from app.information import routes as information
from app.intake import routes as intake
from app.journal import routes as journal
from app.library import routes as library
from app.matching import routes as matching
from app.messages import routes as messages
from app.my_expenses import link_routes as expense_links
from app.my_expenses import routes as my_expenses
from app.openlibrary import routes as openlibrary
from app.outcomes import api as outcomes_api
from app.outcomes import routes as outcomes
from app.participations import routes as participations
from app.planner import routes as planner
from app.profiles import api as people_api
from app.profiles import mentee_routes as mentees
from app.profiles import mentor_routes as mentors
from app.profiles import routes as people
from app.proposals import api as proposals_api
from app.proposals import routes as proposals
from app.publication import routes as publication
from app.readings import routes as readings
from app.registration import routes as registration
from app.reimbursements import routes as reimbursements
from app.reports import api as reports_api
from app.reports import routes as reports
from app.schemes import api as schemes_api
from app.schemes import routes as schemes
from app.scoreboard import routes as scoreboard
from app.training import routes as training
from app.training_sessions import api as training_api
from app.training_sessions import link_routes as training_places
from app.training_sessions import routes as training_sessions
from app.translators import routes as translators
from app.transmissions import api as transmissions_api
from app.transmissions import routes as transmissions

BLUEPRINTS = (
    accounts.bp,
    antennas.bp,
    apidocs.bp,
    design.bp,
    journal.bp,
    messages.bp,
    own_account.bp,
)
COUNTRY_BLUEPRINTS = (
    registration.bp,
    people.bp,
    mentees.bp,
    mentors.bp,
    duplicates.bp,
    intake.bp,
    information.bp,
    invitations.bp,
    matching.bp,
    duos.bp,
    followup.bp,
    outcomes.bp,
    indicators.bp,
    home.bp,
    imports.bp,
    training.bp,
    training_sessions.bp,
    training_places.bp,
    readings.bp,
    certificates.bp,
    publication.bp,
    scoreboard.bp,
    documents.bp,
    schemes.bp,
    funders.bp,
    funderlists.bp,
    grants.bp,
    deadlines.bp,
    allocation.bp,
    proposals.bp,
    coverage.bp,
    claims.bp,
    reports.bp,
    participations.bp,
    transmissions.bp,
    expenses.bp,
    reimbursements.bp,
    my_expenses.bp,
    expense_links.bp,
    gifts.bp,
    bank_files.bp,
    gift_receipts.bp,
)
HQ_BLUEPRINTS = (
    hq.bp,
    library.bp,
    translators.bp,
    openlibrary.bp,
    planner.bp,
)
API_BLUEPRINTS = (
    antennas_api.bp,
    people_api.bp,
    people_api.mentees,
    people_api.mentors,
    duos_api.bp,
    followup_api.bp,
    outcomes_api.bp,
    imports_api.bp,
    indicators_api.bp,
    training_api.bp,
    expenses_api.bp,
    funders_api.bp,
    gifts_api.bp,
    gifts_api.donors,
    claims_api.bp,
    allocation_api.bp,
    proposals_api.bp,
    coverage_api.bp,
    reports_api.bp,
    schemes_api.bp,
    transmissions_api.bp,
    grants_api.bp,
    deadlines_api.bp,
)
OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static", "health", "api-docs.openapi_json"})


def create_app(
    tenant: Tenant, settings: TenantSettings, config: Mapping[str, object] | None = None
) -> Flask:
    """The application of one tenant; nothing in it can reach another's data or secrets.

    Raises `WrongOwner` when the database it was given belongs to another tenant, `TenantMistake`
    when a file of the country's own rules cannot be read as what it is.
    """
    app = Flask("app")
    app.config.from_mapping(flask_config(tenant, settings) | dict(config or {}))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions |= {
        "tandem.tenant": tenant,
        "tandem.settings": settings,
        "tandem.redis": Redis.from_url(settings.redis_url) if settings.redis_url else None,
        "tandem.open_endpoints": OPEN_ENDPOINTS,
    }
    country_files.register(app, tenant, reactions.COUNTRY_FILES)
    db.init_app(app)
    Bootstrap5(app)
    i18n.register(app)
    money.register(app)
    app.before_request(_refuse_old_schema)
    security.register(app)
    identity.register(app)
    web.register(app)
    nav.register(app)
    reactions.register(app)
    _register_blueprints(app, tenant)
    errors.register(app)
    security.register_limits(app)
    proxies.register(app, https=settings.https)
    with app.app_context():
        engines.check_owner(db.engine, tenant.code)
        engines.check_shared(db.engines["shared"])
    return app


def _register_blueprints(app: Flask, tenant: Tenant) -> None:
    app.add_url_rule("/health", "health", _health)
    api = make_api(app)
    country = tenant.kind == "country"
    for blueprint in BLUEPRINTS + (COUNTRY_BLUEPRINTS if country else HQ_BLUEPRINTS):
        app.register_blueprint(blueprint)
    for blueprint in API_BLUEPRINTS if country else ():
        api.register_blueprint(blueprint)
        app.extensions["csrf"].exempt(blueprint)


def _health() -> Response:
    """Says that this process answers; names no tenant."""
    return jsonify(status="ok")


def _refuse_old_schema() -> ResponseReturnValue | None:
    """503 until the database is at the newest revision; asked again only until it is."""
    if request.endpoint in OPEN_ENDPOINTS or "tandem.current" in current_app.extensions:
        return None
    if engines.revision(db.engine) != engines.head("tenant"):
        return errors.problem(503) if errors.is_api() else errors.page(503)
    current_app.extensions["tandem.current"] = True
    return None
