"""How a tenant is, for the operator: read piece by piece, so that a broken one can be told of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any

import click
from redis import RedisError
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app import translations
from app.core import engines, joining, logs, standing
from app.core.config import SettingsMistake, instance_folder
from app.core.jobs import OutboxJob
from app.core.tenancy import asked_for
from app.operations import backups, queue_keys
from app.operations.places import Place, find
from app.publication.models import Release
from app.training.models import TrainingModule

State = dict[str, Any]
AWAY = "away"


def of(code: str) -> State:
    """Whatever can be known of it; `problems` says what is wrong, in sentences."""
    state: State = {"code": code, "state": standing_of(code), "problems": []}
    try:
        place = find(code)
    except (click.ClickException, SettingsMistake) as mistake:
        text = mistake.message if isinstance(mistake, click.ClickException) else str(mistake)
        return state | {"problems": text.splitlines()}
    parts: tuple[Callable[[Place, State], None], ...] = (
        partial(_say, "asked_for", lambda place: len(asked_for(place.tenant))),
        partial(_say, "last_backup", backups.last),
        partial(_say, "translations_missing", _missing),
        partial(_say, "shared", _shared),
        partial(_say, "queue", _queue),
        _database,
    )
    for part in parts:
        with _told(state):
            part(place, state)
    return state


def standing_of(code: str) -> str:
    instance = instance_folder()
    if joining.is_joining(instance, code):
        return "onboarding"
    return "suspended" if standing.is_suspended(instance, code) else "active"


@contextmanager
def _told(state: State) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        state["problems"].append(logs.told(error))


def _say(name: str, ask: Callable[[Place], Any], place: Place, state: State) -> None:
    state[name] = ask(place)


def _missing(place: Place) -> dict[str, int]:
    """How many texts of the product each of its languages still lacks; English has them all."""
    wanted = [message for message in translations.read("en") if message.id]
    return {
        language: sum(
            translations.against(found.get(message.id, message.context), found) is not None
            for message in wanted
        )
        for language in place.tenant.languages
        for found in [translations.read(language)]
    }


def _shared(place: Place) -> str:
    with (
        suppress(OperationalError),
        engines.opened(place.settings.shared_url, writes=False) as connection,
    ):
        return "reachable" if engines.owner_of(connection) == "shared" else "somebody else's"
    return AWAY


def _queue(place: Place) -> dict[str, int] | str:
    """`failed` counts jobs of the last day; nothing where this installation has no queue."""
    redis = queue_keys.connection(place)
    if redis is None:
        return "none"
    try:
        with redis:
            return {"failed": queue_keys.failed(redis, place)}
    except RedisError:
        return AWAY


def _database(place: Place, state: State) -> None:
    kind = make_url(place.settings.database_url).get_backend_name()
    head = engines.head("tenant")
    state["database"] = {"kind": kind, "head": head}
    with place.reading() as connection:
        revision = engines.revision_of(connection)
        state["database"]["revision"] = revision
        if revision == head:
            state |= _waiting(connection) | ({} if place.tenant.is_hq else _country(connection))
    if revision != head:
        raise engines.OldRevision(f"at revision {revision}, not {head}: tandem tenants migrate")


def _waiting(connection: Connection) -> State:
    """Jobs that were asked for and that the queue has not had yet."""
    waiting = select(func.count(OutboxJob.id)).where(OutboxJob.pushed_at.is_(None))
    return {"waiting_jobs": connection.scalar(waiting)}


def _country(connection: Connection) -> State:
    return {
        "last_publication": _iso(connection.scalar(select(func.max(Release.sent_at)))),
        "training_copied": _iso(connection.scalar(select(func.max(TrainingModule.copied_at)))),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def lines(state: State) -> list[str]:
    """The same for a person: what is not known is left out."""
    names = [name for name in state if name not in {"code", "state", "problems"}]
    facts = [f"  {name.replace('_', ' ')}: {_words(state[name])}" for name in names]
    problems = [f"  PROBLEM: {problem}" for problem in state["problems"]]
    return [f"{state['code']}: {state['state']}", *facts, *problems]


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(inner)}" for key, inner in value.items())
    return "none" if value is None else str(value)
