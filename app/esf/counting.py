"""All participants of an operation on one day: the indicators by gender, and what must hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.esf import rules
from app.esf.facts import (
    BY_STATUS,
    ENTITIES,
    ESTIMABLE,
    GENDERS,
    MEN,
    NONBINARY,
    OUTPUTS,
    RESULTS,
    WOMEN,
    Entry,
    Happening,
    Parameters,
)

COLUMNS = (WOMEN, MEN, NONBINARY)
CODES = (*OUTPUTS, *RESULTS)
TOTAL = "total"


@dataclass(frozen=True)
class Figures:
    """`values` by indicator and gender. `unknown` says for each of section 1.2 of how many
    participants nobody knows it."""

    on: date
    values: Mapping[str, Mapping[str, int]]
    not_reportable: int
    entities: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """In the order of the annex; EECO18 and EECO19, which count no people, only where given."""
        told: dict[str, Any] = {code: dict(self.values[code]) for code in OUTPUTS}
        told |= {code: {TOTAL: self.entities[code]} for code in ENTITIES if code in self.entities}
        told |= {code: dict(self.values[code]) for code in RESULTS}
        return told | {"not_reportable": self.not_reportable}


def grouped(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each person, in the order they were given."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.person].append(entry)
    return found


def in_order(happened: Iterable[Happening], of: Mapping[str, object]) -> dict[str, list[Happening]]:
    """The events of those people by day, and of one day as they were given."""
    found: dict[str, list[Happening]] = defaultdict(list)
    for one in happened:
        if one.person in of:
            found[one.person].append(one)
    for mine in found.values():
        mine.sort(key=lambda one: one.on)
    return found


def count(
    entries: Iterable[Entry],
    happened: Iterable[Happening],
    on: date,
    parameters: Parameters | None = None,
) -> Figures:
    """The figures of an operation as they stand on that day (R17, R18: each 0 or 1, absolute)."""
    settings = parameters or Parameters()
    people = grouped(entries)
    events = in_order(happened, people)
    counted = {code: Counter[str]() for code in CODES}
    unknown: Counter[str] = Counter()
    incomplete = 0
    for person, theirs in people.items():
        record = rules.record_of(theirs, on, settings)
        if record is None:
            continue
        if rules.lacking(record.first, settings):
            incomplete += 1
            continue
        gender = GENDERS[record.first.gender or ""]
        for code in vector(record, events.get(person, ()), on, settings):
            counted[code][gender] += 1
        unknown.update(_not_known(record.first))
    values = {code: _with_total(counted[code]) for code in CODES}
    return Figures(
        on=on,
        values=_estimated(_summed(values, settings), settings),
        not_reportable=incomplete,
        entities=dict(settings.entities),
        unknown=dict(unknown),
    )


def vector(
    record: rules.Record, happened: Sequence[Happening], on: date, parameters: Parameters
) -> set[str]:
    """The indicators in which a complete record is 1; in all others it is 0."""
    found = rules.outputs(record.first, parameters)
    return found | rules.results(record, happened, on, parameters)


def _not_known(first: Entry) -> Iterator[str]:
    said = (
        first.disability,
        first.citizenship,
        first.parents_born_abroad,
        first.minority,
        first.homeless,
        first.rural,
    )
    return (code for code, fact in zip(ESTIMABLE, said, strict=True) if fact is None)


def _with_total(by_gender: Mapping[str, int]) -> dict[str, int]:
    found = {gender: by_gender.get(gender, 0) for gender in COLUMNS}
    return found | {TOTAL: sum(found.values())}


def _summed(values: dict[str, dict[str, int]], settings: Parameters) -> dict[str, dict[str, int]]:
    """EECO01 is calculated from the labour statuses, but for the objective that has none (R6)."""
    if settings.only_ages:
        return values
    statuses = [values[code] for code in BY_STATUS.values()]
    names = (*COLUMNS, TOTAL)
    return values | {"EECO01": {name: sum(one[name] for one in statuses) for name in names}}


def _estimated(
    values: dict[str, dict[str, int]], settings: Parameters
) -> dict[str, dict[str, int]]:
    """Informed estimates take the place of what was collected, each gender rounded half up (R9)."""
    found = dict(values)
    for code in ESTIMABLE:
        share = settings.estimates.get(code)
        if share is not None and code not in settings.target_groups:
            of_all = values["EECO01"]
            found[code] = _with_total({name: _share(of_all[name], share) for name in COLUMNS})
    return found


def _share(number: int, percent: float) -> int:
    exact = Decimal(number) * Decimal(str(percent)) / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def cross_checks(values: Mapping[str, Mapping[str, int]], *, only_ages: bool) -> dict[str, bool]:
    """What every report must satisfy, by a short name, and whether it does."""
    v = {code: values[code][TOTAL] for code in CODES}
    held = {
        "ages": v["EECO06"] + v["EECO07"] + v["EECO08"] <= v["EECO01"],
        "section_2": all(v[code] <= v["EECO01"] for code in ESTIMABLE),
        "leaving": v["EECR01"] + v["EECR04"] <= v["EECO01"],
        "genders": all(one[TOTAL] == sum(one[n] for n in COLUMNS) for one in values.values()),
    }
    if only_ages:
        return held
    return held | {
        "total": v["EECO01"] == v["EECO02"] + v["EECO04"] + v["EECO05"],
        "long_term": v["EECO03"] <= v["EECO02"],
        "isced": v["EECO09"] + v["EECO10"] + v["EECO11"] == v["EECO01"],
        "six_months": v["EECR05"] <= v["EECO02"] + v["EECO04"],
        "improved": v["EECR06"] <= v["EECO05"],
    }
