"""From what is in the country's database to the counts of one quarter, before any protection."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.antennas.models import Antenna
from app.core.quarters import OF_YEAR, Quarter
from app.core.tenancy import tenant
from app.indicators.statistics import spread
from app.tabulation import queries
from app.tabulation.dimensions import UNKNOWN, Dimension, age_of, education_of, unemployment_of
from app.tabulation.money import count_money
from app.tabulation.origins import region_of
from app.tabulation.tables import Population, Window
from app.tabulation.tally import At, Counted, Variable, tally

P = Population
Codes = Mapping[int, str]
Counts = Counter[Variable]


def count(quarter: Quarter) -> Counted:
    """Every table of the quarter, as known for its last day."""
    known = queries.antennas()
    codes = {antenna.id: antenna.code for antenna in known}
    counts: Counts = Counter()
    _count_duos(counts, quarter, codes)
    _count_pool(counts, quarter.last, codes)
    _count_started(counts, quarter)
    _count_ended(counts, quarter, codes)
    values = _count_waits(counts, quarter, codes) | _targets(counts, quarter.last)
    values |= count_money(counts, quarter, known)
    return Counted(counts, _antennas(known, quarter, counts), values)


def _count_duos(counts: Counts, quarter: Quarter, codes: Codes) -> None:
    for row in queries.duos(quarter):
        at = {Dimension.ANTENNA: codes[row["antenna_id"]]}
        tally(counts, P.DUOS_STARTED, at, int(row["started"]))
        tally(counts, P.DUOS_RUNNING, at, int(row["running"]))
        tally(counts, P.DUOS_EVER, at, int(row["ever"]))
    for row in queries.sessions(quarter):
        tally(counts, P.SESSIONS_HELD, {Dimension.ANTENNA: codes[row["antenna_id"]]}, row["held"])
    some, again = queries.mentors_with_duo(quarter.last)
    tally(counts, P.MENTORS_WITH_DUO, {}, some)
    tally(counts, P.MENTORS_AGAIN, {}, again)


def _count_pool(counts: Counts, on: date, codes: Codes) -> None:
    for row in queries.mentors(on):
        at = {
            Dimension.ANTENNA: codes[row["antenna_id"]],
            Dimension.LEVEL: row["level"] or UNKNOWN,
        }
        tally(counts, P.MENTORS_AVAILABLE, at, row["mentors"])
    for row in queries.mentor_sectors(on):
        tally(counts, P.MENTORS_AVAILABLE, {Dimension.SECTOR: row["code"]}, row["mentors"])
    for row in queries.mentees_waiting(on):
        at = {Dimension.ANTENNA: codes[row["antenna_id"]]}
        tally(counts, P.MENTEES_WAITING, at, row["waiting"])


def _count_started(counts: Counts, quarter: Quarter) -> None:
    for row in queries.mentees_started(quarter):
        at = {
            Dimension.ORIGIN: region_of(row["nationality"]),
            Dimension.AGE: age_of(row["born_on"], row["started_on"]),
        }
        tally(counts, P.MENTEES_STARTED, at)


def _count_ended(counts: Counts, quarter: Quarter, codes: Codes) -> None:
    for row in queries.mentees_ended(quarter):
        place = {Dimension.ANTENNA: codes[row["antenna_id"]]}
        tally(counts, P.MENTEES_ENDED, place, row["mentees"])
        if row["completed"]:
            tally(counts, P.MENTEES_COMPLETED, place, row["mentees"])
    for row in queries.mentees_followed(quarter):
        at = _person(row, codes)
        tally(counts, P.MENTEES_FOLLOWED, at)
        for population, counted in (
            (P.MENTEES_IN_WORK, row["in_work"]),
            (P.MENTEES_POSITIVE, row["positive"]),
            (P.MENTEES_UNKNOWN, not row["situations"]),
            (P.MENTEES_LATE, row["late"]),
        ):
            if counted:
                tally(counts, population, at)


def _person(row: Mapping[Any, Any], codes: Codes) -> dict[Dimension, str]:
    """Into which group of each dimension a mentee falls."""
    seeking = unemployment_of(row["job_seeker_since"], row["registered_on"])
    return {
        Dimension.ANTENNA: codes[row["antenna_id"]],
        Dimension.EDUCATION: education_of(row["isced"], recognised=row["diploma_recognised"]),
        Dimension.GENDER: row["gender"] or UNKNOWN,
        Dimension.ORIGIN: region_of(row["nationality"]),
        Dimension.UNEMPLOYMENT: seeking,
    }


def _count_waits(
    counts: Counts, quarter: Quarter, codes: Codes
) -> dict[tuple[str, At], Mapping[str, Any]]:
    """Half of the mentees of an antenna waited no longer than the median; whole days."""
    days: dict[str, Counter[int]] = defaultdict(Counter)
    for row in queries.waits(quarter):
        code = codes[row["antenna_id"]]
        days[code][(row["started_on"] - row["interviewed_on"]).days] += 1
        tally(counts, P.MENTEES_MATCHED, {Dimension.ANTENNA: code})
    return {
        ("waiting_days", ((str(Dimension.ANTENNA), code),)): _quartiles(counted)
        for code, counted in days.items()
    }


def _quartiles(counted: Mapping[int, int]) -> dict[str, int | None]:
    found = spread(counted)
    named = {"lower": found.lower, "median": found.median, "upper": found.upper}
    return {name: None if value is None else round(value) for name, value in named.items()}


def _targets(counts: Counts, on: date) -> dict[tuple[str, At], Mapping[str, Any]]:
    """The newest estimate of each antenna that was filed for a day up to then."""
    found: dict[tuple[str, At], Mapping[str, Any]] = {}
    for one in sorted(tenant().population, key=lambda one: one.as_of):
        if one.as_of <= on:
            at = ((str(Dimension.ANTENNA), one.antenna),)
            counts[(P.TARGET, at)] = one.people
            found[("target_population", at)] = {
                "as_of": one.as_of.isoformat(),
                "source": one.source,
            }
    return found


def _antennas(
    known: Sequence[Antenna], quarter: Quarter, counts: Counts
) -> dict[Window, Sequence[str]]:
    """Whose cells are possible at all: open at some time of the window, or with somebody counted.

    Outcomes of a year are those of duos that ended up to a year earlier.
    """
    firsts = {
        Window.QUARTER: quarter.first,
        Window.YEAR: quarter.before(OF_YEAR).year_first,
        Window.END: quarter.last,
        Window.EVER: date.min,
    }
    counted = {dict(at).get(Dimension.ANTENNA) for (_, at), number in counts.items() if number}
    return {
        window: [
            antenna.code
            for antenna in known
            if antenna.code in counted or _was_open(antenna, first, quarter.last)
        ]
        for window, first in firsts.items()
    }


def _was_open(antenna: Antenna, first: date, last: date) -> bool:
    opened = antenna.opened_on is None or antenna.opened_on <= last
    return opened and (antenna.closed_on is None or antenna.closed_on >= first)
