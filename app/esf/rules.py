"""One participant on one day: which of the common indicators they count in.

The rules R1 to R26 are those of the specification of the ESF+ indicators, which names for each the
regulation, the Commission's answer or the practice it was read in. Where it leaves a choice:

- R1: an information session is no entry, so whoever makes the list of entries leaves it out.
- R2: an entry whose exit is on the day of the entry is support of one day: no entry at all, also
  beside other entries of the same person. An exit on the next day is more than one day.
- An entry after the day asked, and an exit after it, are not known yet. An exit on it is.
- R3: several entries of a person are one record. All facts are those of the earliest (of two on one
  day, the first line), also where they are incomplete and a later entry is not. The exit is the
  latest; while any of the entries has no known exit, the person has not left.
- The status of a later entry is no event: it changes no situation.
- R5, R20: the status is taken as it is given. That a full-time student is inactive, also when
  registered as unemployed, is settled by whoever writes the status down: `in_education` is any
  education or training, a course of an evening too, and makes nobody inactive. An operation whose
  `in_education` means full-time studies says so by a parameter; then who studies and is said to be
  unemployed is inactive, and so no long-term unemployed. Empty is not in education.
- R7: complete is gender, birth date, status and ISCED; the day since when somebody is unemployed is
  not among them: unknown, they are not long-term unemployed. Gender X is complete, unless national
  law has no such category (then it is a gender that is not known).
- R9: what section 1.2 asks and nobody knows is 0, unless an estimate or a target group says it.
- R10: a target group of section 1.2 counts everybody who can be reported. One of a labour status
  fills in that status where it is not known; a status that is known stays.
- R12: not a citizen of the Union (27 states), stateless and undetermined (XX) included.
- R13: parents born outside the country, whatever the citizenship.
- R15: the situation at a day is the last labour-market event from the entry (that day included) to
  that day; of several on one day the last line. Without one it is the status at entry. So a search
  that began before the exit and lasts counts for EECR01.
- R16: an event `unemployed` is searching.
- R17: whoever is not of the reference population of a result has 0.
- R21: more than six (below 25 at entry) or twelve months: the day so many months after the first
  day without work, clamped to the end of the month, lies before the day of entry.
- R22: age in whole years on the day of entry; somebody born on 29 February is a year older on
  1 March of a year without one.
- EECR02 and EECR03 need one event in their window, whatever followed it. EECR02 begins at the exit,
  EECR03 and EECR06 at the entry; all days of a window count, the first and the last.
- EECR05 is the situation on the day six months after the exit: a job that began long before and was
  followed by no other event still stands.
- EECR06 does not ask whether the person still works at six months.
- A result is 0 until the day asked is the last of its window or later.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.core.clock import months_after
from app.core.vocabularies import is_third_country
from app.esf.facts import (
    BY_STATUS,
    EMPLOYED,
    GENDERS,
    IMPROVED,
    IMPROVEMENT,
    INACTIVE,
    LABOUR,
    LEARNING,
    NEEDED,
    NONBINARY,
    QUALIFICATION,
    SEARCHING,
    UNEMPLOYED,
    WORKING,
    Entry,
    Happening,
    Parameters,
)

WEEKS_4 = timedelta(days=28)
"""Results upon leaving: four weeks from the exit (Commission, questions on ESF+, 13 April 2023)."""
MONTHS_6 = 6
"""Longer-term results: six months after the exit, clamped to the end of the month (convention)."""
OLDEST_CHILD, OLDEST_YOUNG, YOUNGEST_SENIOR = 17, 29, 55
"""EECO06 to EECO08; between 30 and 54 there is no indicator (2021/1057, Annex I)."""
HIGHEST_LOW, HIGHEST_MIDDLE = 2, 4
"""EECO09 is ISCED 0 to 2, EECO10 is 3 and 4, EECO11 is 5 to 8 (2021/1057, Annex I)."""


class Record(NamedTuple):
    """One participant: the facts of the first entry, and the final exit if there is one."""

    first: Entry
    left_on: date | None


def record_of(entries: Iterable[Entry], on: date, parameters: Parameters) -> Record | None:
    """What the entries of one person come to on that day; None is no participant (R2, R3)."""
    known = [entry for entry in entries if entry.entered_on <= on]
    real = [entry for entry in known if not _is_short(entry, on, parameters.more_than_days)]
    if not real:
        return None
    first = min(real, key=lambda entry: entry.entered_on)
    exits = [entry.exited_on for entry in real if entry.exited_on and entry.exited_on <= on]
    return Record(first, max(exits) if len(exits) == len(real) else None)


def _is_short(entry: Entry, on: date, more_than_days: int) -> bool:
    left = entry.exited_on
    return left is not None and left <= on and (left - entry.entered_on).days < more_than_days


def lacking(first: Entry, parameters: Parameters) -> list[str]:
    """Which of the facts that the report needs are not known; nothing means complete (R7, R8)."""
    missing = [name for name in NEEDED if getattr(first, name) is None]
    if first.gender and GENDERS[first.gender] == NONBINARY and not parameters.nonbinary:
        missing.append("gender")
    if parameters.only_ages:
        return [name for name in missing if name in {"gender", "born_on"}]
    if "status" in missing and _guaranteed(parameters):
        missing.remove("status")
    return missing


def _guaranteed(parameters: Parameters) -> str | None:
    """The labour status that eligibility guarantees (R10)."""
    found = (status for status, code in BY_STATUS.items() if code in parameters.target_groups)
    return next(found, None)


def status_of(first: Entry, parameters: Parameters) -> str | None:
    """The one of the three that counts (R5, R10, R20)."""
    status = first.status or _guaranteed(parameters)
    student = first.in_education and parameters.students_inactive
    return INACTIVE if student and status == UNEMPLOYED else status


def age_on(born_on: date, day: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_long_term(first: Entry, age: int, parameters: Parameters) -> bool:
    young = age < parameters.long_term_below_age
    months = parameters.long_term_months_young if young else parameters.long_term_months
    since = first.unemployed_since
    return since is not None and months_after(since, months) < first.entered_on


def outputs(first: Entry, parameters: Parameters) -> set[str]:
    """The output indicators of a complete record, EECO01 included."""
    if first.born_on is None:
        raise LookupError("a record that is not complete is in no indicator")
    age = age_on(first.born_on, first.entered_on)
    found = {"EECO01", *_of_age(age), *_of_section_2(first, parameters)}
    if not parameters.only_ages and first.isced is not None:
        status = status_of(first, parameters)
        found |= {BY_STATUS[status or INACTIVE], _of_isced(first.isced)}
        if status == UNEMPLOYED and is_long_term(first, age, parameters):
            found.add("EECO03")
    return found


def _of_age(age: int) -> set[str]:
    brackets = {
        "EECO06": age <= OLDEST_CHILD,
        "EECO07": OLDEST_CHILD < age <= OLDEST_YOUNG,
        "EECO08": age >= YOUNGEST_SENIOR,
    }
    return {code for code, stands in brackets.items() if stands}


def _of_isced(isced: int) -> str:
    if isced <= HIGHEST_LOW:
        return "EECO09"
    return "EECO10" if isced <= HIGHEST_MIDDLE else "EECO11"


def _of_section_2(first: Entry, parameters: Parameters) -> set[str]:
    """Section 1.2 of the annex, as far as it was collected or is guaranteed (R9, R10, R12-R14)."""
    said: Mapping[str, object] = {
        "EECO12": first.disability,
        "EECO13": first.citizenship and is_third_country(first.citizenship),
        "EECO14": first.parents_born_abroad,
        "EECO15": first.minority,
        "EECO16": first.homeless,
        "EECO17": first.rural,
    }
    found = {code for code, stands in said.items() if stands} - parameters.not_collected
    return found | {code for code in said if code in parameters.target_groups}


def results(
    record: Record, happened: Sequence[Happening], on: date, parameters: Parameters
) -> set[str]:
    """The result indicators; `happened` are the events of the person by day, then by line."""
    if record.left_on is None:
        return set()
    since, left = record.first.entered_on, record.left_on
    weeks, months = left + WEEKS_4, months_after(left, MONTHS_6)
    status = status_of(record.first, parameters)
    known = [one for one in happened if since <= one.on <= on]
    found: set[str] = set()
    if weeks <= on:
        within = [one for one in known if one.on <= weeks]
        found |= _upon_leaving(record.first, left, within, status)
    if months <= on:
        within = [one for one in known if one.on <= months]
        found |= _six_months_later(within, status)
    return found


def _upon_leaving(
    first: Entry, left: date, within: Sequence[Happening], status: str | None
) -> set[str]:
    """`within` are the events from the entry to the end of the four weeks."""
    now = situation(within)
    learns = any(one.kind in LEARNING and one.on >= left for one in within)
    verdict = {
        "EECR01": status == INACTIVE and now in SEARCHING,
        "EECR02": learns and not first.in_education,
        "EECR03": any(one.kind == QUALIFICATION for one in within),
        "EECR04": status in {UNEMPLOYED, INACTIVE} and now in WORKING,
    }
    return {code for code, stands in verdict.items() if stands}


def _six_months_later(within: Sequence[Happening], status: str | None) -> set[str]:
    if status == EMPLOYED:
        return {"EECR06"} if any(map(_improves, within)) else set()
    return {"EECR05"} if status and situation(within) in WORKING else set()


def situation(known: Sequence[Happening]) -> str | None:
    """The kind of the last labour-market event among them; None where there was none."""
    return next((one.kind for one in reversed(known) if one.kind in LABOUR), None)


def _improves(one: Happening) -> bool:
    return one.kind == IMPROVEMENT and one.detail in IMPROVED
