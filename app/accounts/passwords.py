"""Passwords: how they are hashed, and which are too easy to guess."""

import re
from collections.abc import Iterable
from functools import cache
from math import log10
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 12
LONGEST = 200
LEAST_GUESSES_LOG10 = 8.0
"""From 10^8 guesses on a password is "safely unguessable": score 3 of zxcvbn (D. L. Wheeler,
zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016)."""
OF_A_CHARACTER = 1.0
OF_A_REPETITION = 0.2
"""What one more character adds to the logarithm of the guesses: by brute force, as in zxcvbn, and
when it repeats or continues the one before it."""
OURS = frozenset(
    {
        "tandem",
        "duo",
        "mentor",
        "mentee",
        "mentoring",
        "motdepasse",
        "wachtwoord",
        "contraseña",
        "welkom",
        "bienvenue",
        "bienvenido",
        "bonjour",
        "azerty",
        "azertyuiop",
        "welcome",
    }
)
"""Words of our trade, and first thoughts of four languages that the common list lacks."""
SAID_AS = str.maketrans("4301!5$7@", "aeoiissta")
"""Letters that people write as digits and signs."""
FILE = Path(__file__).parent / "data" / "common_passwords.txt"

HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
"""Argon2id with 19 MiB, two rounds: OWASP Password Storage Cheat Sheet (2024), its second choice;
small enough that a server with little memory bears several sign-ins at once."""


def hash_of(password: str) -> str:
    return HASHER.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Takes the same time for an account without a password, or for none at all."""
    try:
        right = HASHER.verify(password, password_hash or _hash_of_nothing())
    except PwdlibError:
        return False
    return right and password_hash is not None


def too_easy(password: str, about: Iterable[str] = ()) -> bool:
    """Whether fewer guesses than `LEAST_GUESSES_LOG10` find it; words of `about` come first."""
    known = dict(_ranks()) | {part: 1 for text in about for part in parts_of(text)}
    folded = password.casefold()
    either = (folded, folded.translate(SAID_AS))
    return min(_guesses_log10(text, known) for text in either) < LEAST_GUESSES_LOG10


def holds_one_of(password: str, about: Iterable[str]) -> bool:
    """Whether it holds a name or an address, or a part of one of four letters or more."""
    folded = password.casefold()
    return any(part in folded for text in about for part in parts_of(text))


def parts_of(text: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", text.casefold()) if len(part) > 3]


def _guesses_log10(text: str, known: dict[str, int]) -> float:
    """The sum over the known words found in it, the longest first, and over what is left."""
    total, at, seen = 0.0, 0, set[str]()
    while at < len(text):
        word = _known_word(text, at, known)
        if word is None:
            total += OF_A_REPETITION if _continues(text, at) else OF_A_CHARACTER
            at += 1
            continue
        total += OF_A_REPETITION if word in seen else log10(known[word] + 1)
        seen.add(word)
        at += len(word)
    return total


def _known_word(text: str, at: int, known: dict[str, int]) -> str | None:
    longest = min(len(text) - at, 24)
    found = (text[at : at + length] for length in range(longest, 2, -1))
    return next((word for word in found if word in known), None)


def _continues(text: str, at: int) -> bool:
    return at > 0 and abs(ord(text[at]) - ord(text[at - 1])) <= 1


@cache
def _ranks() -> dict[str, int]:
    """The place of each common password, from 1."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    common = [line for line in lines if line and not line.startswith("#")]
    return {word: rank for rank, word in enumerate(common, start=1)} | dict.fromkeys(OURS, 1)


@cache
def _hash_of_nothing() -> str:
    """So that an unknown address costs as much time as a known one."""
    return HASHER.hash("nobody has this password")
