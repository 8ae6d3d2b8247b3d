"""JSON of a row that a page takes apart, made around a canary."""

from collections.abc import Callable
from typing import Any

from app.disclosure.protect import THRESHOLDS


def cells(canary: str) -> list[dict[str, Any]]:
    """Of a table of publication."""
    values = {"as_of": "2026-01-01", "source": canary}
    return [
        {"at": {"antenna": canary}, "counts": {"population": 1}, "share": None, "values": values}
    ]


SHAPED: dict[tuple[str, str], Callable[[str], Any]] = {
    ("grants", "conditions"): lambda _canary: [{"fact": "gender", "one_of": ["f"]}],
    ("allocation_proposals", "result"): lambda canary: {
        **dict.fromkeys(("subjects", "paid", "already", "promised", "lacks", "by_hand_lacks"), 1),
        **dict.fromkeys(("total_cents", "bound_cents", "by_hand_cents", "by_hand_paid"), 1),
        **dict.fromkeys(("standing", "standing_cents", "gain_cents"), 1),
        **dict.fromkeys(("stays", "moves", "releases", "new", "fewest"), 1),
        "proven": True,
        "unknown_rates": 1,
        "reasons": {"full": 1, "gone": 1},
        "locks": {},
        "applied": {},
        "locked": 0,
        "grants": [
            {"id": 1, "code": canary, "rate": 1, "before": 1, "chosen": 1, "cents": 1, "lacks": 1}
            | {"caps": [{"key": "cap:1", "left": 1, "price": 1}], "stays": 1, "leaves": 1}
        ],
    },
    ("allocation_lines", "why"): lambda _canary: {
        "of": 2,
        "dearest": 1,
        "second": 1,
        "loses": 1,
        "from": 1,
        "was": 1,
        "kept": True,
    },
    ("expenses", "figures"): lambda canary: [{"rule": "x", "value": "1", "source": canary}],
    ("documents", "name"): lambda canary: f"{canary}.txt",
    ("reports", "content"): lambda canary: {
        "title": canary,
        "lead": [[canary, canary]],
        "day": "2026-01-05",
        "language": "fr",
        "sections": [
            {"code": "summary", "title": canary, "note": "", "paragraphs": [canary]},
            {"code": "money", "title": canary, "note": canary, "heads": [canary, canary]}
            | {"rows": [[[canary, None], [canary, 1]]]},
        ],
        "figures": {},
    },
    ("report_batches", "failures"): lambda canary: [{"grant": canary, "why": canary}],
    ("esf_operations", "parameters"): lambda canary: {
        "estimates": [{"code": "EECO12", "percent": 10, "source": canary}]
    },
    ("esf_transmissions", "figures"): lambda canary: {
        "EECO01": dict.fromkeys(("women", "men", "nonbinary", "total"), 1),
        "not_reportable": 0,
        canary: 1,
    },
    ("releases", "thresholds"): lambda _canary: THRESHOLDS.as_kept,
    ("releases", "findings"): lambda canary: [
        {
            "template": "duos_started",
            "at": {"antenna": canary},
            "count": "count",
            "low": 1,
            "high": 2,
            "why": "narrowed",
        }
    ],
    ("release_tables", "before"): lambda canary: cells(canary),
    ("release_tables", "after"): lambda canary: cells(canary),
    ("gift_receipts", "facts"): lambda canary: {
        "donor": {"name": canary, "address": canary, "company_number": None},
        "language": "fr",
        "currency": "EUR",
        "organisation": {"address": canary},
        "rule": canary,
        "name": canary,
        "statement": canary,
        "source": canary,
        "gifts": [{"on": "2025-01-05", "cents": 1, "way": "transfer"}],
    },
    ("imports", "parts"): lambda canary: [
        {
            "kind": "mentees",
            "sheet": canary,
            "rows": 1,
            "form": "csv",
            "encoding": "utf-8",
            "delimiter": ";",
            "language": "fr",
            "date_order": "dmy",
            "headers": [canary, canary],
            "columns": {"0": "reference", "1": "last_name"},
            "leftovers": [canary],
            "examples": [canary, canary],
            "sample": [
                {"line": 2, "values": {"reference": canary, "last_name": canary}, "problems": []}
            ],
        }
    ],
    ("funder_lists", "read_as"): lambda canary: {"form": "csv", "sheet": canary},
    ("funder_lists", "headers"): lambda canary: [canary, canary],
    ("funder_lists", "lines"): lambda canary: [[2, [canary, canary]]],
    ("funder_lists", "chosen"): lambda _canary: {
        "columns": {"0": "name", "1": "notes"},
        "date_order": "dmy",
        "language": "fr",
        "kind": "foundation",
    },
    ("funder_lists", "refusals"): lambda canary: [
        {
            "line": 2,
            "column": canary,
            "field": "kind",
            "value": canary,
            "code": "unknown_kind",
            "named": {},
        }
    ],
    ("funder_lists", "written"): lambda _canary: {
        "funders": [],
        "contacts": [],
        "reminders": [],
        "changes": [],
        "event": 0,
    },
    ("training_modules", "facts"): lambda canary: {
        "audience": ["mentor", "mentee"],
        "level": "beginner",
        "minutes": 210,
        "licence": canary,
        "sources": [{"title": canary}],
        "files": {},
    },
    ("training_modules", "texts"): lambda canary: {
        "fr": {
            "title": canary,
            "summary": canary,
            "objectives": [canary],
            "body": canary,
            "quiz": [{"question": canary, "options": [{"text": canary, "right": True}]}],
        }
    },
    ("certificates", "facts"): lambda canary: {
        "modules": [{"title": canary, "hours": 3.5, "completed_on": "2026-01-05"}],
        "hours": 3.5,
    },
}
"""By table and column."""
