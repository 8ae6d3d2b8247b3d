"""The indicators once more, written naively from the specification alone: it shares no code with
the product, goes through the texts of the two files, and is only right, not fast."""

import calendar
from datetime import date, timedelta

UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
OUT = [f"EECO{n:02d}" for n in range(1, 18)]
RES = [f"EECR{n:02d}" for n in range(1, 7)]


def plus_months(day, months):
    year, month, wish = day.year, day.month, day.day
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    while wish > calendar.monthrange(year, month)[1]:
        wish -= 1
    return date(year, month, wish)


def iso(text):
    return date(*map(int, text.split("-"))) if text else None


def indicators(participants, events, operation, on):
    """`participants` and `events` are rows as dicts of texts, in the order of the files."""
    table = {code: {"women": 0, "men": 0, "nonbinary": 0, "total": 0} for code in OUT + RES}
    not_reportable = 0
    real = [
        row
        for row in participants
        if row["operation"] == operation
        and iso(row["entry_on"]) <= on
        and row["exit_on"] != row["entry_on"]
    ]
    for person in {row["person"] for row in real}:
        mine = [row for row in real if row["person"] == person]
        first = sorted(mine, key=lambda row: row["entry_on"])[0]
        if "" in (first["gender"], first["born_on"], first["status"], first["isced"]):
            not_reportable += 1
            continue
        column = {"F": "women", "M": "men", "X": "nonbinary"}[first["gender"]]
        for code in codes_of(first, mine, [e for e in events if e["person"] == person], on):
            table[code][column] += 1
            table[code]["total"] += 1
    return table | {"not_reportable": not_reportable}


def codes_of(first, mine, events, on):
    entry, born = iso(first["entry_on"]), iso(first["born_on"])
    age = entry.year - born.year
    if (entry.month, entry.day) < (born.month, born.day):
        age -= 1
    status = first["status"]
    codes = ["EECO01", {"unemployed": "EECO02", "inactive": "EECO04", "employed": "EECO05"}[status]]
    if status == "unemployed" and first["unemployed_since"]:
        limit = 6 if age < 25 else 12
        if plus_months(iso(first["unemployed_since"]), limit) < entry:
            codes.append("EECO03")
    codes += ["EECO06"] * (age < 18) + ["EECO07"] * (18 <= age <= 29) + ["EECO08"] * (age >= 55)
    levels = ["EECO09"] * 3 + ["EECO10"] * 2 + ["EECO11"] * 4
    codes.append(levels[int(first["isced"])])
    if first["citizenship"] and first["citizenship"] not in UNION.split():
        codes.append("EECO13")
    for code, name in (
        ("EECO12", "disability"),
        ("EECO14", "parents_born_abroad"),
        ("EECO15", "minority"),
        ("EECO16", "homeless"),
        ("EECO17", "rural"),
    ):
        if first[name] == "yes":
            codes.append(code)
    return codes + results_of(status, first, mine, events, on)


def results_of(status, first, mine, events, on):
    if any(row["exit_on"] == "" or iso(row["exit_on"]) > on for row in mine):
        return []
    entry, left = first["entry_on"], max(row["exit_on"] for row in mine)
    day28 = (iso(left) + timedelta(days=28)).isoformat()
    month6 = plus_months(iso(left), 6).isoformat()
    found = []
    if day28 <= on.isoformat():
        found += in_four_weeks(
            status, first, left, [e for e in events if entry <= e["on"] <= day28]
        )
    if month6 <= on.isoformat():
        found += at_six_months(status, [e for e in events if entry <= e["on"] <= month6])
    return found


def last_of(events):
    labour = ("job", "self_employment", "search", "unemployed", "inactive")
    kinds = [e["kind"] for e in sorted(events, key=lambda e: e["on"]) if e["kind"] in labour]
    return (["nothing", *kinds])[-1]


def in_four_weeks(status, first, left, events):
    found, last = [], last_of(events)
    if status == "inactive" and last in ("search", "unemployed"):
        found.append("EECR01")
    learning = [e for e in events if e["kind"] in ("education", "training") and e["on"] >= left]
    if learning and first["in_education"] != "yes":
        found.append("EECR02")
    if any(e["kind"] == "qualification" for e in events):
        found.append("EECR03")
    if status != "employed" and last in ("job", "self_employment"):
        found.append("EECR04")
    return found


def at_six_months(status, events):
    better = ("stable", "more_hours", "higher_skill", "promotion")
    good = [e for e in events if e["kind"] == "improvement" and e["detail"] in better]
    if status == "employed":
        return ["EECR06"] if good else []
    return ["EECR05"] if last_of(events) in ("job", "self_employment") else []
