"""What the demonstration lacks and a page shows: an import with a refused row, a double."""

from tests.browser.site import Site
from tests.imports.files import MENTEE, csv_text, text_file

TWICE = {**MENTEE, "Réf.": "J2", "Date de naissance": "30/12/2000"}
WRONG = {**MENTEE, "Réf.": "J3", "E-mail": "carla@jeune.example", "Date de naissance": "31/02/2000"}


def furnish(site: Site) -> None:
    file = text_file(site.folder, csv_text(MENTEE, TWICE, WRONG), "jeunes.csv")
    site.tandem("-t", "be", "imports", "run", str(file), "--kind", "mentees")
