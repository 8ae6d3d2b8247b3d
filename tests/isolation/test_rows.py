"""Rows and connections of one tenant never travel to another: isolation tests 29 to 34."""

import json
import pickle
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import make_transient, make_transient_to_detached
from sqlalchemy.orm.session import Session

from app.antennas.models import Antenna
from app.core import jobs
from app.core.config import REPOSITORY
from app.core.db import Base, SharedBase, WrongTenant, db
from app.core.tenancy import tenant
from app.core.viewer import SYSTEM, acting_as
from app.messages.actions import write_mail
from tests import make
from tests.isolation.checksums import checksum

THREADS, TIMES = 12, 150


def first_antenna(app):
    """The row with id 1, loaded in its tenant and let go."""
    with app.app_context(), acting_as(SYSTEM):
        return db.session.scalars(select(Antenna).order_by(Antenna.id)).first()


def add(row):
    db.session.add(row)


def add_with_others(row):
    db.session.add_all([row])


def merge(row):
    db.session.merge(row)


def merge_all(row):
    db.session.merge_all([row])


def delete(row):
    db.session.delete(row)


def save_in_bulk(row):
    db.session.bulk_save_objects([row])


WAYS = [add, add_with_others, merge, merge_all, delete, save_in_bulk]


def untouched(app, way, row):
    """Bring `row` to `app` and expect a refusal that leaves everything as it was."""
    before = checksum(app)
    with app.app_context(), acting_as(SYSTEM):
        with pytest.raises(WrongTenant):
            way(row)
        db.session.commit()
    assert checksum(app) == before


@pytest.mark.parametrize("way", WAYS)
def test_29_a_row_loaded_in_one_tenant_is_refused_in_another(installation, way):
    row = first_antenna(installation.apps["be"])
    row.names = {"fr": "Mallory"}
    untouched(installation.apps["fr"], way, row)


@pytest.mark.parametrize("way", WAYS)
def test_30_nor_by_way_of_a_pickle(installation, way):
    row = pickle.loads(pickle.dumps(first_antenna(installation.apps["be"])))  # noqa: S301
    untouched(installation.apps["fr"], way, row)


@pytest.mark.parametrize("way", [add, add_with_others, merge, merge_all, save_in_bulk])
def test_30_nor_by_way_of_json(installation, way):
    loaded = first_antenna(installation.apps["be"])
    told = json.loads(json.dumps({"id": loaded.id, "code": loaded.code, "names": loaded.names}))
    untouched(installation.apps["fr"], way, Antenna(**told))


@pytest.mark.parametrize("way", [add, delete, merge])
def test_30_nor_by_pretending_to_be_from_here(installation, way):
    row = Antenna(id=1, code="X", names={"fr": "Mallory"})
    make_transient_to_detached(row)
    untouched(installation.apps["fr"], way, row)


def test_29_nor_as_something_that_hangs_on_a_row_of_here(app, neighbour):
    foreign = first_antenna(neighbour)
    make_transient(foreign)
    own = db.session.scalars(select(Antenna)).first()
    user = make.user("coordinator", antennas=[own.code])
    with pytest.raises(WrongTenant):
        user.antennas.append(foreign)
    db.session.rollback()


def test_29_the_rows_own_tenant_takes_it(installation):
    """A row that was let go may come back to where it is from."""
    app = installation.apps["be"]
    row = first_antenna(app)
    with app.app_context(), acting_as(SYSTEM):
        add(row)
        row.names = {"fr": "Nouveau nom"}
        db.session.commit()
    assert first_antenna(app).names == {"fr": "Nouveau nom"}


def test_29_without_the_guard_the_neighbours_row_would_be_overwritten(installation):
    """Negative control: a plain session of the same databases lets it through."""
    row = first_antenna(installation.apps["be"])
    row.names = {"fr": "Mallory"}
    before = checksum(installation.apps["fr"])
    with installation.apps["fr"].app_context(), Session(db.engine) as plain:
        plain.merge(row)
        plain.commit()
    assert checksum(installation.apps["fr"]) != before


def test_31_nested_contexts_in_many_threads_are_never_mixed_up(installation):
    apps = [installation.apps["be"], installation.apps["fr"]]
    expected = [first_antenna(app).names for app in apps]
    assert expected[0] != expected[1]
    assert mixed_up(apps, expected) == []


def test_31_the_probe_would_see_a_mix_up(installation):
    """Negative control: expecting the names the wrong way round is found every time."""
    apps = [installation.apps["be"], installation.apps["fr"]]
    expected = [first_antenna(app).names for app in reversed(apps)]
    assert len(mixed_up(apps, expected, times=1)) == THREADS


def mixed_up(apps, expected, times=TIMES):
    """A in B in A, in several threads at once: what was answered by the wrong tenant."""
    wrong, barrier = [], threading.Barrier(THREADS)

    def look(app, names):
        with acting_as(SYSTEM):
            found = db.session.scalars(select(Antenna.names).order_by(Antenna.id)).first()
        return found == names and tenant().code == app.extensions["tandem.tenant"].code

    def work():
        barrier.wait()
        for _ in range(times):
            with apps[0].app_context():
                first = look(apps[0], expected[0])
                with apps[1].app_context():
                    inner = look(apps[1], expected[1])
                if not (first and inner and look(apps[0], expected[0])):
                    wrong.append(threading.get_ident())

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.parametrize(
    "what",
    [
        lambda: db.session.scalars(select(Antenna)).all(),
        lambda: db.engine,
        lambda: db.engines,
        tenant,
        jobs.queue,
        jobs.push_waiting,
        lambda: jobs.perform("be", "messages.deliver", 1),
        lambda: jobs.later("messages.deliver", 1),
        lambda: write_mail("reset", "alice@same.example", "fr"),
    ],
)
def test_32_outside_of_a_tenant_there_is_an_error_and_no_default(installation, what):
    with pytest.raises(RuntimeError, match="application context"):
        what()


def test_32_inside_of_one_the_same_works(app):
    """Negative control."""
    assert tenant().code == "be"
    assert db.session.scalars(select(Antenna)).all()


def test_33_an_application_knows_its_own_databases_only(installation):
    for code, app in installation.apps.items():
        with app.app_context():
            known = {
                engine.url.render_as_string(hide_password=False) for engine in db.engines.values()
            }
        for other, settings in installation.settings.items():
            if other != code:
                assert not {url for url in known if name_of(settings.database_url) in url}
        assert any(name_of(installation.settings[code].database_url) in url for url in known)


def name_of(url):
    return url.split("?")[0].removeprefix("sqlite:///")


def test_33_headquarters_has_no_way_to_a_country(installation):
    config = repr(installation.apps["hq"].config) + repr(installation.apps["hq"].extensions)
    for code in ("be", "fr", "nl"):
        settings = installation.settings[code]
        assert name_of(settings.database_url) not in config
        assert settings.secret_key not in config


def test_33_the_probe_finds_an_address_in_a_configuration(installation):
    """Negative control."""
    settings = replace(
        installation.settings["hq"], database_url=installation.settings["be"].database_url
    )
    assert name_of(installation.settings["be"].database_url) in repr(vars(settings))


def test_34_no_table_and_no_code_comes_from_the_folders_of_tenants():
    mapped = [*Base.registry.mappers, *SharedBase.registry.mappers]
    assert {mapper.class_.__module__.split(".")[0] for mapper in mapped} == {"app"}
    data = {path.suffix for path in (REPOSITORY / "tenants").rglob("*") if path.is_file()}
    assert not data & {".py", ".pyc", ".so", ".html", ".sql"}
