import importlib.util
import json
from pathlib import Path

import pytest

from scripts import environment
from tests.scripts.stage import Stage, write


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "a project")


def test_a_package_that_cannot_be_had_is_one_line(stage: Stage) -> None:
    refused = stage.run(PIP_NO_INDEX="1")
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        "scripts/serve: Cannot install the packages: ERROR: No matching"
    )
    assert refused.stderr.count("\n") == 1
    assert (stage.root / ".venv" / "install.log").is_file()


def test_an_installation_that_failed_is_tried_again(stage: Stage) -> None:
    stage.run(PIP_NO_INDEX="1")
    assert "Installing" in stage.run(PIP_NO_INDEX="1").stdout


def test_an_environment_that_is_up_to_date_is_taken_as_it_is(stage: Stage) -> None:
    stage.furnish()
    assert environment.prepare(stage.root) == stage.root / ".venv" / "bin"


@pytest.mark.parametrize("change", ["project", "extras"])
def test_a_changed_project_or_a_new_extra_is_installed(
    stage: Stage, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    stage.furnish()
    if change == "project":
        with (stage.root / "pyproject.toml").open("a") as file:
            file.write("# a line more\n")
    with pytest.raises(environment.Problem, match="Cannot install"):
        environment.prepare(stage.root, frozenset({"test"} if change == "extras" else ()))


def test_a_project_that_was_moved_gets_a_new_environment(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    stage.furnish()
    stamp = environment.stamp_file(stage.root / ".venv")
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"root": "/elsewhere"}))
    with pytest.raises(environment.Problem, match="Cannot install"):
        environment.prepare(stage.root)
    assert not stamp.exists()


def test_a_python_without_its_venv_module_is_one_line(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(environment.Problem, match="apt-get install python3-venv"):
        environment.prepare(stage.root)


def test_a_python_that_is_too_old_is_one_line(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    old = '#!/bin/sh\n[ "$1" = --version ] || exit 1\necho "Python 3.9.18"\n'
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        write(folder / name, old).chmod(0o755)
    refused = stage.run(PATH=f"{folder}:/usr/bin:/bin")
    assert refused.returncode == 1
    assert refused.stderr == (
        "Tandem needs Python 3.11 or newer; this machine has Python 3.9.18.\n"
    )
