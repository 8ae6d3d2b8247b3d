"""What three countries published over eight quarters, written as their jobs would write it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, insert

from app.core import engines
from app.core.quarters import Quarter, quarter
from app.disclosure import protect
from app.publication.models import Publication
from app.tabulation.templates import BY_CODE, TEMPLATES

NEWEST = quarter("2026-Q3")
ANTENNAS = {"be": ("BRU", "ANT", "GHE", "LIE"), "fr": ("PAR", "LIL"), "nl": ("ROT",)}
SIZES = {"BRU": 600, "ANT": 240, "GHE": 120, "LIE": 180, "PAR": 180, "LIL": 115, "ROT": 55}
IN_WORK = {"BRU": 0.55, "ANT": 0.5, "GHE": 0.36, "LIE": 0.51, "PAR": 0.47, "LIL": 0.44, "ROT": 0.57}
EDUCATION = {
    "be": {"none": 48, "below": 17, "upper": 10, "bachelor": 14, "master": 11},
    "fr": {"none": 36, "below": 3, "upper": 20, "bachelor": 13, "master": 28},
    "nl": {"none": 30, "below": 20, "upper": 30, "bachelor": 15, "master": 5},
}
BY_EDUCATION = {"none": 0.44, "below": 0.46, "upper": 0.54, "bachelor": 0.6, "master": 0.64}
ORIGINS = {"north_africa": 0.4, "west_africa": 0.35, "western_asia": 0.25}


def publish(installation: Any, *codes: str, quarters: int = 8) -> None:
    """Every table of these countries (all three) for so many quarters up to the newest."""
    made = [
        _row(code, template.code, when, cells)
        for code in codes or tuple(ANTENNAS)
        for when in (NEWEST.before(steps) for steps in reversed(range(quarters)))
        for template in TEMPLATES
        if (cells := protect.cells_after(template, [*before(template.code, code, when)], ()))
    ]
    write(installation, *made)


def write(installation: Any, *rows: Mapping[str, Any]) -> None:
    engine = create_engine(engines.existing_only(installation.shared_url))
    with engine.begin() as connection:
        connection.execute(insert(Publication), list(rows))
    engine.dispose()


def _row(code: str, template: str, when: Quarter, cells: Any, version: int = 1) -> dict[str, Any]:
    return {
        "tenant": code,
        "template": template,
        "period": when.code,
        "version": version,
        "replaces": version - 1 or None,
        "method": protect.METHOD,
        "thresholds": protect.THRESHOLDS.as_kept,
        "cells": cells,
        "digest": f"{version:064d}",
        "released_by": "director",
        "released_at": datetime.combine(when.last, datetime.min.time(), UTC) + timedelta(days=9),
    }


def correction(code: str, template: str, cells: Any, version: int = 2) -> dict[str, Any]:
    return _row(code, template, NEWEST, cells, version)


def cell(at: Mapping[str, str], counts: Mapping[str, Any], **values: Any) -> dict[str, Any]:
    return {"at": dict(at), "counts": dict(counts), "share": None, "values": values}


def before(template: str, code: str, when: Quarter) -> Iterator[dict[str, Any]]:
    """The cells as they are inside the country; they grow a little from quarter to quarter."""
    growth = 1 - 0.04 * (NEWEST.index - when.index)
    dimensions = [str(one) for one in BY_CODE[template].dimensions]
    if dimensions == ["antenna"]:
        for place, antenna in enumerate(ANTENNAS[code]):
            size = round(SIZES[antenna] * growth)
            yield _of_antenna(template, antenna, size, place)
    elif dimensions:
        whole = round(sum(SIZES[antenna] for antenna in ANTENNAS[code]) * growth)
        yield from _of_people(template, code, dimensions, whole)
    else:
        mentors = round(sum(SIZES[antenna] for antenna in ANTENNAS[code]) * growth)
        counts = (
            {"duos": mentors * 3, "mentors": mentors}
            if template == "duos_per_mentor"
            else {"numerator": round(mentors * 0.8), "denominator": mentors}
        )
        yield cell({}, counts)


def _of_antenna(template: str, antenna: str, size: int, place: int) -> dict[str, Any]:
    at, work = {"antenna": antenna}, round(size * IN_WORK[antenna])
    if template == "waiting_days":
        return cell(at, {"count": size // 2}, lower=12 + place, median=20 + 3 * place, upper=41)
    if template == "target_population":
        return cell(at, {"population": size * 60}, as_of="2026-01-01", source="Survey of the city")
    if template == "funding_coverage":
        return _money(at, size)
    if template == "data_quality":
        return cell(at, {"denominator": size, "unknown": size // 9, "late": size // 6})
    if template == "reached_six_months":
        return cell(at, {"numerator": round(size * 0.88), "denominator": size})
    if template in {"insertion_12m", "positive_12m"}:
        some = work if template == "insertion_12m" else round(work * 1.35)
        return cell(at, {"numerator": some, "denominator": size, "unknown": size // 9})
    return cell(at, {"count": size // 4})


WITHOUT_SCHEME = ("ANT", "GHE")
COSTS = {"BRU": 203_200, "LIE": 253_200}
"""Cents of a duo; of the other antennas nobody has told."""
TOLD_BY = {
    "BRU": {"en": "Parliament, 2023", "nl": "Parlement, 2023"},
    "LIE": "parlement-wallonie.be",
}
"""As a country publishes it: by language, or one text for everybody."""


def _money(at: Mapping[str, str], size: int) -> dict[str, Any]:
    """A quarter of the people began a duo, half of those where a scheme pays are counted."""
    antenna, duos = at["antenna"], size // 4
    counted, cost = 0 if antenna in WITHOUT_SCHEME else duos // 2, COSTS.get(antenna)
    return cell(
        at,
        {"duos": duos, "counted": counted},
        schemes=0 if antenna in WITHOUT_SCHEME else 1,
        secured_cents=counted * 150_000,
        cost_cents=None if cost is None else cost * duos,
        per_duo_cents=cost,
        source=TOLD_BY.get(antenna),
    )


LEVELS = {"worker": 0.04, "technical": 0.1, "employee": 0.3, "manager": 0.56}
SECTORS = {"41": 0.02, "47": 0.1, "62": 0.2, "64": 0.15, "84": 0.12, "88": 0.06}
POOLS = {"mentor_sectors": SECTORS, "mentor_levels": LEVELS}


def _of_people(
    template: str, code: str, dimensions: list[str], whole: int
) -> Iterator[dict[str, Any]]:
    if template == "insertion_mix":
        yield from _mix(code, whole)
    elif template.startswith("insertion"):
        shares = EDUCATION[code] if "education" in dimensions else {"f": 30, "unknown": 70}
        for value, hundredth in shares.items():
            people = round(whole * hundredth / 100)
            some = _some(people, BY_EDUCATION.get(value, 0.5))
            yield cell({dimensions[0]: value}, some | {"unknown": people // 9})
    else:
        for value, part in POOLS.get(template, {"unknown": 1}).items():
            yield cell({dimensions[0]: value}, {"count": round(whole * part)})


def _mix(code: str, whole: int) -> Iterator[dict[str, Any]]:
    for value, hundredth in EDUCATION[code].items():
        for origin, part in ORIGINS.items():
            people = round(whole * hundredth / 100 * part)
            at = {"education": value, "origin": origin}
            yield cell(at, _some(people, BY_EDUCATION[value]))


def _some(people: int, rate: float) -> dict[str, int]:
    return {"numerator": round(people * rate), "denominator": people}
