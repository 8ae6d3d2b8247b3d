"""Invented people as counts, for the tests of the protection; nothing of a database."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.tabulation.dimensions import AGES, EDUCATION, UNEMPLOYMENT, UNKNOWN, VALUES, Dimension
from app.tabulation.tables import Population, Window
from app.tabulation.tally import Counted, Variable, tally

D, P = Dimension, Population
SHARES = (48, 17, 10, 14, 11, 1)
"""Diplomas as the organisation publishes them for Belgium (brief.md), and some unknown."""


def counted(seed: int, people: int, antennas: Sequence[str]) -> Counted:
    """So many mentees who ended a year ago and who started now, and half as many mentors."""
    chance = random.Random(seed)  # noqa: S311 - the same people for the same seed, no secret
    counts: Counter[Variable] = Counter()
    for _one in range(people):
        _mentee(counts, chance, antennas)
        counts[(P.DUOS_EVER, ())] += chance.randint(1, 5)
        tally(counts, P.MENTORS_WITH_DUO, {})
        if chance.random() < 0.9:
            tally(counts, P.MENTORS_AGAIN, {})
            counts[(P.DUOS_EVER, ())] += 1
    for _one in range(people // 2):
        levels = ("worker", "technical", "employee", "manager")
        level = chance.choices(levels, (3, 10, 14, 73))[0]
        tally(counts, P.MENTORS_AVAILABLE, {D.ANTENNA: chance.choice(antennas), D.LEVEL: level})
        for sector in chance.sample(["62", "64", "69", "85", "43"], 2):
            tally(counts, P.MENTORS_AVAILABLE, {D.SECTOR: sector})
    return Counted(counts, {key: list(antennas) for key in Window})


def _mentee(counts: Counter[Variable], chance: random.Random, antennas: Sequence[str]) -> None:
    place: dict[Dimension, str] = {
        D.ANTENNA: chance.choice(antennas),
        D.EDUCATION: chance.choices([*EDUCATION, UNKNOWN], SHARES)[0],
        D.GENDER: chance.choices(("f", "m", "x", UNKNOWN), (55, 43, 1, 1))[0],
        D.ORIGIN: chance.choice(list(VALUES[D.ORIGIN])[:8]),
        D.UNEMPLOYMENT: chance.choice([*UNEMPLOYMENT, UNKNOWN]),
        D.AGE: chance.choice(list(AGES)),
    }
    fate = chance.random()
    tally(counts, P.MENTEES_FOLLOWED, place)
    if fate < 0.52:
        tally(counts, P.MENTEES_IN_WORK, place)
    if fate < 0.72:
        tally(counts, P.MENTEES_POSITIVE, place)
    if fate > 0.9:
        tally(counts, P.MENTEES_UNKNOWN, place)
    elif chance.random() < 0.1:
        tally(counts, P.MENTEES_LATE, place)
    for who in (P.MENTEES_ENDED, P.MENTEES_STARTED, P.MENTEES_MATCHED):
        tally(counts, who, place)
    if chance.random() < 0.89:
        tally(counts, P.MENTEES_COMPLETED, place)


def only(**numbers: int) -> Counted:
    """Nobody but mentees who started, by the band of their age (18-20 as `a18_20`)."""
    counts: Counter[Variable] = Counter()
    for band, number in numbers.items():
        tally(counts, P.MENTEES_STARTED, {D.AGE: band[1:].replace("_", "-")}, number)
        tally(counts, P.MENTEES_STARTED, {D.ORIGIN: "eu"}, number)
    return Counted(counts, {key: ["BRU"] for key in Window})


def published(tables: Any) -> dict[str, list[dict[str, Any]]]:
    """What left, by the code of the table."""
    return {table.template.code: table.after for table in tables}
