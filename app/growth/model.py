"""The model of growth: what a country can start in each quarter, and what binds first. Pure.

Every number is of one unit (a country, or an antenna) and of one quarter, unless its name says
otherwise. With t the quarter, from 0:

    growth(g)   = (1 + g) ** (t / 4)
    stay        = again ** (duos_per_mentor / 4)
    candidates  = candidates now * growth(candidate_growth)
    seats       = rounds * places * growth(round_growth)
    asking      = waiting before * stay + candidates before
    trained     = trained before * stay + min(seats before, asking)
    waiting     = asking - min(seats before, asking)

    mentors      = (trained + waiting) * duos_per_mentor / 4
    training     = trained * duos_per_mentor / 4
    coordinators = min(posts * hours_per_post / 4 / (follow_up_hours + intake_hours),
                       posts * caseload * 3 / duo_months)        the second where there is a limit
    money        = money a year * growth(money_growth) / 4 / cost
    population   = population * reach / 4

    duos = min(mentors, training, coordinators, money, population)

What binds is the smallest of the five; of equal ones the first named, so that training binds only
where more mentors wish to start than were trained. A mentor trained in one quarter starts in the
next. All hours of a duo count in the quarter in which it starts; those who wait for a training lose
interest as fast as mentors leave.

Sources: the organisation's own public figures (brief.md, "What it must be able to say"): 8.9 hours
of follow-up per duo (2019), six months a duo, nine in ten mentors start again, five duos per mentor
on average, EUR 2,032 per duo in Brussels and 2,532 in Wallonia (needs stated for 2024-27), under
2 % of the young people reached in the oldest branch, 50,000 duos wanted. The form of the model, a
stock of mentors with an inflow and a minimum over limits, is the house's own choice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

HOURS_PER_POST = 1498.0
"""Hours of a full-time post in a year: 8.9 hours x 50,000 duos / 297 posts (brief.md)."""
LIMITS = ("mentors", "training", "coordinators", "money", "population")
EXTENSIVE = ("duos", "mentors", "candidates", "rounds", "posts", "money", "population")
"""What an antenna has a part of; a place in a round and the cost of a duo are the same for all."""


@dataclass(frozen=True)
class Rates:
    """What holds everywhere. Growth is a share a year; `caseload` is None without a limit."""

    again: float
    duos_per_mentor: float
    follow_up_hours: float
    intake_hours: float
    reach: float
    hours_per_post: float = HOURS_PER_POST
    caseload: float | None = None
    duo_months: float = 6.0
    candidate_growth: float = 0.0
    round_growth: float = 0.0
    post_growth: float = 0.0
    money_growth: float = 0.0

    @property
    def stay(self) -> float:
        """The share of mentors who are still there a quarter later."""
        return float(self.again ** (self.duos_per_mentor / 4))

    @property
    def hours(self) -> float:
        """Of a coordinator, for one duo."""
        return self.follow_up_hours + self.intake_hours


@dataclass(frozen=True)
class Unit:
    """A country or an antenna as it is now. `duos` and `money` are a year's, `candidates` and
    `rounds` a quarter's; `places` are those of one round; `population` is all it is meant for."""

    code: str
    duos: float
    mentors: float
    candidates: float
    rounds: float
    places: float
    posts: float
    money: float
    cost: float
    population: float


@dataclass(frozen=True)
class Quarter:
    """One unit in one quarter; `posts_needed` and `money_needed` are for the duos it starts."""

    duos: float
    binding: str
    limits: Mapping[str, float]
    mentors: float
    waiting: float
    trained: float
    posts: float
    posts_needed: float
    money_needed: float


@dataclass(frozen=True)
class Needs:
    """What a number of duos a year takes in a steady state; money is a year's."""

    posts: float
    mentors: float
    trained: float
    money: float
    population: float


def simulate(rates: Rates, units: Sequence[Unit], quarters: int) -> dict[str, list[Quarter]]:
    """The quarters of each unit by its code."""
    return {unit.code: _course(rates, unit, quarters) for unit in units}


def _course(rates: Rates, unit: Unit, quarters: int) -> list[Quarter]:
    course: list[Quarter] = []
    trained, waiting = unit.mentors, 0.0
    for t in range(quarters):
        seats = unit.rounds * unit.places * grown(rates.round_growth, t)
        asking = waiting * rates.stay + unit.candidates * grown(rates.candidate_growth, t)
        newly = min(seats, asking)
        course.append(_quarter(rates, unit, t, (trained, waiting, newly)))
        trained, waiting = trained * rates.stay + newly, asking - newly
    return course


def _quarter(rates: Rates, unit: Unit, t: int, pool: tuple[float, float, float]) -> Quarter:
    trained, waiting, newly = pool
    posts = unit.posts * grown(rates.post_growth, t)
    limits = {
        "mentors": (trained + waiting) * rates.duos_per_mentor / 4,
        "training": trained * rates.duos_per_mentor / 4,
        "coordinators": _handled(rates, posts),
        "money": unit.money * grown(rates.money_growth, t) / 4 / unit.cost,
        "population": unit.population * rates.reach / 4,
    }
    binding = min(LIMITS, key=lambda name: limits[name])
    duos = limits[binding]
    return Quarter(
        duos=duos,
        binding=binding,
        limits=limits,
        mentors=trained,
        waiting=waiting,
        trained=newly,
        posts=posts,
        posts_needed=posts_for(rates, duos * 4),
        money_needed=duos * unit.cost,
    )


def grown(growth: float, t: int) -> float:
    """How much more there is after t quarters, at a growth that is a share a year."""
    return float((1 + growth) ** (t / 4))


def _handled(rates: Rates, posts: float) -> float:
    """Duos that these posts can start in a quarter."""
    by_hours = posts * rates.hours_per_post / 4 / rates.hours
    if rates.caseload is None:
        return by_hours
    return min(by_hours, posts * rates.caseload * 3 / rates.duo_months)


def posts_for(rates: Rates, duos_a_year: float) -> float:
    """Full-time posts of coordinators that so many duos a year need."""
    by_hours = duos_a_year * rates.hours / rates.hours_per_post
    if rates.caseload is None:
        return by_hours
    return max(by_hours, duos_a_year * rates.duo_months / 12 / rates.caseload)


def needs_of(rates: Rates, units: Sequence[Unit], duos_a_year: float) -> Needs:
    """What the goal takes, at the cost of the units weighted by their duos of today."""
    weight = sum(unit.duos for unit in units)
    plain = sum(unit.cost for unit in units) / len(units)
    cost = sum(unit.cost * unit.duos for unit in units) / weight if weight else plain
    mentors = duos_a_year / rates.duos_per_mentor
    return Needs(
        posts=posts_for(rates, duos_a_year),
        mentors=mentors,
        trained=mentors * (1 - rates.stay**4),
        money=duos_a_year * cost,
        population=duos_a_year / rates.reach,
    )


UNIT_FIELDS = tuple(field.name for field in fields(Unit) if field.name != "code")
RATE_FIELDS = tuple(field.name for field in fields(Rates))
