"""Fixtures of an installation to join: laid once, copied for each test that changes it."""

import shutil

import pytest

from tests.onboarding.ground import Ground


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    found = Ground(tmp_path_factory.mktemp("laid"))
    with pytest.MonkeyPatch.context() as surroundings:
        for name, value in found.surroundings().items():
            surroundings.setenv(name, value)
        found.lay()
    return found


@pytest.fixture
def ground(
    laid: Ground, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Ground:
    folder = tmp_path_factory.mktemp("ground") / "copy"
    shutil.copytree(laid.folder, folder)
    found = Ground(folder)
    for name, value in found.surroundings().items():
        monkeypatch.setenv(name, value)
    return found
