import json
import os
import signal
import socket
import stat

import pytest
from redis import Redis

from tests.scripts.stage import Stage, is_running, is_taken, until


@pytest.fixture
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """In a folder without the name of the test: the path of a socket has 108 bytes at most."""
    return Stage(tmp_path_factory.mktemp("s") / "a project").furnish()


def test_a_first_start_prepares_everything_and_says_where_to_go(stage: Stage) -> None:
    with stage.serve() as served:
        assert stage.remembered()[:3] == ["compiled", "migrated", "invented"]
        assert "Tandem is ready" in served.said
        assert f"http://be.localhost:{stage.port}" in served.said
        assert f"http://hq.localhost:{stage.port}" in served.said
        assert "director@be.example  a-password" in served.said


def test_a_first_start_keeps_the_instance_to_its_owner(stage: Stage) -> None:
    with stage.serve():
        assert stat.S_IMODE(stage.instance.stat().st_mode) == 0o700
        assert stat.S_IMODE((stage.instance / "queue").stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it_cleanly(stage: Stage, number: signal.Signals) -> None:
    with stage.serve() as served:
        worker = stage.worker()
        complaints = served.end(number)
        assert (served.child.returncode, complaints) == (0, "")
        assert not is_running(worker)
        assert not is_taken(stage.port)
        assert not (stage.instance / "queue" / "valkey.sock").exists()


def test_where_the_queue_is_stands_in_a_file_while_it_runs(stage: Stage) -> None:
    with stage.serve() as served:
        running = json.loads((stage.instance / "running.json").read_text())
        assert running["port"] == stage.port
        with Redis.from_url(running["redis_url"]) as queue:
            assert queue.ping()
        served.end(signal.SIGINT)
    assert not (stage.instance / "running.json").exists()


def test_a_later_start_has_nothing_to_prepare(stage: Stage) -> None:
    with stage.serve() as served:
        served.end(signal.SIGINT)
    before = len(stage.remembered())
    with stage.serve() as served:
        stage.worker()
        assert [line.split()[0] for line in stage.remembered()[before:]] == ["worker"]
        assert "a-password" in served.said


def test_a_changed_tenant_is_prepared_again_without_inventing_people_twice(stage: Stage) -> None:
    with stage.serve() as served:
        served.end(signal.SIGINT)
    with (stage.root / "tenants/be/tenant.toml").open("a") as file:
        file.write("# a line more\n")
    before = len(stage.remembered())
    with stage.serve():
        assert stage.remembered()[before : before + 2] == ["compiled", "migrated"]
        assert stage.remembered().count("invented") == 1


def test_an_instance_that_was_prepared_by_hand_gets_no_invented_people(stage: Stage) -> None:
    (stage.instance / "be").mkdir(parents=True)
    (stage.instance / "be" / "settings.toml").touch()
    with stage.serve():
        assert "invented" not in stage.remembered()


def test_jobs_in_the_queue_survive_a_stop(stage: Stage) -> None:
    address = stage.instance / "queue" / "valkey.sock"
    with stage.serve() as served:
        with Redis(unix_socket_path=str(address)) as queue:
            queue.set("kept", "yes")
        served.end(signal.SIGTERM)
    with stage.serve(), Redis(unix_socket_path=str(address)) as queue:
        assert queue.get("kept") == b"yes"


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(stage: Stage) -> None:
    stage.instance = stage.root / ("a-long-name-" * 9)
    with stage.serve() as served:
        assert not (stage.instance / "queue" / "valkey.sock").exists()
        assert served.end(signal.SIGINT) == ""


def test_a_child_that_dies_stops_the_rest_with_one_line(stage: Stage) -> None:
    with stage.serve() as served:
        os.kill(stage.worker(), signal.SIGKILL)
        complaints = served.end()
        assert complaints == (
            "scripts/serve: The worker ended by itself (signal SIGKILL): all is stopped.\n"
        )
        assert served.child.returncode == 1
        assert not is_taken(stage.port)


def test_nothing_outlives_a_supervisor_that_is_killed(stage: Stage) -> None:
    with stage.serve() as served:
        worker = stage.worker()
        served.end(signal.SIGKILL)
        until(lambda: not is_running(worker) and not is_taken(stage.port))
    with stage.serve() as served:
        assert "Tandem is ready" in served.said


def test_a_second_start_on_the_same_instance_is_refused(stage: Stage) -> None:
    with stage.serve():
        stage.port += 1
        second = stage.run()
        stage.port -= 1
    assert second.returncode == 1
    assert second.stderr == f"scripts/serve: Tandem already runs on {stage.instance}.\n"


def test_a_taken_port_is_said_before_anything_is_made(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", stage.port)):
        refused = stage.run()
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"scripts/serve: Port {stage.port} cannot be used")
    assert refused.stderr.count("\n") == 1
    assert not stage.instance.exists()


@pytest.mark.parametrize("place", ["/proc/tandem", "/dev/null/tandem"])
def test_an_instance_that_cannot_be_written_is_one_line(stage: Stage, place: str) -> None:
    refused = stage.run(TANDEM_INSTANCE=place)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"scripts/serve: Cannot write in {place}: ")
    assert refused.stderr.count("\n") == 1


def test_a_folder_with_other_things_in_it_is_left_alone(stage: Stage) -> None:
    stage.instance.mkdir()
    (stage.instance / "thesis.txt").touch()
    for words in ([], ["--fresh", "--yes"]):
        refused = stage.run(*words)
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1
        assert [file.name for file in stage.instance.iterdir()] == ["thesis.txt"]


def test_fresh_begins_anew(stage: Stage) -> None:
    with stage.serve() as served:
        served.end(signal.SIGINT)
    with stage.serve("--fresh"):
        assert stage.remembered()[:3] == ["compiled", "migrated", "invented"]
        assert stage.remembered().count("invented") == 1


def test_a_mistake_in_a_tenant_is_told_and_nothing_is_started(stage: Stage) -> None:
    refused = stage.run(STAGE_BROKEN="yes")
    assert refused.returncode == 1
    assert "tenants/be/tenant.toml: host is missing" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_people_are_still_invented_after_a_first_start_that_failed(stage: Stage) -> None:
    stage.run(STAGE_BROKEN="yes")
    with stage.serve():
        assert stage.remembered().count("invented") == 1


@pytest.mark.parametrize("word", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(stage: Stage, word: str) -> None:
    refused = stage.run(f"--port={word}")
    assert refused.returncode == 2
    assert f"{word} is not a port" in refused.stderr


def test_a_queue_elsewhere_is_used_instead_of_an_own_one(stage: Stage) -> None:
    elsewhere = Stage(stage.root.parent / "elsewhere").furnish()
    with elsewhere.serve():
        address = elsewhere.instance / "queue" / "valkey.sock"
        with stage.serve(REDIS_URL=f"unix://{address}"):
            assert not (stage.instance / "queue").exists()
