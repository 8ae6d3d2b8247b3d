"""What the demonstration lacks and a page shows: an import with a refused row, a double, plans, a
publication that waits for a decision, a batch of reports, a receipt."""

import json
from datetime import date

from app.core.quarters import last_over
from app.planner.schemas import for_form
from tests.browser.money import furnish_money
from tests.browser.shelves import furnish_library
from tests.browser.site import Site
from tests.lists.samples import MENTEE
from tests.planner.stage import inputs
from tests.spreadsheets.files import csv_text, text_file

ALICE = {**MENTEE, "GSM": "+32 475 11 22 33"}
ALIOU = {**ALICE, "Réf.": "J2", "Prénom": "Aliou", "E-mail": "aliou@jeune.example"}
CARLA = {**MENTEE, "Réf.": "J3", "Prénom": "Carla", "Date de naissance": "31/02/2000", "GSM": ""}


def furnish(site: Site) -> None:
    """Two who give the same telephone may be one; nobody is born on 31 February."""
    file = text_file(site.folder, csv_text(ALICE, ALIOU, CARLA), "jeunes.csv")
    site.tandem("-t", "be", "imports", "run", str(file), "--kind", "mentees")
    for name, growth in (("As today", 0), ("Bolder", 40)):
        plan = inputs("be", "fr", candidate_growth=growth, intake_hours=6)
        kept = site.folder / "plan.json"
        kept.write_text(json.dumps(for_form(plan, ["be", "fr"], name=name)))
        site.tandem("-t", "hq", "planner", "keep", str(kept))
    quarter = last_over(date.today()).code  # noqa: DTZ011 - the server's own day
    site.tandem("-t", "be", "publication", "compute", quarter, "--reason", "A file came late")
    furnish_library(site)
    furnish_money(site)
