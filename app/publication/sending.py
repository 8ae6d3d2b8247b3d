"""Writing released tables into the shared database, where headquarters reads them."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from app.publication.models import Publication, Release, ReleaseTable

TABLE = Publication.__table__
KEY = ("tenant", "template", "period", "version")


def digest_of(facts: dict[str, Any]) -> str:
    """SHA-256 of what was released as canonical JSON, so that both sides can prove it the same."""
    told = {name: facts[name] for name in ("template", "period", "version")}
    told |= {name: facts[name] for name in ("method", "thresholds", "cells")}
    written = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def facts_of(release: Release, table: ReleaseTable, tenant: str) -> dict[str, Any]:
    """A row for headquarters. What was before protection is not in it."""
    return {
        "tenant": tenant,
        "template": table.template,
        "period": release.period,
        "version": table.version,
        "replaces": table.replaces,
        "method": release.method,
        "thresholds": release.thresholds,
        "cells": table.after,
        "digest": table.digest,
        "released_by": release.decided_by_role or "",
        "released_at": release.released_at,
    }


def give_way(
    connection: Connection, release: Release, tables: Iterable[ReleaseTable], tenant: str
) -> None:
    """A version that is taken by another release makes these tables take the next one.

    It happens when a country was put back to a day before its latest release: headquarters keeps
    what it was sent, and a frozen version is never written over.
    """
    asked = select(TABLE.c.template, TABLE.c.version, TABLE.c.replaces, TABLE.c.released_at).where(
        TABLE.c.tenant == tenant, TABLE.c.period == release.period
    )
    sent = connection.execute(asked).all()
    for table in tables:
        known = {row.version: row for row in sent if row.template == table.template}
        ours = [row for row in known.values() if row.released_at == release.released_at]
        if ours:  # it arrived, and the note of that was lost
            table.version, table.replaces = ours[0].version, ours[0].replaces
        elif table.version in known:
            table.replaces = max(known)
            table.version = table.replaces + 1
        table.digest = digest_of(facts_of(release, table, tenant))


def put(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Each row once, however often it is sent."""
    for row in rows:
        same = [TABLE.c[name] == row[name] for name in KEY]
        known = connection.execute(select(TABLE.c.id, TABLE.c.digest).where(*same)).one_or_none()
        if known is None:
            connection.execute(insert(Publication).values(**row))
        elif known.digest != row["digest"]:
            connection.execute(update(Publication).where(TABLE.c.id == known.id).values(**row))
