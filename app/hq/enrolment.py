"""Putting a country on the shared list of publishers: an operator's command, never a request."""

from datetime import UTC, datetime

from sqlalchemy import create_engine, insert, select, update

from app import translations
from app.core import engines
from app.core.tenancy import Tenant
from app.core.vocabularies import country_names
from app.publication.models import Publisher


def enrol(shared_url: str, tenant: Tenant) -> None:
    """Add or rename a country in the shared database; HQ itself does not publish."""
    if tenant.kind != "country":
        return
    table = Publisher.__table__
    engine = create_engine(engines.existing_only(shared_url))
    facts = {
        "names": names_for_readers(tenant),
        "antennas": {antenna.code: dict(antenna.names) for antenna in tenant.antennas},
        "currency": tenant.currency,
    }
    with engine.begin() as connection:
        known = connection.scalar(select(table.c.id).where(table.c.code == tenant.code))
        if known:
            connection.execute(update(Publisher).where(table.c.id == known).values(**facts))
        else:
            row = {"code": tenant.code, "joined_at": datetime.now(UTC)} | facts
            connection.execute(insert(Publisher).values(**row))
    engine.dispose()


def names_for_readers(tenant: Tenant) -> dict[str, str]:
    """What a country is called in each language of ours; in one it lacks, with its name in that."""
    own, code = tenant.names[tenant.default_language], tenant.country or ""
    here = country_names(tenant.default_language).get(code, own)
    known = {one: country_names(one).get(code, here) for one in translations.LANGUAGES}
    return {one: own.replace(here, name) for one, name in known.items()} | dict(tenant.names)
