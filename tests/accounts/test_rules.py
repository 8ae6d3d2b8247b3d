"""Rules of the accounts: tables of values, without an application."""

import pytest

from app.accounts import passwords, rules
from app.accounts.models import User
from app.core.permissions import Role

ALICE = User(id=1, name="Alice Martin", email="alice.martin@staff.example", role=Role.DIRECTOR)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd2026!",
        "passwordpassword",
        "aaaaaaaaaaaaaa",
        "abcdefghijkl",
        "123456789012",
        "qwertyuiop123",
        "Tandem2026!!",
        "motdepasse2026",
        "wachtwoord123",
        "iloveyou1987!",
    ],
)
def test_what_many_people_use_is_refused(password):
    assert rules.TOO_EASY in rules.against_password(password, ALICE)


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "xK9#mQ2vLp7w", "zomer regen fiets brood"]
)
def test_what_few_people_would_write_is_accepted(password):
    assert rules.against_password(password, ALICE) == []


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Kort!9x", rules.TOO_SHORT),
        ("x" * 40 + "yz" * 100, rules.TOO_LONG),
        ("the lamp of Martin 94", rules.HOLDS_NAME),
        ("ALICE under the bridge", rules.HOLDS_NAME),
    ],
)
def test_length_and_name_are_looked_at(password, reason):
    assert reason in rules.against_password(password, ALICE)


def test_a_name_of_oneself_is_the_first_guess():
    assert not passwords.too_easy("verbruggen88")
    assert passwords.too_easy("verbruggen88", ["Eva Verbruggen"])


@pytest.mark.parametrize(
    ("of_account", "of_address", "reasons"),
    [(0, 0, []), (9, 49, []), (10, 0, [rules.LOCKED]), (0, 50, [rules.LOCKED])],
)
def test_ten_failures_lock_an_account_and_fifty_an_address(of_account, of_address, reasons):
    assert rules.against_signing_in(of_account=of_account, of_address=of_address) == reasons


@pytest.mark.parametrize(
    ("role", "antennas", "is_hq", "reasons"),
    [
        (Role.COORDINATOR, ["GHE"], False, []),
        (Role.COORDINATOR, [], False, [rules.NO_ANTENNA]),
        (Role.DIRECTOR, ["GHE"], False, [rules.NEEDLESS_ANTENNA]),
        (Role.DIRECTOR, [], True, [rules.NO_SUCH_ROLE]),
        (Role.HQ_EDITOR, [], True, []),
        (Role.HQ_EDITOR, [], False, [rules.NO_SUCH_ROLE]),
    ],
)
def test_which_role_with_which_antennas(role, antennas, is_hq, reasons):
    assert rules.against_place(role, antennas, is_hq=is_hq) == reasons


@pytest.mark.parametrize(
    ("role", "required", "must"),
    [
        (Role.COORDINATOR, True, True),
        (Role.COORDINATOR, False, False),
        (Role.ADMINISTRATOR, True, True),
        (Role.PARTNERSHIPS, True, True),
        (Role.HQ_EDITOR, True, True),
        (Role.AUDITOR, True, False),
        (Role.HQ_ANALYST, True, False),
    ],
)
def test_the_second_step_is_required_of_those_who_open_much(role, required, must):
    """Sensitive facts, the accounts of everybody, or money."""
    assert rules.must_set_up(User(role=role), required=required) is must


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
            "Firefox · Linux",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge · Windows"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_told_in_a_few_words(agent, device):
    assert rules.device_of(agent) == device
